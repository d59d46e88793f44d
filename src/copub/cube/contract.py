"""What the tables of a cube hold, and in which units.

`cells`       one row per year, document type, field, set of countries, lead country and flags.
`sets`        one row per set of countries: `set_id`, `cset` (codes sorted and joined, empty where no country is known), `countries`
              (how many).
`credits`     one row per year, document type, field, retraction and country: `works`, and their author-fractional `credit` in units of
              1/CREDIT work.
`baselines`   one row per category, year, document type and class of collaboration: what scores were computed from.
`histogram`   how many works have how many citations, per category, year and document type, and their weight;
`classes`     the weight of works and of their citations, per category, year, document type and class: what baselines were computed from.

Scores are integers: one work that stands exactly at its baseline scores `WHOLE`. They are sums over a work's categories of its part in
each (`PART` units make a work), so the world's scores sum to its scored parts. The columns of `cells` besides its key:

`works`, `citations`
`rated`           works with citations and at least one category
`scored`          parts of works whose category has a baseline above zero (units of 1/60): what `score` and `score_full` are divided by
`score`           citations over the mean of category, year and type, a work weighing 1/n in each of its n categories (units 1/WHOLE)
`score_full`      the same, a work weighing 1 in each of its categories
`scored_class`, `score_class`  the same as `scored` and `score` within the class of collaboration as well (Collab-CNCI)
`score_2`, `score_3`  sums of squares and cubes of a work's `score`, a work at its baseline being MOMENT and none more than MOST baselines:
                  for intervals without replicates
`top10`, `top1`   works among the most cited 10 % and 1 %, those on the threshold in part (units 1/WHOLE); `_full` as above
"""

VERSION = 3
PART = 60  # divisible by 1 to 6, the number of categories a work may have
BITS = 27  # 2**-27 is finer than 1e-8, and a thousand million works stay below 2**63
WHOLE = PART * 2**BITS
MOMENT = 64
MOST = 8192
CATEGORIES = 6

KEY = ("year", "doc_type", "field", "cset", "lead", "retracted", "truncated", "unknown", "dual")
SUMS = (
    "works",
    "citations",
    "rated",
    "scored",
    "score",
    "score_full",
    "scored_class",
    "score_class",
    "top10",
    "top1",
    "top10_full",
    "top1_full",
)
MOMENTS = ("score_2", "score_3")
TABLES = ("cells", "sets", "credits", "baselines", "histogram", "classes")

"""The SQL that makes a cube, written so that DuckDB and Spark read it alike: no lists, no dialect, every cast spelled out.

Run in order over the tables `works` and `several` (the ids of works of one country with two institutions or more):

1. `HISTOGRAM` counts works by citations in each category, year, document type and class of collaboration;
2. `BASELINES` makes of it the means and the thresholds of the most cited;
3. `cells` scores each work by its categories and groups the works, in one pass, nothing stored in between.

The class of collaboration is that of Collab-CNCI: 1 one country and one institution, 2 one country and several, 3, 4 and 5 two, three
and four or more countries; 0 where no country is known.
"""

from copub.cube.contract import BITS, KEY, MOMENT, MOST, PART, SUMS, WHOLE

# Czechoslovakia alone has a code of four letters, CSHH; HH is no country, so nothing else can be meant by it.
COUNTRIES = "CAST(length(replace(cset, 'CSHH', 'CS')) / 2 AS INTEGER)"
CLASS = (
    f"CASE WHEN {COUNTRIES} > 3 THEN 5 WHEN {COUNTRIES} > 1 THEN {COUNTRIES} + 1 "
    "WHEN several.work_id IS NOT NULL THEN 2 ELSE 1 END"
)


def prepared(categories: int) -> str:
    """Each work with what is absent made plain, its number of categories (none where year or citations are unknown) and its class."""
    each = range(1, categories + 1)
    return f"""
SELECT works.work_id, CAST(coalesce(works.year, 0) AS SMALLINT) AS year, coalesce(doc_type, '') AS doc_type, coalesce(field, '') AS field,
    coalesce(cset, '') AS cset, coalesce(lead, '') AS lead, coalesce(retracted, false) AS retracted,
    coalesce(truncated, false) AS truncated, CAST(coalesce(unknown, 0) AS TINYINT) AS unknown, coalesce(dual, false) AS dual, citations,
    {", ".join(f"nullif(c{i}, '') AS c{i}" for i in each)},
    CASE WHEN citations IS NULL OR works.year IS NULL THEN 0
        ELSE {" + ".join(f"CASE WHEN c{i} <> '' THEN 1 ELSE 0 END" for i in each)} END AS categories,
    CASE WHEN coalesce(cset, '') = '' THEN 0 WHEN length(cset) > 2 THEN {CLASS}
        WHEN several.work_id IS NOT NULL THEN 2 ELSE 1 END AS class
FROM works LEFT JOIN several ON several.work_id = works.work_id
"""


def histogram(categories: int) -> str:
    """Works and their weight (1/n in each of n categories, in units of 1/60) by citations; a work stands in each category it has.

    Works alike in all of this are counted first, so that the records are read once and not once for each category.
    """
    each = range(1, categories + 1)
    alike = f"{', '.join(f'c{i}' for i in each)}, year, doc_type, class, citations, categories"
    placed = "\n    UNION ALL ".join(
        f"SELECT c{i} AS category, year, doc_type, class, citations, works, CAST({PART} / categories AS BIGINT) AS part "
        f"FROM alike WHERE c{i} IS NOT NULL"
        for i in each
    )
    return f"""
WITH alike AS (
    SELECT {alike}, count(*) AS works FROM prepared WHERE categories > 0 GROUP BY {alike}
)
SELECT category, year, doc_type, class, citations, CAST(sum(works) AS BIGINT) AS works, CAST(sum(works * part) AS BIGINT) AS weight
FROM (
    {placed}
) AS placed
GROUP BY category, year, doc_type, class, citations
"""


def _cut(top: int, weight: str) -> str:
    """The citations at which the most cited 1/`top` begin, and the part in which works with exactly so many belong to them."""
    here = f"{top} * {weight}_above < {weight}_all AND {top} * ({weight}_above + {weight}) >= {weight}_all"
    name = f"{100 // top}" + ("_full" if weight == "works" else "")
    tie = f"CAST({weight}_all - {top} * {weight}_above AS DOUBLE) / CAST({top} * {weight} AS DOUBLE)"
    return (
        f"max(CASE WHEN {here} THEN citations END) AS cut{name},\n        "
        f"CAST(floor(max(CASE WHEN {here} THEN {tie} END) * {2**BITS} + 0.5) AS BIGINT) AS tie{name}"
    )


BASELINES = f"""
WITH counts AS (
    SELECT category, year, doc_type, citations, CAST(sum(works) AS BIGINT) AS works, CAST(sum(weight) AS BIGINT) AS weight
    FROM histogram
    GROUP BY category, year, doc_type, citations
), ranked AS (
    SELECT category, year, doc_type, citations, works, weight,
        sum(works) OVER (PARTITION BY category, year, doc_type) AS works_all,
        sum(weight) OVER (PARTITION BY category, year, doc_type) AS weight_all,
        sum(works) OVER (PARTITION BY category, year, doc_type ORDER BY citations DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - works AS works_above,
        sum(weight) OVER (PARTITION BY category, year, doc_type ORDER BY citations DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - weight AS weight_above
    FROM counts
), world AS (
    SELECT category, year, doc_type, CAST(sum(works) AS BIGINT) AS works, CAST(sum(weight) AS BIGINT) AS weight,
        CAST(sum(weight * citations) AS BIGINT) AS weighted, CAST(sum(works * citations) AS BIGINT) AS citations,
        {_cut(10, "weight")},
        {_cut(100, "weight")},
        {_cut(10, "works")},
        {_cut(100, "works")}
    FROM ranked
    GROUP BY category, year, doc_type
), classes AS (
    SELECT category, year, doc_type, class, CAST(sum(weight) AS BIGINT) AS weight, CAST(sum(weight * citations) AS BIGINT) AS weighted
    FROM histogram
    GROUP BY category, year, doc_type, class
)
SELECT world.category, world.year, world.doc_type, classes.class, works, world.weight, world.citations,
    CAST(world.weight AS DOUBLE) * {2**BITS} / CAST(nullif(world.weighted, 0) AS DOUBLE) AS factor,
    CAST(works AS DOUBLE) * {2**BITS} / CAST(nullif(world.citations, 0) AS DOUBLE) AS factor_full,
    CASE WHEN classes.class > 0
        THEN CAST(classes.weight AS DOUBLE) * {2**BITS} / CAST(nullif(classes.weighted, 0) AS DOUBLE) END AS factor_class,
    cut10, tie10, cut1, tie1, cut10_full, tie10_full, cut1_full, tie1_full
FROM world
JOIN classes ON classes.category = world.category AND classes.year = world.year AND classes.doc_type = world.doc_type
"""


def cells(categories: int) -> str:
    """Each work scored by the baselines of its first `categories` categories, and the works grouped into cells."""
    each = range(1, categories + 1)
    joins = "\n    ".join(
        f"LEFT JOIN baselines AS b{i} ON b{i}.category = w.c{i} AND b{i}.year = w.year "
        f"AND b{i}.doc_type = w.doc_type AND b{i}.class = w.class"
        for i in each
    )

    def total(of: str) -> str:
        return " + ".join(of.replace("{b}", f"b{i}") for i in each)

    def scored(factor: str) -> str:
        return f"part * ({total(f'CASE WHEN {{b}}.{factor} IS NULL THEN 0 ELSE 1 END')})"

    def score(factor: str) -> str:
        # Whole numbers below 2^53 are exact as DOUBLE, so one cast at the end is enough.
        return f"CAST(part * ({total(f'coalesce(floor(w.citations * {{b}}.{factor} + 0.5), 0)')}) AS BIGINT)"

    def top(name: str) -> str:
        one = (
            f"CASE WHEN w.citations > {{b}}.cut{name} THEN {2**BITS} WHEN w.citations = {{b}}.cut{name} "
            f"THEN {{b}}.tie{name} ELSE 0 END"
        )
        return f"part * ({total(one)})"

    moment = f"CAST(floor(least(score / CAST({WHOLE // MOMENT} AS DOUBLE), {MOST * MOMENT}) + 0.5) AS BIGINT)"
    key = ", ".join(KEY)
    sums = ",\n    ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in SUMS if name != "works")
    return f"""
SELECT {key}, count(*) AS works,
    {sums},
    CAST(sum(moment * moment) AS BIGINT) AS score_2,
    CAST(sum(moment * moment * moment) AS BIGINT) AS score_3
FROM (
    SELECT scores.*, {moment} AS moment
    FROM (
        SELECT w.year, w.doc_type, w.field, cset, lead, retracted, truncated, unknown, dual, coalesce(w.citations, 0) AS citations,
            CASE WHEN part > 0 THEN 1 ELSE 0 END AS rated,
            {scored("factor")} AS scored,
            {score("factor")} AS score,
            {score("factor_full")} AS score_full,
            {scored("factor_class")} AS scored_class,
            {score("factor_class")} AS score_class,
            {top("10")} AS top10,
            {top("1")} AS top1,
            {top("10_full")} AS top10_full,
            {top("1_full")} AS top1_full
        FROM (SELECT prepared.*, CASE WHEN categories > 0 THEN CAST({PART} / categories AS BIGINT) ELSE 0 END AS part FROM prepared) AS w
        {joins}
    ) AS scores
) AS works
GROUP BY {key}
"""


CREDITS = """
SELECT prepared.year, doc_type, field, retracted, weights.country, count(*) AS works, CAST(sum(weights.weight) AS BIGINT) AS credit
FROM weights
JOIN prepared ON prepared.work_id = weights.work_id
GROUP BY prepared.year, doc_type, field, retracted, weights.country
"""

SEVERAL = "SELECT work_id FROM institutions GROUP BY work_id HAVING count(DISTINCT institution) > 1"

NO_CREDITS = """
SELECT year, doc_type, field, retracted, '' AS country, CAST(0 AS BIGINT) AS works, CAST(0 AS BIGINT) AS credit
FROM prepared WHERE 1 = 0
"""

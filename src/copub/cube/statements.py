"""The SQL that makes a cube, written so that DuckDB and Spark read it alike: no lists, no dialect, every cast spelled out.

Statements run in order over the table `works` as the view `prepared` shows it:

1. `counted` counts works by citations in each category, year, document type and class of collaboration; `histogram` and `classes` are
   its sums, over classes and over citations;
2. `BASELINES` makes of them the means and the thresholds of the most cited;
3. `cells` scores each work by its categories and groups the works, in one pass, nothing stored in between.

Categories, document types, fields, sets of countries and lead countries are numbers in all of them: `names` numbers them in alphabetical
order beforehand, and the names come back when the cube is written. Engines group and join by numbers several times faster than by texts.

The class of collaboration is that of Collab-CNCI: 1 one country and one institution, 2 one country and several, 3, 4 and 5 two, three
and four or more countries; 0 where no country is known.
"""

from copub.cube.contract import BITS, CATEGORIES, KEY, MOMENT, MOST, PART, SUMS, WHOLE

# Czechoslovakia alone has a code of four letters, CSHH; HH is no country, so nothing else can be meant by it.
COUNTRIES = "(CAST(length(cset) / 2 AS INTEGER) - CASE WHEN cset LIKE '%CSHH%' THEN 1 ELSE 0 END)"
CLASS = f"""CASE WHEN coalesce(cset, '') = '' THEN 0
        WHEN length(cset) > 2 AND {COUNTRIES} > 1 THEN least({COUNTRIES}, 4) + 1
        WHEN n_institutions > 1 THEN 2 ELSE 1 END"""

NUMBERED = tuple("set_id" if name == "cset" else name for name in KEY)


def names(given: bool = False) -> dict[str, str]:
    """The tables that number the names in use, in alphabetical order; with `given`, also those of the table `given` of baselines."""
    also = {name: [f"SELECT {name} AS name FROM given"] if given else [] for name in ("category", "doc_type")}
    placed = [f"SELECT coalesce(c{i}, '') AS name FROM works" for i in range(1, CATEGORIES + 1)]
    found = {
        "categories": [*placed, *also["category"]],
        "doc_types": ["SELECT coalesce(doc_type, '') AS name FROM works", *also["doc_type"]],
        "fields": ["SELECT coalesce(field, '') AS name FROM works"],
        "csets": ["SELECT coalesce(cset, '') AS name FROM works"],
        "leads": ["SELECT coalesce(lead, '') AS name FROM works"],
    }
    # An empty place is no category; taken away last, it does not have to be looked for in every work.
    but = {"categories": " EXCEPT SELECT ''"}
    return {
        table: f"""
SELECT name, CAST(row_number() OVER (ORDER BY name) AS INTEGER) AS id
FROM (SELECT DISTINCT name FROM ({" UNION ALL ".join(of)}) AS used{but.get(table, "")}) AS found
"""
        for table, of in found.items()
    }


def prepared(categories: int) -> str:
    """Each work with what is absent made plain, its number of categories and its class (none where year or citations are unknown)."""
    each = range(1, categories + 1)
    unrated = "citations IS NULL OR year IS NULL"
    return f"""
SELECT CAST(coalesce(year, 0) AS SMALLINT) AS year, doc_types.id AS doc_type, coalesce(field, '') AS field,
    coalesce(cset, '') AS cset, coalesce(lead, '') AS lead,
    coalesce(retracted, false) AS retracted, coalesce(truncated, false) AS truncated, CAST(coalesce(unknown, 0) AS TINYINT) AS unknown,
    coalesce(dual, false) AS dual, citations, {", ".join(f"coalesce(c{i}, '') AS c{i}" for i in each)},
    CASE WHEN {unrated} THEN 0 ELSE {" + ".join(f"CASE WHEN c{i} <> '' THEN 1 ELSE 0 END" for i in each)} END AS n_categories,
    CASE WHEN {unrated} THEN NULL ELSE {CLASS} END AS class
FROM works
JOIN doc_types ON doc_types.name = coalesce(works.doc_type, '')
"""


def counted(categories: int) -> str:
    """Works and their weight (1/n in each of n categories, in units of 1/60) by citations; a work stands in each category it has.

    Works are read once and stand in a row for each place of a category; those of empty places meet no category.
    """
    each = range(1, categories + 1)
    return f"""
SELECT category, year, doc_type, class, citations, count(*) AS works, CAST(sum(part) AS BIGINT) AS weight
FROM (
    SELECT categories.id AS category, year, doc_type, class, citations, CAST({PART} / n_categories AS SMALLINT) AS part
    FROM (
        SELECT prepared.*, CASE place {" ".join(f"WHEN {i} THEN c{i}" for i in each)} END AS name
        FROM prepared CROSS JOIN (VALUES {", ".join(f"({i})" for i in each)}) AS places(place)
        WHERE n_categories > 0
    ) AS named
    JOIN categories ON categories.name = named.name
) AS placed
GROUP BY category, year, doc_type, class, citations
"""


HISTOGRAM = """
SELECT category, year, doc_type, citations, CAST(sum(works) AS BIGINT) AS works, CAST(sum(weight) AS BIGINT) AS weight
FROM counted
GROUP BY category, year, doc_type, citations
"""
CLASSES = """
SELECT category, year, doc_type, class, CAST(sum(weight) AS BIGINT) AS weight, CAST(sum(weight * citations) AS BIGINT) AS weighted
FROM counted
GROUP BY category, year, doc_type, class
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
WITH ranked AS (
    SELECT category, year, doc_type, citations, works, weight,
        sum(works) OVER (PARTITION BY category, year, doc_type) AS works_all,
        sum(weight) OVER (PARTITION BY category, year, doc_type) AS weight_all,
        sum(works) OVER (PARTITION BY category, year, doc_type ORDER BY citations DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - works AS works_above,
        sum(weight) OVER (PARTITION BY category, year, doc_type ORDER BY citations DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - weight AS weight_above
    FROM histogram
), world AS (
    SELECT category, year, doc_type, CAST(sum(works) AS BIGINT) AS works, CAST(sum(weight) AS BIGINT) AS weight,
        CAST(sum(weight * citations) AS BIGINT) AS weighted, CAST(sum(works * citations) AS BIGINT) AS citations,
        {_cut(10, "weight")},
        {_cut(100, "weight")},
        {_cut(10, "works")},
        {_cut(100, "works")}
    FROM ranked
    GROUP BY category, year, doc_type
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


GIVEN = """
SELECT categories.id AS category, year, doc_types.id AS doc_type, class, works, weight, citations, factor, factor_full, factor_class,
    cut10, tie10, cut1, tie1, cut10_full, tie10_full, cut1_full, tie1_full
FROM given
JOIN categories ON categories.name = given.category
JOIN doc_types ON doc_types.name = given.doc_type
"""


def cells(categories: int) -> str:
    """Each work scored by the baselines of its categories, and the works grouped into cells.

    Works with at most one category and all others are scored apart: most have one, and are spared the joins to more baselines.
    """
    moment = f"CAST(floor(least(score / CAST({WHOLE // MOMENT} AS DOUBLE), {MOST * MOMENT}) + 0.5) AS BIGINT)"
    key = ", ".join(NUMBERED)
    sums = ",\n    ".join(f"CAST(sum({name}) AS BIGINT) AS {name}" for name in SUMS if name != "works")
    scored = _scored(1)
    if categories > 1:
        one = " AND ".join(f"c{i} = ''" for i in range(2, categories + 1))
        scored = f"{_scored(1, f' WHERE {one}')}\n        UNION ALL{_scored(categories, f' WHERE NOT ({one})')}"
    return f"""
SELECT {key}, count(*) AS works,
    {sums},
    CAST(sum(moment * moment) AS BIGINT) AS score_2,
    CAST(sum(moment * moment * moment) AS BIGINT) AS score_3
FROM (
    SELECT scores.*, {moment} AS moment
    FROM ({scored}
    ) AS scores
) AS works
GROUP BY {key}
"""


def _scored(categories: int, where: str = "") -> str:
    """The works `where` it holds, scored by their first `categories`; a work without any meets no baseline and scores nothing."""
    each = range(1, categories + 1)

    def total(of: str) -> str:
        return f"part * ({' + '.join(of.replace('{b}', f'b{i}') for i in each)})"

    def scored(factor: str) -> str:
        return f"CAST({total(f'CASE WHEN {{b}}.{factor} IS NULL THEN 0 ELSE 1 END')} AS SMALLINT) AS scored{factor.removeprefix('factor')}"

    def score(factor: str) -> str:
        # Whole numbers below 2^53 are exact as DOUBLE, so one cast at the end is enough.
        sum_ = total(f"coalesce(floor(cited * {{b}}.{factor} + 0.5), 0)")
        return f"CAST({sum_} AS BIGINT) AS score{factor.removeprefix('factor')}"

    def top(name: str) -> str:
        one = (
            f"CASE WHEN w.citations > {{b}}.cut{name} THEN {2**BITS} WHEN w.citations = {{b}}.cut{name} "
            f"THEN {{b}}.tie{name} ELSE 0 END"
        )
        return f"CAST({total(one)} AS BIGINT) AS top{name}"

    numbers = {"field": "fields.id", "set_id": "csets.id", "lead": "leads.id"}
    of_work = ", ".join(f"{numbers.get(name, f'w.{name}')} AS {name}" for name in NUMBERED)
    columns = ",\n            ".join(
        [
            scored("factor"),
            score("factor"),
            score("factor_full"),
            scored("factor_class"),
            score("factor_class"),
            *(top(name) for name in ("10", "1", "10_full", "1_full")),
        ]
    )
    part = f"CAST({PART} / greatest(n_categories, 1) AS BIGINT) AS part"
    joins = "".join(
        f"\n        LEFT JOIN categories AS n{i} ON n{i}.name = w.c{i}"
        f"\n        LEFT JOIN baselines AS b{i} ON b{i}.category = n{i}.id AND b{i}.year = w.year "
        f"AND b{i}.doc_type = w.doc_type AND b{i}.class = w.class"
        for i in each
    )
    return f"""
        SELECT {of_work}, coalesce(w.citations, 0) AS citations, CAST(CASE WHEN n_categories > 0 THEN 1 ELSE 0 END AS SMALLINT) AS rated,
            {columns}
        FROM (SELECT prepared.*, {part}, CAST(citations AS DOUBLE) AS cited FROM prepared{where}) AS w
        JOIN fields ON fields.name = w.field
        JOIN csets ON csets.name = w.cset
        JOIN leads ON leads.name = w.lead{joins}"""


CREDITS = """
SELECT year, doc_types.id AS doc_type, fields.id AS field, retracted, country, works, credit
FROM (
    SELECT CAST(coalesce(year, 0) AS SMALLINT) AS year, coalesce(doc_type, '') AS doc_type, coalesce(field, '') AS field,
        coalesce(retracted, false) AS retracted, country, count(*) AS works, CAST(sum(weight) AS BIGINT) AS credit
    FROM weights
    GROUP BY coalesce(year, 0), coalesce(doc_type, ''), coalesce(field, ''), coalesce(retracted, false), country
) AS named
JOIN doc_types ON doc_types.name = named.doc_type
JOIN fields ON fields.name = named.field
"""

NO_CREDITS = """
SELECT year, doc_type, fields.id AS field, retracted, '' AS country, CAST(0 AS BIGINT) AS works, CAST(0 AS BIGINT) AS credit
FROM prepared JOIN fields ON fields.name = prepared.field WHERE 1 = 0
"""

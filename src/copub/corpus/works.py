"""The one table that every record source fills and the cube reads: flat, one row per work, no lists.

A column that a source cannot know is there and empty; it is never guessed. Countries are ISO 3166-1 alpha-2 codes of
`data/reference/countries.csv`, UK nations already one. `cset` is what everything is grouped by: the distinct countries of a
work, sorted and joined without a separator (`CNDEUS`), empty where no country is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

SCHEMA = pa.schema(
    [
        ("work_id", pa.string()),  # identifier in the source, e.g. `W2741809807`, `WOS:000301090600001`
        ("doi", pa.string()),  # lower case, without address; empty where none
        ("year", pa.int16()),  # publication year; early access year where the issue has none
        (
            "doc_type",
            pa.string(),
        ),  # a type of `data/reference/doc_types.csv`: article, review, conference, book, chapter, editorial, letter, other
        ("field", pa.string()),  # primary field of the source, its own name; empty where none
        ("c1", pa.string()),  # first category (Web of Science category, OpenAlex subfield); up to six
        ("c2", pa.string()),
        ("c3", pa.string()),
        ("c4", pa.string()),
        ("c5", pa.string()),
        ("c6", pa.string()),
        ("citations", pa.int32()),  # received by the day of the extract
        ("cset", pa.string()),  # distinct countries, sorted, joined
        (
            "lead",
            pa.string(),
        ),  # country of the corresponding author, else of the first; empty where unknown or more than one
        ("n_authors", pa.int32()),
        ("n_institutions", pa.int32()),  # distinct ones; 0 where none is known
        ("retracted", pa.bool_()),
        ("truncated", pa.bool_()),  # the source cut the author list or the categories
        ("unknown", pa.int8()),  # authors without a country: 0 none, 1 some, 2 all
        ("dual", pa.bool_()),  # international only because one author has addresses in two countries
    ]
)


@dataclass(frozen=True)
class Work:
    """One accepted record, with the side tables' rows it brings.

    `row` has the columns of `SCHEMA` but `n_institutions`, which follows from `institutions`. `weights` is the author-fractional credit of
    each country in units of 1/720720 (each author has 1/N, divided evenly over the author's countries); what falls on authors without a
    country is missing from its sum. `institutions` are the source's identifiers or normalised names, each with its country, each pair once.
    """

    row: dict[str, object]
    weights: dict[str, int] = field(default_factory=dict)
    institutions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Rejected:
    """One record that cannot be a work: where it stands, why, and its identifier where that could be read.

    The record's own text is not kept: it may hold names and addresses.
    """

    file: str
    position: str  # `line 17`, `record 3`, `sheet Savedrecs row 9`
    reason: str
    work_id: str = ""


# What is grouped by stands beside each weight, so that nobody need join the works.
BESIDE = ("year", "doc_type", "field", "retracted")
WEIGHTS = pa.schema(
    [
        ("work_id", pa.string()),
        *(SCHEMA.field(name) for name in BESIDE),
        ("country", pa.string()),
        ("weight", pa.int64()),
    ]
)
INSTITUTIONS = pa.schema([("work_id", pa.string()), ("institution", pa.string()), ("country", pa.string())])


@dataclass(frozen=True)
class Batch:
    """Some records of one file, in file order: `records` read, `works` (`SCHEMA`) with `weights` and `institutions`, and `rejected`.

    `records` is always the number of works plus the number of rejected. A `work_id` stands in a batch once, so that
    `weights` and `institutions` belong to one record; a second record with it begins the next batch.
    """

    records: int
    works: pa.Table
    weights: pa.Table
    institutions: pa.Table
    rejected: tuple[Rejected, ...] = ()


def batched(found: Iterable[Work | Rejected], size: int = 10_000) -> Iterator[Batch]:
    """Records as batches of at most `size` with every `work_id` once; an empty source gives no batch."""
    for some in _groups(found, size):
        works = [one for one in some if isinstance(one, Work)]
        ids = [str(work.row["work_id"]) for work in works]
        weights = [
            (id_, *(work.row.get(name) for name in BESIDE), country, weight)
            for id_, work in zip(ids, works, strict=True)
            for country, weight in sorted(work.weights.items())
        ]
        institutions = [(id_, *pair) for id_, work in zip(ids, works, strict=True) for pair in work.institutions]
        yield Batch(
            records=len(some),
            works=pa.Table.from_pylist([_counted(work) for work in works], schema=SCHEMA),
            weights=_table(weights, WEIGHTS),
            institutions=_table(institutions, INSTITUTIONS),
            rejected=tuple(one for one in some if isinstance(one, Rejected)),
        )


def institutions_of(pairs: Iterable[tuple[str, str]]) -> int:
    """How many distinct institutions stand in these pairs of institution and country."""
    return len({institution for institution, _ in pairs})


def _counted(work: Work) -> dict[str, object]:
    return {**work.row, "n_institutions": institutions_of(work.institutions)}


def _groups(found: Iterable[Work | Rejected], size: int) -> Iterator[list[Work | Rejected]]:
    some: list[Work | Rejected] = []
    ids: set[object] = set()
    for one in found:
        id_ = one.row["work_id"] if isinstance(one, Work) else None
        if len(some) == size or id_ in ids:
            yield some
            some, ids = [], set()
        some.append(one)
        if id_ is not None:
            ids.add(id_)
    if some:
        yield some


def _table(rows: Sequence[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)

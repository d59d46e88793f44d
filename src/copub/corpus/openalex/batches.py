"""Rows to batches, column by column: the fast way to what `copub.corpus.works.batched` does with dictionaries."""

from collections.abc import Iterable, Iterator
from operator import itemgetter

import pyarrow as pa

from copub.corpus.openalex.record import Taken
from copub.corpus.works import BESIDE, INSTITUTIONS, SCHEMA, WEIGHTS, Batch, Rejected, institutions_of

SIZE = 10_000
# Where the contract's column stands that the rows leave out, because it follows from the institutions.
_COUNTED = SCHEMA.get_field_index("n_institutions")
_BESIDE = itemgetter(*(SCHEMA.get_field_index(name) for name in ("work_id", *BESIDE)))


def batches(found: Iterable[Taken | Rejected]) -> Iterator[Batch]:
    """Batches of at most 10,000 records, with every `work_id` once."""
    taken: dict[str, Taken] = {}
    rejected: list[Rejected] = []
    for one in found:
        if isinstance(one, Rejected):
            rejected.append(one)
        else:
            work_id = str(one.row[0])
            if work_id in taken:
                yield _batch(taken, rejected)
                taken, rejected = {}, []
            taken[work_id] = one
        if len(taken) + len(rejected) == SIZE:
            yield _batch(taken, rejected)
            taken, rejected = {}, []
    if taken or rejected:
        yield _batch(taken, rejected)


def _batch(taken: dict[str, Taken], rejected: list[Rejected]) -> Batch:
    rows = [(*one.row[:_COUNTED], institutions_of(one.institutions), *one.row[_COUNTED:]) for one in taken.values()]
    weights = [
        beside + pair for one, beside in zip(taken.values(), map(_BESIDE, rows), strict=True) for pair in one.weights
    ]
    return Batch(
        records=len(taken) + len(rejected),
        works=_table(rows, SCHEMA),
        weights=_table(weights, WEIGHTS),
        institutions=_table([(id_, *pair) for id_, one in taken.items() for pair in one.institutions], INSTITUTIONS),
        rejected=tuple(rejected),
    )


def _table(rows: list[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    if not rows:
        return schema.empty_table()
    columns = zip(*rows, strict=True)
    return pa.Table.from_arrays(
        [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )

"""The snapshot's Parquet copy: only the columns we take are read, and a row is judged as the same record in JSON would be."""

from collections.abc import Iterator

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from copub.corpus.openalex.record import Record, Refused, Taken, row_of
from copub.corpus.places import Place, located, out_of_reach
from copub.corpus.works import Rejected

NAME = "snapshot Parquet"
MAGIC = b"PAR1"
ROWS = 5_000
TAKEN = (
    "id",
    "doi",
    "publication_year",
    "type",
    "type_crossref",
    "cited_by_count",
    "is_retracted",
    "is_paratext",
    "is_xpac",
    "is_authors_truncated",
    "authors_count",
    "authorships.countries",
    "authorships.institutions.id",
    "authorships.institutions.country_code",
    "authorships.is_corresponding",
    "primary_topic.subfield.display_name",
    "primary_topic.field.display_name",
    "topics.subfield.display_name",
    "primary_location.source.type",
)
_LISTS = ("countries", "institutions")
# What writers of Parquet put between a list and its items.
_WRAPPERS = {"list", "element", "item", "array", "bag", "array_element"}


def recognise(path: Place) -> str | None:
    """`snapshot Parquet` for a file whose columns include the identifier and the authors' list of works."""
    names = columns(path)
    return NAME if {"id", "publication_year"} <= names and {"authorships", "cited_by_count"} & names else None


def columns(path: Place) -> set[str]:
    """The names of a Parquet file's columns; none where its description is damaged."""
    where, store = located(path)
    try:
        return set(pq.read_schema(where, filesystem=store).names)
    except (pa.ArrowInvalid, OSError) as error:
        if out_of_reach(error):
            raise
        return set()


def opened(path: Place) -> pq.ParquetFile:
    """A Parquet file to take columns from; what a store is asked for together comes together."""
    where, store = located(path)
    return pq.ParquetFile(where, filesystem=store, pre_buffer=store is not None)


def records(path: Place) -> Iterator[Taken | Rejected]:
    """Each row as taken or rejected."""
    with opened(path) as file:
        leaves = [file.schema.column(index).path for index in range(len(file.schema.names))]
        taken = [leaf for leaf in leaves if _plain(leaf) in TAKEN]
        for position, row in rows(file, taken, path):
            yield row if isinstance(row, Rejected) else _one(row, path, position)


def rows(file: pq.ParquetFile, columns: list[str], path: Place) -> Iterator[tuple[str, dict[str, object] | Rejected]]:
    """Each row with its position, only with these columns; the last one rejected where the data are damaged."""
    number = 0
    try:
        # Group by group: of a store all columns of what is asked for are held until they are used.
        for group in range(file.num_row_groups):
            for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield f"row {number}", row
    except (pa.ArrowInvalid, OSError) as error:
        if out_of_reach(error):
            raise
        reason = "the Parquet data are damaged; nothing after this is read"
        yield "", Rejected(path.name, f"row {number + 1}", reason)


def _plain(leaf: str) -> str:
    return ".".join(part for part in leaf.split(".") if part not in _WRAPPERS)


def _one(row: dict[str, object], path: Place, position: str) -> Taken | Rejected:
    work_id = str(row.get("id") or "").rpartition("/")[2]
    try:
        return row_of(msgspec.convert(_present(row), Record))
    except msgspec.ValidationError as error:
        return Rejected(path.name, position, f"wrong type: {error}", work_id)
    except Refused as error:
        return Rejected(path.name, position, str(error), error.work_id or work_id)


def _present(row: dict[str, object]) -> dict[str, object]:
    """Without the lists that have no value: a table has a column where JSON leaves the key out.

    Of what we take, lists alone may be left out but not null; elsewhere both say the same.
    """
    if row.get("authorships") is None:
        return {key: value for key, value in row.items() if key != "authorships"}
    if isinstance(row["authorships"], list):
        for author in row["authorships"]:
            if isinstance(author, dict):
                for name in _LISTS:
                    if author.get(name) is None:
                        author.pop(name, None)
    return row

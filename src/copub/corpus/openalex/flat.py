"""Flattened works, one row a work with lists joined by `|`, as OpenAlex's own analyses write them: Parquet or CSV.

Such a table knows the countries of a work but not of its authors: weights, lead country, `dual` and whether some authors'
countries are unknown stay empty.
"""

import csv
from collections.abc import Iterator

from copub.corpus.openalex.content import Broken, lines
from copub.corpus.openalex.parquet import columns, opened, rows
from copub.corpus.openalex.record import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_CITATIONS,
    Refused,
    Taken,
    checked,
    doc_type,
    doi,
)
from copub.corpus.places import Place
from copub.corpus.works import Rejected

PARQUET, CSV = "flattened Parquet", "flattened CSV"
NEEDED = ("work_id", "year", "countries")
COLUMNS = (*NEEDED, "doi", "type", "cited_by_count", "primary_field", "n_authors", "institution_ids")


def recognise_parquet(path: Place) -> str | None:
    """`flattened Parquet` for a file with at least identifier, year and countries."""
    return PARQUET if set(NEEDED) <= columns(path) else None


def recognise_csv(text: bytes) -> str | None:
    """`flattened CSV` for a text whose first line names at least identifier, year and countries."""
    names = text.partition(b"\n")[0].decode("utf-8", "replace").strip().split(",")
    return CSV if set(NEEDED) <= {name.strip('"') for name in names} else None


def parquet_records(path: Place) -> Iterator[Taken | Rejected]:
    """Each row of a Parquet file as taken or rejected."""
    with opened(path) as file:
        taken = [name for name in COLUMNS if name in file.schema_arrow.names]
        yield from (
            one if isinstance(one, Rejected) else _one(one, path, position) for position, one in rows(file, taken, path)
        )


def csv_records(path: Place) -> Iterator[Taken | Rejected]:
    """Each row of a CSV file as taken or rejected."""
    broken = ""

    def texts() -> Iterator[str]:
        nonlocal broken
        try:
            for number, line in lines(path):
                text = (line or b"").decode("utf-8-sig" if number == 1 else "utf-8", "replace")
                # NUL ends a text for the csv module.
                yield text.replace("\0", "�") + "\n"
        except Broken as error:
            broken = str(error)

    csv.field_size_limit(1 << 26)
    number = 0
    for number, row in enumerate(csv.DictReader(texts()), 1):
        yield _one({name: row.get(name) for name in COLUMNS}, path, f"record {number}")
    if broken:
        yield Rejected(path.name, f"record {number + 1}", f"{broken}; nothing after this is read")


def _one(row: dict[str, object], path: Place, position: str) -> Taken | Rejected:
    work_id = str(row.get("work_id") or "").rpartition("/")[2]
    try:
        return _taken(row, work_id)
    except Refused as error:
        return Rejected(path.name, position, str(error), work_id)


def _taken(row: dict[str, object], work_id: str) -> Taken:
    if not (work_id.startswith("W") and work_id[1:].isdigit()):
        raise Refused("no identifier of a work")
    if row.get("countries") is None:
        raise Refused("no countries in the row, not even an empty list", work_id)
    year = _number(row.get("year"), "year", FIRST_YEAR, LAST_YEAR)
    if year is None:
        raise Refused("no publication year", work_id)
    countries = sorted({checked(code, work_id) for code in str(row["countries"]).split("|") if code})
    taken = (
        work_id,
        doi(str(row.get("doi") or "")),
        year,
        doc_type(str(row.get("type") or "")),
        str(row.get("primary_field") or ""),
        *[""] * 6,
        _number(row.get("cited_by_count"), "cited_by_count", 0, MOST_CITATIONS),
        "".join(countries),
        "",
        _number(row.get("n_authors"), "n_authors", 0, MOST_CITATIONS),
        None,
        None,
        None if countries else 2,
        None if len(countries) > 1 else False,
    )
    # Which of several countries an institution lies in, the table does not say.
    where = countries[0] if len(countries) == 1 else ""
    institutions = {one.rpartition("/")[2] for one in str(row.get("institution_ids") or "").split("|") if one}
    return Taken(taken, (), tuple((one, where) for one in sorted(institutions)))


def _number(value: object, name: str, least: int, most: int) -> int | None:
    """A whole number, also where the table holds it as 2018.0. Raises Refused for anything else."""
    if value is None or value == "" or value != value:
        return None
    try:
        number = float(str(value))
    except ValueError:
        raise Refused(f"`{name}` is not a number") from None
    if not number.is_integer() or not least <= number <= most:
        raise Refused(f"`{name}` is not a whole number from {least} to {most}")
    return int(number)

"""The tables as published: opened, checked against the ledger, otherwise untouched."""

import csv
import gzip
import re
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from copub.errors import CopubError
from copub.reference import code_of

HERE = Path(__file__).parent
NOT_A_NUMBER = ("", "na", "ne")
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Listing:
    """One row of `tables.csv`: a table taken, the edition it belongs to, how it is laid out and what it covers."""

    table: str
    number: str
    release: str
    layout: str
    resource: str
    field: str
    topic: str
    years: tuple[int, ...]
    title: str


@cache
def listings() -> tuple[Listing, ...]:
    """The tables taken, as `tables.csv` lists them."""
    with (HERE / "tables.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Listing(**{**row, "years": _years(row["years"])}) for row in rows)  # type: ignore[arg-type]


def _years(text: str) -> tuple[int, ...]:
    # `2003..2022`, `2003..2021/2` (every second year) or single years apart by a blank.
    if ".." not in text:
        return tuple(int(year) for year in text.split())
    first, rest = text.split("..")
    last, _, step = rest.partition("/")
    return tuple(range(int(first), int(last) + 1, int(step or 1)))


@dataclass(frozen=True)
class Original:
    """A table as published: its listing and its rows, every cell as text."""

    listing: Listing
    rows: pd.DataFrame

    def where(self, position: int) -> str:
        """Table and row, for an error message."""
        return f"table {self.listing.table}, row {self.rows['row_id'].iloc[position]}"

    def codes(self, names: pd.Series) -> pd.Series:
        """Our codes for the region names in `names`, a column of this table; an unknown name is an error."""
        first = dict(zip(reversed(list(names)), reversed(range(len(names))), strict=True))
        known = {name: code_of(name, "ncses", where=self.where(position)) for name, position in first.items()}
        return names.map(known)

    def numbers(self, values: pd.Series) -> pd.Series:
        """`values`, a column of this table, as numbers; blank, `na` and `ne` are missing, anything else is an error."""
        empty = values.isin(NOT_A_NUMBER)
        wrong = ~empty & ~values.str.fullmatch(_NUMBER.pattern)
        if wrong.any():
            position = int(wrong.to_numpy().argmax())
            raise CopubError(
                f"`{values.iloc[position]}` is not a number",
                where=self.where(position),
                do="compare with the published table; blank, `na` and `ne` are the only marks it uses",
            )
        return values.mask(empty).astype("Float64")

    def refuse(self, wrong: str, *, do: str) -> CopubError:
        """An error about the shape of this table."""
        return CopubError(wrong, where=f"table {self.listing.table}", do=do)


def read_original(folder: Path, listing: Listing) -> Original:
    """The table `<folder>/<id>/data.csv.gz`, its header checked against `fields.csv`.

    Raises CopubError when the file is missing or damaged, or its columns are not those of the ledger.
    """
    path = folder / listing.table / "data.csv.gz"
    if not path.is_file():
        raise CopubError(
            f"table {listing.table} is missing",
            where=str(path),
            do="point the importer at the folder that holds one folder per table",
        )
    try:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file, strict=True))
    except (EOFError, OSError, zlib.error, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise CopubError(
            f"table {listing.table} cannot be read to its end ({error})", where=str(path), do="fetch the file again"
        ) from error
    ragged = next((number for number, row in enumerate(rows, 2) if len(row) != len(header)), None)
    if ragged:
        raise CopubError(
            f"table {listing.table} has a row of another length than its header",
            where=f"{path}, line {ragged}",
            do="fetch the file again",
        )
    _check_header(header, listing, path)
    return Original(listing, pd.DataFrame(rows, columns=header, dtype="str"))


def _check_header(header: list[str], listing: Listing, path: Path) -> None:
    expected: list[tuple[str, ...]] = []
    for theirs in _ledger()[listing.layout]:
        if theirs == "<country>":
            expected += [(column,) for column in header[len(expected) :]]
        elif "<year>" in theirs:
            expected += [(theirs.replace("<year>", str(year)),) for year in listing.years]
        else:
            expected.append(tuple(theirs.split("|")))
    strange = [
        f"`{column}`"
        for position, column in enumerate(header)
        if position >= len(expected) or column not in expected[position]
    ]
    missing = [f"`{names[0]}`" for names in expected if not set(names) & set(header)]
    if strange or missing:
        told = [f"lacks {', '.join(missing)}"] if missing else []
        told += [f"has an unexpected {', '.join(strange)}"] if strange else []
        raise CopubError(
            f"table {listing.table} {' and '.join(told)}",
            where=f"{path}, line 1",
            do="compare with src/copub/corpus/ncses/fields.csv and tables.csv; a new column or year is entered there first",
        )


@cache
def _ledger() -> dict[str, list[str]]:
    layouts: dict[str, list[str]] = {}
    with (HERE / "fields.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            layouts.setdefault(row["layout"], []).append(row["theirs"])
    return layouts

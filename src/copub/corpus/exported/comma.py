"""Comma-separated text with quoted cells, whose first line names the columns."""

import csv
from pathlib import Path

from copub.corpus.exported.opening import LONGEST_LINE, Broken, lines
from copub.corpus.exported.record import Found, Record, Refused

csv.field_size_limit(LONGEST_LINE)


def heading(text: str) -> list[str]:
    """The columns that the first line of `text` names; none where it is no line of such a table."""
    try:
        return [name.strip() for name in next(csv.reader([text.partition("\n")[0].rstrip("\r")], strict=True), [])]
    except csv.Error:
        return []


def records(path: Path) -> Found:
    """One record a row; cells may hold line breaks. Empty cells are kept: that a column is there can mean something."""
    rows = csv.reader((f"{line}\n" for line in lines(path)), strict=True)
    names: list[str] = []
    while True:
        position = f"line {rows.line_num + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(position, f"the row cannot be read ({error})")
            continue
        except Broken as broken:
            yield Refused(f"after line {rows.line_num}", f"{broken}; what follows is lost")
            return
        if not names:
            names = [name.strip() for name in row]
        elif any(row):
            if len(row) != len(names):
                yield Refused(position, f"{len(row)} cells where the header names {len(names)} columns")
            elif any("\0" in cell for cell in row):
                yield Refused(position, "the row holds NUL bytes")
            else:
                yield Record(position, {name: cell.split("\n") for name, cell in zip(names, row, strict=True)})

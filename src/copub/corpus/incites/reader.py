"""InCites exports, CSV and XLSX, and rankings of Essential Science Indicators, to one tidy table."""

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from pathlib import Path

import pandas as pd

from copub.corpus.addresses import Countries
from copub.corpus.exported import comma, sheet
from copub.corpus.exported.opening import Broken, head, head_text, text
from copub.errors import CopubError

COLUMNS = ("row", "name", "country", "baseline", "indicator", "unit", "value")
HERE = Path(__file__).parent
_NAMES = ("Name", "Institutions")
_WORKS = "Web of Science Documents"
_UK = {"ENGLAND", "SCOTLAND", "WALES", "NORTHERN IRELAND", "NORTH IRELAND"}


@dataclass(frozen=True)
class Report:
    """One export.

    `table` has a row per line of the export and indicator that its ledger (`fields.csv`) takes:

    - `row` int: the line's position, from 1;
    - `name` str: what the line is about, as printed;
    - `country` str: its code, or that of the organisation's country; empty for research areas, for names that are none of
      ours, and for England, Scotland, Wales and Northern Ireland as lines of their own: the United Kingdom's line has them;
    - `baseline` bool: the world's line, `Global Baseline`, that is no member of the list;
    - `indicator` str, `unit` str: `works`, `citations`, `share` (a fraction, where InCites prints percent) or `ratio`;
    - `value` float; a cell without a number gives no row.

    `about` is the filter summary: `Time Period`, `Schema`, `Document Type`, as printed, and `Exported date`, `InCites dataset
    updated`. `lines` counts the lines of data, the baseline among them.
    """

    table: pd.DataFrame
    lines: int
    about: dict[str, str] = field(default_factory=dict)


def recognise(path: Path) -> str | None:
    """`incites-csv` or `incites-xlsx`; None for a file that is neither."""
    if head(path).startswith(sheet.MAGIC):
        try:
            rows = next(iter(sheet.sheets(path).values()), [])
        except Broken:
            return None
        return "incites-xlsx" if _heading(rows) is not None else None
    columns = comma.heading(head_text(path))
    return "incites-csv" if columns[:1] == ["Name"] and _WORKS in columns else None


def read(path: Path) -> Report:
    """The export as a tidy table. Raises CopubError when the file is none, is damaged, or holds a cell that is no number."""
    form = recognise(path)
    if form is None:
        raise CopubError("not an InCites export", where=str(path), do="export a table from InCites as CSV or XLSX")
    try:
        if form == "incites-csv":
            rows, notes = _data_and_notes(list(csv.reader(StringIO(text(path), newline=""))))
        else:
            first, *others = sheet.sheets(path).values()
            rows, notes = first, [row for other in others for row in other]
    except Broken as broken:
        raise CopubError(str(broken), where=str(path), do="export it again") from broken
    at = _heading(rows) or 0
    data = [row for row in rows[at + 1 :] if not row[0].startswith("Copyright") and any(row)]
    return Report(_tidy(rows[at], data, path), len(data), _about(notes))


@cache
def ledger() -> dict[str, tuple[str, str]]:
    """Our name and the unit of every column that InCites is known to print; empty where it is not taken."""
    with (HERE / "fields.csv").open(encoding="utf-8", newline="") as file:
        return {row["theirs"]: (row["ours"], row["unit"]) for row in csv.DictReader(file)}


def _heading(rows: list[list[str]]) -> int | None:
    return next((at for at, row in enumerate(rows[:20]) if _WORKS in row and set(_NAMES) & set(row)), None)


def _data_and_notes(rows: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    end = next((at for at, row in enumerate(rows) if not any(row) or row[0].startswith("Filter Summary")), len(rows))
    return rows[:end], rows[end:]


def _about(notes: list[list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (row[0].strip() for row in notes if row):
        match = re.match(r"(Exported date|InCites dataset updated)\s+(.*?)\.?$", line) or re.match(
            r"([^:]+):\s+(.+)$", line
        )
        if match:
            found[match[1]] = match[2]
    return found


def _tidy(columns: list[str], data: list[list[str]], path: Path) -> pd.DataFrame:
    known = ledger()
    name_at = next(at for at, column in enumerate(columns) if column in _NAMES)
    country_at = next((at for at, column in enumerate(columns) if known.get(column, ("",))[0] == "country"), None)
    country = Countries("incites")
    uk_line = any(row[name_at] == "UNITED KINGDOM" for row in data)
    taken = [(at, *known[column]) for at, column in enumerate(columns) if known.get(column, ("", ""))[1]]
    rows = []
    for number, row in enumerate(data, 1):
        name = row[name_at].strip()
        code = country(name if country_at is None else row[country_at])
        if country_at is None and uk_line and name in _UK:
            code = ""
        for at, indicator, unit in taken:
            cell = row[at].strip()
            if cell in ("", "N/A", "n/a"):
                continue
            try:
                value = float(cell)
            except ValueError as error:
                raise CopubError(
                    f"`{columns[at]}` is not a number", where=f"{path}, line {number} of the data", do="export it again"
                ) from error
            value = value / 100 if unit == "share" else value
            rows.append((number, name, code, name == "Global Baseline", indicator, unit, value))
    return pd.DataFrame(rows, columns=list(COLUMNS))

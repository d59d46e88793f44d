"""Tab-separated text whose first line names the columns, without quoting: a quotation mark is a character like others."""

from pathlib import Path

from copub.corpus.exported.opening import Broken, lines
from copub.corpus.exported.record import Found, Record, Refused


def records(path: Path) -> Found:
    """One record a line."""
    number = 0
    names: list[str] = []
    try:
        for number, line in enumerate(lines(path), 1):
            position = f"line {number}"
            if not line.strip():
                continue
            cells = line.split("\t")
            if not names:
                names = [cell.strip() for cell in cells]
            # The header ends with a tab in some years, the lines do in others.
            elif len(cells) < len(names) or any(cells[len(names) :]):
                yield Refused(position, f"{len(cells)} cells where the header names {len(names)} columns")
            elif "\0" in line:
                yield Refused(position, "the line holds NUL bytes")
            else:
                yield Record(position, {name: (cell,) for name, cell in zip(names, cells, strict=False) if cell})
    except Broken as broken:
        yield Refused(f"after line {number}", f"{broken}; what follows is lost")

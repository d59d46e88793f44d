"""Field-tagged text (.txt, .ciw): two letters (three in `RID`) begin a field, three blanks continue it, `ER` ends a record.

Headers are not trusted: exports are glued together, some begin with a wrong tag, and some carry the first record's `PT` in
the header's own line. `EF`, the end of the file, may be missing or come several times. What stands between records is no record.
"""

import re
from pathlib import Path

from copub.corpus.exported.opening import Broken, lines
from copub.corpus.exported.record import Found, Record, Refused

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,2})(?: (.*))?")
_HEADER = {"FN", "VR", "XX", "EF"}


def records(path: Path) -> Found:
    """One record from its first field to `ER`."""
    number = begun = count = 0
    cells: dict[str, list[str]] = {}
    lines_of_field: list[str] | None = None
    faults: list[str] = []
    try:
        for number, line in enumerate(lines(path), 1):
            if "\0" in line:
                faults.append(f"line {number} holds NUL bytes")
            if line.startswith("   ") and lines_of_field is not None:
                lines_of_field.append(line[3:].rstrip())
                continue
            # Exports glued together keep their byte-order marks.
            plain = line.lstrip("\ufeff").rstrip()
            field = _FIELD.fullmatch(plain)
            if field and field[1] == "ER":
                count += 1
                position = f"record {count}, line {begun or number}"
                yield Refused(position, faults[0]) if faults else Record(position, cells)
                cells, lines_of_field, faults, begun = {}, None, [], 0
            elif field and field[1] not in _HEADER:
                begun = begun or number
                lines_of_field = cells.setdefault(field[1], [])
                lines_of_field.append(field[2] or "")
            else:
                lines_of_field = None
                if plain and not field and begun:
                    faults.append(f"line {number} has no field")
    except Broken as broken:
        yield Refused(f"after line {number}", f"{broken}; what follows is lost")
        return
    if cells:
        yield Refused(f"record {count + 1}, line {begun}", "the file ends within the record")

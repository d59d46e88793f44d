"""Workbooks: .xls and .xlsx alike, whatever their names, read by `calamine`."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, ZipError, load_workbook

from copub.corpus.exported.opening import LARGEST, Broken, content
from copub.corpus.exported.record import Found, Record, Refused

LONGEST_CELL = 32_767
"""A workbook's cell holds no more characters; what reaches this length was cut."""
MAGIC = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """The rows of every sheet as text, by the sheet's name. Raises Broken when the file cannot be read as a workbook."""
    found = content(path)
    try:
        if found.startswith(MAGIC[1]):
            with ZipFile(BytesIO(found)) as archive:
                if sum(member.file_size for member in archive.infolist()) > LARGEST:
                    raise Broken(f"the workbook is larger than {LARGEST:,} bytes when unpacked")
        book: CalamineWorkbook = load_workbook(BytesIO(found))
        return {
            name: [
                [_text(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in book.sheet_names
        }
    except (BadZipFile, CalamineError, ZipError, OSError, ValueError) as error:
        raise Broken(f"the workbook is damaged ({error})") from error


def records(path: Path) -> Found:
    """One record a row of the first sheet, its first row naming the columns."""
    try:
        found = sheets(path)
    except Broken as broken:
        yield Refused("record 1", f"{broken}; none of its rows can be read")
        return
    name, rows = next(iter(found.items()), ("", []))
    if not rows:
        # Its headings were seen in the bytes of the file, or nobody would ask for its records.
        yield Refused("record 1", "the workbook is damaged (its first sheet is empty); none of its rows can be read")
        return
    for number, row in enumerate(rows[1:], 2):
        if any(row):
            cells = {column: (cell,) for column, cell in zip(rows[0], row, strict=False) if cell}
            yield Record(f"sheet {name} row {number}", cells, truncated=any(len(cell) >= LONGEST_CELL for cell in row))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

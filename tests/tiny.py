"""A desk with tables of a few lines, so that a recount can be followed on fingers."""

from pathlib import Path
from typing import Any

from copub.recount import Desk, Files
from copub.recount.recounting import attempts

ROOT = Path(__file__).parent.parent
CORPUS = "data/corpora/tiny/tables"
YEARS = {"first_year": 2020, "last_year": 2021, "pairs_first_year": 2020, "pairs_last_year": 2021}
WINDOWS = {"earlier_window": [2020, 2020], "later_window": [2021, 2021]}
RELEASES = {"release": "ncses-2023", "pairs_release": "openalex-2024"}
HEADS = {
    "output": "unit,year,total,domestic,international",
    "whole_counts": "unit,year,field,works",
    "joint": "unit,partner,year,works",
    "international": "unit,year,works",
    "sizes": "unit,year,international,bilateral,trilateral,four_or_more,partners",
    "reach": "unit,year,one_country,several_inside,with_outside",
    "impact": "unit,partner,year,works,cnci,low,high,top10,top1",
    "joint_fields": "unit,partner,year,field,works",
    "ncses_output": "release,unit,year,total,domestic,international",
    "ncses_whole_counts": "release,unit,year,field,works",
    "ncses_relative_citation": "release,table,year,citing,cited,index",
    "ncses_top1": "release,unit,year,share",
    "openalex_pairs": "unit,partner,year,works",
    "openalex_international": "unit,year,works",
}


def of_corpus(root: Path, **tables: str) -> Files:
    """Files of a corpus `tiny`: each table is its lines in one string, each line's values apart by blanks, an empty one a dot."""
    return _files(root, CORPUS, tables)


def of_public(root: Path, **tables: str) -> Files:
    """Files of public tables; see `of_corpus`."""
    return _files(root, "data/open", {"ncses_relative_citation": "", **tables})


def _files(root: Path, folder: str, tables: dict[str, str]) -> Files:
    (root / folder).mkdir(parents=True)
    for name in ("reference", "reported"):
        (root / "data" / name).symlink_to(ROOT / "data" / name)
    for name, text in tables.items():
        rows = [",".join("" if value == "." else value for value in line.split()) for line in text.strip().splitlines()]
        (root / folder / f"{name}.csv").write_text("\n".join([HEADS[name], *rows]) + "\n", encoding="utf-8")
    return Files(root)


def desk(files: Files, **parameters: Any) -> Desk:
    """A desk of the years 2020 and 2021, each a window, unless other parameters are given."""
    corpus = CORPUS if (files.root / CORPUS).is_dir() else ""
    given = {**YEARS, **WINDOWS, **RELEASES, "eu_membership": "fixed", "regions": ["AFRICA"], "china_partners": ["US"]}
    return Desk(files, {**given, **parameters}, corpus=corpus)


def told(at: Desk, section: str) -> dict[str, Any]:
    """What the recipes of a section tell, by name: a value with its cells, or what is lacking."""
    return {slot.partition(".")[2]: found for slot, found in attempts(at, [section])}


def cells(found: Any) -> list[tuple[str, int, str]]:
    """The cells that a fact rests on: table, line (the first below the head is 2) and column."""
    return sorted((Path(cell.file).stem, cell.line, cell.column) for cell in found.cells)

"""`copub ingest incites`: InCites exports to one tidy table of a corpus. They hold indicators, not records, so no cube follows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from copub.corpus.incites.reader import COLUMNS, Report, read, recognise
from copub.corpus.sources import every_file
from copub.errors import CopubError
from copub.folders import replaced

ABOUT = {"period": "Time Period", "schema": "Schema", "updated": "InCites dataset updated"}


@dataclass(frozen=True)
class Imported:
    """What became of the lines: those of a `place`, of the world's `baseline`, and `other` ones, kept without a code."""

    path: Path
    lines: int
    place: int
    baseline: int
    other: int
    empty: int

    def summary(self) -> str:
        """The balance and where the table lies."""
        return (
            f"{self.lines:,} lines in = {self.place:,} of a place + {self.baseline:,} of the world + {self.other:,} of anything else "
            f"+ {self.empty:,} without a number.\nThe table is ready: {self.path}"
        )


def import_tables(paths: Sequence[Path], name: str, root: Path) -> Imported:
    """Write `data/corpora/NAME/incites/incites.csv`: the columns of `reader.COLUMNS` with `file`, `period`, `schema` and `updated`.

    A folder's files that are no InCites exports are passed over. Raises CopubError for a name that cannot name a corpus, where there is
    no export at all, and for one that is damaged.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise CopubError(
            f"`{name}` cannot name a corpus", where="--to", do="use letters, digits, dots, dashes and underscores"
        )
    files = [one for path in paths for one in (every_file(path) if path.is_dir() else [path])]
    if absent := [path for path in files if not path.exists()]:
        raise CopubError(f"no file or folder `{absent[0].name}`", where=str(absent[0]), do="check the path")
    exports = [path for path in files if path in paths or recognise(path)]
    reports = {label: read(path) for label, path in _labels(exports).items()}
    if not reports:
        raise CopubError(
            "no InCites export", where=", ".join(str(path) for path in paths), do="give exports as CSV or XLSX"
        )
    table = pd.concat([_told(file, report) for file, report in reports.items()], ignore_index=True)
    lines = table.drop_duplicates(["file", "row"])
    with replaced(root / "data" / "corpora" / name / "incites") as folder:
        table.to_csv(folder / "incites.csv", index=False, float_format="%.12g", lineterminator="\n")
    counted = sum(report.lines for report in reports.values())
    place, baseline = int(lines.country.ne("").sum()), int(lines.baseline.sum())
    return Imported(
        root / "data" / "corpora" / name / "incites" / "incites.csv",
        lines=counted,
        place=place,
        baseline=baseline,
        other=len(lines) - place - baseline,
        empty=counted - len(lines),
    )


def _labels(files: list[Path]) -> dict[str, Path]:
    """Files by their names, with as many of the folders above them as it takes to tell them apart."""
    given = list(dict.fromkeys(path.resolve() for path in files))
    for parts in range(1, max((len(path.parts) for path in given), default=1) + 1):
        labels = {"/".join(path.parts[-parts:]): path for path in given}
        if len(labels) == len(given):
            break
    return labels


def _told(file: str, report: Report) -> pd.DataFrame:
    about = {name: report.about.get(theirs, "") for name, theirs in ABOUT.items()}
    return report.table[list(COLUMNS)].assign(file=file, **about)

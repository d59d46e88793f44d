"""The open tables as data frames."""

from pathlib import Path

import pandas as pd

from copub.corpus.contract import DTYPES, TABLES
from copub.errors import CopubError, nearest
from copub.project import find_root


def read_open(name: str, folder: Path | None = None) -> pd.DataFrame:
    """The open table `name` from `folder` (default: the project's `data/open`), typed as its contract says.

    Codes stay text (Namibia's is `NA`); an empty number is missing. Raises CopubError for an unknown or missing table.
    """
    if name not in TABLES:
        raise CopubError(
            f"no open table `{name}`.{nearest(name, TABLES)}",
            where="src/copub/corpus/contract.py",
            do=f"choose one of {', '.join(TABLES)}",
        )
    table = TABLES[name]
    path = (folder or find_root() / "data" / "open") / table.file
    if not path.is_file():
        raise CopubError(f"no file `{table.file}`", where=str(path.parent), do="run `python -m copub.corpus` on its source")
    return pd.read_csv(
        path,
        dtype={column: DTYPES[spec.type] for column, spec in table.columns.items()},
        keep_default_na=False,
        na_values={column: [""] for column, spec in table.columns.items() if spec.type != "string"},
    )

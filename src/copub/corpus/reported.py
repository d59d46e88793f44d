"""What the source reports print, as a table source: their numbers beside ours, never mixed with them."""

import pandas as pd

from copub.errors import CopubError, nearest
from copub.project import find_root

TABLES = ("reported_values", "reported_table1", "reported_table2")
NUMBERS = (
    "value",
    "year",
    "earlier_first",
    "earlier_last",
    "later_first",
    "later_last",
    "earlier",
    "later",
    "growth_printed",
    "share_change_printed",
)


def reported(table: str) -> pd.DataFrame:
    """One table of `data/reported/`, as printed; `printed` stays text, because `0.50` and `0.5` promise different precision.

    Raises `CopubError` for an unknown table.
    """
    if table not in TABLES:
        raise CopubError(
            f"no table `{table}`.{nearest(table, TABLES)}", where="data/reported", do=f"use {', '.join(TABLES)}"
        )
    rows = pd.read_csv(find_root() / "data" / "reported" / f"{table}.csv", dtype=str, keep_default_na=False)
    numbers = [column for column in NUMBERS if column in rows]
    rows[numbers] = rows[numbers].apply(pd.to_numeric)
    return rows


def reported_values(quantity: str, *units: str) -> pd.DataFrame:
    """The single numbers that a report prints for a quantity (`output`, `international`, `joint`, `bilateral`) of some units.

    Columns `unit`, `partner`, `year`, `value`, `printed`; an empty table where nothing is printed.
    """
    rows = reported("reported_values")
    kept = (rows["quantity"] == quantity) & (rows["unit"].isin(units) if units else True)
    return rows.loc[kept, ["unit", "partner", "year", "value", "printed"]].reset_index(drop=True)


def comparable(printed: pd.DataFrame, ours: pd.DataFrame) -> pd.DataFrame | None:
    """The printed values, or None where our largest `value` is below a tenth of theirs: a small export is no rival of a database."""
    return printed if ours["value"].max() >= printed["value"].max() / 10 else None

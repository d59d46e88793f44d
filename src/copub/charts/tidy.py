"""What a chart asks of its table."""

import pandas as pd

from copub.errors import CopubError, nearest


def need(table: pd.DataFrame, *columns: str, chart: str) -> None:
    """Refuse a table without one of `columns` or without rows."""
    for column in columns:
        if column not in table:
            raise CopubError(
                f"the table has no column `{column}`.{nearest(column, table.columns)}",
                where=f"chart `{chart}`",
                do=f"give it {', '.join(columns)}",
            )
    if table.empty:
        raise CopubError(
            "the table has no rows", where=f"chart `{chart}`", do="draw the figure only when there is something to see"
        )


def need_values(table: pd.DataFrame, *columns: str, chart: str) -> None:
    """Refuse a combination of `columns` that has neither a value nor a range in any row: its mark would be missing."""
    seen = table["value"].notna()
    if {"low", "high"} <= set(table.columns):
        seen |= table["low"].notna() & table["high"].notna()
    blank = seen.groupby([table[column] for column in columns]).any()
    if not blank.all():
        raise CopubError(
            f"nothing to draw for {', '.join(columns)} = {blank.index[~blank][0]}",
            where=f"chart `{chart}`",
            do="give it a value, or low and high, or leave its rows out",
        )


def need_once(table: pd.DataFrame, *columns: str, chart: str) -> None:
    """Refuse two rows for the same mark: one would hide the other."""
    twice = table[table.duplicated(list(columns))]
    if len(twice):
        raise CopubError(
            f"two rows for {', '.join(columns)} = {', '.join(str(twice.iloc[0][column]) for column in columns)}",
            where=f"chart `{chart}`",
            do="give each mark one row",
        )


def need_same(reported: pd.DataFrame | None, table: pd.DataFrame, *columns: str, chart: str) -> None:
    """Refuse a reported row that belongs to nothing in the table."""
    if reported is None:
        return
    need(reported, *columns, "value", chart=f"{chart}, reported")
    drawn = set(table[list(columns)].itertuples(index=False, name=None))
    for row in reported[list(columns)].itertuples(index=False, name=None):
        if row not in drawn:
            raise CopubError(
                f"a reported value has no counterpart: {', '.join(columns)} = {', '.join(map(str, row))}",
                where=f"chart `{chart}`",
                do="leave the row out, or add the counterpart to the table",
            )

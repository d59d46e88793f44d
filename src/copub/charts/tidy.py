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

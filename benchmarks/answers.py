"""What a way of a job comes to, as text that can be compared."""

from pathlib import Path

import pandas as pd

KEYS = ("unit", "partner", "category", "doc_type", "year")


def write(tables: dict[str, pd.DataFrame], to: Path) -> None:
    """Named tables in one file, each sorted, columns in one order, fifteen digits."""
    with to.open("w", encoding="utf-8") as file:
        for name, table in sorted(tables.items()):
            keys = [key for key in KEYS if key in table]
            columns = [*keys, *sorted(set(table) - set(keys))]
            file.write(f"{name}\n")
            table[columns].sort_values(keys or columns).to_csv(
                file, index=False, float_format="%.15g", lineterminator="\n"
            )

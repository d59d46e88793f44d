"""What two tables both say must agree: the proof that years and partners were restored rightly."""

import pandas as pd

from copub.errors import CopubError


def agree(one: pd.DataFrame, other: pd.DataFrame, on: list[str], *, names: tuple[str, str]) -> int:
    """How many rows `one` and `other` share (by the columns `on`), all with the same `value`.

    Raises CopubError naming the first row that differs, or when they share none.
    """
    both = one.merge(other, on=on, suffixes=("_one", "_other"))
    different = both[both["value_one"] != both["value_other"]]
    if both.empty or not different.empty:
        shown = "they share no row" if both.empty else f"first at {tuple(different.iloc[0][on])}"
        raise CopubError(
            f"the tables {names[0]} and {names[1]} differ in {len(different)} of {len(both)} rows, {shown}",
            where=f"tables {names[0]} and {names[1]}",
            do="the order of rows no longer tells the year or the partner; fetch both tables again",
        )
    return len(both)


def check_against_output(output: pd.DataFrame, whole: pd.DataFrame, pairs: pd.DataFrame) -> dict[str, int]:
    """Whole counts against all works, pairs with WORLD against international works; how many rows were compared."""
    everything = whole[whole["field"] == "all"].rename(columns={"works": "value"})
    with_world = pairs[pairs["partner"] == "WORLD"].rename(columns={"works": "value"})
    on = ["release", "unit", "year"]
    total = output.rename(columns={"total": "value"})[[*on, "value"]]
    international = output.rename(columns={"international": "value"})[[*on, "value"]]
    return {
        "ncses_whole_counts": agree(everything[[*on, "value"]], total, on, names=("ncses_whole_counts", "ncses_output")),
        "ncses_pairs": agree(with_world[[*on, "value"]], international, on, names=("ncses_pairs", "ncses_output")),
    }

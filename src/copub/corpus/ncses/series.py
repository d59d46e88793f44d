"""Tables of yearly series, whose headings of years were lost: each region's values follow one another, first year first.

`time_period` holds the region's path. The years are restored from the order of rows, after checking that every region
stands in one block of exactly as many rows as the table has years. The fractional tables put the region's income group
(or `na`) before the values.
"""

import pandas as pd

from copub.corpus.importing import Imported
from copub.corpus.ncses.originals import Original

INCOME_GROUPS = ("High", "Upper-middle", "Lower-middle", "Low", "Not classified", "na")


def whole_counts(originals: list[Original]) -> Imported:
    """Works by whole counting, by field, unit and year: the open table `ncses_whole_counts`."""
    return _imported("ncses_whole_counts", "works", originals, extra=("field",))


def fractional_counts(originals: list[Original]) -> Imported:
    """Works by fractional counting, all fields, by unit and year: the open table `ncses_fractional_counts`."""
    return _imported("ncses_fractional_counts", "works", originals, headed=True)


def top_one_percent(originals: list[Original]) -> Imported:
    """Share of articles among the 1% most cited, by unit and year, as a fraction: the open table `ncses_top1`."""
    imported = _imported("ncses_top1", "share", originals)
    imported.frame["share"] = (imported.frame["share"] / 100).round(6)
    return imported


def _imported(
    name: str, value: str, originals: list[Original], *, extra: tuple[str, ...] = (), headed: bool = False
) -> Imported:
    frames, headings = [], 0
    for original in originals:
        rows = _restored(original, headed=headed)
        headings += len(original.rows) - len(rows)
        listing = original.listing
        source = {"release": listing.release, "table": listing.table} | dict.fromkeys(extra, listing.field)
        columns = {"unit": rows["unit"], "year": rows["year"], value: rows["value"]}
        frames.append(pd.DataFrame(source | columns, index=rows.index))
    frame = pd.concat(frames, ignore_index=True)
    return Imported(
        name,
        frame,
        records=sum(len(original.rows) for original in originals),
        kept=len(frame),
        set_aside={"income group, see data/reference/memberships.csv": headings} if headed else {},
        originals=tuple(original.listing.table for original in originals),
    )


def _restored(original: Original, *, headed: bool) -> pd.DataFrame:
    """Columns `unit`, `year`, `value`, one row per year of each region."""
    rows, years = original.rows, original.listing.years
    path = rows["time_period"]
    block = path.ne(path.shift()).cumsum()
    if block.nunique() != path.nunique():
        again = path[block.map(path.groupby(block).first().duplicated(keep="first"))]
        raise original.refuse(
            f"the region `{again.iloc[0]}` stands in two places",
            do="keep the printed order of rows: it is all that tells the years",
        )
    if headed:
        first = block.ne(block.shift())
        rows = rows[~(first & rows["value"].isin(INCOME_GROUPS))]
        block = block.loc[rows.index]
    lengths = block.groupby(block).size()
    if lengths.ne(len(years)).any():
        wrong = path[block.index][block == lengths[lengths.ne(len(years))].index[0]].iloc[0]
        raise original.refuse(
            f"the region `{wrong}` has {lengths[lengths.ne(len(years))].iloc[0]} rows for {len(years)} years",
            do=f"each region needs one row for each year {years[0]} to {years[-1]}; fetch the table again",
        )
    kept = Original(original.listing, rows.reset_index(drop=True))
    leaf = kept.rows["time_period"].str.split(" -> ").str[-1]
    return pd.DataFrame(
        {
            "unit": kept.codes(leaf),
            "year": list(years) * len(lengths),
            "value": kept.numbers(kept.rows["value"]),
        }
    )

"""Works by coauthorship attribute: under each region four rows, all works and three kinds of them, a column a year."""

import pandas as pd

from copub.corpus.importing import Imported
from copub.corpus.ncses.originals import Original

MEASURES = {
    "Total articles": "total",
    "With multiple institutions": "multi_institution",
    "With domestic institutions only": "domestic",
    "With international institutions": "international",
}


def output(originals: list[Original]) -> Imported:
    """Total, domestic and international works by unit and year: the open table `ncses_output`."""
    frames = [by_attribute(original) for original in originals]
    frame = pd.concat(frames, ignore_index=True)
    return Imported(
        "ncses_output",
        frame,
        records=sum(cells(original) for original in originals),
        kept=len(frame) * len(MEASURES),
        set_aside={"heading, without numbers": sum(headings(original) for original in originals)},
        originals=tuple(original.listing.table for original in originals),
    )


def by_attribute(original: Original) -> pd.DataFrame:
    """One row per unit and year: `release`, `table`, `unit`, `year` and the four measures."""
    rows, listing = original.rows, original.listing
    path = _path(original).str.split(" -> ")
    leaf = path.str[-1]
    heading = ~leaf.isin(MEASURES)
    years = [f"field_{year}" for year in listing.years]
    numbered = heading & (rows[years] != "").any(axis=1)
    if numbered.any():
        position = int(numbered.to_numpy().argmax())
        raise original.refuse(
            f"the row `{leaf.iloc[position]}` holds numbers but is no known measure",
            do=f"the measures are {', '.join(MEASURES)}",
        )
    region = leaf.where(heading).ffill()
    inside = [name in parts for name, parts in zip(region, path, strict=True)]
    counted = region[~heading].groupby((heading.cumsum())[~heading]).size()
    if not all(inside) or counted.ne(len(MEASURES)).any() or len(counted) != heading.sum():
        raise original.refuse(
            "a region does not have its four rows in their printed order",
            do=f"under each region stand {', '.join(MEASURES)}; fetch the table again",
        )
    long = pd.DataFrame({"unit": original.codes(region), "measure": leaf.map(MEASURES)}).join(
        pd.DataFrame({year: original.numbers(rows[f"field_{year}"]) for year in listing.years})
    )[~heading]
    tidy = (
        long.melt(["unit", "measure"], var_name="year")
        .pivot(index=["unit", "year"], columns="measure", values="value")
        .reset_index()
        .rename_axis(columns=None)
    )
    source = pd.DataFrame({"release": listing.release, "table": listing.table}, index=tidy.index)
    return source.join(tidy)[["release", "table", "unit", "year", *MEASURES.values()]]


def cells(original: Original) -> int:
    """How many cells of the table can hold a number."""
    return len(original.rows) * len(original.listing.years)


def headings(original: Original) -> int:
    """How many of these cells belong to rows that only name a region."""
    leaf = _path(original).str.split(" -> ").str[-1]
    return int((~leaf.isin(MEASURES)).sum()) * len(original.listing.years)


def _path(original: Original) -> pd.Series:
    return original.rows[next(column for column in original.rows.columns if column.endswith("_full_path"))]

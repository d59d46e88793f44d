"""Works on coronavirus and on artificial intelligence, over a period or by year."""

import pandas as pd

from copub.corpus.importing import Imported
from copub.corpus.ncses.originals import Original
from copub.corpus.ncses.output import MEASURES, by_attribute, cells, headings

_LIST = {
    "number_of_papers_whole_": "works",
    "papers_involving_multiple_institutions_whole_": "multi_institution",
    "papers_involving_only_domestic_institutions_whole_": "domestic",
    "papers_involving_international_institutions_whole_": "international",
    "number_of_papers_fractional_": "fractional",
}


def topics(originals: list[Original]) -> Imported:
    """Works on a topic by unit, over a period or by year: the open table `ncses_topics`."""
    frames, records, aside = [], 0, 0
    for original in originals:
        if original.listing.layout == "topic-list":
            frames.append(_listed(original))
            records += len(original.rows) * len(_LIST)
        else:
            frames.append(_yearly(original))
            records += cells(original)
            aside += headings(original)
    columns = ["topic", "release", "table", "unit", "year", "first_year", "last_year", *_LIST.values()]
    frame = pd.concat(frames, ignore_index=True)[columns]
    return Imported(
        "ncses_topics",
        frame,
        records=records,
        kept=sum(len(part) * (len(_LIST) if part["fractional"].notna().any() else len(MEASURES)) for part in frames),
        set_aside={"heading, without numbers": aside},
        originals=tuple(original.listing.table for original in originals),
    )


def _listed(original: Original) -> pd.DataFrame:
    rows, listing = original.rows, original.listing
    numbers = {ours: original.numbers(rows[theirs]) for theirs, ours in _LIST.items()}
    first, last = listing.years[0], listing.years[-1]
    frame = pd.DataFrame({"unit": original.codes(rows.iloc[:, 3])} | numbers)
    year = pd.array([first if first == last else None] * len(frame), dtype="Int64")
    return frame.assign(
        topic=listing.topic, release=listing.release, table=listing.table, year=year, first_year=first, last_year=last
    )


def _yearly(original: Original) -> pd.DataFrame:
    frame = by_attribute(original).rename(columns={"total": "works"})
    year = frame["year"].astype("Int64")
    fractional = pd.array([None] * len(frame), dtype="Float64")
    return frame.assign(topic=original.listing.topic, year=year, first_year=year, last_year=year, fractional=fractional)

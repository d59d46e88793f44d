"""Shares of works written with the United States, from either side."""

import pandas as pd

from copub.corpus.importing import Imported
from copub.corpus.ncses.originals import Original

# The tables do not say it in a column: the denominators are in their titles.
MEASURES = {"4906": "share_of_us", "10004": "share_of_us", "4905": "share_of_partner", "10005": "share_of_partner"}


def us_partners(originals: list[Original]) -> Imported:
    """Joint works with the United States as a share of one side's international works: `ncses_us_partners`."""
    frame = pd.concat([_shares(original) for original in originals], ignore_index=True)
    return Imported(
        "ncses_us_partners",
        frame,
        records=sum(len(original.rows) * len(original.listing.years) for original in originals),
        kept=len(frame),
        originals=tuple(original.listing.table for original in originals),
    )


def _shares(original: Original) -> pd.DataFrame:
    listing = original.listing
    names = original.rows.iloc[:, 2]
    wide = pd.DataFrame({year: original.numbers(original.rows[str(year)]) / 100 for year in listing.years})
    long = wide.assign(partner=original.codes(names)).melt("partner", var_name="year", value_name="share")
    long = long.assign(
        release=listing.release, table=listing.table, measure=MEASURES[listing.table], share=long["share"].round(6)
    )
    return long[["release", "table", "year", "partner", "measure", "share"]]

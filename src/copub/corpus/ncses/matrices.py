"""Square tables with one row and one column per country, the columns named in lower case.

Rows and columns need not stand in the same order: the citation tables put the United Kingdom first among European rows
and last among European columns, so columns are found by name.
"""

import re

import numpy as np
import pandas as pd

from copub.corpus.importing import Imported
from copub.corpus.ncses.originals import Original
from copub.corpus.ncses.pairs import upper_half


def relative_citation(originals: list[Original]) -> Imported:
    """How strongly each country cites each other, and itself: the open table `ncses_relative_citation`."""
    frame = pd.concat([_citing(original) for original in originals], ignore_index=True)
    return Imported(
        "ncses_relative_citation",
        frame,
        records=sum(
            original.rows.shape[0] * (len(original.rows) if original.listing.layout == "matrix" else 1)
            for original in originals
        ),
        kept=len(frame),
        originals=tuple(original.listing.table for original in originals),
    )


def topic_pairs(originals: list[Original]) -> Imported:
    """Works on a topic of each pair of countries, once a pair: the open table `ncses_topic_pairs`."""
    return _half("ncses_topic_pairs", "works", originals)


def topic_affinity(originals: list[Original]) -> Imported:
    """Index of collaboration on a topic of each pair of countries: the open table `ncses_topic_affinity`."""
    return _half("ncses_topic_affinity", "index", originals)


def square(original: Original) -> tuple[list[str], np.ndarray]:
    """The codes of the rows and the numbers, columns in the order of the rows.

    Raises CopubError unless the columns are exactly the countries of the rows.
    """
    names = original.rows.iloc[:, 2]
    columns = [re.sub(r"[^a-z0-9]+", "_", name.lower()) for name in names]
    if sorted(columns) != sorted(original.rows.columns[3:]):
        raise original.refuse(
            "its columns are not the countries of its rows",
            do="fetch the table again; a square table needs one column per row",
        )
    numbers = [original.numbers(original.rows[column]).to_numpy(dtype=float, na_value=np.nan) for column in columns]
    return list(original.codes(names)), np.column_stack(numbers)


def _citing(original: Original) -> pd.DataFrame:
    listing = original.listing
    if listing.layout == "matrix":
        codes, matrix = square(original)
        citing, cited, index = np.repeat(codes, len(codes)), np.tile(codes, len(codes)), matrix.ravel()
        long = pd.DataFrame({"citing": citing, "cited": cited, "index": index})
    else:
        rows = original.rows
        level = next(column for column in rows.columns if column.endswith("_level_2"))
        long = pd.DataFrame(
            {
                "citing": original.codes(rows["time_period"]),
                "cited": original.codes(rows[level]),
                "index": original.numbers(rows["value"]),
            }
        )
    long = long.assign(release=listing.release, table=listing.table, year=listing.years[0])
    return long[["release", "table", "year", "citing", "cited", "index"]]


def _half(name: str, value: str, originals: list[Original]) -> Imported:
    frames, mirrored, own = [], 0, 0
    for original in originals:
        codes, matrix = square(original)
        if np.nansum(np.diag(matrix)) != 0:
            raise original.refuse("a country has works with itself", do="fetch the table again")
        listing = original.listing
        half = upper_half(original, codes, matrix, value)
        frames.append(half.assign(topic=listing.topic, first_year=listing.years[0], last_year=listing.years[-1]))
        mirrored += len(half)
        own += len(codes)
    frame = pd.concat(frames, ignore_index=True)
    return Imported(
        name,
        frame[["topic", "release", "table", "first_year", "last_year", "unit", "partner", value]],
        records=sum(len(original.rows) ** 2 for original in originals),
        kept=len(frame),
        set_aside={"mirror image, equal": mirrored, "country with itself": own},
        originals=tuple(original.listing.table for original in originals),
    )

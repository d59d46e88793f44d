"""Joint works of country pairs: under each country and year one row per partner, in the order of the countries."""

from itertools import product

import numpy as np
import pandas as pd

from copub.corpus.importing import Imported
from copub.corpus.ncses.originals import Original


def pairs(originals: list[Original]) -> Imported:
    """Works of each pair of countries, once a pair: the open table `ncses_pairs`.

    The name of the partner was lost; it is restored from the order of rows and confirmed by symmetry: what A has with B,
    B has with A. A country with WORLD is the country's total of international works, WORLD with WORLD everyone's.
    """
    frames, records, mirrored, own = [], 0, 0, 0
    for original in originals:
        codes, years, cube = _cube(original)
        for year, matrix in zip(years, cube, strict=True):
            frame = upper_half(original, codes, matrix, "works")
            frames.append(frame.assign(year=year))
            mirrored += len(codes) * (len(codes) - 1) // 2
            own += int(np.isnan(np.diag(matrix)).sum())
        records += len(original.rows)
    frame = pd.concat(frames, ignore_index=True)[["release", "table", "year", "unit", "partner", "works"]]
    return Imported(
        "ncses_pairs",
        frame,
        records=records,
        kept=len(frame),
        set_aside={"mirror image, equal": mirrored, "country with itself": own},
        originals=tuple(original.listing.table for original in originals),
    )


def upper_half(original: Original, codes: list[str], matrix: np.ndarray, value: str) -> pd.DataFrame:
    """The pairs of a symmetric matrix, each once, `unit` before `partner` by code and WORLD always as partner.

    Numbers on the diagonal are kept only where the original prints a total there (WORLD with WORLD).
    Raises CopubError when the matrix is not symmetric.
    """
    different = (matrix != matrix.T) & ~(np.isnan(matrix) & np.isnan(matrix.T))
    if different.any():
        one, other = (codes[position] for position in np.argwhere(different)[0])
        raise original.refuse(
            f"{one} with {other} is not {other} with {one}",
            do="the partners are known by the order of rows only; fetch the table again",
        )
    order = [position for position in np.argsort(codes) if codes[position] != "WORLD"]
    order += [position for position, code in enumerate(codes) if code == "WORLD"]
    sorted_codes, sorted_matrix = np.array(codes)[order], matrix[np.ix_(order, order)]
    first, second = np.triu_indices(len(codes), k=1)
    total = [position for position, code in enumerate(sorted_codes) if code == "WORLD"]
    first, second = np.append(first, total).astype(int), np.append(second, total).astype(int)
    listing = original.listing
    return pd.DataFrame(
        {
            "release": listing.release,
            "table": listing.table,
            "unit": sorted_codes[first],
            "partner": sorted_codes[second],
            value: pd.array(sorted_matrix[first, second], dtype="Float64"),
        }
    ).convert_dtypes(convert_integer=False, convert_floating=False)


def _cube(original: Original) -> tuple[list[str], tuple[int, ...], np.ndarray]:
    path = original.rows["time_period"]
    heads = path.drop_duplicates()
    years = original.listing.years
    leaf = heads.str.split(" -> ").str[-2]
    codes = list(original.codes(path.str.split(" -> ").str[-2]).loc[heads.index].drop_duplicates())
    expected = [(code, str(year)) for code, year in product(codes, years)]
    found = list(zip(original.codes(path.str.split(" -> ").str[-2]).loc[heads.index], heads.str.split(" -> ").str[-1], strict=True))
    if found != expected or len(path) != len(codes) ** 2 * len(years) or path.ne(path.shift()).sum() != len(heads):
        raise original.refuse(
            f"{len(leaf)} blocks and {len(path)} rows are not {len(codes)} countries by {len(codes)} partners by {len(years)} years",
            do="keep the printed order and number of rows; fetch the table again",
        )
    values = original.numbers(original.rows["value"]).to_numpy(dtype=float, na_value=np.nan)
    return codes, years, values.reshape(len(codes), len(years), len(codes)).transpose(1, 0, 2)

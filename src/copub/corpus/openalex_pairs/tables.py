"""The OpenAlex country pairs, from the collection to `data/open/`."""

from pathlib import Path

import numpy as np
import pandas as pd

from copub.corpus.datapackage import Origin, describe, update
from copub.corpus.importing import Imported, Written, write
from copub.corpus.openalex_pairs.pajek import Collection, Network
from copub.errors import CopubError, nearest
from copub.reference import countries

ORIGIN = "WrldCo_years.zip"
YEARS = range(1990, 2024)
# One answer of the API has at most 200 groups, and the collection's partition was made from single answers.
MOST_GROUPS = 200


def import_tables(source_folder: Path, out: Path) -> list[Written]:
    """Write `openalex_pairs`, `openalex_international` and their description to `out`.

    `source_folder` holds `WrldCo_years.zip`.

    Raises CopubError, and writes nothing, when the collection is damaged, contradicts itself or names an unknown country.
    """
    collection = Collection(source_folder / ORIGIN)
    networks = {year: _checked(collection, year) for year in YEARS}
    pairs = pd.concat([_pairs(year, network) for year, network in networks.items()], ignore_index=True)
    own = pd.concat([_international(year, network) for year, network in networks.items()], ignore_index=True)
    arcs = sum(network.arcs for network in networks.values())
    diagonal = sum(int((np.diag(network.works) > 0).sum()) for network in networks.values())
    differing = sum(int(np.triu(network.works != network.works.T).sum()) for network in networks.values())
    imported = [
        Imported(
            "openalex_pairs",
            pairs,
            records=arcs,
            kept=len(pairs),
            set_aside={
                "mirror image": arcs - diagonal - len(pairs),
                "country with itself, in openalex_international": diagonal,
            },
            originals=(ORIGIN,),
            counts={"pairs_with_differing_directions": differing},
        ),
        Imported("openalex_international", own, records=len(own), kept=len(own), originals=(ORIGIN,)),
    ]
    written = [write(table, out) for table in imported]
    origin = Origin("Countries/27aug24", "openalex-2024-08", "world co-authorship networks by year")
    update(out, describe(Path(__file__).parent / "resources.yml", written, {ORIGIN: origin}))
    return written


def _checked(collection: Collection, year: int) -> Network:
    """The network of `year`, after comparing it with its vector, its partition and the reference."""
    network = collection.network(year)
    where = f"{collection.path}, WrldCo{year}"
    known = set(countries()["code"])
    unknown = [code for code in network.codes if code not in known]
    if unknown:
        raise CopubError(
            f"no country `{unknown[0]}`.{nearest(unknown[0], known)}",
            where=where,
            do="add it to data/reference/countries.csv",
        )
    size = len(network.codes)
    diagonal = np.diag(network.works)
    groups = (network.works > 0).sum(axis=1)
    if (diagonal != collection.values(f"WrldCo{year}T.vec", size)).any():
        raise CopubError("the vector is not the network's diagonal", where=where, do="fetch the collection again")
    if (np.minimum(groups, MOST_GROUPS) != collection.values(f"WrldCo{year}G.clu", size)).any():
        raise CopubError("the partition is not the number of groups", where=where, do="fetch the collection again")
    apart = np.abs(network.works - network.works.T)
    if apart.max() > 1:
        one, other = (network.codes[position] for position in np.unravel_index(apart.argmax(), apart.shape))
        raise CopubError(
            f"{one} with {other} differs by {apart.max()} from {other} with {one}",
            where=where,
            do="a difference above 1 is no rounding of the API; fetch the collection again",
        )
    return network


def _pairs(year: int, network: Network) -> pd.DataFrame:
    order = np.argsort(network.codes)
    larger = np.maximum(network.works, network.works.T)[np.ix_(order, order)]
    first, second = np.nonzero(np.triu(larger, k=1))
    codes = np.array(network.codes)[order]
    columns = {"unit": codes[first], "partner": codes[second], "works": larger[first, second]}
    return pd.DataFrame({"year": year} | columns)


def _international(year: int, network: Network) -> pd.DataFrame:
    works = np.diag(network.works)
    partners = (np.maximum(network.works, network.works.T) > 0).sum(axis=1) - (works > 0)
    return pd.DataFrame({"year": year, "unit": network.codes, "works": works, "partners": partners})

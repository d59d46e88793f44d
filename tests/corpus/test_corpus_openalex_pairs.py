"""The OpenAlex pair importer on a collection of three countries and one year."""

import zipfile

import pytest

from copub.corpus import openalex_pairs, read_open
from copub.corpus.openalex_pairs import tables
from copub.errors import CopubError

CODES = ["NA", "CN", "US"]
# China and the US share 3 works, China and Namibia 1; Namibia has 1 international work, China 4, the US 3.
ARCS = [(1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 4), (2, 3, 3), (3, 2, 3), (3, 3, 3)]
GROUPS = [2, 3, 2]


def collection(folder, arcs=ARCS, codes=CODES, diagonal=(1, 4, 3), groups=GROUPS):
    net = ["\ufeff% made by hand", f"*vertices {len(codes)} "]
    net += [f'{number} "{code}"' for number, code in enumerate(codes, 1)]
    net += ["*arcs", *("{} {} {} ".format(*arc) for arc in arcs)]
    head = ["% made by hand", f"*vertices {len(codes)} "]
    with zipfile.ZipFile(folder / "WrldCo_years.zip", "w") as archive:
        archive.writestr("WrldCo2020.net", "\r\n".join(net))
        archive.writestr("WrldCo2020T.vec", "\r\n".join([*head, *map(str, diagonal)]))
        archive.writestr("WrldCo2020G.clu", "\r\n".join([*head, *map(str, groups)]))
    return folder


@pytest.fixture(autouse=True)
def _one_year(monkeypatch):
    monkeypatch.setattr(tables, "YEARS", range(2020, 2021))


def test_each_pair_stands_once_and_namibia_is_a_country(tmp_path):
    written = openalex_pairs.import_tables(collection(tmp_path), tmp_path / "open")
    pairs = read_open("openalex_pairs", tmp_path / "open")
    assert pairs.to_numpy().tolist() == [[2020, "CN", "NA", 1], [2020, "CN", "US", 3]]
    own = read_open("openalex_international", tmp_path / "open")
    assert own.to_numpy().tolist() == [[2020, "CN", 4, 2], [2020, "NA", 1, 1], [2020, "US", 3, 1]]
    assert (written[0].imported.records, written[0].imported.kept) == (7, 2)
    assert sum(written[0].imported.set_aside.values()) == 5


def test_where_the_directions_differ_by_one_the_larger_stands(tmp_path):
    arcs = [(1, 2, 2) if arc == (1, 2, 1) else arc for arc in ARCS]
    written = openalex_pairs.import_tables(collection(tmp_path, arcs), tmp_path / "open")
    assert read_open("openalex_pairs", tmp_path / "open")["works"].tolist() == [2, 3]
    assert written[0].imported.counts == {"pairs_with_differing_directions": 1}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"arcs": [(1, 2, 9) if arc == (1, 2, 1) else arc for arc in ARCS]}, "NA with CN differs by 8"),
        ({"arcs": [*ARCS, ARCS[0]]}, "listed twice"),
        ({"arcs": [*ARCS, ("x", 2, 3)]}, "3 whole numbers"),
        ({"codes": ["NA", "CN", "ZZ"]}, "no country `ZZ`"),
        ({"diagonal": (1, 4, 2)}, "not the network's diagonal"),
        ({"diagonal": (1, 4)}, "2 values for 3 countries"),
        ({"groups": [2, 2, 2]}, "not the number of groups"),
    ],
)
def test_a_collection_that_contradicts_itself_is_refused(tmp_path, change, told):
    with pytest.raises(CopubError, match=told) as refused:
        openalex_pairs.import_tables(collection(tmp_path, **change), tmp_path / "open")
    assert "WrldCo2020" in refused.value.where
    assert not (tmp_path / "open").exists()


def test_a_damaged_or_missing_collection_is_refused(tmp_path):
    with pytest.raises(CopubError, match="missing"):
        openalex_pairs.import_tables(tmp_path, tmp_path / "open")
    path = collection(tmp_path) / "WrldCo_years.zip"
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(CopubError, match="cannot be read"):
        openalex_pairs.import_tables(tmp_path, tmp_path / "open")

"""The contract of the open tables, and the balance of every import."""

import gzip

import pandas as pd
import pytest

from copub.corpus import read_open
from copub.corpus.contract import TABLES, check
from copub.corpus.importing import Imported, write
from copub.errors import CopubError

PAIRS = pd.DataFrame({"year": [2021, 2020], "unit": ["CN", "CN"], "partner": ["US", "NA"], "works": [5, 7]})


def test_a_table_is_sorted_by_its_key_and_typed():
    assert check(PAIRS, "openalex_pairs")["year"].tolist() == [2020, 2021]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (PAIRS.drop(columns="works"), "has the columns year, unit, partner"),
        (PAIRS.assign(works=[5, None]), "`works` is empty in 1 rows"),
        (PAIRS.assign(year=2020, partner="US"), "1 rows repeat a key"),
        (PAIRS.assign(partner=["US", "XX"]), "does not know: XX"),
    ],
)
def test_a_table_that_breaks_its_contract_is_refused(frame, told):
    with pytest.raises(CopubError, match=told) as refused:
        check(frame, "openalex_pairs")
    assert "openalex_pairs" in refused.value.where


def test_domestic_and_international_works_never_exceed_all_works():
    row = {"release": ["a"], "table": ["1"], "unit": ["CN"], "year": [2020], "total": [9], "multi_institution": [5]}
    check(pd.DataFrame(row | {"domestic": [6], "international": [2]}), "ncses_output")  # one work is neither
    with pytest.raises(CopubError, match="exceed all works in 1 rows"):
        check(pd.DataFrame(row | {"domestic": [6], "international": [4]}), "ncses_output")


def test_every_record_read_is_kept_or_set_aside_for_a_reason():
    Imported("openalex_pairs", PAIRS, records=5, kept=2, set_aside={"mirror image": 3})
    with pytest.raises(CopubError, match="5 records in, but 2 kept and 2 set aside"):
        Imported("openalex_pairs", PAIRS, records=5, kept=2, set_aside={"mirror image": 2})


def test_equal_tables_are_equal_bytes(tmp_path):
    first = write(Imported("openalex_pairs", PAIRS, records=2, kept=2), tmp_path / "one")
    again = write(Imported("openalex_pairs", PAIRS.iloc[::-1], records=2, kept=2), tmp_path / "two")
    assert first.sha256 == again.sha256
    content = gzip.decompress((tmp_path / "one" / "openalex_pairs.csv.gz").read_bytes())
    assert content == b"year,unit,partner,works\n2020,CN,NA,7\n2021,CN,US,5\n"


def test_an_unknown_or_missing_open_table_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(CopubError, match="Did you mean `openalex_pairs`"):
        read_open("openalex_pair")
    with pytest.raises(CopubError, match=r"no file `openalex_pairs.csv.gz`"):
        read_open("openalex_pairs", tmp_path)


def test_every_column_is_explained_in_both_languages():
    for table in TABLES.values():
        assert set(table.key) <= set(table.columns)
        for column in table.columns.values():
            assert column.en and column.zh and column.unit

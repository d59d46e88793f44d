"""The NCSES importer on small invented tables, laid out as the source lays them out."""

import csv
import gzip

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.corpus.ncses.checks import agree
from copub.corpus.ncses.matrices import relative_citation, topic_pairs
from copub.corpus.ncses.originals import Listing, Original, read_original
from copub.corpus.ncses.output import output
from copub.corpus.ncses.pairs import pairs
from copub.corpus.ncses.series import fractional_counts, top_one_percent, whole_counts
from copub.errors import CopubError


def listing(layout, years, table="1", release="ncses-2023", field="all"):
    return Listing(table, "SPBS-0", release, layout, "", field, "ai", tuple(years), "Fingers")


def original(columns, rows, **given_listing):
    numbered = [("1", f"r{number:03}", *map(str, row)) for number, row in enumerate(rows, 1)]
    return Original(listing(**given_listing), pd.DataFrame(numbered, columns=["table_id", "row_id", *columns], dtype="str"))


def series(rows, years=(2003, 2004)):
    return original(["time_period", "value"], rows, layout="series", years=years)


def tuples(frame, *columns):
    return [tuple(row) for row in frame[list(columns)].astype(object).to_numpy()]


def test_years_follow_from_the_order_of_rows():
    table = series([("World", 5), ("World", 7), ("World -> Asia -> China", 2), ("World -> Asia -> China", 3)])
    frame = whole_counts([table]).frame
    assert tuples(frame, "unit", "year", "works") == [
        ("WORLD", 2003, 5), ("WORLD", 2004, 7), ("CN", 2003, 2), ("CN", 2004, 3),
    ]  # fmt: skip


@given(st.lists(st.integers(0, 10**6), min_size=6, max_size=6))
def test_a_series_written_year_by_year_is_read_back_year_by_year(values):
    names = ("World", "World -> Africa", "World -> Africa -> Namibia")
    table = series([(name, value) for name, value in zip(np.repeat(names, 2), values, strict=True)])
    assert list(whole_counts([table]).frame["works"]) == values


def test_an_income_group_before_the_values_is_set_aside():
    rows = [("World", "na"), ("World", "5.5"), ("World", "7.0"), ("World -> Asia", "1.0"), ("World -> Asia", "2.0")]
    imported = fractional_counts([series(rows)])
    assert list(imported.frame["works"]) == [5.5, 7.0, 1.0, 2.0]
    assert (imported.records, imported.kept, sum(imported.set_aside.values())) == (5, 4, 1)


def test_percent_becomes_a_fraction_and_a_share_not_computed_stays_empty():
    frame = top_one_percent([series([("World", "1.0"), ("World", "ne")])]).frame
    assert frame["share"].iloc[0] == 0.01
    assert pd.isna(frame["share"].iloc[1])


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("World", 5), ("World", 7), ("World", 8)], "has 3 rows for 2 years"),
        ([("World", 5)], "has 1 rows for 2 years"),
        ([("World", 5), ("World -> Asia", 1), ("World", 7), ("World -> Asia", 2)], "stands in two places"),
        ([("World -> Atlantis", 5), ("World -> Atlantis", 7)], "no country or region `Atlantis`"),
        ([("World", 5), ("World", "7*")], "`7\\*` is not a number"),
    ],
)
def test_a_series_out_of_shape_is_refused(rows, told):
    with pytest.raises(CopubError, match=told) as refused:
        whole_counts([series(rows)])
    assert refused.value.where.startswith("table 1")
    assert refused.value.do


MEASURES = [
    "Total articles",
    "Total articles -> With multiple institutions",
    "Total articles -> With domestic institutions only",
    "Total articles -> With international institutions",
]


def by_attribute(numbers, regions=("World -> China",)):
    columns = ["region_country_or_economy_full_path", "field_2003"]
    rows = [
        row
        for region, four in zip(regions, numbers, strict=True)
        for row in [(region, ""), *((f"{region} -> {name}", number) for name, number in zip(MEASURES, four, strict=False))]
    ]
    return original(columns, rows, layout="output", years=[2003])


def test_the_four_rows_under_a_region_become_four_columns():
    imported = output([by_attribute([(10, 6, 7, 2)])])
    assert tuples(imported.frame, "unit", "year", "total", "multi_institution", "domestic", "international") == [
        ("CN", 2003, 10, 6, 7, 2)
    ]
    assert (imported.records, imported.kept, sum(imported.set_aside.values())) == (5, 4, 1)


def test_a_region_without_its_four_rows_is_refused():
    with pytest.raises(CopubError, match="four rows"):
        output([by_attribute([(10, 6, 7)])])


# Three countries, one year: China with the US 3, China with Namibia 1, the US with Namibia 2; international 4, 5, 3 of 6.
PAIRS = {"World": [6, 4, 5, 3], "China": [4, "na", 3, 1], "United States": [5, 3, "na", 2], "Namibia": [3, 1, 2, "na"]}


def square_by_rows(numbers, years=(2003,)):
    head = {name: f"World -> {name} -> {years[0]}" if name != "World" else f"World -> {years[0]}" for name in numbers}
    rows = [(head[name], value) for name, values in numbers.items() for value in values]
    return original(["time_period", "value"], rows, layout="series", years=years)


def test_partners_follow_from_the_order_of_rows_and_each_pair_stands_once():
    imported = pairs([square_by_rows(PAIRS)])
    assert set(tuples(imported.frame, "unit", "partner", "works")) == {
        ("CN", "NA", 1), ("CN", "US", 3), ("NA", "US", 2),
        ("CN", "WORLD", 4), ("US", "WORLD", 5), ("NA", "WORLD", 3), ("WORLD", "WORLD", 6),
    }  # fmt: skip
    assert (imported.records, imported.kept) == (16, 7)


def test_pairs_that_are_not_mutual_are_refused():
    crooked = PAIRS | {"China": [4, "na", 2, 1]}
    with pytest.raises(CopubError, match="CN with US is not US with CN"):
        pairs([square_by_rows(crooked)])


def test_pairs_with_a_row_too_many_are_refused():
    with pytest.raises(CopubError, match="4 countries by 4 partners by 1 years"):
        pairs([square_by_rows(PAIRS | {"Namibia": [3, 1, 2, "na", 9]})])


def test_columns_of_a_square_table_are_found_by_name():
    rows = [("United Kingdom", 9, 1), ("Austria", 2, 8)]
    table = original(
        ["citing_region_country_or_economy", "united_kingdom", "austria"], rows, layout="matrix", years=[2020]
    )
    turned = Original(table.listing, table.rows[["table_id", "row_id", table.rows.columns[2], "austria", "united_kingdom"]])
    for version in (table, turned):
        assert set(tuples(relative_citation([version]).frame, "citing", "cited", "index")) == {
            ("GB", "GB", 9), ("GB", "AT", 1), ("AT", "GB", 2), ("AT", "AT", 8),
        }  # fmt: skip


def test_an_absent_pair_is_empty_and_not_zero():
    rows = [("Austria", "na", "na", 2), ("Belgium", "na", "na", 0), ("China", 2, 0, "na")]
    table = original(
        ["region_country_or_economy", "austria", "belgium", "china"], rows, layout="matrix", years=[2020]
    )
    frame = topic_pairs([table]).frame.set_index(["unit", "partner"])["works"]
    assert pd.isna(frame[("AT", "BE")])
    assert frame[("BE", "CN")] == 0


def test_tables_that_contradict_each_other_are_refused():
    one = pd.DataFrame({"unit": ["CN", "US"], "value": [1, 2]})
    assert agree(one, one, ["unit"], names=("a", "b")) == 2
    with pytest.raises(CopubError, match="differ in 1 of 2 rows, first at \\('US',\\)"):
        agree(one, one.assign(value=[1, 3]), ["unit"], names=("a", "b"))
    with pytest.raises(CopubError, match="share no row"):
        agree(one, one.assign(unit=["FR", "DE"]), ["unit"], names=("a", "b"))


def written(folder, header, rows, table="1"):
    path = folder / table / "data.csv.gz"
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    return path


SERIES = ["table_id", "row_id", "time_period", "value"]


def test_an_original_is_read_as_it_is(tmp_path):
    written(tmp_path, SERIES, [["1", "r001", "Africa -> Namibia", "na"]])
    assert read_original(tmp_path, listing("series", [2003])).rows.iloc[0].tolist() == [
        "1", "r001", "Africa -> Namibia", "na",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (SERIES[:3], "lacks `value`"),
        ([*SERIES, "note"], "unexpected `note`"),
        (["table_id", "row_id", "time_period", "amount"], "lacks `value` and has an unexpected `amount`"),
    ],
)
def test_an_original_with_other_columns_is_refused(tmp_path, header, told):
    written(tmp_path, header, [["1"] * len(header)])
    with pytest.raises(CopubError, match=told) as refused:
        read_original(tmp_path, listing("series", [2003]))
    assert refused.value.where.endswith("line 1")
    assert "fields.csv" in refused.value.do


def test_an_original_with_a_year_too_many_or_too_few_is_refused(tmp_path):
    years = ["2003", "2005", "2007"]
    written(tmp_path, ["table_id", "row_id", "country", *years], [["1", "r001", "China", "1", "2", "3"]])
    read_original(tmp_path, listing("us-partners", [2003, 2005, 2007]))
    with pytest.raises(CopubError, match="unexpected `2007`"):
        read_original(tmp_path, listing("us-partners", [2003, 2005]))
    with pytest.raises(CopubError, match="lacks `2009`"):
        read_original(tmp_path, listing("us-partners", [2003, 2005, 2007, 2009]))


def test_a_truncated_original_is_refused(tmp_path):
    path = written(tmp_path, SERIES, [["1", f"r{number}", "World", str(number)] for number in range(999)])
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(CopubError, match="cannot be read to its end") as refused:
        read_original(tmp_path, listing("series", [2003]))
    assert refused.value.do == "fetch the file again"


def test_a_row_of_another_length_is_refused_with_its_line(tmp_path):
    written(tmp_path, SERIES, [["1", "r001", "World", "1"], ["1", "r002", "World"]])
    with pytest.raises(CopubError) as refused:
        read_original(tmp_path, listing("series", [2003]))
    assert refused.value.where.endswith("line 3")


def test_a_missing_original_is_refused(tmp_path):
    with pytest.raises(CopubError, match="table 1 is missing"):
        read_original(tmp_path, listing("series", [2003]))

"""The cube itself: what a cell holds, that parts make the whole, what suppression loses, and what is refused."""

import importlib
import json

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copub.cube import build, coarse, merge, open_cube, suppress, unit_members
from copub.cube.build import Room
from copub.cube.contract import MOMENT, WHOLE
from copub.cube.merge import merge_baselines
from copub.cube.run import make_cube
from copub.errors import CopubError
from copub.indicators import measure
from oracle.test_cube_against_reference import corpora
from works import by, write_corpus

LITTLE = Room(memory="1MB")


@pytest.fixture
def cube_of(tmp_path):
    """`cube_of(work, …)`: the cube of these works."""
    return lambda *works: build(write_corpus(list(works), tmp_path / "corpus"), tmp_path / "cube")


def cells(cube) -> pd.DataFrame:
    return cube.cells.to_pandas().merge(cube.sets.to_pandas(), on="set_id")


def test_works_alike_share_a_cell(cube_of):
    found = cells(cube_of(by("CN", "US"), by("US", "CN"), by("US", "CN", field="Law")))
    assert sorted(found["works"]) == [1, 2]
    assert set(found["cset"]) == {"CNUS"}


def test_a_work_without_a_country_counts_in_the_baseline_only(cube_of):
    cube = cube_of(by("US", citations=3), by("?", citations=1))
    assert cells(cube).set_index("cset")["score"]["US"] == 1.5 * WHOLE
    assert cube.count() == {"works": 2, "located": 1, "cells": 2, "single": 2}


def test_a_work_in_two_categories_has_the_mean_of_its_quotients(cube_of):
    both = by("US", citations=2, categories=("A", "B"))
    found = cells(cube_of(both, by("CN", citations=8, categories=("B",)))).set_index("cset")
    # A: half a work, 2 citations each: 2 / 2. B: half a work with 2 and a whole one with 8, mean 6: 2 / 6.
    assert found["score"]["US"] / WHOLE == pytest.approx((1 + 2 / 6) / 2, abs=1e-8)
    # Counted as one in each, B's mean is 5.
    assert found["score_full"]["US"] / WHOLE == pytest.approx((1 + 2 / 5) / 2, abs=1e-8)


def test_works_on_the_threshold_belong_to_the_top_in_part(cube_of):
    # Of ten works one is the top tenth; two share the highest count, so each is half of it.
    found = cells(cube_of(by("US", citations=9), by("CN", citations=9), *[by("DE")] * 8)).set_index("cset")
    assert found["top10"]["US"] == found["top10"]["CN"] == WHOLE / 2
    assert found["top10"]["DE"] == 0


def test_a_category_without_citations_scores_nobody(cube_of):
    found = cells(cube_of(by("US"), by("CN", citations=5, categories=("B",)))).set_index("cset")
    assert (found["rated"]["US"], found["scored"]["US"], found["score"]["US"]) == (1, 0, 0)
    assert found["score"]["CN"] == WHOLE


def test_moments_are_sums_of_powers_of_the_scores(cube_of):
    found = cells(cube_of(by("US", citations=1), by("US", citations=3))).iloc[0]
    assert int(found["score_2"]) == (0.5**2 + 1.5**2) * MOMENT**2
    assert int(found["score_3"]) == (0.5**3 + 1.5**3) * MOMENT**3


def test_czechoslovakia_is_one_country_though_its_code_has_four_letters(cube_of):
    cube = cube_of(by("CSHH"), by("CSHH", "US"))
    assert cells(cube).set_index("cset")["countries"].to_dict() == {"CSHH": 1, "CSHHUS": 2}
    output = measure("unit_output", cells=cube.cells, places=cube.places(unit_members(["CSHH"], 2020, 2020)))
    assert (output["works"][0], output["with_outside"][0]) == (2, 1)


def test_a_dated_bloc_has_the_members_of_each_year(cube_of):
    cube = cube_of(by("GB", year=2019), by("GB", year=2020), by("FR", year=2020))
    members = unit_members(["EU", "EU27", "WORLD"], 2019, 2020)
    output = measure("unit_output", cells=cube.cells, places=cube.places(members)).set_index(["unit", "year"])["works"]
    assert output.to_dict() == {
        ("EU", 2019): 1,
        ("EU", 2020): 1,
        ("EU27", 2020): 1,
        ("WORLD", 2019): 1,
        ("WORLD", 2020): 2,
    }


def test_a_member_that_leaves_and_comes_back_counts_in_its_own_years_only(cube_of):
    cube = cube_of(*[by("CN", "US", year=year) for year in (2019, 2020, 2021, 2022)])
    belongs = [("BLOC", "US", year) for year in (2019, 2020, 2022)] + [("BLOC", "CN", year) for year in (2019, 2022)]
    members = pd.DataFrame(belongs, columns=["unit", "member", "year"])
    output = measure("unit_output", cells=cube.cells, places=cube.places(members)).set_index("year")
    # In 2020 CN is outside; in 2021 there is no bloc.
    assert output["inside_only"].to_dict() == {2019: 1, 2020: 0, 2022: 1}
    china = pd.DataFrame([("CN", "CN", year) for year in range(2019, 2023)], columns=members.columns)
    pairs = cube.pairs(pd.concat([members, china]), [("BLOC", "CN")])
    assert measure("joint_output", cells=cube.cells, pairs=pairs)["year"].to_list() == [2019, 2020, 2022]


def test_a_work_whose_citations_are_unknown_meets_no_baseline(cube_of):
    found = cells(cube_of(by("US", citations=None), by("CN", citations=2))).set_index("cset")
    assert (found["rated"]["US"], found["scored"]["US"], found["score"]["US"]) == (0, 0, 0)
    assert found["score"]["CN"] == WHOLE


def test_a_choice_leaves_the_other_works_out_and_the_baselines_as_they_were(cube_of):
    works = by("US", citations=4), by("US", citations=0, doc_type="review"), by("US", citations=2, retracted=True)
    chosen = cube_of(*works).choose(doc_types=["article"], retracted=False)
    assert cells(chosen)["works"].to_list() == [1]
    assert cells(chosen)["score"][0] / WHOLE == pytest.approx(4 / 3, abs=1e-8)
    with pytest.raises(CopubError, match=r"no doc_type `articles`. Did you mean `article`"):
        chosen.choose(doc_types=["articles"])


def test_too_little_memory_is_said_with_what_to_do(tmp_path):
    corpus = write_corpus([by("US")], tmp_path / "corpus")
    with pytest.raises(CopubError, match=r"the memory is too little for this cube\n.*--memory 1MB\n.*give more"):
        build(corpus, tmp_path / "cube", room=LITTLE)
    with pytest.raises(CopubError, match=r"DuckDB does not start so.*\n.*--memory lots"):
        build(corpus, tmp_path / "cube", room=Room(memory="lots"))
    assert not (tmp_path / "cube").exists()


def test_where_a_lean_cube_falls_short_of_memory_it_begins_again_with_plenty(tmp_path, monkeypatch):
    corpus = write_corpus([by("US", citations=1), by("CN", "US")], tmp_path / "corpus")
    lean = build(corpus, tmp_path / "lean").about["tables"]
    # `copub.cube.build` is also the name of a function.
    module = importlib.import_module("copub.cube.build")
    monkeypatch.setattr(module, "_keep_lean", lambda connection, _: connection.execute("SET memory_limit = '1MB'"))
    assert build(corpus, tmp_path / "plenty").about["tables"] == lean
    monkeypatch.setattr(module, "PLENTY", LITTLE.memory)
    with pytest.raises(CopubError, match="the memory is too little"):
        build(corpus, tmp_path / "none")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.data())
def test_cubes_of_parts_scored_alike_merge_into_the_cube_of_the_whole(tmp_path, data):
    works = data.draw(corpora.filter(lambda found: len(found) > 1))
    cut = data.draw(st.integers(1, len(works) - 1))
    whole = build(write_corpus(works, tmp_path / "whole"), tmp_path / "cube")
    corpuses = [write_corpus(works[:cut], tmp_path / "a"), write_corpus(works[cut:], tmp_path / "b")]
    first = [build(folder, folder / "cube").folder for folder in corpuses]
    shared = merge_baselines(first, tmp_path / "baselines.parquet")
    parts = [build(folder, folder / "cube", baselines=shared).folder for folder in corpuses]
    merged = merge(parts, tmp_path / "merged")
    for table in ("cells", "sets", "credits", "baselines", "histogram", "classes"):
        assert (merged.folder / f"{table}.parquet").read_bytes() == (whole.folder / f"{table}.parquet").read_bytes(), (
            table
        )


def test_cubes_scored_by_different_baselines_do_not_merge(tmp_path):
    parts = [
        build(
            write_corpus([by("US", citations=n), by("CN", citations=1)], tmp_path / str(n)), tmp_path / f"cube{n}"
        ).folder
        for n in (1, 2)
    ]
    with pytest.raises(CopubError, match="different baselines"):
        merge(parts, tmp_path / "merged")
    assert not (tmp_path / "merged").exists()


def test_the_order_of_the_works_does_not_show_in_the_files(tmp_path):
    works = [by("US", "CN", citations=n % 7, categories=("A", "BC"[n % 2])) for n in range(50)]
    one = build(write_corpus(works, tmp_path / "a"), tmp_path / "one").folder
    other = build(write_corpus(works[::-1], tmp_path / "b"), tmp_path / "other").folder
    assert (one / "cells.parquet").read_bytes() == (other / "cells.parquet").read_bytes()


def test_suppression_drops_small_cells_and_says_what_that_changes(cube_of, tmp_path):
    cube = cube_of(*[by("US")] * 3, by("CN", "US"))
    small, loss = suppress(cube.folder, tmp_path / "small", below=2)
    assert cells(small)["cset"].to_list() == ["US"]
    assert (loss.cells, loss.works, loss.international) == ((2, 1), (4, 3), (0.25, 0))
    assert small.credits.to_pandas()["country"].to_list() == ["US"]
    assert not (small.folder / "histogram.parquet").exists()
    assert small.about["suppressed_below"] == 2


def test_a_cube_says_where_it_comes_from_and_opens_without_the_records(cube_of, tmp_path):
    write_corpus([], tmp_path / "corpus")
    (tmp_path / "corpus" / "corpus.json").write_text('{"source": "openalex", "invented": true}', encoding="utf-8")
    cube = cube_of(by("US"))
    for path in (tmp_path / "corpus").iterdir():
        path.unlink()
    assert open_cube(cube.folder).about["corpus"] == {"source": "openalex", "invented": True}
    assert cells(open_cube(cube.folder))["works"].sum() == 1
    assert "GROUP BY" in (cube.folder / "cube.sql").read_text(encoding="utf-8")


def test_a_corpus_that_cannot_be_counted_is_refused(tmp_path):
    with pytest.raises(CopubError, match="no works"):
        build(tmp_path / "nothing", tmp_path / "cube")
    folder = write_corpus([by("US")], tmp_path / "corpus")
    works = pq.read_table(folder / "works.parquet")
    pq.write_table(works.drop_columns(["cset", "lead"]), folder / "works.parquet")
    with pytest.raises(CopubError, match="lacks cset, lead"):
        build(folder, tmp_path / "cube")
    write_corpus([by("US", citations=-1)], folder)
    with pytest.raises(CopubError, match="fewer than no citations"):
        build(folder, tmp_path / "cube")
    assert not (tmp_path / "cube").exists()
    assert not list(tmp_path.glob(".cube*"))


def test_a_cube_of_another_schema_is_refused(cube_of):
    cube = cube_of(by("US"))
    about = json.loads((cube.folder / "cube.json").read_text(encoding="utf-8"))
    (cube.folder / "cube.json").write_text(json.dumps({**about, "schema": 0}), encoding="utf-8")
    with pytest.raises(CopubError, match="schema version 0"):
        open_cube(cube.folder)


def test_an_empty_corpus_makes_an_empty_cube(tmp_path):
    folder = write_corpus([by("US")], tmp_path / "corpus")
    for name in ("works", "weights", "institutions"):
        table = pq.read_table(folder / f"{name}.parquet")
        pq.write_table(table.slice(0, 0), folder / f"{name}.parquet")
    assert build(folder, tmp_path / "cube").count() == {"works": 0, "located": 0, "cells": 0, "single": 0}


def test_intervals_from_moments_are_those_of_drawing_again(cube_of):
    numbers = [0] * 30 + [1] * 20 + [2] * 15 + [5] * 10 + [12] * 5 + [40]
    cube = cube_of(*[by("US", citations=n) for n in numbers])
    row = measure("cnci_interval", cells=cube.cells, places=cube.places(unit_members(["US"], 2020, 2020))).iloc[0]
    drawn = np.quantile(np.random.default_rng(1).choice(numbers, (4000, len(numbers))).mean(axis=1), [0.025, 0.975])
    mean = sum(numbers) / len(numbers)
    width = (drawn[1] - drawn[0]) / mean
    assert abs(row["low"] - drawn[0] / mean) < 0.06 * width
    assert abs(row["high"] - drawn[1] / mean) < 0.06 * width


def test_the_command_says_how_close_a_cube_is_to_the_records(tmp_path, capsys):
    write_corpus([by("US"), by("US"), by("CN", "US")], tmp_path / "mine")
    make_cube(tmp_path / "mine", suppress_below=2)
    said = capsys.readouterr().out
    assert "3 works, 3 of them with a country, in 2 cells" in said
    assert "50% of the cells hold a single work" in said
    assert (
        "1 of 2 cells and 2 of 3 works with a country are left; the international share falls from 33.3% to 0.0%"
        in said
    )
    with pytest.raises(CopubError, match=r"no corpus `mime`. Did you mean `mine`"):
        make_cube(tmp_path / "mime")


def test_cells_added_up_give_the_same_indicators_as_the_cells(cube_of):
    cube = cube_of(
        by("US", "CN", citations=3),
        by("US", "CN", citations=1, doc_type="review", field="Law"),
        by("US", "?", citations=2, lead="US"),
        by("US", citations=None, truncated=True),
    )
    places = cube.places(unit_members(["US", "CN", "WORLD"], 2020, 2020))
    assert (len(cube.cells), len(cube.summed)) == (4, 3)
    for indicator in ("unit_output", "unit_international", "collaboration_size", "country_fraction", "cnci", "pp_top"):
        of = [measure(indicator, cells=cells, places=places) for cells in (cube.cells, cube.summed)]
        pd.testing.assert_frame_equal(*of)


def test_france_and_italy_are_one_where_only_the_union_lists_them(cube_of):
    cube = cube_of(by("US", "FR"), by("US", "IT"), by("US", "FR", "IT"), by("US", "CN"), by("?"))
    seen = coarse(cube, unit_members(["US", "EU27", "WORLD"], 2020, 2020))
    # None, the US with China, with one member and with two.
    assert (len(cube.sets), len(seen.sets)) == (5, 4)
    assert sorted(seen.cells.column("works").to_pylist()) == [1, 1, 1, 2]


def test_who_leaves_a_bloc_is_no_longer_like_who_stays(cube_of):
    cube = cube_of(by("US", "FR", year=2019), by("US", "GB", year=2019), by("US", "GB", year=2021))
    members = unit_members(["US", "EU"], 2019, 2021)
    seen = coarse(cube, members)
    assert len(seen.sets) == 2
    joint = measure("joint_output", cells=seen.cells, pairs=seen.pairs(members, [("EU", "US")]))
    assert dict(zip(joint.year, joint.works, strict=True)) == {2019: 2}


def test_a_chosen_part_of_a_cube_is_seen_as_that_part(cube_of):
    cube = cube_of(by("US", "FR", field="Law"), by("US", "IT", field="Law"), by("US", "IT", field="Physics"))
    seen = coarse(cube.choose(fields=["Law"]), unit_members(["US"], 2020, 2020))
    assert seen.summed.column("works").to_pylist() == seen.cells.column("works").to_pylist() == [2]
    chosen = coarse(cube, unit_members(["US"], 2020, 2020)).choose(fields=["Law"])
    assert chosen.cells.equals(seen.cells)

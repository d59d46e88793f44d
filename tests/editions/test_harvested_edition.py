"""An edition made from a harvest: its tables are found, read and checked, and what it lacks is absent and not zero."""

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import yaml

from copub import releases
from copub.cli import main
from copub.demo import make_demo
from copub.editions import from_records, load_edition
from copub.errors import CopubError
from copub.indicators import measure
from copub.project import find_root
from copub.standin import StandIn, open_works
from copub.standin.server import serving

PARAMETERS = {
    "first_year": 2013,
    "last_year": 2016,
    "pairs_first_year": 2013,
    "pairs_last_year": 2016,
    "earlier_window": [2013, 2014],
    "later_window": [2015, 2016],
    "top": 3,
    "eu_membership": "fixed",
    "focus_countries": ["US", "CN"],
    "us_partners": ["CN"],
    "china_partners": ["US"],
    "regions": ["AFRICA"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project with reference tables, an edition and invented works to harvest."""
    root, real = tmp_path_factory.mktemp("project"), find_root()
    (root / "_toc.yml").write_text("")
    (root / "data" / "editions").mkdir(parents=True)
    for name in ("open", "reference", "reported"):
        (root / "data" / name).symlink_to(real / "data" / name)
    edition = {"title": {"en": "Mine", "zh": "我的"}, "source": "harvest", "corpus": "mine", "parameters": PARAMETERS}
    (root / "data" / "editions" / "mine.yml").write_text(yaml.safe_dump(edition, allow_unicode=True))
    make_demo(2_000, 7, root / "_build" / "demo" / "demo")
    return root


def copub(*arguments: str) -> None:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.setattr(sys, "argv", ["copub", *arguments])
        main()
    assert not ended.value.code, ended.value.code


@pytest.fixture(scope="module")
def harvested(project) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        patch.setattr("copub.harvest.client.PACE", 0)
        folder = project / "_build" / "demo" / "demo" / "openalex"
        with open_works(folder) as works, serving(StandIn(works)) as address:
            copub("harvest", "openalex", "--edition", "data/editions/mine.yml", "--to", "mine", "--stand-in", address)
    return project


def test_before_the_harvest_the_edition_says_how_to_get_it(tmp_path, project, monkeypatch):
    monkeypatch.chdir(project)
    other = tmp_path / "other.yml"
    other.write_text((project / "data" / "editions" / "mine.yml").read_text().replace("corpus: mine", "corpus: other"))
    with pytest.raises(CopubError, match="the harvest `other` has no tables") as told:
        load_edition(other)
    assert f"copub harvest openalex --edition {other} --to other" in str(told.value)
    assert load_edition(other, with_data=False).corpus == "other"


def test_a_harvested_edition_is_loaded_and_measured(harvested, monkeypatch):
    monkeypatch.chdir(harvested)
    edition = load_edition(harvested / "data" / "editions" / "mine.yml")
    assert (edition.corpus, edition.parameters["release"]) == ("mine", "mine")
    assert from_records("mine")
    output = measure("output", release="mine", places=["WORLD", "US"], first_year=2013, last_year=2016)
    assert len(output) == 8
    assert (output.total >= output.domestic + output.international).all()
    joint = measure("joint_works", release="mine", home="US", partners=["CN"], first_year=2013, last_year=2016)
    assert list(joint.year) == [2013, 2014, 2015, 2016]


def test_what_a_harvest_lacks_is_absent_and_never_zero(harvested, monkeypatch):
    monkeypatch.chdir(harvested)
    for indicator in ("impact_of_places", "top_share"):
        with pytest.raises(CopubError, match="nothing was measured"):
            measure(indicator, release="mine", places=["US"], first_year=2013, last_year=2016)


def test_years_outside_the_harvest_are_refused(harvested, monkeypatch):
    monkeypatch.chdir(harvested)
    path = harvested / "data" / "editions" / "later.yml"
    path.write_text(
        (harvested / "data" / "editions" / "mine.yml").read_text().replace("last_year: 2016", "last_year: 2021")
    )
    with pytest.raises(CopubError, match="mine covers 2013 to 2016"):
        load_edition(path)


def test_a_table_that_is_missing_without_a_reason_is_refused(harvested, monkeypatch):
    monkeypatch.chdir(harvested)
    tables = releases.tables_of(harvested, "mine")
    broken = harvested / "data" / "harvests" / "broken" / "tables"
    broken.mkdir(parents=True)
    for path in tables.iterdir():
        if path.name != "joint.csv":
            (broken / path.name).write_bytes(path.read_bytes())
    with pytest.raises(CopubError, match="the harvest has no table `joint`"):
        releases.load(harvested, "broken")


def test_a_harvest_is_not_taken_for_a_corpus(harvested, tmp_path, monkeypatch):
    monkeypatch.chdir(harvested)
    other = tmp_path / "other.yml"
    other.write_text(
        (harvested / "data" / "editions" / "mine.yml").read_text().replace("source: harvest", "source: cube")
    )
    with pytest.raises(CopubError, match="`mine` is a harvest"):
        load_edition(other)


def test_half_a_source_is_refused(project, tmp_path, monkeypatch):
    monkeypatch.chdir(project)
    half = tmp_path / "half.yml"
    half.write_text((project / "data" / "editions" / "mine.yml").read_text().replace("corpus: mine\n", ""))
    with pytest.raises(CopubError, match="`source` and `corpus` go together"):
        load_edition(half)


def test_the_stand_in_says_where_it_is_and_answers_there(project):
    command = [sys.executable, "-m", "copub", "serve-openalex", "demo", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(find_root() / "src")}
    with subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/works", running.stdout.readline())
        try:
            assert address is not None
            answer = httpx.get(address[0], params={"group_by": "type", "cursor": "*"}, trust_env=False).json()
        finally:
            running.terminate()
    assert sum(group["count"] for group in answer["group_by"]) == answer["meta"]["count"] == 2_000

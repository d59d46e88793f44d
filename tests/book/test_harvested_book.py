"""A book from a harvest of the stand-in, in both languages: it quotes the planted truth and says what it cannot know."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.__main__ import copy_project

from copub.cli import main
from copub.demo import make_demo
from copub.project import find_root
from copub.recount.agreement import verify
from copub.standin import StandIn, open_works
from copub.standin.server import serving
from planted import assert_quoted, facts_of, truth_of

ROOT = find_root()


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A copy of the project with a harvest of 10,000 invented works and the book made from it."""
    project = tmp_path_factory.mktemp("harvested") / "project"
    copy_project(ROOT, project)
    make_demo(10_000, 3, project / "_build" / "demo" / "demo")
    edition = project / "data" / "editions" / "harvested.yml"
    text = (project / "data" / "editions" / "demo.yml").read_text(encoding="utf-8")
    edition.write_text(text.replace("source: cube", "source: harvest").replace("corpus: demo", "corpus: asked"))
    with (
        pytest.MonkeyPatch.context() as patch,
        open_works(project / "_build" / "demo" / "demo" / "openalex") as works,
        serving(StandIn(works)) as address,
    ):
        patch.chdir(project)
        patch.setattr("copub.harvest.client.PACE", 0)
        asked = ["harvest", "openalex", "--edition", str(edition), "--to", "asked", "--stand-in", address, "--quiet"]
        patch.setattr(sys, "argv", ["copub", *asked])
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code, ended.value.code
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    command = [sys.executable, "-m", "copub", "build", str(edition)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return project


@pytest.mark.slow
def test_the_book_quotes_the_planted_truth(made):
    assert_quoted(facts_of(made), truth_of(made))


@pytest.mark.slow
def test_every_fact_is_counted_a_second_time_and_agrees(made):
    assert [one for one in verify(made, made / "_build" / "run") if not one.agrees] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "estimated", "lacking"),
    [("en", "estimated from samples", "Tables that it cannot give"), ("zh", "抽样估计", "无法给出的表")],
)
def test_impact_is_called_an_estimate_and_the_filter_stands_on_the_page(made, language, estimated, lacking):
    pages = {
        path.stem: path.read_text(encoding="utf-8") for path in (made / "_build" / "site" / language).rglob("*.html")
    }
    assert estimated in pages["three-blocs"]
    assert "type:article|review,primary_location.source.type:journal" in pages["data-sources"]
    assert lacking in pages["data-sources"]
    facts = (made / "_build" / "site" / "facts" / "three-blocs.json").read_text(encoding="utf-8")
    assert "cnci_last" not in facts

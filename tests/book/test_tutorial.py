"""The tutorial, typed as the book prints it: from invented records to the whole book, at its full size."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from benchmarks.__main__ import copy_project

from copub.project import find_root
from copub.recount.agreement import verify
from miniature import copub
from papers import check_actions, check_codecheck, check_crate, check_provenance, graph
from planted import assert_quoted, facts_of, truth_of

ROOT = find_root()


def commands(language: str) -> list[str]:
    """The commands of the tutorial's code block."""
    page = (ROOT / "book" / language / "rerun.md").read_text(encoding="utf-8")
    section = page.split("(sec-rerun-tutorial)=")[1]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert block is not None
    return block[1].strip().splitlines()


def typed(command: str) -> list[str]:
    """The command as it runs in this environment, which needs no `.venv` of its own."""
    words = command.split()
    if words[:2] == ["make", "book"]:
        words = ["copub", "build", words[2].removeprefix("EDITION=")]
    assert Path(words[0]).name == "copub"
    return [sys.executable, "-m", "copub", *words[1:]]


def test_both_languages_give_the_same_commands():
    assert commands("en") == commands("zh")
    assert "--works 50000" in commands("en")[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A copy of the project in which the tutorial was followed."""
    project = tmp_path_factory.mktemp("tutorial") / "project"
    copy_project(ROOT, project)
    environment = {**os.environ, "PYTHONPATH": str(project / "src")}
    for command in commands("en"):
        done = subprocess.run(typed(command), cwd=project, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return project


@pytest.mark.slow
def test_the_book_quotes_the_planted_truth(made):
    facts, truth = facts_of(made), truth_of(made)
    assert_quoted(facts, truth)
    cnci = truth["pairs"]["EU27 CN 2022"]["cnci"]
    assert facts["three-blocs.cn_eu_cnci_last"] == pytest.approx(cnci, abs=1e-8)


@pytest.mark.slow
def test_every_fact_is_counted_a_second_time_and_agrees(made):
    assert [one for one in verify(made, made / "_build" / "run") if not one.agrees] == []


@pytest.mark.slow
def test_the_tables_are_counted_again_from_the_works_and_a_wrong_row_is_named(made, monkeypatch, capsys):
    monkeypatch.chdir(made)
    assert copub("verify", "data/editions/demo.yml") == 0
    told = capsys.readouterr().out
    assert "  output: 1,210 of 1,210 rows agree" in told and "DIFFERS" not in told
    table = made / "data" / "corpora" / "demo" / "tables" / "whole_counts.csv"
    as_it_was = table.read_text(encoding="utf-8")
    # A place and field that no page quotes, so that only the tables differ.
    row = next(line for line in as_it_was.splitlines() if line.startswith("NZ,2010,engineering,"))
    try:
        table.write_text(as_it_was.replace(f"{row}\n", f"{row}0\n"), encoding="utf-8")
        assert copub("verify", "data/editions/demo.yml") == 1
        assert "DIFFERS whole_counts NZ 2010 engineering" in capsys.readouterr().out
    finally:
        table.write_text(as_it_was, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "words"), [("en", "invented data"), ("zh", "虚构数据")])
def test_every_figure_and_every_page_says_that_the_data_are_invented(made, language, words):
    site = made / "_build" / "site"
    # The search page and the index of terms show no data.
    pages = [path for path in sorted((site / language).rglob("*.html")) if path.stem not in ("search", "genindex")]
    unmarked = [page.name for page in pages if words not in page.read_text(encoding="utf-8").casefold()]
    assert pages and unmarked == []
    figures = sorted((site / "figures" / language).glob("*.svg"))
    assert figures and all('id="invented"' in figure.read_text(encoding="utf-8") for figure in figures)


@pytest.mark.slow
def test_every_row_of_the_figures_data_says_that_it_is_invented(made):
    tables = sorted((made / "_build" / "site" / "data").glob("*.csv"))
    assert tables
    for path in tables:
        rows = pd.read_csv(path)
        assert set(rows.origin) <= {"invented", "reported"}, path.name


@pytest.mark.slow
def test_the_papers_name_what_is_there_and_say_that_it_is_invented(made):
    site, run = made / "_build" / "site", made / "_build" / "run"
    check_crate(site)
    check_actions(site, json.loads((run / "edition.json").read_text(encoding="utf-8"))["sections"])
    check_codecheck(site)
    check_provenance(site, run)
    for about in ("./", "#corpus-demo"):
        assert "invented" in graph(site)[about]["description"]
        assert "虚构" in graph(site)[about]["description"]

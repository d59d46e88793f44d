"""Whole editions, run on a copy of the project: the older one, sentences that follow the data, notebooks that give the same again."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from golden import facts_of
from miniature import ROOT, copub

PARTS = (
    "CITATION.cff",
    "_config.yml",
    "_toc.yml",
    "requirements.txt",
    "pyproject.toml",
    "book",
    "data",
    "notebooks",
    "CHANGELOG.md",
    "src",
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's own files, to build and to change."""
    root = tmp_path_factory.mktemp("copy") / "copub"
    root.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.is_file():
            shutil.copy(source, root / part)
    return root


@pytest.fixture(scope="module")
def old(project: Path) -> Path:
    """The site of the older edition."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert copub("build", "data/editions/2018.yml", "--quiet") == 0, "the older edition does not build: see stderr"
    return project / "_build" / "site"


def words_of(page: Path) -> str:
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


def test_the_older_edition_speaks_of_its_own_years(old: Path) -> None:
    assert facts_of(old)["global-output.world_last"] == 2_567_468  # 2018, in the release of 2021
    assert "2.57 million in 2018" in words_of(old / "en" / "global-output.html")
    assert "257万篇" in words_of(old / "zh" / "global-output.html")


def test_every_sentence_of_the_older_edition_holds(old: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for language in ("en", "zh") for path in (old / language).glob("*.html")]
    assert sum(page.count("claim-holds") for page in pages) > 120
    assert not any("claim-fails" in page or "claim-untold" in page for page in pages)


def test_in_2018_china_had_not_yet_overtaken_the_european_union(old: Path) -> None:
    assert "The EU-27 as a whole is still ahead of China" in words_of(old / "en" / "global-output.html")
    assert "欧盟27国作为整体仍多于中国" in words_of(old / "zh" / "global-output.html")


def test_in_2018_joint_works_of_the_united_states_and_china_had_not_yet_peaked(old: Path) -> None:
    assert facts_of(old)["united-states.cn_story"] == "us_cn_at_peak"
    assert "were at their highest in the last year, 2018" in words_of(old / "en" / "united-states.html")


def test_the_older_edition_is_counted_a_second_time_and_every_fact_agrees(
    project: Path, old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project)
    assert copub("verify", "data/editions/2018.yml") == 0
    facts = len(facts_of(old)) + 9  # and the nine years and numbers of the edition itself
    assert f"{facts} of {facts} facts agree" in capsys.readouterr().out
    assert f"All {facts} facts of this edition" in words_of(old / "en" / "verified.html")


def test_executed_notebooks_give_the_same_when_they_are_run_again(project: Path, old: Path) -> None:
    executed = project / "again"
    shutil.copytree(project / "_build" / "run" / "notebooks", executed, dirs_exist_ok=True)
    command = [
        "-m",
        "pytest",
        "--nbval",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(project),
        "-c",
        "/dev/null",
        str(executed),
    ]
    done = subprocess.run([sys.executable, *command], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def run(project: Path, section: str) -> dict[str, object]:
    """The facts after one section of the older edition has been run again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert copub("run", "data/editions/2018.yml", section) == 0
    return facts_of(project / "_build" / "run")


def test_swapping_two_countries_swaps_what_the_sentences_say(project: Path, old: Path) -> None:
    before = facts_of(old)
    table = project / "data" / "open" / "ncses_whole_counts.csv.gz"
    original = table.read_bytes()
    rows = pd.read_csv(table, dtype=str, keep_default_na=False)
    rows["unit"] = rows["unit"].replace({"US": "CN", "CN": "US"})
    rows.to_csv(table, index=False)
    try:
        after = run(project, "global-output")
    finally:
        table.write_bytes(original)
    assert {before["global-output.leader"], after["global-output.leader"]} <= {"US", "CN"}
    assert before["global-output.leader"] != after["global-output.leader"]
    assert before["global-output.leader_works"] == after["global-output.leader_works"]

"""What the default edition's facts, as last looked at, say to the claims; and the command that prints it all."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from copub.audit.claims import IS_CLAIM, load_claims
from copub.audit.edition import against_edition
from copub.facts import Fact
from golden import GOLDEN
from miniature import ROOT, copub, write_miniature

CLAIMS = load_claims(ROOT)


def fact(slot, value):
    """The remembered value as a fact; the memory keeps no units, and the judge asks only for bands, places and phrases apart."""
    if isinstance(value, list):
        unit = "works" if value and not isinstance(value[0], str) else "places"
    else:
        unit = "phrase" if isinstance(value, str) else "works"
    return Fact(*slot.split("."), value, unit, "any", "golden")


FACTS = {slot: fact(slot, value) for slot, value in json.loads(GOLDEN.read_text(encoding="utf-8")).items()}
VERDICTS = {name: against_edition(claim, CLAIMS, FACTS).verdict for name, claim in CLAIMS.by_id.items()}


def test_a_fifth_of_the_claims_can_be_asked_of_the_default_edition():
    assert Counter(VERDICTS.values()) == {"not-in-this-source": 235, "agrees": 25, "differs": 21, "undecidable": 9}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("000-S1-02", "differs"),  # China's international share rose too
        ("000-S1-03", "differs"),  # international output grew faster from 2003 on
        ("000-S1-06", "agrees"),  # the US-China pair is past its peak, and fell deepest
        ("000-S4-05", "agrees"),  # China's international share is below 20 %
        ("000-S4-07", "undecidable"),  # country pairs only bound the bilateral share
        ("000-S5-06", "agrees"),  # China is the first partner of the US
        ("000-S5-12", "differs"),  # the fall from the peak is 13 %
        ("000-S7-06", "undecidable"),  # US-EU27 papers are only bounded
        ("000-S8-01", "differs"),  # the US is ahead in Asia-Pacific whatever the bounds
        ("000-S8-07", "agrees"),  # China's part rises in all four regions
        ("000-S8-08", "agrees"),  # the US part falls in all four regions
        ("000-S10-05", "agrees"),  # China publishes the most
        ("000-S7-01", "not-in-this-source"),  # a count of another database
    ],
)
def test_the_edition_says_to_a_claim(claim, expected):
    assert VERDICTS[claim] == expected


def test_only_facts_of_records_are_asked_for_and_not_there():
    asked = {name for claim in CLAIMS.by_id.values() for check in claim.data for name in check.references.values()}
    missing = {name for name in asked if not IS_CLAIM.match(name) and name not in FACTS}
    assert all(any(word in name for word in ("cnci", "work_growth", "engineering", "bilateral_")) for name in missing)


def test_one_changed_fact_changes_only_the_claims_that_rest_on_it():
    changed = FACTS | {"united-states.cn_change": fact("united-states.cn_change", -0.3)}
    moved = {
        name
        for name, claim in CLAIMS.by_id.items()
        if against_edition(claim, CLAIMS, changed).verdict != VERDICTS[name]
    }
    assert moved == {"000-S5-12"}


@pytest.fixture
def with_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A miniature that has the claims, and whose last run of edition 2022 left no facts."""
    root = write_miniature(tmp_path / "mini")
    shutil.copytree(ROOT / "data" / "reported", root / "data" / "reported", dirs_exist_ok=True)
    (root / "_build" / "run").mkdir(parents=True)
    (root / "_build" / "run" / "edition.json").write_text('{"name": "2022"}', encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def test_the_command_prints_the_ledger(with_claims: Path, capsys: pytest.CaptureFixture[str]):
    assert copub("audit", "--format", "json") == 0
    ledger = json.loads(capsys.readouterr().out)
    assert (ledger["edition"], len(ledger["claims"])) == ("2022", 290)


def test_an_unknown_format_is_refused(with_claims: Path, capsys: pytest.CaptureFixture[str]):
    assert copub("audit", "--format", "jsn") == 1
    assert "Did you mean `json`?" in capsys.readouterr().err


def test_an_edition_that_was_not_the_last_run_is_refused(with_claims: Path, capsys: pytest.CaptureFixture[str]):
    other = with_claims / "data" / "editions" / "2018.yml"
    shutil.copyfile(with_claims / "data" / "editions" / "2022.yml", other)
    assert copub("audit", "data/editions/2018.yml") == 1
    assert "the last run is of edition `2022`" in capsys.readouterr().err
    shutil.rmtree(with_claims / "_build" / "run")
    assert copub("audit") == 1
    assert "nothing has been run yet" in capsys.readouterr().err

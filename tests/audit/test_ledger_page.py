"""The ledger as parts of a page in one language, its totals as facts, and the kinds of rules."""

import re
from collections import Counter

import pytest

from copub.audit.claims import load_claims
from copub.audit.kinds import kind_of_rule
from copub.audit.ledger import SLOTS, audit, ledger_facts
from copub.audit.page import PARTS, arithmetic, linked, part_of
from copub.facts import Fact
from miniature import ROOT

CLAIMS = load_claims(ROOT)
FACTS = {
    "china.domestic_growth": Fact("china", "domestic_growth", 8.0, "ratio", "growth", "fingers"),
    "china.international_growth": Fact("china", "international_growth", 9.0, "ratio", "growth", "fingers"),
}
LEDGER = audit(CLAIMS, FACTS, edition="fingers")
TOTALS = {slot.removeprefix("ledger."): fact.value for slot, fact in ledger_facts(LEDGER).items()}


def test_the_totals_are_named_as_pages_may_quote_them():
    assert set(ledger_facts(LEDGER)) == set(SLOTS)


def test_verdicts_of_each_kind_add_up_to_all_claims():
    assert sum(TOTALS[name] for name in ("consistent", "inconsistent", "ambiguous", "unchecked")) == TOTALS["claims"]
    assert sum(TOTALS[name] for name in ("agrees", "differs", "undecidable", "absent")) == TOTALS["claims"]
    assert TOTALS["ruled"] + TOTALS["by_hand"] + TOTALS["unchecked"] == TOTALS["claims"] == 290
    assert TOTALS["as_the_reader"] + TOTALS["unlike_the_reader"] == TOTALS["ruled"]
    assert (TOTALS["asked"], TOTALS["differs"], TOTALS["absent"]) == (1, 1, 289)


def test_a_total_follows_the_facts():
    faster_at_home = {**FACTS, "china.international_growth": FACTS["china.domestic_growth"]}
    moved = ledger_facts(audit(CLAIMS, faster_at_home, edition="fingers"))
    assert {slot for slot, fact in ledger_facts(LEDGER).items() if moved[slot].value != fact.value} <= {
        "ledger.differs",
        "ledger.undecidable",
        "ledger.agrees",
    }


def test_the_rule_that_finds_an_inconsistency_has_a_kind():
    found = [
        entry.claim for entry in LEDGER.entries if (entry.inside.verdict, entry.inside.by) == ("inconsistent", "rule")
    ]
    assert Counter(kind_of_rule(claim, CLAIMS) for claim in found) == {
        "order": 9,
        "twice": 5,
        "ratio": 4,
        "rank": 2,
        "joint": 2,
        "count": 1,
        "sum": 1,
    }


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("000-S8-06", "order"),  # papers with the US grow more slowly than all papers
        ("000-T-03", "twice"),  # English and Chinese print two multiples
        ("003-15", "ratio"),  # citations over papers
        ("000-S7-14", "rank"),  # third at least of six fields
        ("003-17", "joint"),  # ten-year totals that overlap
        ("000-S1-13", "count"),  # in how many fields threefold
        ("003-36", "sum"),  # 12 + 18 + 8 + 5 + 7
    ],
)
def test_a_kind_is_that_of_the_line_that_fails(claim, kind):
    assert kind_of_rule(CLAIMS.by_id[claim], CLAIMS) == kind


def test_a_consistent_claim_has_no_line_that_fails():
    assert kind_of_rule(CLAIMS.by_id["000-T2-06"], CLAIMS) == "-"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_for_one_language_speaks_that_one_only(part):
    english, chinese = (part_of(LEDGER, part, [language]) for language in ("en", "zh"))
    assert not re.search("[\u4e00-\u9fff]", english)
    assert re.search("[\u4e00-\u9fff]", chinese)
    assert chinese.count("<article") == english.count("<article")


def test_names_of_claims_become_links_and_ranges_do_not():
    assert linked("[003-10.papers] < [2.645, 2.655]") == (
        '<a href="#claim-003-10">[003-10.papers]</a> &lt; [2.645, 2.655]'
    )
    assert linked("[china.total_growth]") == "<code>china.total_growth</code>"


def test_a_line_is_written_as_on_paper():
    assert arithmetic("100 * a - 1 <= 3") == "100 × a − 1 ≤ 3"


def test_every_link_of_the_ledger_leads_to_a_claim():
    for part in PARTS:
        for name in re.findall('href="#claim-([^"]+)"', part_of(LEDGER, part, ["en"])):
            assert name in CLAIMS.by_id

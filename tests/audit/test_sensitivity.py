"""Headline numbers under other choices, on tables that can be counted on fingers."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copub.audit.checks import Check
from copub.audit.choices import CHOICES, with_hong_kong
from copub.audit.headlines import Elsewhere, Headline, load_headlines, named
from copub.audit.sensitivity import Strip, strip_of
from copub.errors import CopubError
from copub.facts import Fact
from copub.publish.words import words
from copub.recount import Desk, Files, recount_one
from copub.recount.variants import Unable
from miniature import ROOT

PARAMETERS = {
    "release": "ncses-2023",
    "pairs_release": "openalex-2024",
    "first_year": 2001,
    "last_year": 2003,
    "pairs_first_year": 2001,
    "pairs_last_year": 2003,
    "earlier_window": [2001, 2001],
    "later_window": [2003, 2003],
    "us_partners": ["CN", "DE"],
    "eu_membership": "fixed",
    "top": 3,
}
OUTPUT = "release,unit,year,total,domestic,international"
COUNTS = "release,field,unit,year,works"
FRACTIONS = "release,unit,year,works"
PAIRS = "year,unit,partner,works"
INTERNATIONAL = "year,unit,works,partners"


def desk(root: Path, *, corpus: str = "", **tables: list[str]) -> Desk:
    """A desk with the tables given, each a head and its lines; all others are empty."""
    heads = {
        "ncses_output": OUTPUT,
        "ncses_whole_counts": COUNTS,
        "ncses_fractional_counts": FRACTIONS,
        "ncses_pairs": f"release,{PAIRS}",
        "openalex_pairs": PAIRS,
        "openalex_international": INTERNATIONAL,
    }
    (root / "data" / "open").mkdir(parents=True, exist_ok=True)
    for name, head in heads.items():
        text = "\n".join([head, *tables.get(name, [])]) + "\n"
        (root / "data" / "open" / f"{name}.csv").write_text(text, encoding="utf-8")
    if not (root / "data" / "reference").exists():
        (root / "data" / "reference").symlink_to(ROOT / "data" / "reference")
    return Desk(Files(root), PARAMETERS, corpus=corpus)


def headline(fact: str, *check: str, **parts: Any) -> Headline:
    return Headline("tried", fact, {"en": "so", "zh": "是"}, tuple(map(Check.read, check)), **parts)


def strip(at: Desk, one: Headline) -> Strip:
    """The strip of an edition whose facts are those of the desk."""
    asked = [name.removeprefix("here:") for check in one.check for name in check.references.values()]
    values = {slot: recount_one(at, slot).value for slot in {one.fact, *asked}}
    facts = {slot: Fact(*slot.split("."), value, "share", "fingers", "fingers") for slot, value in values.items()}
    return strip_of(one, facts, at)


SHARE = headline(
    "global-output.share_world_last",
    "[global-output.share_world_direction] == [here:global-output.share_world_direction]",
)


def world(*shares: int) -> list[str]:
    """The world's output of 2001 on: ten papers a year, so many of them international."""
    return [f"ncses-2023,WORLD,{year},10,{10 - share},{share}" for year, share in enumerate(shares, 2001)]


def test_what_rises_under_every_choice_is_robust(tmp_path: Path) -> None:
    found = strip(desk(tmp_path, ncses_output=world(1, 2, 3)), SHARE)
    assert found.verdict == "robust" and found.against == []
    assert {one.choice.words: one.value for one in found.alternatives} == {"without-last-year": 0.2, "later-start": 0.3}


def test_what_hangs_on_the_last_year_is_not_robust_and_the_choice_is_named(tmp_path: Path) -> None:
    found = strip(desk(tmp_path, ncses_output=world(2, 1, 3)), SHARE)
    assert found.verdict == "not_robust"
    assert [(one.choice.words, one.value, one.answer) for one in found.against] == [("without-last-year", 0.1, False)]


def test_what_a_number_does_not_rest_on_is_no_proof(tmp_path: Path) -> None:
    """For the world every paper counts once, full counting or fractional; joint works of China are no part of it."""
    found = strip(desk(tmp_path, ncses_output=world(1, 2, 3)), SHARE)
    assert {one.words for one in found.idle} == {"fractional", "located", "with-hong-kong", "eu-at-the-time"}


def test_papers_of_incomplete_addresses_can_be_left_out(tmp_path: Path) -> None:
    """In 2003 three of ten papers are international and five domestic: of the eight that can be told, three."""
    lines = [*world(1, 2), "ncses-2023,WORLD,2003,10,5,3"]
    found = strip(desk(tmp_path, ncses_output=lines), SHARE)
    assert next(one.value for one in found.alternatives if one.choice.words == "located") == 3 / 8


def test_another_release_is_asked_for_the_years_that_both_have(tmp_path: Path) -> None:
    older = ["ncses-2021,WORLD,2000,10,9,1", "ncses-2021,WORLD,2001,10,7,3", "ncses-2021,WORLD,2002,10,8,2"]
    found = strip(desk(tmp_path, ncses_output=[*world(1, 2, 3), *older]), SHARE)
    other = next(one for one in found.alternatives if one.choice.words == "ncses-2021")
    assert (other.choice.parts, other.value, other.answer) == ({"FIRST": "2001", "LAST": "2002"}, 0.2, False)


ORDER = headline(
    "global-output.leader_works", "[global-output.leader] == [here:global-output.leader]", style=None, ends_only=False
)


def test_fractional_counting_can_turn_an_order_round(tmp_path: Path) -> None:
    """China is on ten papers and the United States on nine, but China shares more of its own."""
    counts = [
        f"ncses-2023,all,{unit},{year},{works}" for unit, works in (("CN", 10), ("US", 9)) for year in (2002, 2003)
    ]
    fractions = [f"ncses-2023,{unit},2003,{works}" for unit, works in (("CN", 5.4), ("US", 8.2))]
    found = strip(desk(tmp_path, ncses_whole_counts=counts, ncses_fractional_counts=fractions), ORDER)
    shared = next(one for one in found.alternatives if one.choice.words == "fractional")
    assert (found.verdict, shared.value, shared.answer) == ("not_robust", 8, False)
    assert found.refused["with-hong-kong"] == "never.no_hong_kong"


PEAK = headline("united-states.cn_change", "[united-states.cn_story] == [here:united-states.cn_story]")


def pairs(*works: tuple[int, int]) -> list[str]:
    """Works of the United States with China and with Hong Kong, from 2001 on."""
    return [
        line
        for year, (china, hong_kong) in enumerate(works, 2001)
        for line in (f"{year},CN,US,{china}", f"{year},HK,US,{hong_kong}")
    ]


def test_a_fall_that_hong_kong_cannot_undo_is_robust(tmp_path: Path) -> None:
    """From at least 20 to at most 12, and from at most 25 to at least 10."""
    found = strip(desk(tmp_path, openalex_pairs=pairs((8, 1), (20, 5), (10, 2))), PEAK)
    merged = next(one for one in found.alternatives if one.choice.words == "with-hong-kong")
    assert merged.value == [pytest.approx(10 / 25 - 1), pytest.approx(12 / 20 - 1)] and merged.answer is True


def test_where_bounds_leave_both_ways_open_nobody_can_tell(tmp_path: Path) -> None:
    """20 works, then 18 and perhaps 4 more."""
    found = strip(desk(tmp_path, openalex_pairs=pairs((25, 0), (20, 0), (18, 9))), PEAK)
    merged = next(one for one in found.alternatives if one.choice.words == "with-hong-kong")
    assert merged.answer is None
    assert found.verdict == "open" and found.against == [merged]


def test_two_years_of_scopus_tell_ends_and_no_peak(tmp_path: Path) -> None:
    scopus = [f"ncses-2023,{year},CN,US,{works}" for year, works in ((2001, 3), (2003, 2))]
    scopus += [f"ncses-2023,{year},DE,US,1" for year in (2001, 2003)]
    known = [*pairs((1, 0), (2, 0), (3, 0)), "2001,DE,US,1", "2003,DE,US,2"]
    at = desk(tmp_path, openalex_pairs=known, ncses_pairs=scopus)
    growing = headline(
        "united-states.n_growing", "[united-states.n_growing] = [here:united-states.n_growing]", ends_only=True
    )
    assert strip(at, PEAK).refused["scopus-pairs"] == "never.two_years"
    told = next(one for one in strip(at, growing).alternatives if one.choice.words == "scopus-pairs")
    assert (told.value, told.answer) == (0, False)


def test_a_choice_may_be_told_by_another_fact_of_the_edition(tmp_path: Path) -> None:
    other = Elsewhere("three-blocs.share", (Check.read("[three-blocs.share] > 0.5"),))
    facts = {
        "global-output.share_world_last": Fact("global-output", "share_world_last", 0.3, "share", "fingers", "fingers"),
        "three-blocs.share": Fact("three-blocs", "share", 0.4, "share", "fingers", "fingers"),
    }
    one = headline(
        "global-output.share_world_last", "[global-output.share_world_last] > 0", elsewhere={"scopus-pairs": other}
    )
    scopus = [f"ncses-2023,{year},CN,US,1" for year in (2001, 2003)]
    found = strip_of(one, facts, desk(tmp_path, ncses_output=world(1, 2, 3), ncses_pairs=scopus))
    told = next(one for one in found.alternatives if one.choice.words == "scopus-pairs-elsewhere")
    assert (told.value, told.answer) == (0.4, False)


def test_records_are_no_second_source_of_themselves(tmp_path: Path) -> None:
    """What another source tells beside public tables, the records of an edition tell a second time."""
    other = Elsewhere("global-output.share", (Check.read("[global-output.share] > 0"),))
    facts = {
        f"global-output.{name}": Fact("global-output", name, 0.3, "share", "fingers", "fingers")
        for name in ("share", "share_world_last")
    }
    one = headline(
        "global-output.share_world_last", "[here:global-output.share] > 0", elsewhere={"scopus-pairs": other}
    )
    tables = tmp_path / "data" / "corpora" / "some" / "tables"
    tables.mkdir(parents=True)
    (tables / "output.csv").write_text("unit,year,total,domestic,international\n", encoding="utf-8")
    found = strip_of(one, facts, desk(tmp_path, corpus="data/corpora/some/tables"))
    assert found.refused["scopus-pairs"] == "never.own_pairs" and found.verdict == "untested"


def test_without_any_choice_nothing_is_robust(tmp_path: Path) -> None:
    """Tables of a single year: no other year, no other release, nothing with a sign of fractions."""
    facts = {SHARE.fact: Fact("global-output", "share_world_last", 0.3, "share", "fingers", "fingers")}
    assert strip_of(headline(SHARE.fact, f"[here:{SHARE.fact}] > 0"), facts, desk(tmp_path)).verdict == "untested"
    assert strip_of(headline(SHARE.fact, f"[here:{SHARE.fact}] > 1"), facts, desk(tmp_path)).verdict == "unsupported"
    assert strip_of(headline(SHARE.fact, f"[here:{SHARE.fact}] > 1"), {}, desk(tmp_path)).verdict == "absent"


@pytest.mark.parametrize(
    ("choice", "reason"), [("other-release", "not_yet.one_release"), ("scopus-pairs", "never.own_pairs")]
)
def test_an_edition_from_records_says_what_its_tables_do_not_allow(tmp_path: Path, choice: str, reason: str) -> None:
    with pytest.raises(Unable) as refused:
        CHOICES[choice](desk(tmp_path, corpus="data/corpora/some/tables"))
    assert refused.value.reason == reason


SOME = st.integers(0, 9)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[SOME] * 7), min_size=3, max_size=3))
def test_the_bounds_hold_what_records_would_say(tmp_path: Path, years: list[tuple[int, ...]]) -> None:
    """Works with the United States of China, Hong Kong and Macao: alone, two by two, all three. One work is theirs together once."""
    groups = [{"CN"}, {"HK"}, {"MO"}, {"CN", "HK"}, {"CN", "MO"}, {"HK", "MO"}, {"CN", "HK", "MO"}]
    lines, truth = [], []
    for year, works in enumerate(years, 2001):
        truth.append(sum(works) + 1)
        # One work of all three in every year, so that no year is without.
        counted = {
            code: 1 + sum(n for n, group in zip(works, groups, strict=True) if code in group) for code in groups[-1]
        }
        lines += [f"{year},{code},US,{number}" for code, number in counted.items()]
    at = desk(tmp_path, openalex_pairs=lines)
    desks = with_hong_kong(at).desks
    for slot, said in (
        ("united-states.cn_last", truth[-1]),
        ("united-states.cn_peak", max(truth)),
        ("united-states.cn_change", truth[-1] / max(truth) - 1),
    ):
        values = [recount_one(one, slot).value for one in desks]
        assert min(values) - 1e-12 <= said <= max(values) + 1e-12, slot


def write(root: Path, text: str) -> Path:
    (root / "book").mkdir()
    (root / "book" / "headlines.yml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a.b: {says: {en: x, zh: 是}, check: []}", "lacks `fact`"),
        ("a.b: {fact: a.c, says: {en: x, zh: 是}, chek: [], check: []}", "Did you mean `check`?"),
        ("a.b: {fact: a.c, says: {en: x}, check: []}", "lacks a language"),
        (
            "a.b: {fact: a.c, says: {en: x, zh: 是}, check: [], elsewhere: {scopus-pair: {fact: a.d, check: []}}}",
            "Did you mean `scopus-pairs`?",
        ),
    ],
)
def test_a_slip_in_the_file_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CopubError, match=r"headlines\.yml:1") as refused:
        load_headlines(write(tmp_path, text))
    assert said in str(refused.value)


def test_an_unknown_headline_is_refused_with_the_nearest() -> None:
    with pytest.raises(CopubError, match=r"Did you mean `china\.growth`\?"):
        named("china.growht", load_headlines(ROOT), where="a page")


def test_every_choice_reason_and_verdict_has_its_words() -> None:
    known = words("en").ids()
    said = (ROOT / "src" / "copub" / "recount" / "variants.py").read_text(encoding="utf-8")
    said += (ROOT / "src" / "copub" / "audit" / "choices.py").read_text(encoding="utf-8")
    reasons = [label for label in known if label.startswith(("never.", "not_yet."))]
    assert [label for label in reasons if f'"{label}"' not in said and label != "never.not_there"] == []
    assert set(re.findall(r'"((?:never|not_yet)\.\w+)"', said)) <= set(known)
    assert {f"choice.{name}" for name in CHOICES} <= set(known)

"""What the book's own sentences claim, judged on the default edition's facts as last looked at, and on facts that were changed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from copub.audit.checks import Absent, Check, find
from copub.audit.intervals import Interval
from copub.audit.sentences import Ground, close, judge, load_sentences, marks_of
from copub.errors import CopubError
from copub.facts import Fact, edition_facts
from copub.languages.labels import load_labels
from copub.languages.passages import passages
from golden import GOLDEN
from miniature import ROOT

SENTENCES = load_sentences(ROOT)
PARAMETERS = yaml.safe_load((ROOT / "data" / "editions" / "2022.yml").read_text(encoding="utf-8"))["parameters"]
PLACES = {name: value for name, value in PARAMETERS.items() if isinstance(value, list) and isinstance(value[0], str)}
SHOWN = {
    name
    for page in (ROOT / "book" / "en").glob("*.md")
    for name, _ in marks_of(passages(page.read_text(encoding="utf-8"), "tables", where=page.name))
}


def fact(slot, value):
    """The remembered value as a fact; the memory keeps no units, and the judge asks only for bands, places and words apart."""
    if isinstance(value, list):
        unit = "works" if value and not isinstance(value[0], str) else "places"
    else:
        unit = "phrase" if isinstance(value, str) else "works"
    return Fact(*slot.split("."), value, unit, "any", "golden")


REMEMBERED = json.loads(GOLDEN.read_text(encoding="utf-8"))
FACTS = {slot: fact(slot, value) for slot, value in REMEMBERED.items()} | edition_facts(PARAMETERS)


def verdicts(**changed):
    facts = {**FACTS, **{slot: replace(FACTS[slot], value=value) for slot, value in changed.items()}}
    return {name: judge(SENTENCES.by_id[name], Ground(facts, PLACES, "tables")) for name in SHOWN}


def flipped(**changed):
    return {name for name, verdict in verdicts(**changed).items() if verdict.verdict != "holds"}


HELD = verdicts()


def test_every_sentence_of_the_default_edition_holds_and_none_is_left_untold():
    assert len(SHOWN) > 60
    assert {name: verdict.working for name, verdict in HELD.items() if verdict.verdict != "holds"} == {}


@pytest.mark.parametrize(
    ("slot", "value", "flips"),
    [
        # The world's total of the last year below that of the first: its direction, its multiple, its parts.
        (
            "global-output.world_last",
            1_000_000,
            {
                "global-output.world",
                "global-output.growth",
                "global-output.split_growth",
                "global-output.share_moved",
            },
        ),
        # A country that was neither first nor last in the order becomes the most international one, and the one that rose most.
        ("collaboration-profiles.fr_last", 0.99, {"collaboration-profiles.ends", "collaboration-profiles.gained"}),
        # Joint works with Canada one short of their peak: Canada is no longer at its highest.
        ("united-states.ca_last", REMEMBERED["united-states.ca_last"] - 1, {"united-states.peaks"}),
        # One region in which China's part did not rise.
        (
            "regional-networks.africa_cn_change",
            -0.01,
            {"regional-networks.parts", "regional-networks.cn_rising"},
        ),
        ("three-blocs.cn_top_last", 0.02, {"three-blocs.top", "three-blocs.top_gap"}),
        ("global-output.cn_to_us_before", 1.01, {"global-output.cn_us"}),
        ("united-states.first_partner", "GB", {"united-states.first"}),
    ],
)
def test_one_changed_fact_flips_exactly_the_sentences_that_rest_on_it(slot, value, flips):
    assert flipped(**{slot: value}) == flips


def test_two_countries_that_change_places_flip_the_sentences_about_order():
    ends = ("first", "last")
    swapped = {
        f"collaboration-profiles.{mine}_{end}": REMEMBERED[f"collaboration-profiles.{other}_{end}"]
        for mine, other in (("cn", "gb"), ("gb", "cn"))
        for end in ends
    }
    assert flipped(**swapped) == {
        "collaboration-profiles.ends",
        "collaboration-profiles.gained",
        "collaboration-profiles.cn_share",
    }
    blocs = {"three-blocs.us_total_last": 976_141, "three-blocs.cn_total_last": 606_144}
    assert flipped(**blocs) == {"global-output.cn_us", "global-output.cn_eu", "three-blocs.order", "three-blocs.growth"}


@given(st.sampled_from(sorted(slot for slot, one in REMEMBERED.items() if isinstance(one, float))), st.floats(-5, 5))
def test_no_sentence_flips_that_does_not_rest_on_the_changed_fact(slot, factor):
    for name in flipped(**{slot: REMEMBERED[slot] * factor}):
        assert slot in HELD[name].rests_on, name


def others(value, name):
    """What could stand in a fact's place: a number five times as large, or far below; another word that the sentence rests on."""
    if isinstance(value, int | float):
        return [value * 5, value / 5 - 1]
    if isinstance(value, str):
        return [REMEMBERED[slot] for slot in HELD[name].rests_on if isinstance(REMEMBERED.get(slot), str)] + ["?"]
    return [["?"]] if not value or isinstance(value[0], str) else [[end * 5 for end in value]]


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_every_sentence_could_fail(name):
    """Some one fact that it rests on, changed, makes it fail; the choosing of the words is left alone."""
    slots = [slot for slot in HELD[name].rests_on if slot in REMEMBERED and slot not in SENTENCES.by_id[name].cases]
    changed = [
        {**FACTS, slot: replace(FACTS[slot], value=value)} for slot in slots for value in others(REMEMBERED[slot], name)
    ]
    assert any(judge(SENTENCES.by_id[name], Ground(facts, PLACES, "tables")).verdict == "fails" for facts in changed)


def test_every_sentence_that_the_data_can_choose_has_lines_of_its_own():
    say = load_labels(ROOT)["en"]
    stories = {story for one in SENTENCES.by_id.values() for cases in one.cases.values() for story in cases}
    whole = {name.removeprefix("phrase.") for name in say.ids() if name.startswith("phrase.") and say(name)[-1] == "."}
    assert whole - stories == set()


def test_a_story_without_lines_is_refused():
    with pytest.raises(CopubError, match="no lines for the story `eu_somewhere`"):
        verdicts(**{"global-output.eu_end": "eu_somewhere"})


def test_a_fact_that_is_absent_leaves_a_sentence_untold():
    facts = {slot: one for slot, one in FACTS.items() if slot != "global-output.world_last"}
    told = judge(SENTENCES.by_id["global-output.growth"], Ground(facts, PLACES, "tables"))
    assert (told.verdict, told.working) == ("untold", ())
    assert "global-output.world_last" in told.reason["en"]


def test_a_place_without_a_number_is_left_out_of_its_family():
    facts = {**FACTS, "collaboration-profiles.gb_last": fact("collaboration-profiles.gb_last", "no_works")}
    told = judge(SENTENCES.by_id["collaboration-profiles.ends"], Ground(facts, PLACES, "tables"))
    assert told.verdict == "fails" and "GB" not in str(told.working[0]).split(";")[1]


NUMBERS = {"a": 1, "b": 2, "c": 2, "none": None}


def answer(line, **words):
    def value(name):
        if name in words:
            return words[name]
        if name == "all":
            return {one: Interval.exactly(NUMBERS[one]) for one in "abc"}
        if name == "twice":
            return {one: Interval.exactly(NUMBERS[one] * 2) for one in "ab"}
        if NUMBERS[name] is None:
            raise Absent(name)
        return Interval.exactly(NUMBERS[name])

    return find(Check.read(line), value, equal=close).answer


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[all] >= 1", True),
        ("[all] > 1", False),
        ("[all] < [twice]", True),  # over a and b, which both have
        ("count([all] = 2) = 2", True),
        ("count([all] > [a], [a] > [b]) = 2", True),
        ('where([all] = 2) == ["c", "b"]', True),
        ("where([all] > 5) == []", True),
        ('largest([all]) == ["b", "c"]', True),
        ('largest([all], ["a"]) == ["a"]', True),
        ('"a" in smallest([all])', True),
        ('largest([twice] / [all]) == ["a", "b"]', True),
        ('largest([twice] / ([all] - 1)) == ["b"]', True),  # nothing is divided by zero
        ('ordered(["b", "c", "a"], [all])', True),
        ('ordered(["a", "b", "c"], [all])', False),
        ('ordered(["b", "a"], [all])', False),  # c is not named
        ('family("one", [a], "gone", [none]) < 2', True),
        ('["b"] in largest([all])', True),
        ('way([a], [b]) == "rose"', True),
        ('way([b], [a]) == "fell"', True),
        ('way([b], [c]) == "held"', True),
        ("[a] < [b] = [c]", True),
    ],
)
def test_the_language_of_checks_knows_families(line, expected):
    assert answer(line) is expected


@pytest.mark.parametrize("line", ["[all] / ([a] - 1) > 0", 'family("gone", [none]) > 0', "count([none] > 0) = 0"])
def test_what_has_no_number_at_all_is_not_compared(line):
    with pytest.raises(Absent):
        answer(line)


def test_numbers_that_differ_in_the_last_digits_only_are_equal():
    assert close(Interval.exactly(0.1 + 0.2), Interval.exactly(0.3))
    assert not close(Interval.exactly(0.300001), Interval.exactly(0.3))


def broken(tmp_path: Path, **parts):
    claim = {"says": {"en": "It rose.", "zh": "上升。"}, "check": ["[a.b] > 1"]} | parts
    (tmp_path / "book").mkdir()
    text = yaml.safe_dump({"claims": {"a.rose": claim}}, allow_unicode=True)
    (tmp_path / "book" / "claims.yml").write_text(text, encoding="utf-8")
    return load_sentences(tmp_path)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"says": {"en": "It rose."}}, "does not say what it says"),
        ({"says": {"en": "It rose by 3.", "zh": "上升。"}}, "says a number"),
        ({"check": []}, "nothing that could fail"),
        ({"cases": {"a.story": {"rose": []}}}, "nothing that could fail"),
        ({"check": {"record": ["[a.b] > 1"]}}, "Did you mean `records`?"),
        ({"chek": []}, "Did you mean `check`?"),
        ({"check": ["[a.b] >"]}, "cannot be read"),
    ],
)
def test_a_claim_that_is_not_one_is_refused(tmp_path, parts, what):
    with pytest.raises(CopubError) as refused:
        broken(tmp_path, **parts)
    assert what in str(refused.value)


def test_a_book_without_claims_claims_nothing(tmp_path):
    assert load_sentences(tmp_path).by_id == {}

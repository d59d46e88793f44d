"""Slots: facts in sentences, and what happens to a slip of the pen."""

from pathlib import Path

import pytest

from copub.errors import CopubError
from copub.facts import Fact, Facts
from copub.languages.labels import Labels, load_labels
from copub.languages.slots import fill, slots_of
from copub.project import find_root

WORDS = {
    "en": {
        "place.US": "United States",
        "place_in_sentence.US": "the United States",
        "place_in_sentence.CN": "China",
        "phrase.rose": "rose",
        "phrase.both": "by {{ s.gap }}",
    },
    "zh": {
        "place.US": "美国",
        "place_in_sentence.US": "美国",
        "place_in_sentence.CN": "中国",
        "phrase.rose": "上升",
        "phrase.both": "幅度{{ s.gap }}",
    },
}
FACTS = {
    fact.slot: fact
    for fact in (
        Fact("s", "n", 1_234_567, "works", "output", "x"),
        Fact("s", "share", 0.01864, "share", "output", "x"),
        Fact("s", "gap", -0.026, "points", "output", "x"),
        Fact("s", "times", 2.7053, "ratio", "output", "x"),
        Fact("s", "band", [1.5, 2.25], "ratio", "output", "x"),
        Fact("s", "year", 2020, "year", "output", "x"),
        Fact("s", "who", "US", "place", "output", "x"),
        Fact("s", "whose", ["CN", "US"], "places", "output", "x"),
        Fact("s", "way", "rose", "phrase", "output", "x"),
        Fact("s", "way_and_gap", "both", "phrase", "output", "x"),
    )
}


def filled(text: str, language: str = "en") -> str:
    return fill(text, FACTS, Labels(language, WORDS[language]), where="page.md")


@pytest.mark.parametrize(
    ("slot", "en", "zh"),
    [
        ("s.n", "1,234,567", "1,234,567"),
        ("s.n | about", "1.23 million", "123万"),
        ("s.share", "1.9%", "1.9%"),
        ("s.share | fine", "1.86%", "1.86%"),
        ("s.share | whole", "2%", "2%"),
        ("s.gap", "−2.6 percentage points", "−2.6个百分点"),
        ("s.gap | size", "2.6 percentage points", "2.6个百分点"),
        ("s.gap | signed", "−2.6", "−2.6"),
        ("s.times", "2.71", "2.71"),
        ("s.band", "1.50–2.25", "1.50–2.25"),
        ("s.year", "2020", "2020"),
        ("s.who", "the United States", "美国"),
        ("s.who | short", "United States", "美国"),
        ("s.whose", "China and the United States", "中国和美国"),
        ("s.way", "rose", "上升"),
        ("s.way_and_gap", "by −2.6 percentage points", "幅度−2.6个百分点"),
    ],
)
def test_a_fact_is_dressed_by_its_unit_and_style(slot, en, zh):
    assert filled(f"{{{{ {slot} }}}}") == en
    assert filled(f"{{{{ {slot} }}}}", "zh") == zh


def test_a_slot_stands_flush_against_chinese_characters():
    assert filled("论文{{ s.n | about }}篇，{{ s.year }}年", "zh") == "论文123万篇，2020年"


def test_a_mark_is_set_on_the_inner_slots_of_a_phrase_and_then_on_the_phrase():
    def mark(fact: Fact, text: str) -> str:
        return f"<{fact.name} {text}>"

    shown = fill("{{ s.n }}, {{ s.way_and_gap }}", FACTS, Labels("zh", WORDS["zh"]), where="page.md", mark=mark)
    assert shown == "<n 1,234,567>, <way_and_gap 幅度<gap −2.6个百分点>>"


def test_a_mistyped_slot_names_file_line_and_the_nearest_fact():
    with pytest.raises(CopubError, match=r"no fact `s.shaer`. Did you mean `s.share`") as error:
        filled("line one\nline two {{ s.shaer }}")
    assert "page.md:2" in str(error.value)


def test_a_mistyped_style_names_the_nearest_style():
    with pytest.raises(CopubError, match="Did you mean `about`"):
        filled("{{ s.n | abuot }}")


def test_a_fact_without_that_style_says_which_it_has():
    with pytest.raises(CopubError, match="has no style `about`"):
        filled("{{ s.year | about }}")


def test_slots_are_found_with_their_lines():
    assert slots_of("{{ a.b }}\n\n{{ c.d | about }}") == [("a.b", 1), ("c.d", 3)]


def project(folder: Path, labels: str) -> Path:
    (folder / "book").mkdir()
    (folder / "book" / "labels.yml").write_text(labels, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ("part:\n  total: {en: All}\n", "labels.yml:2"),
        ("part:\n  total: {en: All, zh: ''}\n", "labels.yml:2"),
        ("part:\n  total: {en: All, zh: 全部, fr: tout}\n", "labels.yml:2"),
        ("part:\n  total: All\n", "labels.yml:2"),
        ("part:\n  total: {en: All, zh: 全部}\n  total: {en: All, zh: 全部}\n", "stands twice"),
        ("part: [\n", "not readable as YAML"),
    ],
)
def test_a_label_without_both_languages_is_refused_when_the_file_is_loaded(tmp_path, labels, told):
    with pytest.raises(CopubError) as error:
        load_labels(project(tmp_path, labels))
    assert told in str(error.value)


def test_an_unknown_label_is_refused_with_the_nearest():
    with pytest.raises(CopubError, match=r"Did you mean `part\.total`"):
        load_labels(find_root())["en"]("part.totl")


def test_every_label_of_the_book_is_written_in_its_language():
    labels = load_labels(find_root())
    assert labels["en"].ids() == labels["zh"].ids()
    latin = {
        label
        for label in labels["en"].ids()
        if not any("\u4e00" <= character <= "\u9fff" for character in labels["zh"](label))
    }
    assert not latin, f"Chinese labels without a Chinese character: {sorted(latin)}"


@pytest.mark.parametrize(("language", "words"), [("en", "none before"), ("zh", "此前没有")])
def test_where_a_growth_has_no_beginning_the_reason_stands_in_its_place(language, words):
    facts = Facts("s", source="mine")
    fact = facts.record("growth", float("nan"), unit="ratio", indicator="growth", absent="none_before")
    say = load_labels(find_root())[language]
    assert fill("{{ s.growth }} {{ s.growth | signed }}", {fact.slot: fact}, say, where="p.md") == f"{words} {words}"

"""The glossary gives the field's words, and ours, in both languages."""

import re
from collections import Counter

import pytest

from copub.indicators import cards
from copub.languages.glossary import Term, load_glossary
from copub.project import find_root

TERMS = load_glossary(find_root())


def test_the_glossary_covers_the_field() -> None:
    assert len(TERMS) >= 60


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_word_stands_for_two_terms(language: str) -> None:
    counts = Counter(getattr(term, language).casefold() for term in TERMS)
    assert [word for word, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_meaning_is_whole_sentences(term: Term) -> None:
    assert term.meaning_en.endswith(".") and term.meaning_en[0].isupper()
    assert term.meaning_zh.endswith("。")


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_an_id_can_stand_in_an_address(term: Term) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", term.id)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_chinese_words_have_chinese_punctuation(term: Term) -> None:
    for text in (term.zh, term.meaning_zh):
        assert re.findall(r"[一-鿿][,;:?!()]|[,;:?!()][一-鿿]|[一-鿿] \w|\w [一-鿿]", text) == []


def test_every_indicator_stands_in_the_glossary_under_the_title_of_its_card() -> None:
    words = {(term.en.casefold(), term.zh) for term in TERMS}
    assert [card.name for card in cards() if (card.title["en"].casefold(), card.title["zh"]) not in words] == []

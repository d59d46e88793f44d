"""The identity cards: each complete in both languages, each SQL text really the one that runs."""

import re

import pytest

from copub.facts import UNITS
from copub.indicators import card, cards
from copub.indicators.cards import FOLDER

NAMES = [one.name for one in cards()]


@pytest.mark.parametrize("name", NAMES)
def test_every_card_is_complete_in_both_languages(name):
    described = card(name)
    for part in (described.title, described.definition, described.counting, described.beware):
        assert set(part) == {"en", "zh"}
        assert all(text.strip() for text in part.values())
        assert re.search("[\u4e00-\u9fff]", part["zh"])
        assert not re.search("[\u4e00-\u9fff]", part["en"])


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_of_a_card_is_a_unit_of_facts(name):
    assert card(name).unit in UNITS


@pytest.mark.parametrize("name", NAMES)
def test_the_columns_promised_are_the_columns_selected(name):
    described = card(name)
    promised = [column for column in re.split(r",\s*", described.columns) if "own keys" not in column]
    assert all(re.search(rf"\b{column}\b", described.sql) for column in promised)


def test_chinese_cards_use_no_ascii_comma_between_chinese_characters():
    for path in FOLDER.glob("*.sql"):
        assert not re.search("[\u4e00-\u9fff][,;:][\u4e00-\u9fff]", path.read_text(encoding="utf-8")), path.name

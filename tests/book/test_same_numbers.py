"""Both languages of the built book say the same numbers, page by page and block by block."""

from pathlib import Path

import pytest

from copub.audit.numerals.blocks import blocks_of
from copub.audit.numerals.checking import check, check_texts
from copub.audit.numerals.reading import read
from copub.publish.toc import pages
from miniature import ROOT

pytestmark = pytest.mark.slow


def test_both_languages_say_the_same_numbers(site: Path) -> None:
    assert [str(one) for one in check(site / "en", site / "zh")] == []


def test_every_page_is_read_block_by_block_and_not_as_a_whole(site: Path) -> None:
    for slug in pages(ROOT):
        kinds = [[block.kind for block in blocks_of(site / language / f"{slug}.html")] for language in ("en", "zh")]
        assert sorted(kinds[0]) == sorted(kinds[1]) and len(kinds[0]) > 5, slug


def test_a_number_changed_in_any_paragraph_of_a_section_would_be_found(site: Path) -> None:
    english, chinese = (blocks_of(site / language / "global-output.html") for language in ("en", "zh"))
    tried = 0
    for place, block in enumerate(chinese):
        numbers = [one for one in read(block.text) if one.kind == "percent"]
        if numbers:
            first, tried = numbers[0], tried + 1
            text = f"{block.text[: first.start]}98.7%{block.text[first.end :]}"
            changed = [*chinese[:place], type(block)(**{**block.__dict__, "text": text}), *chinese[place + 1 :]]
            assert check_texts(english, changed), block.text
    assert tried > 4

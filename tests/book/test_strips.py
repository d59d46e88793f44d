"""The strips of the built book: every section has one, and its own number is the page's."""

import html
import json
import re
from pathlib import Path

import pytest

from copub.audit.headlines import load_headlines
from copub.facts import edition_facts, load_facts
from copub.languages.labels import load_labels
from copub.languages.slots import dress
from copub.publish.check import strips_of
from miniature import ROOT

pytestmark = pytest.mark.slow
SECTIONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
STRIP = re.compile(r'<div class="strip" id="strip-([\w-]+)".*?</details></div>', re.DOTALL)
VALUE = re.compile(r'<li class="(\w+)">.*?<b>(.*?)</b>', re.DOTALL)


def drawn(site: Path, language: str, slug: str) -> dict[str, list[tuple[str, str]]]:
    """The values of every strip of a page, by its id, each with what is said of it."""
    text = (site / language / f"{slug}.html").read_text(encoding="utf-8")
    return {
        match[1]: [(css, html.unescape(value)) for css, value in VALUE.findall(match[0])]
        for match in STRIP.finditer(text)
    }


@pytest.mark.parametrize("slug", SECTIONS)
def test_a_section_has_strips_whose_own_number_is_the_fact_of_the_page(site: Path, slug: str) -> None:
    run = ROOT / "_build" / "run"
    facts = load_facts(run) | edition_facts(
        json.loads((run / "edition.json").read_text(encoding="utf-8"))["parameters"]
    )
    headlines = {name.replace(".", "-"): headline for name, headline in load_headlines(ROOT).items()}
    for language, say in load_labels(ROOT).items():
        strips = drawn(site, language, slug)
        assert strips
        for name, values in strips.items():
            fact = facts[headlines[name].fact]
            assert values[0] == ("own", dress(fact, headlines[name].style, facts, say, where=name))
            assert len(values) > 1, f"{name}: no other choice could be made"


@pytest.mark.parametrize("slug", SECTIONS)
def test_both_languages_tell_the_same_numbers_and_answers(site: Path, slug: str) -> None:
    assert drawn(site, "en", slug) == drawn(site, "zh", slug)


def test_every_headline_is_on_a_page() -> None:
    placed = {
        name for path in (ROOT / "book" / "en").glob("*.md") for name, _ in strips_of(path.read_text(encoding="utf-8"))
    }
    assert placed == set(load_headlines(ROOT))

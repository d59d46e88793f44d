"""The passport of every number on the pages: it is there, it tells the number, and a keyboard alone opens and closes it."""

import csv
import json
import re
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from copub.languages.passages import passages
from copub.publish.toc import pages
from miniature import ROOT

pytestmark = pytest.mark.slow
NUMBER = re.compile(r"([−+]?)([\d,]+(?:\.(\d+))?)\s*(million|billion|万|亿|%|percentage point|个百分点)?")
SCALES = {"million": 1e6, "billion": 1e9, "万": 1e4, "亿": 1e8, "%": 0.01, "percentage point": 0.01, "个百分点": 0.01}
CARD, SENTENCE = "dialog.passport-card[open]", "a.fact.words"
LANGUAGES = ["en", "zh"]


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def says(text: str, value: float, unit: str) -> bool:
    """Whether a text is a number that `value` rounds to; a text may leave the sign to its words."""
    match = NUMBER.fullmatch(text.removesuffix("s"))
    if match is None:
        return False
    sign, digits, decimals, word = match.groups()
    scale = SCALES.get(word, 0.01 if unit == "points" else 1)
    printed = float(digits.replace(",", "")) * (-1 if sign == "−" else 1)
    half = (
        0.5 * 10 ** -len(decimals or "")
        if decimals or word
        else 0.5 * (unit not in {"works", "year", "rank", "number"})
    )
    return any(abs(printed - one / scale) <= half + 1e-9 for one in ((value,) if sign else (value, abs(value))))


def names() -> dict[str, set[str]]:
    """What the code of a place or field may be called, in either language, in or outside a sentence."""
    found: dict[str, set[str]] = {}
    for table, key in (("countries", "code"), ("units", "code"), ("fields", "field")):
        with (ROOT / "data" / "reference" / f"{table}.csv").open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                texts = [row[name] for name in ("en", "zh", "en_in_sentence") if row.get(name)]
                found.setdefault(row[key], set()).update(text.lower() for text in texts)
    for area, both in yaml.safe_load((ROOT / "book" / "labels.yml").read_text(encoding="utf-8"))["area"].items():
        found.setdefault(area, set()).update(text.lower() for text in both.values())
    return found


NAMES = names()
PHRASES = yaml.safe_load((ROOT / "book" / "labels.yml").read_text(encoding="utf-8"))["phrase"]


def tells(text: str, value: object, unit: str, language: str) -> bool:
    """Whether a text of a page is the value of its card in words."""
    if unit == "phrase":
        return text == PHRASES[value][language]
    if unit in {"place", "field"}:
        return text.lower() in NAMES[str(value)]
    if unit == "places":
        parts = re.split(r", and |, | and |、|和", text)
        return len(parts) == len(value) and all(
            part.lower() in NAMES[code] for part, code in zip(parts, value, strict=True)
        )
    ends = value if isinstance(value, list) else [value]
    shown = text.split("–")
    return len(ends) == len(shown) and all(says(one, end, unit) for one, end in zip(shown, ends, strict=True))


def test_a_number_is_told_by_what_rounds_to_it_and_by_nothing_else() -> None:
    assert says("22.6%", 0.22604, "share") and says("3.34 million", 3_344_037, "works")
    assert says("334万", 3_344_037, "works") and says("−13.4%", -0.1337, "share") and says("2,018", 2018, "works")
    assert not says("22.7%", 0.22604, "share") and not says("13.4%", 0.14, "share") and not says("2,018", 2019, "works")
    assert not says("+13.4%", -0.1337, "share")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_every_page_has_a_card_that_says_the_same_at_full_precision(site: Path, language: str) -> None:
    units = {
        f"{path.stem}.{fact['name']}": fact["unit"]
        for path in (site / "facts").glob("*.json")
        for fact in json.loads(path.read_text(encoding="utf-8"))
    }
    cards = {path.name: soup(path) for path in (site / language).glob("passports-*.html")}
    seen = 0
    for slug in pages(ROOT):
        for link in soup(site / language / f"{slug}.html").select("article a.fact"):
            page, _, anchor = str(link["href"]).partition("#")
            card = cards[page].find(id=anchor)
            assert card is not None, link
            if "words" in link["class"]:
                continue
            slot = card.select_one(".passport-slot code").get_text()
            unit = units.get(slot, "number" if slot == "edition.top" else "year")
            written = card.select_one("dd code").get_text()
            value = written if unit in {"phrase", "place", "field"} else json.loads(written)
            assert tells(link.get_text(), value, unit, language), (slug, slot, link.get_text(), value)
            seen += 1
    assert seen > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_of_the_prose_is_a_link_to_its_own_card_in_order(site: Path, language: str) -> None:
    text = passages((ROOT / "book" / language / "choices.md").read_text(encoding="utf-8"), "tables", where="choices")
    lines = [line for line in text.split("\n") if not re.match(r"#|:[\w-]+:", line)]
    slots = [slot for line in lines for slot in re.findall(r"\{\{\s*([\w.-]+)", line)]
    links = [str(link["href"]) for link in soup(site / language / "choices.html").select("article a.fact")]
    assert slots and [link.removeprefix("passports-").replace(".html#fact-", ".") for link in links] == slots


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_keyboard_alone_opens_a_card_and_comes_back(reader: Page, language: str) -> None:
    reader.goto(f"/{language}/global-output.html")
    reader.locator("article a.fact").first.focus()
    reader.keyboard.press("Tab")
    link = reader.locator(":focus")
    address = link.get_attribute("href")
    assert address and "fact" in (link.get_attribute("class") or "")
    reader.keyboard.press("Enter")
    expect(reader.locator(CARD)).to_be_visible()
    assert reader.evaluate(f"document.querySelector('{CARD}').contains(document.activeElement)")
    for _ in range(12):
        reader.keyboard.press("Tab")
        assert reader.evaluate(
            f"document.activeElement === document.body || document.querySelector('{CARD}').contains(document.activeElement)"
        ), "the keyboard leaves the open card"
    reader.keyboard.press("Escape")
    expect(reader.locator(CARD)).to_have_count(0)
    assert reader.locator(":focus").get_attribute("href") == address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chosen", ['a.fact[href$="#fact-share_world_last"]', SENTENCE])
def test_an_open_card_can_be_used_by_everyone(browser: Browser, address: str, language: str, chosen: str) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(base_url=address, color_scheme=scheme)
        page.goto(f"/{language}/global-output.html")
        page.locator(f"article {chosen}").first.click()
        expect(page.locator(CARD)).to_be_visible()
        page.locator(f"{CARD} details summary").first.click()
        found = Axe().run(page, options={"preload": False}).response["violations"]
        page.close()
        assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


def test_the_card_shows_definition_filter_sql_cells_lines_and_the_way_to_make_it_again(reader: Page) -> None:
    reader.goto("/en/global-output.html")
    reader.locator('article a.fact[href$="#fact-share_world_last"]').first.click()
    card = reader.locator(CARD)
    expect(card).to_be_visible()
    card.locator("summary").first.click()
    said = card.inner_text()
    for part in (
        "0.22604235539259881",
        "The part of a place's works",
        "Last year",
        "SELECT unit, year",
        "ncses_output.csv",
        "755894",
        "3344037",
        'facts.record("share_world_last"',
        "copub explain global-output.share_world_last",
    ):
        assert part in said, part
    card.locator('a[href*="workings/"]').click()
    assert reader.locator(":target").inner_text() == "[5]"


def test_a_card_lies_at_the_lower_edge_of_a_telephone(reader: Page) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto("/zh/global-output.html")
    reader.locator("article a.fact").first.click()
    expect(reader.locator(CARD)).to_be_visible()
    box = reader.locator(CARD).bounding_box()
    assert box is not None
    assert (round(box["x"]), round(box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_script_the_number_leads_to_its_card(browser: Browser, site: Path, language: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{site}/{language}/united-states.html")
    link = page.locator("article a.fact").first
    number, address = link.inner_text(), str(link.get_attribute("href"))
    link.click()
    assert page.url.endswith(address)
    assert page.locator(f'[id="{address.partition("#")[2]}"] .passport-title').inner_text() == number
    context.close()


def test_a_card_opens_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"file://{site}/en/index.html")
    page.locator("article a.fact").first.click()
    expect(page.locator(CARD)).to_be_visible()
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_cards_can_be_used_by_everyone_and_fit_a_telephone(reader: Page, language: str) -> None:
    for section in ("edition", "global-output"):
        reader.goto(f"/{language}/passports-{section}.html")
        found = Axe().run(reader, options={"preload": False}).response["violations"]
        assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []
    reader.set_viewport_size({"width": 390, "height": 844})
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


def test_no_mark_of_the_press_is_left_on_a_page_or_in_the_search(site: Path) -> None:
    left = re.compile("[\U000f0000-\U0010ffff]")
    read = [path for path in site.rglob("*") if path.suffix in {".html", ".js"} and "_static" not in path.parts]
    assert [path.name for path in read if left.search(path.read_text(encoding="utf-8"))] == []

"""The chapter that holds the source reports to their numbers, read in a browser: every claim found, chosen, addressed, followed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, expect

from copub.audit.claims import load_claims
from miniature import ROOT

pytestmark = pytest.mark.slow
CLAIMS = load_claims(ROOT).by_id
BOTH = pytest.mark.parametrize("language", ["en", "zh"])
SHOWN = "#claims > article:not([hidden])"


@pytest.fixture
def audit(reader: Page) -> Page:
    """The English page, its list at rest."""
    reader.goto("/en/audit.html")
    expect(reader.locator("#claims-filter")).to_be_visible()
    return reader


def soup(site: Path, language: str) -> BeautifulSoup:
    return BeautifulSoup((site / language / "audit.html").read_text(encoding="utf-8"), "html.parser")


def addressed(page: Page, state: str) -> None:
    """Wait until the choice stands in the address."""
    page.wait_for_url(f"**/audit.html#show:{state}")


@BOTH
def test_each_claim_has_its_address(site: Path, language: str) -> None:
    found = [one["id"] for one in soup(site, language).select("#claims > article")]
    assert found == [f"claim-{name}" for name in CLAIMS]


@BOTH
def test_each_claim_is_told_in_the_language_of_its_page(site: Path, language: str) -> None:
    for article in soup(site, language).select("#claims > article"):
        claim = CLAIMS[str(article["id"]).removeprefix("claim-")]
        (text,) = article.select(".claim-text")
        assert text.get_text() == claim.text[language]


@BOTH
def test_the_cells_of_the_table_of_reader_and_rules_are_all_the_claims(site: Path, language: str) -> None:
    page = soup(site, language)
    cells = [int(cell.get_text()) for cell in page.select("table.confusion tbody td")]
    assert (len(cells), sum(cells)) == (16, len(CLAIMS))
    listed = [link["href"] for cell in page.select(".confusion-cell") for link in cell.select("a")]
    assert sorted(listed) == sorted(f"#claim-{name}" for name in CLAIMS)


@BOTH
def test_thirty_inconsistencies_are_listed_by_how_they_were_found(site: Path, language: str) -> None:
    by_rule, by_hand = soup(site, language).select("table.inconsistent")
    rows = [[cell.get_text() for cell in row.select("td")] for row in by_hand.select("tbody tr")]
    assert (len(by_rule.select("tbody tr")), len(rows)) == (24, 6)
    assert len({reason for _, reason in rows}) == 6, "each has a reason of its own"


def test_sums_can_be_followed_with_a_pencil(site: Path) -> None:
    (article,) = soup(site, "en").select("#claim-000-T2-06")
    (sums,) = article.select("dl.sum")
    assert [part.get_text() for part in sums.select("dd")] == [
        "[000-T2-06] = [000-T2-05] / [000-T2-04]",
        "2.65 = 43,327 / 16,379",
        "2.65 → [2.645, 2.655]",
        "43,327 / 16,379 → 2.6453",
        "✓ It can hold.",
    ]
    assert [link["href"] for link in sums.select("a")] == ["#claim-000-T2-06", "#claim-000-T2-05", "#claim-000-T2-04"]


def test_a_verdict_chosen_with_the_keyboard_leaves_its_claims_and_says_how_many(audit: Page) -> None:
    audit.locator("select[name=inside]").focus()
    audit.keyboard.press("ArrowDown")
    expect(audit.locator(SHOWN)).to_have_count(30)
    expect(audit.locator("output[aria-live=polite]")).to_have_text("Shown: 30 of 290 claims")
    addressed(audit, "inside=inconsistent")


def test_choices_together_leave_what_fits_all_of_them(audit: Page) -> None:
    audit.locator("select[name=source]").select_option("003")
    audit.locator("#claims-filter input").fill("TEN-YEAR count")
    expect(audit.locator(SHOWN)).to_have_count(2)
    addressed(audit, "q=TEN-YEAR+count&source=003")
    audit.locator("button[type=reset]").press("Enter")
    expect(audit.locator(SHOWN)).to_have_count(len(CLAIMS))


def test_only_places_of_the_chosen_report_are_offered(audit: Page) -> None:
    table_2 = sum((claim.sources, claim.place["en"]) == (("000",), "Table 2") for claim in CLAIMS.values())
    audit.locator("select[name=place]").select_option("000: Table 2")
    expect(audit.locator(SHOWN)).to_have_count(table_2)
    audit.locator("select[name=source]").select_option("003")
    expect(audit.locator("select[name=place]")).to_have_value("")
    expect(audit.locator(SHOWN)).to_have_count(43)


def test_claims_sort_by_place_and_verdict(audit: Page) -> None:
    audit.locator("select[name=sort]").select_option("data")
    addressed(audit, "sort=data")
    verdicts = audit.locator("#claims > article").evaluate_all("all => all.map(one => one.dataset.data)")
    assert list(dict.fromkeys(verdicts)) == ["differs", "undecidable", "agrees", "not-in-this-source"]
    audit.locator("select[name=sort]").select_option("place")
    addressed(audit, "sort=place")
    places = audit.locator("#claims > article").evaluate_all("all => all.map(one => one.dataset.place)")
    assert len(list(dict.fromkeys(places))) == sum(a != b for a, b in zip(places, ["", *places], strict=False))
    audit.locator("select[name=sort]").select_option("")
    addressed(audit, "")
    ids = audit.locator("#claims > article").evaluate_all("all => all.map(one => one.id)")
    assert ids == [f"claim-{name}" for name in CLAIMS]


def test_a_choice_in_the_address_is_taken_and_goes_along_to_the_other_language(reader: Page) -> None:
    reader.goto("/en/audit.html#show:inside=inconsistent&source=003&sort=nonsense")
    expect(reader.locator(SHOWN)).to_have_count(5)
    reader.locator("select[name=source]").select_option("004")
    expect(reader.locator(SHOWN)).to_have_count(2)
    addressed(reader, "source=004&inside=inconsistent")
    reader.locator("a.language-switch").click()
    reader.wait_for_url("**/zh/audit.html#show:source=004&inside=inconsistent")
    expect(reader.locator(SHOWN)).to_have_count(2)
    expect(reader.locator("output")).to_have_text("显示2条，共290条论断")


def test_a_number_of_the_summary_leads_to_its_claims(audit: Page) -> None:
    link = audit.locator(".ledger-summary a[data-show='data=differs']")
    count = int(link.inner_text())
    link.press("Enter")
    expect(audit.locator(SHOWN)).to_have_count(count)
    expect(audit.locator("#claims-filter")).to_be_in_viewport()


@pytest.mark.parametrize("name", ["000-S1-01", "003-16", "X-04"])
def test_a_claim_opens_by_its_address(reader: Page, name: str) -> None:
    reader.goto(f"/zh/audit.html#claim-{name}")
    expect(reader.locator(f"#claim-{name} dl.sum, #claim-{name} h4").first).to_be_visible()
    expect(reader.locator(f"#claim-{name} h3")).to_be_in_viewport()
    expect(reader.locator("#claims details[open]")).to_have_count(1)


def test_a_link_to_a_claim_shows_it_whatever_was_chosen(reader: Page) -> None:
    reader.goto("/en/audit.html#show:source=004")
    expect(reader.locator("#claim-000-T2-06")).to_be_hidden()
    reader.evaluate("location.hash = '#claim-000-T2-06'")
    expect(reader.locator("#claim-000-T2-06 dl.sum")).to_be_visible()
    reader.locator("#claim-000-T2-06 dl.sum a", has_text="000-T2-05").click()
    expect(reader.locator("#claim-000-T2-05 h4").first).to_be_visible()


@pytest.fixture
def without_script(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    yield context.new_page()
    context.close()


@BOTH
def test_without_script_every_claim_is_there_to_be_read(without_script: Page, language: str) -> None:
    without_script.goto(f"/{language}/audit.html")
    expect(without_script.locator("#claims-filter")).to_be_hidden()
    assert all(one.is_visible() for one in without_script.locator("#claims > article").all())
    first = without_script.locator("#claims details").first
    first.locator("summary").click()
    expect(first.locator("h4").first).to_be_visible()


def test_the_ledger_also_works_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"file://{site}/en/audit.html#show:inside=ambiguous")
    expect(page.locator(SHOWN)).to_have_count(42)
    page.locator("select[name=inside]").select_option("inconsistent")
    expect(page.locator(SHOWN)).to_have_count(30)
    addressed(page, "inside=inconsistent")
    page.close()


def test_on_paper_what_is_shown_is_shown_whole(audit: Page) -> None:
    audit.locator("select[name=inside]").select_option("inconsistent")
    expect(audit.locator(SHOWN)).to_have_count(30)
    audit.emulate_media(media="print")
    audit.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(audit.locator("#claims details[open]")).to_have_count(30)
    expect(audit.locator("#claims-filter")).to_be_hidden()
    audit.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(audit.locator("#claims details[open]")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opened_claims_can_be_read_on_a_telephone_by_day_and_night(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(base_url=address, color_scheme=scheme, viewport={"width": 390, "height": 844})  # type: ignore[arg-type]
    page.goto("/en/audit.html#show:inside=inconsistent")
    expect(page.locator(SHOWN)).to_have_count(30)
    page.evaluate("for (const one of document.querySelectorAll('article details')) one.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    grave = [
        (one["id"], [node["target"] for node in one["nodes"]][:5])
        for one in Axe().run(page, options={"preload": False}).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    page.close()
    assert not grave


@BOTH
def test_no_verdict_speaks_by_its_colour_alone(site: Path, language: str) -> None:
    verdicts = soup(site, language).select(".verdict")
    assert verdicts
    for verdict in verdicts:
        assert re.search(r"[a-z\u4e00-\u9fff]{2}", verdict.get_text())

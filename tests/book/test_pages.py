"""Every built page, as a reader meets it: in a browser, on a desk and on a telephone, with and without colour vision or sight."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from copub.publish.toc import pages
from miniature import ROOT

pytestmark = pytest.mark.slow
SLUGS = pages(ROOT)
SECTIONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PAGES = [f"{language}/{slug}" for language in ("en", "zh") for slug in SLUGS]
WORKINGS = [f"workings/{slug}" for slug in ("index", *SECTIONS)]
OTHERS = [f"{language}/{name}" for language in ("en", "zh") for name in ("search", "genindex")]


def examine(page: Page) -> list[dict[str, Any]]:
    """What axe finds; it is not to fetch the style sheets a second time."""
    return list(Axe().run(page, options={"preload": False}).response["violations"])


def tell(violations: list[dict[str, Any]]) -> str:
    return json.dumps(violations, indent=1, ensure_ascii=False)[:3000]


@pytest.mark.parametrize("name", [*PAGES, *WORKINGS, *OTHERS])
def test_a_page_opens_without_error_and_can_be_used_by_everyone(reader: Page, name: str) -> None:
    reader.goto(f"/{name}.html")
    assert reader.locator("html").get_attribute("lang") == ("zh-CN" if name.startswith("zh/") else "en")
    for image in reader.locator("article img").all():
        assert image.get_attribute("alt") or name.startswith("workings/"), "a figure without words"
    found = examine(reader)
    grave = [
        {
            "rule": one["id"],
            "where": [node["target"] for node in one["nodes"]][:5],
            "why": one["nodes"][0]["failureSummary"],
        }
        for one in found
        if one["impact"] in {"serious", "critical"}
    ]
    assert not grave, tell(grave)


@pytest.mark.parametrize("name", [*PAGES, *WORKINGS])
def test_a_page_fits_a_telephone(reader: Page, name: str) -> None:
    reader.set_viewport_size({"width": 390, "height": 844})
    reader.goto(f"/{name}.html")
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_colours_of_the_night_can_be_read(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page(base_url=address, color_scheme="dark")
    page.goto(f"/{language}/{SECTIONS[0]}.html")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("figure.chart img.in-dark").first.is_visible()
    assert not page.locator("figure.chart img.in-light").first.is_visible()
    contrast = [one for one in examine(page) if one["id"] == "color-contrast"]
    page.close()
    assert not contrast, tell([node["target"] for node in contrast[0]["nodes"]] if contrast else [])


@pytest.mark.parametrize("slug", SECTIONS)
def test_every_figure_is_seen(reader: Page, slug: str) -> None:
    for language in ("en", "zh"):
        reader.goto(f"/{language}/{slug}.html")
        for image in reader.locator("figure.chart img.in-light").all():
            image.scroll_into_view_if_needed()
            reader.wait_for_function(
                "image => image.complete && image.naturalWidth > 0", arg=image.element_handle(), timeout=5000
            )


def test_the_switch_keeps_page_and_place_and_is_remembered(reader: Page) -> None:
    slug = SECTIONS[0]
    reader.goto(f"/en/{slug}.html")
    anchor = reader.locator("article section section[id^=sec-]").last.get_attribute("id")
    reader.goto(f"/en/{slug}.html#{anchor}")
    reader.locator("a.language-switch").click()
    reader.wait_for_url(f"**/zh/{slug}.html#{anchor}")
    assert reader.locator(f"#{anchor}").count() == 1
    reader.goto("/index.html")
    reader.wait_for_url("**/zh/index.html")


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("zh-TW", "zh"), ("en-US", "en"), ("fr-FR", "en")])
def test_the_first_page_opens_the_language_of_the_browser(
    browser: Browser, address: str, locale: str, language: str
) -> None:
    page = browser.new_page(base_url=address, locale=locale)
    page.goto("/index.html")
    page.wait_for_url(f"**/{language}/index.html")
    page.close()


@pytest.mark.parametrize(("language", "word"), [("en", "collaboration"), ("zh", "合作"), ("zh", "国际合作")])
def test_search_finds_a_word_of_the_language(reader: Page, language: str, word: str) -> None:
    reader.goto(f"/{language}/search.html?q={word}")
    reader.wait_for_selector("#search-results ul.search li a", timeout=10000)
    assert reader.locator("#search-results ul.search li a").count() > 1


def test_the_site_also_opens_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(f"file://{site}/index.html")
    page.wait_for_url("**/zh/index.html")
    assert page.locator("h1").first.inner_text()
    page.close()


def test_no_link_leads_nowhere(site: Path) -> None:
    identifiers: dict[Path, set[str]] = {}

    def known(path: Path) -> set[str]:
        if path not in identifiers:
            identifiers[path] = set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8")))
        return identifiers[path]

    broken = []
    for path in sorted(site.rglob("*.html")):
        for link in set(re.findall(r'\b(?:href|src)="([^"]+)"', path.read_text(encoding="utf-8"))):
            if link.startswith(("http:", "https:", "mailto:", "data:", "javascript:")):
                continue
            address, anchor = urldefrag(link.split("?")[0] if "#" not in link else link)
            target = (path.parent / unquote(address.split("?")[0])).resolve() if address else path
            gone = not target.exists() or (anchor and target.suffix == ".html" and unquote(anchor) not in known(target))
            if gone:
                broken.append(f"{path.relative_to(site)}: {link}")
    assert not broken, "\n".join(broken[:40])

"""The page of what moved, as it is built: the same facts in both languages, parts that add up in print, the order of the steps."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

pytestmark = pytest.mark.slow
NUMBER = re.compile(r"[+−][\d,.]+$")


def page(site: Path, language: str) -> BeautifulSoup:
    return BeautifulSoup((site / language / "compared.html").read_text(encoding="utf-8"), "html.parser")


def rows(site: Path, language: str) -> list[list[list[str]]]:
    """Each row of the tables of facts: of each cell its paragraphs."""
    return [
        [[paragraph.get_text().strip() for paragraph in cell.find_all("p")] for cell in row.find_all("td")]
        for row in page(site, language).select("details.compared-facts tbody tr")
    ]


def test_both_languages_show_the_same_facts(site: Path) -> None:
    english, chinese = (rows(site, language) for language in ("en", "zh"))
    assert len(english) > 200
    assert [(row[0], row[3]) for row in english] == [(row[0], row[3]) for row in chinese]


def test_printed_parts_add_up_to_the_printed_change(site: Path) -> None:
    checked = 0
    for name, _, _, change, parts in rows(site, "en"):
        found = [NUMBER.search(part) for part in parts]
        if len(parts) > 1 and all(found) and NUMBER.fullmatch(change[0]):
            numbers = [float(one[0].replace("−", "-").replace(",", "")) for one in found if one]
            assert sum(numbers) == pytest.approx(float(change[0].replace("−", "-").replace(",", "")), abs=1e-6), name
            checked += 1
    assert checked > 10


def test_the_edition_it_is_compared_with_heads_the_columns(site: Path) -> None:
    table = page(site, "zh").select_one("details.compared-facts table")
    assert table is not None
    heads = [head.get_text().strip() for head in table.find_all("th")]
    assert heads == ["事实", "2018年版", "2022年版", "变化", "各部分"]

"""`copub check-numbers` on texts, pages and folders: the place, what each says, and the exit code."""

from pathlib import Path

import pytest

from copub.audit.numerals.blocks import blocks_of
from copub.audit.numerals.checking import misread_multiples
from copub.errors import CopubError
from miniature import copub
from shared import SHARED

REPORT = SHARED / "sources" / "isi-report-research-collaboration-in-a-changing-world.txt"

ENGLISH = """(sec-output)=
# Output

In 2022 there were 3.34 million papers.

- a third of them from China
- 23.0% international

(sec-table)=
## A table

| country | papers |
|---|---|
| China | 976,141 |
| India | 12 |

:::{note}
Output doubled.
:::
"""
CHINESE = """(sec-output)=
# 产出

2022年有334万篇论文。

- 中国占三分之一
- 国际合作占23.0%

(sec-table)=
## 一张表

| 国家 | 论文 |
|---|---|
| 中国 | 976,141 |
| 印度 | 12 |

:::{note}
产出翻了一番。
:::
"""


def pair(folder: Path, name: str, english: str, chinese: str) -> tuple[str, str]:
    paths = []
    for language, text in (("en", english), ("zh", chinese)):
        path = folder / language / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths[0], paths[1]


def test_pages_that_say_the_same_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copub("check-numbers", *pair(tmp_path, "page.md", ENGLISH, CHINESE)) == 0
    assert capsys.readouterr().out == "Both say the same numbers.\n"


@pytest.mark.parametrize(
    ("was", "is_now", "line", "words"),
    [
        ("334万", "335万", 4, "3,350,000"),
        ("三分之一", "四分之一", 6, "0.25"),
        ("23.0%", "23.1%", 7, "0.231"),
        ("| 印度 | 12 |", "| 印度 | 13 |", 15, "13"),
        ("翻了一番", "增长了两倍", 18, "×3, often meant as ×2"),
    ],
)
def test_one_changed_number_is_named_with_its_line(
    was: str, is_now: str, line: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en, zh = pair(tmp_path, "page.md", ENGLISH, CHINESE.replace(was, is_now))
    assert copub("check-numbers", en, zh) == 1
    (said,) = capsys.readouterr().out.splitlines()[:-1]
    assert f"{zh}:{line}: " in said and f"({words})" in said and f"{en}:{line}: " in said


def test_sections_that_are_split_otherwise_are_compared_whole(tmp_path: Path) -> None:
    en, zh = pair(tmp_path, "page.md", "# A\n\n2021 and 2022.\n", "# 甲\n\n2022年。\n\n2021年。\n")
    assert copub("check-numbers", en, zh) == 0


def test_html_is_read_as_a_reader_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        "<article><section id='a'><h1>{title}</h1><pre>x = 99</pre>\n<figure><img alt='{alt}'/><img alt='{alt}'/>"
        "<figcaption><p>{caption}</p></figcaption></figure></section></article>"
    )
    english = page.format(title="Works", alt="A line to 755,894.", caption="Since 2018")
    chinese = page.format(title="论文", alt="一条线，到75.6万。", caption="自2019年起").replace("99", "98")
    en, zh = pair(tmp_path, "page.html", english, chinese)
    assert copub("check-numbers", en, zh) == 1
    (said,) = capsys.readouterr().out.splitlines()[:-1]
    assert said == f"{en}:2: “2018” (2,018) | {zh}:2: “2019” (2,019) (said by one only)"


def test_folders_are_compared_page_by_page_and_a_page_without_a_twin_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pair(tmp_path, "one.md", ENGLISH, CHINESE)
    (tmp_path / "en" / "two.txt").write_text("In 2022.", encoding="utf-8")
    assert copub("check-numbers", str(tmp_path / "en"), str(tmp_path / "zh")) == 1
    (said,) = capsys.readouterr().out.splitlines()[:-1]
    assert "two.txt" in said and "a page without its twin" in said


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\xff")
    with pytest.raises(CopubError, match="not a text"):
        blocks_of(tmp_path / "a.bin")
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with pytest.raises(CopubError, match="cannot be read"):
        blocks_of(tmp_path / "a.txt")


TRAP = """从2001–2005年到2006–2010年，苹果的收成增长了{said}倍。

From 2001–2005 to 2006–2010 the harvest of apples saw {other}.
"""


@pytest.mark.parametrize(
    ("said", "other", "found"),
    [("两", "a doubling", 1), ("两", "a tripling", 0), ("两", "a fivefold rise", 0), ("一", "a doubling", 0)],
)
def test_a_multiple_borne_out_only_as_often_meant_is_named(said: str, other: str, found: int, tmp_path: Path) -> None:
    path = tmp_path / "both.txt"
    path.write_text(TRAP.format(said=said, other=other), encoding="utf-8")
    assert len(misread_multiples(blocks_of(path))) == found
    assert copub("check-numbers", str(path)) == found


@pytest.mark.skipif(not REPORT.is_file(), reason="the source report is not beside the project")
def test_the_source_report_holds_two_multiples_that_its_own_numbers_contradict() -> None:
    found = misread_multiples(blocks_of(REPORT))
    # Its tripling and its fourfold growth, rendered as growth by two and by three times, agree to the letter.
    assert [one.says_a.split(" (")[1] for one in found] == [
        "×3, often meant as ×2)",  # summary, against the doubling of the section on fields
        "×2.91, often meant as ×1.91)",  # regions, against the growth ratio of the table
    ]

"""Claims in the press on the miniature: the marks, the list of them, the build's summary, and the rules of a page."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from copub.audit.claimed import written
from copub.publish.check import check
from miniature import copub, write_miniature

CLAIMS = {
    "alpha.many": {"says": {"en": "There are more than a handful.", "zh": "多于一把。"}, "check": ["[alpha.n_works] > 5"]},
    "alpha.even": {"says": {"en": "They pair up.", "zh": "可以成对。"}, "check": ["[alpha.n_works] = 2 * 3"]},
    "beta.half": {"says": {"en": "It is half of \"it\".", "zh": "占一半。"}, "check": ["[beta.share] = 1 / 2"]},
    "beta.ahead": {"says": {"en": "It leads.", "zh": "领先。"}, "check": ["[beta.share] > [beta.rival]"]},
}  # fmt: skip
MARKED = {
    ("alpha", "en"): ("{{ alpha.n_works | about }} works by {term}`full-counting`.", "{claim}`alpha.many`"),
    ("alpha", "zh"): ("共{{ alpha.n_works | about }}篇。", "{claim}`alpha.many`"),
    ("index", "en"): ("[the first section](#sec-alpha).", "{claim}`alpha.even`"),
    ("index", "zh"): ("参见[第一节](#sec-alpha)。", "{claim}`alpha.even`"),
    ("beta", "en"): ("since {{ edition.first_year }}.", "{claim}`beta.half` {claim}`beta.ahead`"),
    ("beta", "zh"): ("占比为{{ beta.share }}。", "{claim}`beta.half`{claim}`beta.ahead`"),
}


def write_claims(root: Path, exempt: dict | None = None, **changed: dict | None) -> None:
    claims = {name: claim for name, claim in {**CLAIMS, **changed}.items() if claim}
    text = yaml.safe_dump({"claims": claims, "exempt": exempt or {}}, allow_unicode=True)
    (root / "book" / "claims.yml").write_text(text, encoding="utf-8")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A miniature of four claims and a page that lists them, run and published once; not to be changed."""
    root = write_miniature(tmp_path_factory.mktemp("claimed") / "mini")
    write_claims(root)
    for (page, language), (end, marks) in MARKED.items():
        change(root / "book" / language / f"{page}.md", end, f"{end}{' ' if language == 'en' else ''}{marks}")
    for language in ("en", "zh"):
        (root / "book" / language / "audit.md").write_text(
            "(sec-audit)=\n# Audit\n\n:::{sentences}\n:::\n", encoding="utf-8"
        )
    change(root / "_toc.yml", "  - file: book/en/glossary\n", "  - file: book/en/glossary\n  - file: book/en/audit\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert copub("build", "--quiet") == 0
    return root


@pytest.fixture
def own(claimed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy to change, as working directory."""
    root = tmp_path / "mini"
    shutil.copytree(claimed, root, symlinks=True)
    monkeypatch.chdir(root)
    return root


def page(root: Path, name: str) -> str:
    return (root / "_build" / "site" / name).read_text(encoding="utf-8")


def mark(text: str, name: str) -> str:
    """The mark of a claim on a page."""
    found = re.search(rf'<span class="claim claim-\w+" id="claim-{re.escape(name)}">.*?</span>', text)
    assert found, name
    return found[0]


def test_a_sentence_that_holds_has_a_small_mark_with_words_for_who_does_not_see_it(claimed: Path) -> None:
    english, chinese = (mark(page(claimed, f"{language}/alpha.html"), "alpha.many") for language in ("en", "zh"))
    assert 'aria-label="Checked: holds. There are more than a handful."' in english
    assert 'aria-label="核对结果：成立。多于一把。"' in chinese
    for one in (english, chinese):
        assert "claim-holds" in one and ">✓</a>" in one
        assert 'href="audit.html#claim-alpha.many"' in one


def test_the_mark_stays_on_the_line_of_its_sentence_and_adds_no_digit(claimed: Path) -> None:
    text = page(claimed, "en/index.html")
    assert re.search(r"</a>\.<span class=\"claim", text)
    assert not re.search(r"\d", re.sub(r"<[^>]+>", "", mark(text, "alpha.even")))


def test_a_sentence_that_does_not_hold_says_so_in_words(claimed: Path) -> None:
    assert "✗ not supported by this edition's data" in mark(page(claimed, "en/index.html"), "alpha.even")
    assert "✗ 本版数据不支持" in mark(page(claimed, "zh/index.html"), "alpha.even")


def test_a_sentence_whose_fact_is_absent_cannot_be_told(claimed: Path) -> None:
    assert "claim-untold" in mark(page(claimed, "en/beta.html"), "beta.ahead")
    assert ">?</a>" in mark(page(claimed, "zh/beta.html"), "beta.ahead")


def test_quotation_marks_do_not_end_the_words_of_a_mark(claimed: Path) -> None:
    assert "It is half of &quot;it&quot;." in mark(page(claimed, "en/beta.html"), "beta.half")


def test_every_claim_has_its_place_in_the_list_and_the_way_back(claimed: Path) -> None:
    for language, told in (("en", "Checked: does not hold"), ("zh", "核对结果：不成立")):
        text = page(claimed, f"{language}/audit.html")
        for name, (where, _) in zip(CLAIMS, (("alpha", 0), ("index", 0), ("beta", 0), ("beta", 0)), strict=True):
            assert f'id="claim-{name}"' in text
            assert f'href="{where}.html#claim-{name}"' in text
        assert told in text
        assert "[alpha.n_works] → 7" in re.sub(r"<[^>]+>", "", text)
    assert "Sentences: 4; of them 2 hold, 1 do not, 1 cannot be told" in page(claimed, "en/audit.html")


def test_the_summary_of_a_build_names_what_does_not_hold(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copub("publish") == 0
    said = capsys.readouterr()
    assert "book/en/index.md:4: They pair up. (alpha.even)" in said.err
    assert "✗ [alpha.n_works] = 2 * 3: [alpha.n_works] → 7; 2 * 3 → 6" in said.err
    assert "Sentences checked: 4; 2 hold, 1 do not, 1 cannot be told." in said.out


def test_strict_claims_refuse_a_site_that_says_what_the_data_do_not(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copub("publish", "--strict-claims", "--to", "strict") == 1
    said = capsys.readouterr().err
    assert "sentences that the facts do not bear out: 1" in said
    assert "They pair up." in said
    assert not (own / "strict").exists()


def test_one_changed_number_flips_the_sentences_that_rest_on_it_in_both_languages(own: Path) -> None:
    change(own / "notebooks" / "alpha.ipynb", '\\"n_works\\", 7,', '\\"n_works\\", 6,')
    assert copub("build", "--strict-claims", "--quiet") == 0
    for language in ("en", "zh"):
        assert "claim-holds" in mark(page(own, f"{language}/index.html"), "alpha.even")
        assert "claim-holds" in mark(page(own, f"{language}/alpha.html"), "alpha.many")
    change(own / "notebooks" / "alpha.ipynb", '\\"n_works\\", 6,', '\\"n_works\\", 5,')
    assert copub("build", "--quiet") == 0
    for language in ("en", "zh"):
        assert "claim-fails" in mark(page(own, f"{language}/index.html"), "alpha.even")
        assert "claim-fails" in mark(page(own, f"{language}/alpha.html"), "alpha.many")
        assert "claim-holds" in mark(page(own, f"{language}/beta.html"), "beta.half")


def test_a_changed_claim_builds_the_pages_again(own: Path) -> None:
    even = {**CLAIMS["alpha.even"], "check": ["[alpha.n_works] = 7"]}
    write_claims(own, **{"alpha.even": even})
    assert copub("publish", "--quiet") == 0
    assert "claim-holds" in mark(page(own, "en/index.html"), "alpha.even")


def test_an_unknown_claim_stops_the_build_and_is_told_the_nearest(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(own / "book" / "en" / "beta.md", "beta.half", "beta.hal")
    assert copub("publish") == 1
    said = capsys.readouterr().err
    assert "book/en/beta.md:4" in said
    assert "no claim `beta.hal`. Did you mean `beta.half`?" in said


def faults(root: Path) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in check(root)]


def test_marks_alike_in_both_languages_are_no_fault(claimed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(claimed)
    assert faults(claimed) == []


SLIPS = [
    ("en/beta.md", " {claim}`beta.half`", "", "book/zh/beta.md:4: claim `beta.half` is not in the other language"),
    ("en/beta.md", "beta.half", "beta.hal", "book/en/beta.md:4: no claim `beta.hal`. Did you mean `beta.half`?"),
    ("zh/beta.md", "`beta.half`", "`beta.half`{claim}`beta.half`", "book/zh/beta.md:4: claim `beta.half` stands twice"),
    ("en/beta.md", "A share", "It rose. A share", "book/en/beta.md:4: `rose` without a claim: It rose."),
    ("zh/beta.md", "自{{", "它增加了。自{{", "book/zh/beta.md:4: `增加` without a claim: 它增加了。"),
]


@pytest.mark.parametrize(("file", "old", "new", "fault"), SLIPS)
def test_check_finds_a_slip_of_marks(own: Path, file: str, old: str, new: str, fault: str) -> None:
    change(own / "book" / file, old, new)
    assert any(one.startswith(fault) for one in faults(own)), faults(own)


def test_a_claim_that_stands_nowhere_is_found(own: Path) -> None:
    write_claims(own, **{"beta.lost": CLAIMS["beta.half"]})
    (fault,) = faults(own)
    assert "claim `beta.lost` stands after no sentence" in fault


def test_a_mark_must_stand_in_the_same_kind_of_passage(own: Path) -> None:
    for language, kind in (("en", "tables"), ("zh", "records")):
        path = own / "book" / language / "beta.md"
        text = path.read_text(encoding="utf-8").replace("{claim}`beta.half`", "")
        path.write_text(f"{text}\n::::{{when}} {kind}\nOne. {{claim}}`beta.half`\n::::\n", encoding="utf-8")
    assert {one.split(": ")[1] for one in faults(own)} == {"claim `beta.half` is not in the other language"}


def test_a_slot_of_a_ratio_or_a_direction_asks_for_a_claim(own: Path) -> None:
    change(own / "_build" / "run" / "facts" / "beta.json", '"unit": "share"', '"unit": "ratio"')
    for language in ("en", "zh"):
        path = own / "book" / language / "beta.md"
        path.write_text(re.sub(r" ?\{claim\}`[^`]*`", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    write_claims(own, **{"beta.half": None, "beta.ahead": None})
    assert {one.split(": ")[1] for one in faults(own)} == {"`beta.share` without a claim"}


def test_a_sentence_can_be_exempt_with_a_reason_and_an_idle_exemption_is_a_fault(own: Path) -> None:
    change(own / "book" / "en" / "beta.md", "A share", "It rose. A share")
    write_claims(own, exempt={"beta": [{"en": "It rose.", "why": "a word of an example"}]})
    assert faults(own) == []
    write_claims(own, exempt={"beta": [{"en": "It rose.", "zh": "它上升了", "why": "a word of an example"}]})
    (fault,) = faults(own)
    assert "no sentence without a claim says `它上升了` on `beta`" in fault


def test_a_page_is_read_sentence_by_sentence() -> None:
    text = """(sec-x)=
# It rose in a heading

:::{grid-item-card} A title {claim}`x.title`
:alt: It rose in an alt text
One of {{ a.b | fine }}. {claim}`x.one` Two! {claim}`x.two` {claim}`x.too` {{ a.story }} {claim}`x.story` Last, 3.5 of them.
:::

| a | table |
一句。{claim}`x.one`“又一句。”{claim}`x.two`{{ a.story }}{claim}`x.story`末句
"""
    found = [(one.words, one.claims) for one in written(text, closing=["a.story"])]
    assert found == [
        ("A title", ("x.title",)),
        ("One of ….", ("x.one",)),
        ("Two!", ("x.two", "x.too")),
        ("….", ("x.story",)),
        ("Last, 3.5 of them.", ()),
        ("一句。", ("x.one",)),
        ("“又一句。”", ("x.two",)),
        ("….", ("x.story",)),
        ("末句", ()),
    ]
    assert written(text)[1].slots == ("a.b",)

"""Slips of a writer: each is refused with its file, its line and the name that was probably meant."""

from pathlib import Path

import pytest
import yaml

from copub.publish.check import check
from miniature import copub, write_notebook


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


SLIPS = [
    ("slot", "alpha.n_works", "alpha.n_work", "book/en/alpha.md:6", "Did you mean `alpha.n_works`?"),
    ("figure", "{chart} alpha_works", "{chart} alpha_wrks", "book/en/alpha.md:12", "Did you mean `alpha_works`?"),
    ("term", "`full-counting`", "`ful-counting`", "book/en/alpha.md:6", "Did you mean `full-counting`?"),
    ("alt", ":alt: A white box standing for {{ alpha.n_works }} works\n", "", "book/en/alpha.md:12", "has no `:alt:`"),
    ("link", "#sec-alpha-more", "#sec-alfa", "book/en/alpha.md:", "sec-alfa"),
    ("part", ":::{parameter-box}", ":::{ledger} claim", "book/en/alpha.md:", "Did you mean `claims`?"),
    ("no claims", ":::{parameter-box}", ":::{ledger} claims", "book/en/alpha.md:", "there are no claims to show"),
]


@pytest.mark.parametrize(("kind", "old", "new", "where", "hint"), SLIPS, ids=[slip[0] for slip in SLIPS])
def test_a_slip_in_a_page_stops_the_build(
    miniature: Path, capsys: pytest.CaptureFixture[str], kind: str, old: str, new: str, where: str, hint: str
) -> None:
    page = miniature / "book" / "en" / "alpha.md"
    if kind == "link":
        page.write_text(page.read_text(encoding="utf-8") + "\nSee [there](#sec-alpha-more).\n", encoding="utf-8")
    before = (miniature / "_build" / "site" / "en" / "alpha.html").read_bytes()
    change(page, old, new)
    assert copub("build") == 1
    said = capsys.readouterr().err
    assert where in said
    assert hint in said
    assert "Traceback" not in said
    assert (miniature / "_build" / "site" / "en" / "alpha.html").read_bytes() == before, "the last good site stays"


def test_every_slip_of_a_build_is_told_at_once(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(miniature / "book" / "en" / "alpha.md", "alpha.n_works", "alpha.n_work")
    change(miniature / "book" / "zh" / "beta.md", "beta.share", "beta.shore")
    assert copub("build") == 1
    said = capsys.readouterr().err
    assert "book/en/alpha.md:6" in said
    assert "book/zh/beta.md:4" in said


def test_a_failing_cell_is_named_and_its_notebook_kept(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_notebook(miniature, "beta", "1 + 1", "1 / 0  # no good", parameters="first_year: int = 2003  # first year")
    assert copub("run") == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero" in said
    assert "notebooks/beta.ipynb, cell 4" in said
    assert "1 / 0  # no good" in said
    assert "ZeroDivisionError" in (miniature / "_build" / "failed" / "beta.ipynb").read_text(encoding="utf-8")


def test_a_parameter_that_no_notebook_takes_is_refused(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(miniature / "notebooks" / "alpha.ipynb", "us_partners = ", "us_partner = ")
    assert copub("run") == 1
    said = capsys.readouterr().err
    assert "no notebook takes the parameter `us_partners`. Did you mean `us_partner`?" in said
    assert "2022.yml:13" in said


def test_a_mistyped_parameter_of_an_edition_is_refused_with_its_line(
    miniature: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(miniature / "data" / "editions" / "2022.yml", "  top: 10", "  tap: 10")
    assert copub("run") == 1
    assert "2022.yml" in capsys.readouterr().err


def test_an_unknown_section_or_edition_is_refused_with_the_nearest(
    miniature: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copub("run", "data/editions/2022.yml", "alfa") == 1
    assert "Did you mean `alpha`?" in capsys.readouterr().err
    assert copub("build", "data/editions/2021.yml") == 1
    assert "Did you mean `data/editions/2022.yml`?" in capsys.readouterr().err


def test_two_notebooks_may_not_write_the_same_file(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = 'from pathlib import Path\nfolder = Path(out) / "facts"\nfolder.mkdir()\n_ = (folder / "alpha.json").write_text("[]")'
    write_notebook(miniature, "beta", source, parameters="first_year: int = 2003  # first year")
    assert copub("run") == 1
    assert "`facts/alpha.json` is also written by another notebook" in capsys.readouterr().err


def test_debug_shows_the_traceback(miniature: Path) -> None:
    from copub.errors import CopubError

    with pytest.raises(CopubError):
        copub("build", "data/editions/2021.yml", "--debug")


def test_outside_a_project_the_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert copub("check") == 1
    assert "no copub project here" in capsys.readouterr().err


def test_the_miniature_has_no_faults(miniature: Path) -> None:
    assert [str(fault) for fault in check(miniature)] == []


CHECKED = [
    (
        "book/zh/alpha.md",
        "(sec-alpha-more)=",
        "(sec-alpha-mehr)=",
        "book/zh/alpha.md:9",
        "Did you mean `sec-alpha-more`?",
    ),
    ("book/zh/beta.md", "beta.share", "beta.shore", "book/zh/beta.md:4", "Did you mean `beta.share`?"),
    (
        "book/zh/alpha.md",
        "{chart} alpha_works",
        "{chart} alpha_wrks",
        "book/zh/alpha.md:12",
        "Did you mean `alpha_works`?",
    ),
    ("book/en/alpha.md", "`full-counting`", "`ful-counting`", "book/en/alpha.md:6", "Did you mean `full-counting`?"),
    ("book/zh/beta.md", "年起，占", "年起,占", "book/zh/beta.md:4", "not Chinese punctuation"),
    ("_toc.yml", "book/en/beta", "book/en/betta", "book/en/betta.md", "no page `betta`"),
    ("notebooks/beta.py", "0.5", "0.6", "notebooks/beta.ipynb", "differ from cell 4"),
    ("notebooks/beta.ipynb", '"outputs": []', '"outputs": [{}]', "notebooks/beta.ipynb", "carries outputs"),
    ("data/editions/2022.yml", "US, CN", "US, CX9", "2022.yml:12", "CX9"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "what"), CHECKED)
def test_check_finds_a_slip_without_building(
    miniature: Path, file: str, old: str, new: str, where: str, what: str
) -> None:
    change(miniature / file, old, new)
    faults = check(miniature)
    assert any(where in fault.where and what in fault.what for fault in faults), list(map(str, faults))


def test_check_ends_with_a_code_that_says_so(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copub("check") == 0
    change(miniature / "book" / "zh" / "beta.md", "beta.share", "beta.shore")
    assert copub("check") == 1
    assert "book/zh/beta.md:4: " in capsys.readouterr().err


def test_clean_takes_outputs_away(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(miniature / "notebooks" / "beta.ipynb", '"outputs": []', '"outputs": [{}]')
    assert copub("clean", "notebooks") == 0
    assert "cleaned notebooks/beta.ipynb" in capsys.readouterr().out
    assert check(miniature) == []


def test_a_new_section_stands_everywhere_and_is_refused_until_it_is_filled(
    miniature: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copub("new", "section", "new-topic") == 0
    assert yaml.safe_load((miniature / "_toc.yml").read_text())["parts"][0]["chapters"][-1] == {
        "file": "book/en/new-topic"
    }
    assert (
        "new-topic_first" in yaml.safe_load((miniature / "book" / "labels.yml").read_text(encoding="utf-8"))["figure"]
    )
    faults = check(miniature)
    assert {fault.what.split("`")[1] for fault in faults} == {"new-topic.answer", "new-topic_first"}
    capsys.readouterr()
    assert copub("new", "section", "new-topic") == 1
    assert "section `new-topic` exists" in capsys.readouterr().err
    assert copub("new", "section", "New Topic") == 1
    assert "no slug" in capsys.readouterr().err


def test_parameters_are_listed_with_their_meaning(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copub("parameters") == 0
    assert "  first_year: int = 2003  # first year\n" in capsys.readouterr().out


HEADLINE = """alpha.works:
  fact: alpha.n_works
  says: {en: "There are {{ alpha.n_works }} works.", zh: "共有{{ alpha.n_works }}篇论文。"}
  check: ["[here:alpha.n_works] > 1"]
"""
STRIP = "\n:::{strip} alpha.works\n:::\n"


def with_a_strip(root: Path) -> Path:
    """The miniature with a headline, placed on the page of its section in both languages."""
    (root / "book" / "headlines.yml").write_text(HEADLINE, encoding="utf-8")
    for language in ("en", "zh"):
        page = root / "book" / language / "alpha.md"
        page.write_text(page.read_text(encoding="utf-8") + STRIP, encoding="utf-8")
    return root


def test_a_headline_that_there_is_not_stops_the_build(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(with_a_strip(miniature) / "book" / "en" / "alpha.md", "{strip} alpha.works", "{strip} alpha.work")
    assert copub("build") == 1
    said = capsys.readouterr().err
    assert "book/en/alpha.md:" in said and "no headline `alpha.work`. Did you mean `alpha.works`?" in said
    assert any("no headline `alpha.work`" in str(fault) for fault in check(miniature))


def test_a_strip_stands_in_both_languages_or_in_none(miniature: Path) -> None:
    assert check(with_a_strip(miniature)) == []
    change(miniature / "book" / "zh" / "alpha.md", STRIP, "")
    assert any("strip `alpha.works` is not in the other language" in str(fault) for fault in check(miniature))


def test_a_headline_that_nothing_else_tells_is_called_untested(miniature: Path) -> None:
    """No second count of the miniature's facts exists, so no choice can be made, and the strip says so in words."""
    with_a_strip(miniature)
    assert copub("build") == 0
    english, chinese = (
        (miniature / "_build" / "site" / language / "alpha.html").read_text(encoding="utf-8")
        for language in ("en", "zh")
    )
    assert "There are 7 works." in english and "Untested: no other choice could be made." in english
    assert "共有7篇论文。" in chinese and "未经检验" in chinese
    assert "with fractional counting (never): The tables lack a number" in english

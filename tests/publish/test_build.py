"""The press on the miniature: what it writes, what it reuses, what it repeats byte for byte."""

import json
import re
import shutil
from pathlib import Path

import pytest

from copub.publish.files import files_below, sha256
from miniature import copub, write_miniature


def page(root: Path, name: str) -> str:
    return (root / "_build" / "site" / name).read_text(encoding="utf-8")


def words(html: str) -> str:
    """What a reader reads."""
    return re.sub(r"<[^>]+>", "", html)


def below(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files_below(folder)}


def test_slots_are_filled_in_both_languages(built: Path) -> None:
    assert "There are 7 works" in words(page(built, "en/index.html"))
    assert "共有7篇论文" in words(page(built, "zh/index.html"))
    assert "A share of 50.0% since 2003" in words(page(built, "en/beta.html"))


def test_a_number_leads_to_its_card_in_both_languages(built: Path) -> None:
    for language in ("en", "zh"):
        assert re.search(
            r'<a class="fact" href="passports-beta.html#fact-share"[^>]*>50.0%</a>',
            page(built, f"{language}/beta.html"),
        )
        card = page(built, f"{language}/passports-beta.html")
        assert 'id="fact-share"' in card and "<code>0.5</code>" in card and "copub explain beta.share" in card


def test_the_words_of_a_figure_are_plain(built: Path) -> None:
    assert 'alt="A white box standing for 7 works"' in page(built, "en/alpha.html")


def test_a_card_leads_to_the_cell_that_named_its_number(built: Path) -> None:
    (cell,) = re.findall(r'href="\.\./workings/beta\.html#(cell-\d+)"', page(built, "en/passports-beta.html"))
    assert f'id="{cell}"' in page(built, "workings/beta.html")
    after = page(built, "workings/beta.html").partition(f'id="{cell}"')[2]
    assert "facts.record" in words(after.partition('class="cell-number"')[0]).replace("\n", "")


def test_a_line_break_between_chinese_characters_is_no_space(built: Path) -> None:
    assert "论文；参见" in words(page(built, "zh/index.html"))


def test_each_language_says_which_it_is_and_where_the_other_is(built: Path) -> None:
    english, chinese = page(built, "en/alpha.html"), page(built, "zh/alpha.html")
    assert '<html lang="en"' in english
    assert '<html lang="zh-CN"' in chinese
    for text in (english, chinese):
        assert '<link rel="alternate" hreflang="en" href="../en/alpha.html">' in text
        assert '<link rel="alternate" hreflang="zh-CN" href="../zh/alpha.html">' in text
    assert re.search(r'<a class="[^"]*language-switch" href="../zh/alpha.html" hreflang="zh-CN"', english)


def test_a_figure_has_both_grounds_its_words_and_its_links(built: Path) -> None:
    text = page(built, "en/alpha.html")
    assert text.count('alt="A white box standing for 7 works" width="72" height="36" loading="lazy"') == 2
    assert text.count('<source media="(max-width: 600px)" srcset="../figures/en/alpha_works.narrow') == 2
    assert "Source: Fingers of one hand" in text
    for link in ("../data/alpha_works.csv", "../workings/alpha.html", "../figures/en/alpha_works.svg"):
        assert f'href="{link}"' in text
        assert (built / "_build" / "site" / "en" / link).resolve().is_file()


def test_a_term_leads_to_the_glossary(built: Path) -> None:
    assert 'href="glossary.html#term-full-counting"' in page(built, "zh/alpha.html")
    assert 'id="term-full-counting"' in page(built, "zh/glossary.html")
    assert "全计数" in page(built, "en/glossary.html")


def test_the_parameters_of_the_edition_stand_on_the_page(built: Path) -> None:
    assert "2018–2022" in page(built, "en/alpha.html")
    assert "美国" in page(built, "zh/alpha.html")


def test_chinese_search_indexes_two_neighbouring_characters(built: Path) -> None:
    index = page(built, "zh/searchindex.js").encode().decode("unicode_escape", errors="ignore")
    assert "国际" in index
    assert '"合作"' in index
    assert "function splitQuery" in page(built, "zh/_static/language_data.js")


def test_the_first_page_opens_both_languages_without_script(built: Path) -> None:
    text = page(built, "index.html")
    assert 'href="en/index.html"' in text
    assert 'href="zh/index.html"' in text


def test_the_workings_lead_back_to_the_page(built: Path) -> None:
    text = page(built, "workings/alpha.html")
    assert 'href="../en/alpha.html"' in text
    assert 'href="../zh/alpha.html"' in text


def test_nothing_is_asked_from_elsewhere(built: Path) -> None:
    asked = re.compile(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(?:https?:)?//[^"]+"')
    for path in (built / "_build" / "site").rglob("*.html"):
        assert not asked.findall(path.read_text(encoding="utf-8")), path
    assert not list((built / "_build" / "site").rglob("*.map"))


def test_the_manifest_tells_inputs_outputs_and_versions(built: Path) -> None:
    site = built / "_build" / "site"
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["edition"]["parameters"]["last_year"] == 2022
    assert manifest["packages"] == {"one": "1.0"}
    assert {"data/alpha_works.csv", "facts/alpha.json", "figures/zh/alpha_works.dark.svg"} <= set(manifest["outputs"])
    for name, checksum in manifest["outputs"].items():
        assert sha256(site / name) == checksum
    for name, checksum in manifest["inputs"].items():
        assert sha256(built / name) == checksum
    assert manifest["pages"]["en"] == manifest["pages"]["zh"]


def test_two_builds_from_nothing_are_the_same_to_the_byte(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = write_miniature(tmp_path / "elsewhere" / "again")
    monkeypatch.chdir(again)
    assert copub("build", "--quiet") == 0
    assert below(again / "_build" / "run") == below(built / "_build" / "run")
    assert below(again / "_build" / "site") == below(built / "_build" / "site")


def test_executed_notebooks_hold_no_path_address_or_time(built: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (built / "_build" / "run" / "notebooks").iterdir())
    assert str(built) not in text
    assert "0x" not in text
    assert "<object>" in text
    assert "papermill" not in json.dumps(
        [json.loads(path.read_text())["metadata"] for path in (built / "_build/run/notebooks").iterdir()]
    )


def test_an_unchanged_project_is_not_made_again(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert copub("build") == 0
    said = capsys.readouterr().out
    assert "ran" not in said
    assert "built" not in said
    assert "The site is ready" in said


def test_one_changed_page_builds_its_language_only(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = miniature / "book" / "en" / "beta.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    assert copub("build") == 0
    assert capsys.readouterr().out.splitlines()[0] == "built en/ (1 of 1)"
    assert "One more sentence." in page(miniature, "en/beta.html")


def test_one_changed_notebook_runs_alone(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = miniature / "notebooks" / "beta.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("0.5", "0.25"), encoding="utf-8")
    assert copub("publish") == 1
    assert "not run, or changed since: beta" in capsys.readouterr().err
    assert copub("run") == 0
    assert capsys.readouterr().out.splitlines() == ["ran notebooks/beta.ipynb (1 of 1)"]


def test_a_folder_that_is_no_site_is_not_overwritten(miniature: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (miniature / "thesis").mkdir()
    (miniature / "thesis" / "chapter.txt").write_text("years of work", encoding="utf-8")
    assert copub("publish", "--to", "thesis") == 1
    assert "not a site" in capsys.readouterr().err
    assert (miniature / "thesis" / "chapter.txt").is_file()


def test_jupyter_book_alone_builds_the_english_pages(miniature: Path) -> None:
    from jupyter_book.cli.main import main as jupyter_book

    with pytest.raises(SystemExit) as end:
        jupyter_book(["build", "-W", "."])
    assert not end.value.code
    html = miniature / "_build" / "html"
    first = (html / "book" / "en" / "index.html").read_text(encoding="utf-8")
    assert "There are 7 works" in words(first) and 'href="passports-alpha.html#fact-n_works"' in first
    assert (html / "book" / "en" / "passports-alpha.js").is_file()
    assert (html / "figures" / "en" / "alpha_works.svg").is_file()
    assert 'src="../../figures/en/alpha_works.svg"' in (html / "book" / "en" / "alpha.html").read_text(encoding="utf-8")
    shutil.rmtree(html)

"""The papers of a site: they validate, name what is there and all of it, and read back as what the site says."""

import json
from pathlib import Path

import pytest
import yaml

from copub.audit.passport import InFile
from copub.publish.papers.citation import Author, read_citation
from copub.publish.papers.provenance import lines as lines_of
from miniature import ROOT, copub
from papers import UNKNOWN, check_actions, check_codecheck, check_crate, check_provenance, failing, graph, ids

PAPERS = ("ro-crate-metadata.json", "codecheck.yml", "provenance.json")


@pytest.fixture
def site(built: Path) -> Path:
    """The site of the miniature."""
    return built / "_build" / "site"


def test_the_crate_breaks_no_requirement_and_no_recommendation_that_can_be_met(site: Path) -> None:
    found = failing(site)
    assert [issue for issue in found if issue["severity"] == "REQUIRED"] == []
    assert {issue["message"] for issue in found} == UNKNOWN


def test_the_validator_finds_a_file_that_is_not_there(miniature: Path) -> None:
    (miniature / "_build" / "site" / "facts" / "alpha.json").unlink()
    found = failing(miniature / "_build" / "site")
    assert ["facts/alpha.json" in issue["message"] for issue in found if issue["severity"] == "REQUIRED"] == [True]


def test_the_crate_names_what_is_there_and_all_of_it(site: Path) -> None:
    check_crate(site)


def test_the_crate_tells_each_run_with_what_it_took_and_gave(site: Path) -> None:
    check_actions(site, {"alpha": ["first_year", "top"], "beta": ["first_year"]})
    entities = graph(site)
    assert entities["#parameter-earlier_window"]["value"] == "[2013, 2017]"
    assert entities["./"]["inLanguage"] == ["en", "zh-CN"]
    assert entities["figures/zh/alpha_works.svg"]["name"] == "一只手数得完的论文"
    assert "data/alpha_works.csv" in ids(entities["#run-alpha"]["result"])
    assert "data/alpha_works.csv" not in ids(entities["#run-beta"]["result"])


def test_public_tables_carry_their_licence_and_their_maker(site: Path) -> None:
    entities = graph(site)
    pairs = entities["tables/openalex_pairs.csv.gz"]
    assert pairs["license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}
    assert "OpenAlex" in entities[pairs["sourceOrganization"]["@id"]]["name"]
    output = entities["tables/ncses_output.csv"]
    assert "public domain" in entities[output["license"]["@id"]]["name"]


def test_the_licence_of_the_crate_is_that_of_the_text(site: Path) -> None:
    licence = graph(site)["./"]["license"]["@id"]
    assert licence in (ROOT / "LICENSE-TEXT.md").read_text(encoding="utf-8")


def test_the_codecheck_manifest_names_every_output_in_words(site: Path) -> None:
    check_codecheck(site)
    manifest = yaml.safe_load((site / "codecheck.yml").read_text(encoding="utf-8"))["manifest"]
    comments = {entry["file"]: entry["comment"] for entry in manifest}
    assert comments["figures/en/alpha_works.svg"] == "Works on one hand · 一只手数得完的论文"
    assert comments["facts/beta.json"] == "Facts of the section: Shares · 章节的事实：占比"


def test_provenance_reads_back_with_every_fact(site: Path, built: Path) -> None:
    check_provenance(site, built / "_build" / "run")


def test_provenance_leads_from_a_page_to_the_run_that_named_its_fact(site: Path) -> None:
    content = json.loads((site / "provenance.json").read_text(encoding="utf-8"))
    derived = {(one["prov:generatedEntity"], one["prov:usedEntity"]) for one in content["wasDerivedFrom"].values()}
    assert {(used) for page, used in derived if page == "site:zh/beta.html"} == {
        "fact:beta.share",
        "fact:edition.first_year",
    }
    assert ("fact:edition.first_year", "site:#edition") in derived
    born = {one["prov:entity"]: one for one in content["wasGeneratedBy"].values()}
    assert born["fact:beta.share"]["prov:activity"] == "site:#run-beta"
    # After the parameters, those put in their place, and the material: this cell is the fourth, and its second line records.
    assert born["fact:beta.share"]["prov:location"] == "cell 4, line 2"


def test_a_project_that_does_not_say_whom_to_cite_is_asked_to(
    miniature: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (miniature / "CITATION.cff").unlink()
    assert copub("publish") == 1
    assert "whom to cite" in capsys.readouterr().err


def test_the_papers_bear_the_day_of_release_and_hold_no_place_of_this_machine(site: Path, built: Path) -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert graph(site)["./"]["datePublished"] == str(citation["date-released"])
    assert [name for name in PAPERS if str(built) in (site / name).read_text(encoding="utf-8")] == []


def test_neighbouring_lines_of_a_table_are_written_as_one_range() -> None:
    def rows(*lines: int) -> str:
        return lines_of(InFile("data/open/x.csv", "", len(lines), tuple((line, "works", "1") for line in lines)))

    assert rows(3) == "row=3"
    assert rows(3, 4, 5) == "row=3-5"
    assert rows(9, 3, 4, 9) == "row=3-4;9"
    assert rows(2, 4, 6) == "row=2;4;6"


def test_a_person_is_cited_by_name_and_orcid(tmp_path: Path) -> None:
    people = "authors: [{given-names: Josiah, family-names: Carberry, orcid: 'https://orcid.org/0000-0002-1825-0097'}]"
    rest = "title: T\nabstract: A\nversion: 1\ndate-released: 2026-01-02\nlicense: MIT\n"
    (tmp_path / "CITATION.cff").write_text(rest + people, encoding="utf-8")
    assert read_citation(tmp_path).authors == (
        Author("Josiah Carberry", True, "https://orcid.org/0000-0002-1825-0097"),
    )

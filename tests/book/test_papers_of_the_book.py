"""The papers of the default edition."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from miniature import ROOT
from papers import UNKNOWN, check_actions, check_codecheck, check_crate, check_provenance, failing, graph, ids

pytestmark = pytest.mark.slow


def test_the_crate_of_the_book_breaks_no_requirement_and_no_recommendation_that_can_be_met(site: Path) -> None:
    found = failing(site)
    assert [issue for issue in found if issue["severity"] == "REQUIRED"] == []
    assert {issue["message"] for issue in found} == UNKNOWN


def test_the_papers_of_the_book_name_what_is_there_and_all_of_it(site: Path) -> None:
    edition = json.loads((ROOT / "_build" / "run" / "edition.json").read_text(encoding="utf-8"))
    check_crate(site)
    check_actions(site, edition["sections"])
    check_codecheck(site)
    check_provenance(site, ROOT / "_build" / "run")


def test_each_section_rests_on_the_tables_that_its_page_speaks_of(site: Path) -> None:
    entities = graph(site)

    def tables(section: str) -> set[str]:
        return {name for name in ids(entities[f"#run-{section}"]["object"]) if name.startswith("tables/")}

    assert tables("china") == {
        "tables/ncses_output.csv",
        "tables/openalex_international.csv",
        "tables/openalex_pairs.csv.gz",
    }
    assert "tables/ncses_top1.csv" in tables("three-blocs")
    assert "tables/openalex_pairs.csv.gz" not in tables("global-output")


def test_every_fact_of_a_section_leads_back_to_tables_or_follows_from_the_parameters(site: Path) -> None:
    content = json.loads((site / "provenance.json").read_text(encoding="utf-8"))
    origins = defaultdict(set)
    for kind, ours, theirs in (
        ("wasDerivedFrom", "prov:generatedEntity", "prov:usedEntity"),
        ("wasGeneratedBy", "prov:entity", "prov:activity"),
        ("used", "prov:activity", "prov:entity"),
    ):
        for one in content[kind].values():
            # The run of a notebook looks at every table of its section.
            if not one[ours].startswith("site:#run-") and not one[theirs].startswith("site:#run-"):
                origins[one[ours]].add(one[theirs])

    def reached(name: str) -> set[str]:
        return {name}.union(*map(reached, origins[name]))

    facts = [name for name in content["entity"] if name.startswith("fact:") and not name.startswith("fact:edition.")]
    ends = {name: reached(name) for name in facts}
    of_no_table = {name for name in facts if not any(one.startswith("site:tables/") for one in ends[name])}
    assert of_no_table == {
        "fact:global-output.base_first",
        "fact:global-output.base_last",
        "fact:regional-networks.n_regions",
    }
    assert all("site:#edition" in ends[name] for name in of_no_table)

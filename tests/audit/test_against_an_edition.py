"""What the facts of an edition say to a claim, and the ledger of it all."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from copub.audit.claims import load_claims
from copub.audit.edition import against_edition
from copub.audit.ledger import as_csv, as_html, as_json, as_text, audit
from copub.facts import Fact
from miniature import ROOT

CLAIMS = load_claims(ROOT)


def facts(**values):
    units = {int: "works", float: "share", str: "phrase", list: "share"}
    rows = [
        Fact(*name.replace("__", ".").replace("_of_", "-").split("."), value, units[type(value)], "growth", "fingers")
        for name, value in values.items()
    ]
    return {row.slot: row for row in rows}


def verdict(claim: str, **values) -> str:
    return against_edition(CLAIMS.by_id[claim], CLAIMS, facts(**values)).verdict


def test_a_sentence_the_data_share_agrees():
    assert verdict("000-S1-03", china__domestic_growth=9.0, china__international_growth=8.0) == "agrees"


def test_a_sentence_the_data_contradict_differs():
    assert verdict("000-S1-03", china__domestic_growth=8.0, china__international_growth=9.0) == "differs"


def test_a_band_that_straddles_is_undecidable():
    band = {"three-blocs.cn_eu_low_last": 100, "three-blocs.cn_eu_high_last": 900}
    known = {
        name: Fact(*name.split("."), value, "works", "joint_works", "fingers")
        for name, value in {**band, "three-blocs.us_cn_last": 500}.items()
    }
    assert against_edition(CLAIMS.by_id["000-S1-10"], CLAIMS, known).verdict == "undecidable"
    known["three-blocs.us_cn_last"] = replace(known["three-blocs.us_cn_last"], value=901)
    assert against_edition(CLAIMS.by_id["000-S1-10"], CLAIMS, known).verdict == "agrees"


def test_a_fact_the_edition_lacks_or_whose_place_a_reason_takes_is_not_in_this_source():
    assert verdict("000-S1-03", china__domestic_growth=9.0) == "not-in-this-source"
    absent = verdict("000-S1-03", china__domestic_growth="absent_none_before", china__international_growth=8.0)
    assert absent == "not-in-this-source"


def test_ranks_flip_with_the_rows():
    def leader(code):
        return {"global-output.leader": Fact("global-output", "leader", code, "place", "producer_rank", "fingers")}

    claim = CLAIMS.by_id["000-S10-05"]
    assert against_edition(claim, CLAIMS, leader("CN")).verdict == "agrees"
    assert against_edition(claim, CLAIMS, leader("US")).verdict == "differs"


def test_without_data_every_claim_says_why_it_cannot_be_asked():
    for claim in CLAIMS.by_id.values():
        found = against_edition(claim, CLAIMS, {})
        assert found.verdict == "not-in-this-source"
        assert found.reason["en"] and found.reason["zh"]


def test_a_printed_count_of_another_database_is_never_held_to_ours():
    for name in ("000-S7-01", "000-S5-07", "000-T2-05", "000-T1-01"):
        assert not CLAIMS.by_id[name].data
        assert "another database" in against_edition(CLAIMS.by_id[name], CLAIMS, {}).reason["en"]


LEDGER = audit(CLAIMS, facts(china__domestic_growth=8.0, china__international_growth=9.0), edition="fingers")


def test_every_format_has_every_claim():
    ids = list(CLAIMS.by_id)
    assert [row["id"] for row in json.loads(as_json(LEDGER))["claims"]] == ids
    assert [row["id"] for row in csv.DictReader(io.StringIO(as_csv(LEDGER)))] == ids
    assert re.findall(r'<article id="claim-([^"]+)"', as_html(LEDGER)) == ids


def test_the_text_names_what_is_inconsistent_or_differs_and_counts_the_rest():
    text = as_text(LEDGER)
    assert len(re.findall(r"^\S+  inconsistent \(", text, re.M)) == 30
    assert re.findall(r"^(\S+)  differs", text, re.M) == ["000-S1-03"]
    assert text.endswith("against edition fingers: not-in-this-source 289, differs 1\n")


def test_the_page_asks_no_other_server_and_escapes_what_it_prints():
    page = as_html(LEDGER)
    assert not re.search(r"""(src|href)=["'](?!#)""", page)
    assert "&lt;" in page and "[000-S5-12] > [000-S5-10" not in page


@pytest.mark.parametrize("part", ["source", "place", "inside", "data"])
def test_the_page_filters_by_what_each_claim_carries(part):
    page = as_html(LEDGER)
    assert f'<select name="{part}">' in page
    assert page.count(f"data-{part}=") == len(CLAIMS.by_id)

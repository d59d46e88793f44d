"""The claims of the source reports, and what the rules make of them beside a reader."""

import csv
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from copub.audit.claims import FILE, Printed, load_claims
from copub.audit.intervals import read
from copub.audit.judge import confusion, judge
from copub.corpus.reported import reported
from copub.errors import CopubError
from miniature import ROOT
from shared import SHARED

CLAIMS = load_claims(ROOT)
VERDICTS = {name: judge(claim, CLAIMS) for name, claim in CLAIMS.by_id.items()}
HAND_MADE = SHARED / "data" / "claims" / "claims.csv"
REGIONS = {"AFRICA": 1, "ASIA-PACIFIC": 12, "LATIN-AMERICA": 23, "MIDDLE-EAST": 34}
AREAS = ["natural-sciences", "engineering", "medical-health", "social-sciences", "agriculture", "humanities"]

BY_RULE = {
    *("000-S1-12", "000-S7-12", "000-S10-11", "000-S1-13", "000-S1-17", "000-S3-04", "000-S7-14", "000-S10-06"),
    *(
        "000-S8-01",
        "000-S8-03",
        "000-S8-06",
        "000-S8-08",
        "000-S8-09",
        "000-S8-10",
        "000-S10-01",
        "000-T-03",
        "000-T-11",
    ),
    *("001-13", "003-15", "003-16", "003-17", "003-36", "003-38", "004-13"),
}
BY_HAND = {
    "000-S3-13": "definition",
    "000-T-05": "scope",
    "000-T-08": "definition",
    "001-01": "outside",
    "001-20": "translation",
    "004-04": "outside",
}


def test_every_claim_is_told_in_both_languages_and_their_numbers_are_the_same():
    for claim in CLAIMS.by_id.values():
        assert re.search(r"[a-z]{3}", claim.text["en"]), claim.id
        assert re.search(r"[\u4e00-\u9fff]{3}", claim.text["zh"]), claim.id
        decimals = [set(re.findall(r"\d+\.\d+", claim.text[language])) for language in ("en", "zh")]
        if not {"亿", "万"} & set(claim.text["zh"]):
            assert decimals[0] == decimals[1], claim.id


@pytest.mark.skipif(not HAND_MADE.is_file(), reason="the hand-made list is not beside the project")
def test_every_claim_checked_by_hand_is_here_with_its_verdict():
    with HAND_MADE.open(encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert {name: claim.hand for name, claim in CLAIMS.by_id.items()} == {
        name: row["verdict"] for name, row in rows.items()
    }
    assert {name for name, claim in CLAIMS.by_id.items() if claim.text["en"] == rows[name]["statement_en"]} == set()


def test_the_claims_of_table_1_print_what_the_table_prints():
    rows = reported("reported_table1")
    partners = {("CN", ""): 1, ("CN", "US"): 2, ("US", ""): 3}
    for row in rows.itertuples():
        number = 3 * AREAS.index(row.area) + partners[row.unit, row.partner]
        assert CLAIMS.printed(f"000-T1-{number:02d}").text == row.printed


def test_the_claims_of_table_2_print_what_the_table_prints():
    for row in reported("reported_table2").itertuples():
        first = REGIONS[row.region] + {"": 0, "CN": 3, "US": 7}[row.partner]
        cells = [row.earlier, row.later, row.growth_printed, *([row.share_change_printed] if row.partner else [])]
        for at, cell in enumerate(cells):
            text = CLAIMS.printed(f"000-T2-{first + at:02d}").text.replace(",", "")
            assert Decimal(text) == Decimal(str(cell)), f"000-T2-{first + at:02d}"


def test_no_cell_of_table_2_is_accused():
    checkable = {
        name: verdict for name, verdict in VERDICTS.items() if name.startswith("000-T2") and verdict.by == "rule"
    }
    assert len(checkable) == 20
    assert {verdict.verdict for verdict in checkable.values()} == {"consistent"}


def test_a_growth_or_change_of_table_2_that_is_off_by_one_digit_is_accused():
    checkable = [claim for name, claim in CLAIMS.by_id.items() if name.startswith("000-T2") and claim.readings]
    for claim in checkable:
        ((which, number),) = claim.printed.items()
        last_place = Decimal(1).scaleb(Decimal(number.text).as_tuple().exponent)
        wrong = str(Decimal(number.text) + 2 * last_place)
        misprinted = replace(claim, printed={which: Printed(wrong, read(wrong))})
        others = replace(CLAIMS, by_id={**CLAIMS.by_id, claim.id: misprinted})
        assert judge(misprinted, others).verdict == "inconsistent", claim.id


def test_the_inconsistencies_that_arithmetic_or_order_can_find_are_found_by_rule():
    assert {
        name for name, verdict in VERDICTS.items() if (verdict.verdict, verdict.by) == ("inconsistent", "rule")
    } == BY_RULE


def test_the_others_are_kept_from_a_reader_with_the_reason_why_no_rule_finds_them():
    kept = {name: CLAIMS.by_id[name].kept for name, verdict in VERDICTS.items() if verdict.by == "hand"}
    assert {name: kept[name] for name in kept if VERDICTS[name].verdict == "inconsistent"} == BY_HAND
    assert len(BY_RULE) + len(BY_HAND) == 30


def test_rules_and_reader_side_by_side():
    assert confusion(CLAIMS) == Counter(
        {
            ("consistent", "consistent"): 82,
            ("consistent", "ambiguous"): 1,
            ("consistent", "no rule"): 24,
            ("inconsistent", "inconsistent"): 24,
            ("inconsistent", "no rule"): 6,
            ("ambiguous", "ambiguous"): 10,
            ("ambiguous", "no rule"): 31,
            ("unchecked", "no rule"): 112,
        }
    )


def test_every_difference_of_rule_and_reader_is_explained_and_nothing_else_is():
    differ = {name for name, claim in CLAIMS.by_id.items() if claim.readings and VERDICTS[name].verdict != claim.hand}
    assert differ == {"000-S3-06"}
    assert {name for name, claim in CLAIMS.by_id.items() if claim.differs} == differ


def test_the_printed_course_of_us_china_papers_is_possible_but_not_with_even_growth():
    verdict = VERDICTS["000-S5-16"]
    assert verdict.verdict == "ambiguous"
    assert "the printed numbers alone: consistent" in verdict.reason["en"]
    assert "equal yearly steps to the peak: inconsistent" in verdict.reason["en"]


def test_a_row_that_cannot_stand_with_its_neighbours_is_named_with_them():
    assert tuple(map(str, VERDICTS["003-17"].working)) == (
        "∧ total(p2005, p2014) = 1,089,964",
        "∧ total(p2006, p2015) = 1,599,251",
        "∧ p2015 = 296,847",
        "✗ Σ: 1 * p2005 + 212,440 <= 0",
    )


def test_sums_are_written_out_for_a_pencil():
    assert tuple(map(str, VERDICTS["000-T2-06"].working)) == (
        "✓ [000-T2-06] = [000-T2-05] / [000-T2-04]: 2.65 → [2.645, 2.655]; 43,327 / 16,379 → 2.6453",
    )
    assert VERDICTS["000-T2-06"].rests_on == ("000-T2-06", "000-T2-05", "000-T2-04")


def test_a_reason_names_the_printed_numbers():
    assert VERDICTS["003-15"].reason["en"] == (
        "No values that round to the printed numbers fulfil 8.91 = 142,499,025 / 1,599,251."
    )


def test_every_verdict_has_a_reason_in_both_languages():
    for name, verdict in VERDICTS.items():
        assert verdict.reason["en"].endswith("."), name
        assert verdict.reason["zh"].endswith("。"), name


def test_what_rules_judge_rests_on_printed_numbers_alone():
    for name, verdict in VERDICTS.items():
        for reference in verdict.rests_on:
            assert CLAIMS.printed(reference).text, name


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("    hand: ambiguous\n", "    hand: doubtful\n", "`doubtful` is no `hand` of a claim"),
        ("    quantity: direction of", "    quantiy: direction of", "lacks `quantity`"),
        ("    kept: wording\n", "    kept: wording\n    opinion: none\n", "no part `opinion` in a claim"),
    ],
)
def test_a_claim_with_a_wrong_part_is_refused_with_its_line(tmp_path, was, becomes, message):
    path = tmp_path / FILE
    path.parent.mkdir(parents=True)
    path.write_text((ROOT / FILE).read_text(encoding="utf-8").replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(CopubError, match=message) as error:
        load_claims(tmp_path)
    assert re.search(r"claims\.yml:\d+", error.value.where)


def test_a_number_that_is_not_printed_is_refused():
    with pytest.raises(CopubError, match="claim `003-10` prints no `single number`"):
        CLAIMS.printed("003-10")
    with pytest.raises(CopubError, match="no claim `000-T2-99`"):
        CLAIMS.printed("000-T2-99")

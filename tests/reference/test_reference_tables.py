"""Countries, units and fields: complete in both languages."""

import csv
from pathlib import Path

import pytest

from copub.errors import CopubError
from copub.reference import countries, fields, members, memberships, tables, units

CODES_OF_OPENALEX = (
    Path(__file__).parents[3] / "shared" / "data" / "real" / "openalex-country-pairs-bavla" / "ISO2codes.csv"
)
AREAS = {"natural-sciences", "engineering", "medical-health", "agriculture", "social-sciences", "humanities"}


def test_every_place_has_a_name_in_both_languages():
    for table in (countries(), units()):
        assert (table[["code", "en", "en_in_sentence", "zh"]] != "").all(axis=None)


def test_codes_and_names_are_unique_across_countries_and_units():
    for column in ("code", "en", "zh"):
        both = [*countries()[column], *units()[column]]
        assert len(both) == len(set(both)), column


def test_chinese_names_are_chinese():
    assert not [zh for zh in countries()["zh"] if any("a" <= letter.lower() <= "z" for letter in zh)]
    assert not [zh for zh in countries()["zh"] if "特别行政区" in zh]


@pytest.mark.parametrize(
    ("code", "zh"),
    [
        ("US", "美国"), ("GB", "英国"), ("KR", "韩国"), ("KP", "朝鲜"), ("HK", "香港"), ("MO", "澳门"), ("TW", "台湾"),
        ("CD", "刚果（金）"), ("CG", "刚果（布）"), ("GE", "格鲁吉亚"), ("NE", "尼日尔"), ("NG", "尼日利亚"),
        ("DM", "多米尼克"), ("DO", "多米尼加共和国"), ("NA", "纳米比亚"), ("AE", "阿联酋"), ("CZ", "捷克"),
    ],
)  # fmt: skip
def test_chinese_names_a_reader_expects(code, zh):
    assert countries().set_index("code").loc[code, "zh"] == zh


@pytest.mark.parametrize(
    ("code", "in_sentence"),
    [
        ("US", "the United States"), ("NL", "the Netherlands"), ("CD", "the Democratic Republic of the Congo"),
        ("GM", "the Gambia"), ("CN", "China"), ("UA", "Ukraine"), ("SD", "Sudan"),
    ],
)  # fmt: skip
def test_english_names_take_their_article_in_a_sentence(code, in_sentence):
    assert countries().set_index("code").loc[code, "en_in_sentence"] == in_sentence


def test_namibia_is_not_a_missing_value():
    namibia = countries().set_index("code").loc["NA"]
    assert (namibia["en"], namibia["iso3"]) == ("Namibia", "NAM")
    assert "NA" in members("AFRICA")


def test_every_country_code_of_openalex_is_known():
    if not CODES_OF_OPENALEX.is_file():
        pytest.skip("the shared originals are not beside the project")
    with CODES_OF_OPENALEX.open(encoding="utf-8-sig", newline="") as file:
        codes = {row["code"] for row in csv.DictReader(file, delimiter=";")}
    assert len(codes) == 251
    assert codes <= set(countries()["code"])


def test_there_are_fourteen_fields_and_all_of_them_together():
    table = fields().set_index("field")
    assert len(table) == 15
    assert table.loc["all", "area"] == ""
    assert set(table.drop("all")["area"]) == AREAS - {"humanities"}
    assert (table[["en", "zh"]] != "").all(axis=None)
    assert "no humanities" in table.loc["all", "note"]


def test_every_member_and_unit_of_a_membership_is_known():
    table = memberships()
    assert set(table["unit"]) <= set(units()["code"])
    assert set(table["member"]) <= {*countries()["code"], *units()["code"]}
    assert not table.duplicated(["unit", "member", "scheme"]).any()


def test_a_table_with_other_columns_is_refused(tmp_path):
    path = tmp_path / "fields.csv"
    path.write_text("field,en\nall,All fields\n", encoding="utf-8")
    with pytest.raises(CopubError, match="has the columns field, en"):
        tables._read(path, tables.COLUMNS["fields"])

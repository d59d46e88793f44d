"""From a printed name to a code: the spellings that set traps."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.errors import CopubError
from copub.reference import aliases, code_of, countries, units

CODES = {row.en: row.code for row in countries().itertuples()}


@pytest.mark.parametrize(
    ("name", "source", "code"),
    [
        ("Namibia", "ncses", "NA"),
        ("Congo, Democratic Republic of the", "ncses", "CD"),
        ("Congo, Republic of the", "ncses", "CG"),
        ("South Korea", "ncses", "KR"),
        ("North Korea", "ncses", "KP"),
        ("Georgia", "ncses", "GE"),
        ("Turkey", "ncses", "TR"),
        ("Türkiye", "ncses", "TR"),
        ("Turkiye", "wos", "TR"),
        ("Czechia", "ncses", "CZ"),
        ("Czech Republic", "wos", "CZ"),
        ("Hong Kong", "incites", "HK"),
        ("MACAU", "incites", "MO"),
        ("Taiwan", "ncses", "TW"),
        ("Niger", "ncses", "NE"),
        ("Nigeria", "ncses", "NG"),
        ("Guinea", "ncses", "GN"),
        ("Guinea-Bissau", "ncses", "GW"),
        ("Equatorial Guinea", "ncses", "GQ"),
        ("Papua New Guinea", "ncses", "PG"),
        ("Papua N Guinea", "wos", "PG"),
        ("Dominica", "ncses", "DM"),
        ("Dominican Republic", "ncses", "DO"),
        ("Dominican Rep", "wos", "DO"),
        ("Peoples R China", "wos", "CN"),
        ("Burma", "ncses", "MM"),
        ("Serbia and Montenegro<sup>d</sup>", "ncses", "CS"),
        ("C&#244;te d&#8217;Ivoire", "ncses", "CI"),
        ("UK ", "ncses", "GB"),
        ("EU-27<sup>b</sup>", "ncses", "EU27"),
        ("EU-27 and United Kingdom<sup>a</sup>", "ncses", "EU27GB"),
        ("EU-27+ and UK", "ncses", "EU27GB"),
        ("Other Europe", "ncses", "OTHER-EUROPE"),
        ("Other Europe, 2020", "ncses", "OTHER-EUROPE-2020"),
    ],
)
def test_each_spelling_means_one_place(name, source, code):
    assert code_of(name, source) == code


@pytest.mark.parametrize("nation", ["England", "Scotland", "Wales", "Northern Ireland", "North Ireland", "ENGLAND"])
def test_the_nations_of_web_of_science_are_the_united_kingdom(nation):
    assert code_of(nation, "wos") == "GB"


def test_a_spelling_belongs_to_its_source():
    with pytest.raises(CopubError, match="England"):
        code_of("England", "ncses")


@given(st.sampled_from(sorted(CODES)), st.sampled_from(["", "<sup>a</sup>", " "]), st.booleans())
def test_footnotes_entities_case_and_blanks_do_not_matter(name, tail, shout):
    printed = html.escape(name.upper() if shout else name).encode("ascii", "xmlcharrefreplace").decode() + tail
    assert code_of(printed, "ncses") == CODES[name]


def test_an_unknown_name_is_refused_with_the_nearest_and_its_row():
    with pytest.raises(CopubError) as refused:
        code_of("Untied States", "ncses", where="table 10001, row r016")
    assert "Did you mean `United States`?" in refused.value.what
    assert refused.value.where == "table 10001, row r016"
    assert "aliases.csv" in refused.value.do


def test_every_alias_leads_to_a_known_code():
    assert set(aliases()["code"]) <= {*countries()["code"], *units()["code"]}


def test_no_source_spells_two_places_alike():
    spelt = aliases().assign(name=aliases()["name"].str.casefold())
    assert not spelt.duplicated(["source", "name"]).any()

"""The rules of the Web of Science reader, each on a record of a few lines."""

import csv
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.corpus.addresses import Address, Countries, credited, lead_of
from copub.corpus.doc_types import doc_types
from copub.corpus.exported.record import Record
from copub.corpus.wos.addresses import addresses
from copub.corpus.wos.reader import read
from copub.corpus.wos.work import Works, doc_type
from copub.reference import countries
from shared import ROOT

STATES = [row["state"] for row in csv.DictReader((ROOT / "data/reference/us_states.csv").open(encoding="utf-8"))]


@pytest.fixture(scope="module")
def country():
    return Countries("wos")


def work(**cells: str):
    return Works(doc_types("wos"))(Record("record 1", {"UT": ["WOS:1"]} | {tag: [cell] for tag, cell in cells.items()}))


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("Univ Example, Beijing, Peoples R China.", "CN"),
        ("UNIV FLORIDA,DEPT BOT,GAINESVILLE,FL 32611.", "US"),
        ("HOOVER INST,WASHINGTON,DC.", "US"),
        ("Univ Example, Mangilao, GU 96913 USA.", "US"),
        ("Beth Israel Hosp, Boston, MA 02215 USA.", "US"),
        ("Inst Invented, Carrer Melcior Palau, Barcelona, Spain.", "ES"),
        ("Univ Example, Tbilisi, Rep of Georgia.", "GE"),
        ("Univ Example, Taipei, Taiwan.", "TW"),
        ("Univ Example, Hong Kong, Hong Kong, Peoples R China.", "CN"),
        ("Univ Example, Hong Kong, Hong Kong.", "HK"),
        ("Univ Example, Belfast, North Ireland.", "GB"),
        ("Univ Example, Belfast, Antrim, Northern Ireland.", "GB"),
        ("Univ Example, Dublin, Ireland.", "IE"),
        ("UNIV EXAMPLE,LEIPZIG,GER DEM REP.", "DD"),
        ("Univ Example, Port Of Spain, Trinid & Tobago.", "TT"),
        ("Univ Example, Kinshasa, DEM REP CONGO.", "CD"),
        ("Univ Example, Brazzaville, Rep Congo.", "CG"),
        ("Univ Example, Gaza, Gaza Strip.", "PS"),
        ("UNIV EXAMPLE,PRAGUE,CZECHOSLOVAKIA.", "CSHH"),
        ("SMITHSONIAN TROP RES INST,BALBOA,CZ.", ""),
        ("Israel", "IL"),
        ("", ""),
    ],
)
def test_the_last_element_of_an_address_is_the_country(country, address, code):
    assert country(address) == code


@pytest.mark.parametrize("state", STATES)
def test_a_us_state_is_never_a_country_whose_code_it_shares(country, state):
    assert {country(f"UNIV EXAMPLE,TOWN,{state} 12345."), country(f"Univ Example, Town, {state} USA.")} == {"US"}


@given(code=st.sampled_from([code for code in countries()["code"] if len(code) == 2 and code not in STATES]))
def test_two_letters_alone_are_never_a_country(code):
    assert Countries("wos")(f"Univ Example, Town, {code}.") == ""


def test_semicolons_inside_brackets_separate_authors_and_outside_addresses(country):
    cell = "[Aster, A; Birch, B] Univ A, Paris, France; [Cedar, C] Univ B, Rome, Italy; Univ C, Oslo, Norway"
    index = {name: name for name in ("Aster, A", "Birch, B", "Cedar, C")}
    assert [(one.authors, one.country) for one in addresses([cell], country, index)] == [
        (("Aster, A", "Birch, B"), "FR"),
        (("Cedar, C",), "IT"),
        ((), "NO"),
    ]


def test_addresses_without_authors_share_the_work_evenly():
    credit = credited(["A", "B", "C"], [Address((), "US"), Address((), "US"), Address((), "FR")])
    assert (dict(credit.weights), credit.unknown, credit.dual) == ({"US": 480_480, "FR": 240_240}, 0, False)


def test_an_author_whom_no_address_names_is_unknown():
    credit = credited(["A", "B"], [Address(("A",), "US")])
    assert (dict(credit.weights), credit.unknown) == ({"US": 360_360}, 1)


def test_a_single_author_with_two_countries_is_dual_with_or_without_links():
    for names in (("A",), ()):
        assert credited(["A"], [Address(names, "US"), Address(names, "FR")]).dual


def test_the_corresponding_author_leads_else_the_first_and_two_countries_lead_nowhere():
    places = [Address(("A",), "US"), Address(("B",), "FR")]
    assert lead_of(["A", "B"], places, [Address(("B",), "FR")]) == "FR"
    assert lead_of(["A", "B"], places, []) == "US"
    assert lead_of(["A", "B"], places, places) == ""
    assert lead_of([], [], []) == ""


def test_the_reprint_address_counts_only_where_its_country_is_missing():
    listed = "[Aster, A; Birch, B] Univ A, Paris, France"
    assert (
        work(AU="Aster, A; Birch, B", C1=listed, RP="Aster, A (reprint author), Univ C, Nice, France.").row["cset"]
        == "FR"
    )
    moved = work(AU="Aster, A; Birch, B", C1=listed, RP="Birch, B (reprint author), Univ B, Rome, Italy.")
    assert (moved.row["cset"], moved.row["lead"], moved.weights) == ("FRIT", "IT", {"FR": 540_540, "IT": 180_180})


@pytest.mark.parametrize(
    ("printed", "ours"),
    [
        ("Article", "article"),
        ("Article; Proceedings Paper", "article"),
        ("Proceedings Paper", "conference"),
        ("Article; Book Chapter", "chapter"),
        ("Review; Early Access", "review"),
        ("Retracted Publication", "other"),
        ("A type nobody has heard of", "other"),
        ("", ""),
    ],
)
def test_one_type_of_several(printed, ours):
    assert doc_type([one.lower() for one in printed.split("; ") if one], doc_types("wos")) == ours


def test_a_work_without_any_year_keeps_its_place_with_the_year_empty():
    assert work().row["year"] is None
    assert work(EA="MAR 2024").row["year"] == 2024
    assert work(PY="2025", EA="MAR 2024").row["year"] == 2025


def test_a_cell_of_sixty_thousand_characters_is_one_cell(country):
    cell = "; ".join(f"[Author, {n}] Univ {n}, Geneva, Switzerland" for n in range(1_600))
    assert len(cell) > 60_000
    assert work(AU="; ".join(f"Author, {n}" for n in range(1_600)), C1=cell).weights == {"CH": 720_720}


NAMES = st.lists(st.integers(0, 30), min_size=1, max_size=8, unique=True)
PLACES = st.lists(st.tuples(NAMES, st.sampled_from(["US", "FR", "CN", ""])), max_size=6)


@given(authors=NAMES, places=PLACES)
def test_shares_never_exceed_the_work_and_fill_it_when_nothing_is_unknown(authors, places):
    credit = credited([str(one) for one in authors], [Address(tuple(map(str, who)), code) for who, code in places])
    total = sum(weight for _, weight in credit.weights)
    assert 0 <= total <= 720_720
    assert (total == 720_720) == (credit.unknown == 0)
    assert {code for _, code in places if code} == {credit.cset[i : i + 2] for i in range(0, len(credit.cset), 2)}


def test_gzip_is_seen_by_its_content(tmp_path):
    zipped = tmp_path / "savedrecs.txt"
    zipped.write_bytes(gzip.compress((ROOT / "data/sample/wos/tab.txt").read_bytes()))
    assert sum(batch.records for batch in read(zipped)) == 10

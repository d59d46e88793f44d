"""Each field of a source of records has its broad area, and none that occurs is missing."""

from copub.corpus.exported.record import Record
from copub.corpus.openalex import reader as openalex
from copub.corpus.wos import reader as wos
from copub.reference import field_areas, fields
from shared import REAL, needs_real

OPENALEX = """
    Agricultural and Biological Sciences; Arts and Humanities; Biochemistry, Genetics and Molecular Biology;
    Business, Management and Accounting; Chemical Engineering; Chemistry; Computer Science; Decision Sciences; Dentistry;
    Earth and Planetary Sciences; Economics, Econometrics and Finance; Energy; Engineering; Environmental Science;
    Health Professions; Immunology and Microbiology; Materials Science; Mathematics; Medicine; Neuroscience; Nursing;
    Pharmacology, Toxicology and Pharmaceutics; Physics and Astronomy; Psychology; Social Sciences; Veterinary
"""


def names(source):
    table = field_areas()
    return set(table.loc[table["source"] == source, "field"])


def plain(found):
    return {name.strip().lower() for name in found}


def area(source, field):
    return field_areas().set_index(["source", "field"]).loc[(source, field), "area"]


def test_each_field_of_a_source_stands_once_whatever_its_capitals():
    table = field_areas()
    assert set(table["source"]) == {"openalex", "wos"}
    assert not table.assign(field=table["field"].str.strip().str.lower()).duplicated(["source", "field"]).any()


def test_an_area_is_one_of_the_six_or_empty_with_the_reason():
    table = field_areas()
    six = {*fields()["area"], "humanities"} - {""}
    assert len(six) == 6
    assert set(table["area"]) - {""} == six
    assert (table.loc[table["area"] == "", "note"] != "").all()


def test_the_fields_of_openalex_are_its_twenty_six():
    assert names("openalex") == {name.strip() for name in OPENALEX.split(";")}
    assert len(names("openalex")) == 26


def test_areas_follow_ford_where_a_reader_might_expect_another():
    assert area("wos", "Computer Science") == "natural-sciences"
    assert area("wos", "Psychology") == "social-sciences"
    assert area("wos", "Psychiatry") == "medical-health"
    assert area("wos", "Physical Geography") == "natural-sciences"
    assert area("wos", "Geography") == "social-sciences"
    assert area("wos", "Veterinary Sciences") == "agriculture"
    assert area("wos", "Linguistics") == "humanities"
    assert area("wos", "Science & Technology - Other Topics") == ""


@needs_real
def test_every_research_area_of_the_real_web_of_science_exports_is_known():
    exports = [*REAL.glob("wos-*/**/*"), *REAL.glob("bib-*/*")]
    found = {
        name
        for path in exports
        if path.is_file() and (form := wos.recognise(path))
        for record in wos.FORMATS[form](path)
        if isinstance(record, Record)
        for name in record.items("SC")
    }
    assert len(found) == 148
    assert plain(found) <= plain(names("wos"))


@needs_real
def test_every_field_of_the_real_openalex_works_is_known():
    works = [path for path in sorted(REAL.glob("openalex-*/**/*")) if path.is_file() and openalex.recognise(path)]
    found = {field for path in works for batch in openalex.read(path) for field in batch.works["field"].to_pylist()}
    assert len(found - {""}) == 23
    assert plain(found - {""}) <= plain(names("openalex"))

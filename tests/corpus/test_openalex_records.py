"""One record, one row: what each field becomes."""

import pytest

from openalex import author, rows, work, write_lines


@pytest.fixture
def row(tmp_path):
    """The row that a record becomes."""

    def become(*authors, **more):
        (only,) = rows(write_lines(tmp_path / "part.gz", [work(1, *authors, **more)]))
        return only

    return become


def test_the_countries_of_all_authors_are_sorted_and_each_stands_once(row):
    assert row(author("US"), author("CN", "DE"), author("US"))["cset"] == "CNDEUS"


def test_before_2024_the_institutions_say_where_an_author_works(row):
    old = author("GB")
    del old["countries"]
    assert row(old, author())["cset"] == "GB"


def test_the_country_of_the_corresponding_author_leads(row):
    assert row(author("US"), author("CN", corresponding=True))["lead"] == "CN"


def test_without_a_corresponding_author_the_first_leads(row):
    assert row(author("US"), author("CN"))["lead"] == "US"


def test_nobody_leads_where_the_leading_country_is_not_one(row):
    assert row(author("CN", "US"), author("CN"))["lead"] == ""
    assert row(author("CN", corresponding=True), author("US", corresponding=True))["lead"] == ""
    assert row(author(), author("US"))["lead"] == ""


def test_an_unknown_country_among_others_makes_the_work_partly_unknown(row):
    assert row(author("CN"), author(None))["unknown"] == 1
    assert row(author("CN", None))["unknown"] == 0
    assert row(author(), author())["unknown"] == 2


def test_a_cut_list_of_authors_is_flagged(row):
    assert row(is_authors_truncated=True)["truncated"]
    cut = row(author("CN"), authors_count=100)
    assert cut["truncated"] and cut["n_authors"] == 100 and cut["unknown"] == 1


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ({"type": "journal-article"}, "article"),
        ({"type": "article", "type_crossref": "proceedings-article"}, "conference"),
        ({"type": "article", "primary_location": {"source": {"type": "conference"}}}, "conference"),
        ({"type": "review", "type_crossref": "proceedings-article"}, "review"),
        ({"type": "article", "is_paratext": True}, "other"),
        ({"type": "article", "is_xpac": True}, "other"),
        ({"type": "a type nobody has heard of"}, "other"),
        ({"type": None}, "other"),
    ],
)
def test_document_types_are_ours(row, theirs, ours):
    assert row(**theirs)["doc_type"] == ours


def test_the_first_category_is_the_primary_subfield_and_the_others_follow(row):
    def topic(subfield, field):
        return {"subfield": {"display_name": subfield}, "field": {"display_name": field}}

    found = row(primary_topic=topic("b", "B"), topics=[topic("a", "A"), topic("b", "B"), topic("c", "C")])
    assert [found["field"], found["c1"], found["c2"], found["c3"], found["c4"]] == ["B", "b", "a", "c", ""]


def test_a_doi_has_no_address_and_no_capitals(row):
    assert row(doi="https://doi.org/10.99999/ABC")["doi"] == "10.99999/abc"
    assert row(doi=None)["doi"] == ""


def test_what_the_record_does_not_say_is_empty(row):
    found = row(cited_by_count=None, is_retracted=None)
    assert found["citations"] is None and found["retracted"] is None

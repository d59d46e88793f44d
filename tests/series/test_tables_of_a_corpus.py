"""What the tables of a corpus say about it, for readers who have neither its records nor its cube."""

import json
from collections.abc import Iterator

import pytest
from docutils import nodes

from copub.corpus.ingest import ingest
from copub.corpus.merging import RULE
from copub.corpus_tables import write_tables
from copub.cube import build
from copub.demo import make_demo
from copub.publish.extension.corpus import card
from copub.publish.words import words
from works import by, write_corpus


@pytest.fixture
def about(tmp_path):
    """Eight works: six in a country, one in none, one of an author in two; two reviews, one retracted, one without a field."""
    folder = write_corpus(
        [
            by("US", "CN"),
            by("US", "?"),
            by("?"),
            by("CN", truncated=True),
            by("GB", doc_type="review", retracted=True),
            by("GB", doc_type="review"),
            by("DE", field=""),
            by("DE", citations=None).but(authors=(("DE", "FR"),)),
        ],
        tmp_path / "fingers",
    )
    build(folder, folder / "cube")
    write_tables(folder)
    return json.loads((folder / "tables" / "tables.json").read_text(encoding="utf-8"))


def test_works_are_told_apart_by_what_is_unknown_or_unusual_about_them(about):
    assert about["flagged"] == {
        "some_countries": 1,
        "truncated": 1,
        "dual": 1,
        "undated": 0,
        "unrated": 1,
        "retracted": 1,
    }
    assert about["of_type"] == {"article": 6, "review": 2}
    assert about["of_no_area"] == 1
    assert about["works"]["works"] - about["works"]["located"] == 1
    assert about["years"] == [2020, 2020]


def test_the_sql_that_made_the_cube_goes_with_its_checksums(about):
    assert "FROM histogram" in about["sql"]
    assert set(about["cube"]) == {"cells", "sets", "credits", "baselines", "histogram", "classes"}


def test_no_file_is_named(tmp_path):
    make_demo(200, 1, tmp_path / "made")
    done = ingest("openalex", [tmp_path / "made" / "openalex"], "demo", tmp_path, workers=1)
    build(done.folder, done.folder / "cube")
    write_tables(done.folder)
    text = (done.folder / "tables" / "tables.json").read_text(encoding="utf-8")
    named = json.loads((done.folder / "corpus.json").read_text(encoding="utf-8"))["files"]
    assert json.loads(text)["files"] == len(named) > 0
    assert not [one["file"] for one in named if one["file"] in text]


def test_the_card_tells_where_every_record_went(about):
    records = {"records": 1200, "accepted": 1190, "duplicates": 3, "same_id": 2, "same_doi": 1, "quarantined": 7}
    known = {
        **about,
        "source": "OpenAlex",
        "files": 2,
        "rule": RULE,
        "records": {**records, "reasons": {"no year": 2, "no identifier": 5}},
    }
    shown = list(texts(card(known, words("en"))))
    assert "1,200 = 1,190 accepted + 3 duplicates + 7 quarantined" in shown
    assert "duplicates: 2 by identifier, 1 by DOI across files" in shown
    assert shown.index("quarantined: 5, no identifier") < shown.index("quarantined: 2, no year")
    assert "1,200 = 收录1,190 + 重复3 + 隔离7" in list(texts(card(known, words("zh"))))


def test_the_card_of_works_put_together_by_hand_has_no_balance(about):
    shown = list(texts(card(about, words("en"))))
    assert about["records"] == {}
    assert not [text for text in shown if "accepted" in text]
    assert "8, of the years 2020 to 2020; 7 of them with a country, 1 without any" in shown


def test_the_rule_for_duplicates_is_told_in_both_languages():
    assert words("en")("corpus.the_rule") == RULE


def texts(made: list[nodes.Node]) -> Iterator[str]:
    return (paragraph.astext() for node in made for paragraph in node.findall(nodes.paragraph))

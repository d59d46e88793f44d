"""Editions: what is refused, where, and with which advice."""

import pytest
import yaml

from copub.editions import KINDS, NoCorpus, check, load_edition
from copub.errors import CopubError
from copub.project import find_root

EDITIONS = find_root() / "data" / "editions"


def changed(folder, **parameters):
    """The default edition with other parameters, as a file; None removes one."""
    content = yaml.safe_load((EDITIONS / "2022.yml").read_text(encoding="utf-8"))
    content["parameters"].update(parameters)
    content["parameters"] = {name: value for name, value in content["parameters"].items() if value is not None}
    path = folder / "mine.yml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def of_corpus(folder, **parts):
    """The edition of the invented corpus with other parts, as a file; None removes one."""
    content = yaml.safe_load((EDITIONS / "demo.yml").read_text(encoding="utf-8"))
    content.update(parts)
    path = folder / "mine.yml"
    kept = {name: part for name, part in content.items() if part is not None}
    path.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", sorted(EDITIONS.glob("*.yml")), ids=lambda path: path.stem)
def test_every_shipped_edition_is_accepted_and_complete(path):
    try:
        edition = load_edition(path)
    except NoCorpus:
        pytest.skip("its corpus is not on this machine")
    assert set(edition.parameters) == set(KINDS)
    assert set(edition.title) == {"en", "zh"}


def test_an_edition_of_a_corpus_that_is_not_here_says_how_to_make_it(tmp_path):
    with pytest.raises(NoCorpus) as error:
        load_edition(of_corpus(tmp_path, corpus="nobody-s"))
    assert "the corpus `nobody-s` has no tables" in str(error.value)
    assert "copub ingest SOURCE PATH... --to nobody-s" in str(error.value)
    assert "mine.yml:" in str(error.value)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"source": "cub"}, "Did you mean `cube`"),
        ({"corpus": None}, "go together"),
        ({"source": None}, "go together"),
        ({"corpsu": "demo"}, "Did you mean `corpus`"),
    ],
)
def test_source_and_corpus_are_read_together(tmp_path, parts, told):
    with pytest.raises(CopubError) as error:
        load_edition(of_corpus(tmp_path, **parts))
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"frist_year": 2003}, "Did you mean `first_year`"),
        ({"last_year": None}, "parameter `last_year` is missing"),
        ({"last_year": 2031}, "last_year 2031 lies outside the data"),
        ({"last_year": "2022"}, "last_year is '2022'"),
        ({"pairs_first_year": 1901}, "openalex-2024 covers 1990 to 2023"),
        ({"focus_countries": ["US", "UK"]}, "no country `UK`"),
        ({"focus_countries": ["US", "Germany"]}, "Did you mean `DE`"),
        ({"focus_countries": []}, "write a list of codes"),
        ({"regions": ["AFRCIA"]}, "Did you mean `AFRICA`"),
        ({"release": "ncses-2032"}, "Did you mean `ncses-2023`"),
        ({"eu_membership": "fxied"}, "Did you mean `fixed`"),
        ({"earlier_window": [2001, 2005]}, "earlier_window 2001 lies outside the data"),
        ({"earlier_window": [2014, 2018]}, "overlap"),
        ({"earlier_window": [2014, 2017]}, "differ in length"),
        ({"later_window": [2018]}, "later_window is"),
        ({"last_year": 2020}, "later_window ends in 2022, after last_year 2020"),
        (
            {"first_year": 2022, "last_year": 2020, "later_window": [2018, 2020], "earlier_window": [2015, 2017]},
            "is after last_year",
        ),
        ({"top": 0}, "a count is above zero"),
    ],
)
def test_a_bad_edition_is_refused_with_file_line_and_advice(tmp_path, parameters, told):
    path = changed(tmp_path, **parameters)
    with pytest.raises(CopubError) as error:
        load_edition(path)
    assert told in str(error.value)
    assert "mine.yml:" in str(error.value)
    assert "do:" in str(error.value)


def test_norway_written_without_quotes_is_caught(tmp_path):
    path = tmp_path / "mine.yml"
    path.write_text(
        (EDITIONS / "2022.yml").read_text(encoding="utf-8").replace("[US, CN, IN,", "[NO, CN, IN,"), encoding="utf-8"
    )
    with pytest.raises(CopubError, match="quote"):
        load_edition(path)


def test_a_notebook_run_by_hand_is_held_to_the_same_rules():
    with pytest.raises(CopubError, match="lies outside the data"):
        check(release="ncses-2023", last_year=2023)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CopubError, match=r"no file mine\.yml"):
        load_edition(tmp_path / "mine.yml")


def test_an_edition_to_compare_with_must_be_there(tmp_path):
    path = changed(tmp_path)
    text = path.read_text(encoding="utf-8")
    assert load_edition(path).compared_with == "data/editions/2018.yml"
    path.write_text(text.replace("editions/2018.yml", "editions/2081.yml"), encoding="utf-8")
    with pytest.raises(CopubError) as error:
        load_edition(path)
    assert "Did you mean `data/editions/2018.yml`" in str(error.value)

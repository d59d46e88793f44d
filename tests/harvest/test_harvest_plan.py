"""Which calls an edition needs, what they cost, and that each is one that OpenAlex takes."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copub.cli import main
from copub.editions import load_edition
from copub.errors import CopubError
from copub.harvest import cost, scope_of
from copub.harvest.calls import ALTERNATIVES, Call, any_of, none_of, years
from copub.harvest.fields import NAMES, areas, check_names
from copub.harvest.plan import questions
from copub.harvest.scope import codes, stages
from copub.project import find_root
from copub.reference import field_areas, members

EDITIONS = sorted((find_root() / "data" / "editions").glob("20*.yml"))
DEFAULT = find_root() / "data" / "editions" / "2022.yml"
REQUEST_LINE = 4094


def scope(path=DEFAULT, **more):
    return scope_of(load_edition(path).parameters | more)


@pytest.mark.parametrize("path", EDITIONS, ids=lambda path: path.stem)
def test_an_edition_takes_at_most_two_thousand_calls_and_a_quarter_of_a_dollar(path):
    dated = scope(path, eu_membership="at-the-time")
    for planned in (cost(scope(path)), cost(dated)):
        assert planned.calls <= 2_000
        assert planned.usd <= 0.25


def test_a_dry_run_says_what_it_would_take_and_takes_nothing(monkeypatch, capsys):
    monkeypatch.chdir(find_root())
    monkeypatch.setattr(sys, "argv", ["copub", "harvest", "openalex", "--to", "never-made", "--dry-run"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out == (
        "2022, 2000 to 2023: at most 1,174 calls, 0.1174 USD, 1 min 57 s at 10 calls a second\n"
    )
    assert not (find_root() / "data" / "harvests" / "never-made").exists()


def test_no_question_is_asked_twice_and_each_fits_a_request_line():
    asked = questions(scope(eu_membership="at-the-time"))
    assert len({question.call for question in asked}) == len(asked)
    for question in asked:
        line = f"GET /{question.call.text('*')} HTTP/1.1".replace("|", "%7C").replace(",", "%2C").replace(":", "%3A")
        assert len(line) < REQUEST_LINE
        assert all(len(value.split("|")) <= ALTERNATIVES for _, value in question.call.filters)


def test_every_call_keeps_to_the_works_that_the_reports_count():
    kept = "type:article|review,primary_location.source.type:journal,is_paratext:false,is_xpac:false"
    assert all(question.call.text("*").startswith(f"works?filter={kept}") for question in questions(scope()))
    without = scope_of(load_edition(DEFAULT).parameters, retracted=False)
    assert all(("is_retracted", "false") in question.call.filters for question in questions(without))


def test_a_call_has_one_text_and_one_name():
    call = Call((*years(2019, 2020), *any_of("authorships.countries", ["US", "CN"])), "publication_year")
    assert call.text("*") == (
        "works?filter=publication_year:2019-2020,authorships.countries:US|CN&group_by=publication_year&per_page=200&cursor=*"
    )
    assert call.name("*") == Call(call.filters, "publication_year").name("*")
    assert call.name("*") != call.name("IlVTIg==")


@given(st.lists(st.sampled_from(codes()), unique=True, min_size=1))
def test_none_of_many_is_none_of_each_part(values):
    parts = none_of("authorships.countries", values)
    assert [code for _, text in parts for code in text.removeprefix("!").split("|")] == values
    assert all(text.startswith("!") and text.count("!") == 1 for _, text in parts)


def test_a_bloc_that_grows_is_asked_once_for_each_set_of_members():
    found = stages("EU", scope(eu_membership="at-the-time"))
    assert [(first, last) for _, first, last in found] == [
        (2000, 2003),
        (2004, 2006),
        (2007, 2012),
        (2013, 2019),
        (2020, 2023),
    ]
    assert [len(lands) for lands, *_ in found] == [15, 25, 27, 28, 27]
    assert stages("EU27", scope()) == [(tuple(sorted(members("EU27"))), 2000, 2023)]


def test_all_26_fields_have_their_area_and_a_new_name_is_refused():
    ours = field_areas().query("source == 'openalex'")
    assert set(NAMES.values()) == set(ours.field)
    assert {NAMES[int(number)] for numbers in areas().values() for number in numbers} == set(
        ours[ours.area != ""].field
    )
    check_names({"27": "Medicine"})
    with pytest.raises(CopubError, match="field 27 is called `Healing`, here `Medicine`"):
        check_names({"27": "Healing"})

"""What the authors' countries say about a work, counted on fingers and as laws."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from copub.corpus.credit import UNIT, credit

CODES = st.sampled_from(["CN", "DE", "FR", "GB", "US"])
AUTHORS = st.lists(st.sets(CODES, max_size=4).map(lambda codes: tuple(sorted(codes))), max_size=30)


def test_an_author_in_two_countries_gives_half_to_each():
    shared = credit([("CN", "US"), ("CN",)])
    assert dict(shared.weights) == {"CN": UNIT * 3 // 4, "US": UNIT // 4}
    assert shared.cset == "CNUS"


def test_a_work_is_dual_when_all_its_authors_share_a_country():
    assert credit([("CN", "US"), ("CN",)]).dual
    assert credit([("CN", "US")]).dual
    assert not credit([("CN",), ("US",)]).dual
    assert not credit([("CN",), ("CN",)]).dual


def test_an_author_without_a_country_keeps_a_share_that_nobody_gets():
    shared = credit([("CN",), ()])
    assert dict(shared.weights) == {"CN": UNIT // 2}
    assert shared.unknown == 1


def test_authors_that_the_source_does_not_list_count_as_unknown():
    shared = credit([("CN",)], unlisted=3)
    assert dict(shared.weights) == {"CN": UNIT // 4}
    assert shared.unknown == 1


def test_a_work_without_any_country_is_wholly_unknown():
    assert credit([(), ()]) == credit([]) == ("", (), 2, False)


@given(AUTHORS)
def test_shares_add_up_to_the_authors_whose_countries_are_known(authors):
    shared = credit(authors)
    known = sum(1 for one in authors if one)
    assert sum(weight for _, weight in shared.weights) == (UNIT * known // len(authors) if authors else 0)


@given(AUTHORS)
def test_a_share_is_the_exact_one_to_within_one_unit(authors):
    exact: dict[str, Fraction] = {}
    for countries in authors:
        for country in countries:
            exact[country] = exact.get(country, Fraction()) + Fraction(UNIT, len(authors) * len(countries))
    assert all(abs(weight - exact[country]) < 1 for country, weight in credit(authors).weights)


@given(AUTHORS, st.randoms())
def test_the_order_of_authors_does_not_matter(authors, random):
    shuffled = list(authors)
    random.shuffle(shuffled)
    assert credit(shuffled) == credit(authors)

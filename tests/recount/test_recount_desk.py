"""Numbers by year, as a desk reads them from a table."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

import tiny
from copub.recount import Desk, NotThere

WORKS = st.dictionaries(st.integers(2001, 2004), st.one_of(st.none(), st.integers(0, 9)))


def lines(works: dict[int, int | None], place: str) -> str:
    return "\n".join(f"{place} {year} {'.' if number is None else number}" for year, number in works.items())


def each_year(desk: Desk) -> dict[int, int]:
    """The works of every year from 2001 to 2004 of which there is a count, asked for one by one."""
    counts = {}
    for year in range(2001, 2005):
        with suppress(NotThere):
            counts[year] = desk.count("international", "works", unit="FR", year=year)
    return counts


def yearly(desk: Desk) -> dict[int, int]:
    return desk.yearly("international", "works", 2001, 2004, unit="FR")


@settings(max_examples=30)
@given(WORKS)
def test_a_public_table_tells_of_several_years_what_it_tells_of_each(works):
    with TemporaryDirectory() as folder:
        told = lines(works, "FR") + "\nDE 2001 5\nDE 2004 5"
        desk = tiny.desk(tiny.of_public(Path(folder), openalex_international=told))
        assert yearly(desk) == each_year(desk) == {year: number for year, number in works.items() if number is not None}


@settings(max_examples=30)
@given(WORKS)
def test_a_corpus_counts_none_in_a_year_that_it_covers_and_does_not_list(works):
    with TemporaryDirectory() as folder:
        years = "FR 2001 1 1 0 \n FR 2004 1 1 0"
        desk = tiny.desk(tiny.of_corpus(Path(folder), output=years, international=lines(works, "FR")))
        listed = {year: number for year, number in works.items() if number is not None}
        silent = {year: 0 for year in range(2001, 2005) if year not in works}
        assert yearly(desk) == each_year(desk) == listed | silent


def test_only_the_years_that_are_asked_for_are_looked_at(tmp_path):
    told = "FR 2001 3 \n FR 2002 4 \n FR 2003 5 \n DE 2002 6"
    desk = tiny.desk(tiny.of_public(tmp_path, openalex_international=told))
    assert desk.yearly("international", "works", 2002, 2003, unit="FR") == {2002: 4, 2003: 5}
    assert [cell.line for cell in desk.looked_at] == [3, 4]

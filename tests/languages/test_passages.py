"""Passages: what a page says of one kind of source only."""

import pytest

from copub.errors import CopubError
from copub.languages.passages import kind_of, passages

PAGE = """one

::::{when} records
exact

:::{chart} a_b
:alt: c
:::
::::

:::{when} tables
a band
:::
last"""


def test_a_page_shows_the_passages_of_its_kind_and_what_stands_outside_them():
    assert passages(PAGE, "tables", where="p.md").split() == ["one", "a", "band", "last"]
    assert "exact" in passages(PAGE, "corpus", where="p.md")
    assert ":::{chart} a_b" in passages(PAGE, "corpus", where="p.md")
    assert "band" not in passages(PAGE, "corpus", where="p.md")


@pytest.mark.parametrize("kind", ["tables", "corpus", "harvest"])
def test_every_line_keeps_its_number(kind):
    shown = passages(PAGE, kind, where="p.md").split("\n")
    assert len(shown) == len(PAGE.split("\n"))
    assert shown[-1] == "last"


def test_a_corpus_and_a_harvest_share_what_is_said_of_records(tmp_path):
    (tmp_path / "data" / "harvests" / "asked" / "tables").mkdir(parents=True)
    assert [kind_of(tmp_path, name) for name in ("", "mine", "asked")] == ["tables", "corpus", "harvest"]
    own = PAGE.replace("{when} tables", "{when} harvest")
    assert passages(own, "harvest", where="p.md").split()[1] == "exact"
    assert ["band" in passages(own, kind, where="p.md") for kind in ("tables", "corpus", "harvest")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (":::{when} record\nx\n:::", "Did you mean `records`"),
        ("x\n:::{when} records\nx", "p.md:2"),
        ("::::{when} records\n:::{when} tables\n:::\n::::", "inside the one of line 1"),
    ],
)
def test_a_slip_is_told_with_its_line(page, told):
    with pytest.raises(CopubError) as error:
        passages(page, "corpus", where="p.md")
    assert told in str(error.value)

"""Desks that count under another choice: the same tables, read another way. What its choice cannot say a desk refuses."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar, Self

from copub.errors import CopubError
from copub.recount.desk import Desk
from copub.recount.lines import Line

Keys = dict[str, str | int]


class Unable(CopubError):
    """A choice that the tables of a desk do not allow; `reason` names the sentence that says why, `never.…` or `not_yet.…`."""

    def __init__(self, reason: str) -> None:
        super().__init__("the tables do not allow this choice", where=reason, do="leave the choice out")
        self.reason = reason


class Variant(Desk):
    """A desk with other parameters; subclasses read some tables another way."""

    @classmethod
    def of(cls, desk: Desk, **parameters: Any) -> Self:
        """This kind of desk over the files of `desk`, with some of its parameters replaced."""
        return cls(desk.files, {**desk.parameters, **parameters}, corpus=desk.corpus)

    def changed(self, line: Line, **values: str) -> Line:
        """The line with some of its values replaced; what is looked at is still noted under its place."""
        return Line(line.file, line.number, {**line.values, **values}, line.note)


class Fractional(Variant):
    """A paper of three countries counts a third for each: `works` of all fields together, rounded to whole works.

    For the world every paper counts once either way.
    """

    REFUSED: ClassVar = {
        "output": "never.split_in_full",
        "joint": "never.pairs_in_full",
        "international": "never.pairs_in_full",
        "ncses_us_partners": "never.pairs_in_full",
        "top1": "never.impact_in_full",
    }

    def lines(self, table: str, /, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """See `Desk.lines`."""
        found = super().lines(table, release=release, **keys)
        if keys.get("unit") == "WORLD":
            return found
        if self.corpus:
            raise Unable("not_yet.records_in_full")
        if table in self.REFUSED:
            raise Unable(self.REFUSED[table])
        if table != "whole_counts":
            return found
        if keys.get("field") != "all":
            raise Unable("never.fields_in_full")
        return [self._shared_out(line, release or self.release) for line in found]

    def _shared_out(self, line: Line, release: str) -> Line:
        place = {name: line.key(name) for name in ("unit", "year")}
        counted = super().line("ncses_fractional_counts", release=release, **place)
        if counted is None:
            raise Unable("never.not_there")
        return self.changed(counted, works=str(round(float(counted.key("works")))))


class Located(Variant):
    """Papers whose addresses are too incomplete to tell are left out: the total is the domestic and the international ones."""

    def lines(self, table: str, /, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """See `Desk.lines`."""
        found = super().lines(table, release=release, **keys)
        return [self._known(line) for line in found] if table == "output" else found

    def _known(self, line: Line) -> Line:
        parts = [line.values["domestic"], line.values["international"]]
        return self.changed(line, total=str(sum(map(int, parts)))) if all(parts) else line


class WithHongKong(Variant):
    """China, Hong Kong and Macao as one partner, where works of two places are counted pair by pair.

    Pairs only bound what the three have together with a partner: at least the largest pair, at most the sum. `most` says of which partner
    and year the upper end is taken.
    """

    PARTS: ClassVar = {"CN", "HK", "MO"}
    most: Callable[[str, int], bool]

    def lines(self, table: str, /, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """See `Desk.lines`."""
        found = super().lines(table, release=release, **keys)
        if not any(self._is_part(line) for line in found) and not self.PARTS & set(keys.values()):
            return found
        if self.corpus:
            raise Unable("not_yet.three_apart")
        if table == "international":
            raise Unable("never.three_across_borders")
        if table != "joint":
            raise Unable("never.no_hong_kong")
        parts = [
            line for own in self._each(keys) for line in super(WithHongKong, self).lines(table, release=release, **own)
        ]
        return list(self._merged(parts))

    def members(self, unit: str, year: int) -> list[str]:
        """See `Desk.members`; Hong Kong and Macao are no members beside China."""
        return [code for code in super().members(unit, year) if code == "CN" or code not in self.PARTS]

    def _is_part(self, line: Line) -> bool:
        return bool(self.PARTS & {line.values.get("unit"), line.values.get("partner")})

    def _each(self, keys: Keys) -> list[Keys]:
        """The keys, and where they name China the same with Hong Kong and with Macao in its place."""
        side = next((name for name in ("unit", "partner") if keys.get(name) == "CN"), None)
        return [keys] if side is None else [{**keys, side: code} for code in sorted(self.PARTS)]

    def _merged(self, parts: Iterable[Line]) -> Iterator[Line]:
        together: dict[tuple[str, str, str], list[Line]] = {}
        for line in parts:
            unit, partner = ("CN" if line.key(side) in self.PARTS else line.key(side) for side in ("unit", "partner"))
            if unit != partner:
                together.setdefault((unit, partner, line.key("year")), []).append(line)
        for (unit, partner, year), lines in together.items():
            works = [line.whole("works") or 0 for line in lines]
            joined = sum(works) if self.most(partner if unit == "CN" else unit, int(year)) else max(works)
            yield self.changed(lines[0], unit=unit, partner=partner, works=str(joined))


class OfEachYear(Variant):
    """The European Union with other members than the edition counts; only pairs of countries can be put together anew."""

    def lines(self, table: str, /, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """See `Desk.lines`."""
        if {"EU", "EU27"} & set(keys.values()):
            raise Unable("not_yet.union_in_tables" if self.corpus else "never.union_in_tables")
        return super().lines(table, release=release, **keys)


class ScopusPairs(Variant):
    """Joint works from the pairs of the Scopus tables, which are published for the first and the last year of a release alone.

    `ends_only` says that nothing is asked of the years between.
    """

    ends_only = False

    def lines(self, table: str, /, *, release: str | None = None, **keys: str | int) -> list[Line]:
        """See `Desk.lines`."""
        if table not in {"joint", "international"}:
            return super().lines(table, release=release, **keys)
        if self.corpus:
            raise Unable("never.own_pairs")
        years = scopus_years(self)
        if int(keys.get("year", 0)) not in years and not ("year" not in keys and self.ends_only):
            raise Unable("never.two_years")
        source = "ncses_pairs" if table == "joint" else "output"
        found = super().lines(source, release=self.release, **keys)
        if not found:
            raise Unable("never.some_pairs")
        if table == "joint":
            return [line for line in found if "WORLD" not in {line.key("unit"), line.key("partner")}]
        return [
            self.changed(line, works=line.values["international"]) for line in found if int(line.key("year")) in years
        ]


def scopus_years(desk: Desk) -> list[int]:
    """The two years of which the edition's release has pairs. Raises `Unable` for a corpus, and where there are no two."""
    if desk.corpus:
        raise Unable("never.own_pairs")
    rows = desk.files.rows("data/open/ncses_pairs")
    years = {int(values["year"]) for _, _, values in rows if values["release"] == desk.release}
    if len(years) != 2:
        raise Unable("never.not_there")
    return sorted(years)

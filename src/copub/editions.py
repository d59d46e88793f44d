"""An edition: one small file that says which years, windows, places and sources the report is about.

Its source is the public tables, the cube of a corpus (`source: cube`, `corpus: NAME`) or a harvest (`source: harvest`, `corpus: NAME`);
all numbers then come from that corpus or harvest. With `compared_with: FILE` its book is set beside another edition.

Its parameters are what papermill gives the notebooks. Every value is checked here, against the reference tables and against
what the public tables hold, by the same rules whether it comes from an edition file or from a notebook run by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from copub import marked_yaml, releases
from copub.errors import CopubError, nearest
from copub.project import LANGUAGES, find_root
from copub.reference import countries, units

KINDS = {
    "first_year": "year of output",
    "last_year": "year of output",
    "pairs_first_year": "year of pairs",
    "pairs_last_year": "year of pairs",
    "earlier_window": "window of output",
    "later_window": "window of output",
    "release": "release of output",
    "pairs_release": "release of pairs",
    "focus_countries": "countries",
    "us_partners": "countries",
    "china_partners": "countries",
    "regions": "regions",
    "eu_membership": "membership",
    "top": "count",
}
SOURCES = ("tables", "cube", "harvest")
RELEASES = ("release", "pairs_release")
DEFAULTS = {"release": "ncses-2023", "pairs_release": "openalex-2024"}
MEMBERSHIPS = {"fixed": "EU27", "at-the-time": "EU"}


class NoCorpus(CopubError):
    """The corpus that an edition asks for is not on this machine."""


@dataclass(frozen=True)
class Edition:
    """One edition file, checked: `name` is the file's stem, `title` has both languages, `parameters` are complete.

    `corpus` is the corpus or harvest whose tables it is made from; empty where it is made from the public tables. `compared_with` is the
    file, from the project's root, of the edition that its book sets beside it; empty where there is none.
    """

    name: str
    path: Path
    title: dict[str, str]
    parameters: dict[str, Any]
    corpus: str = ""
    compared_with: str = ""


def load_edition(path: Path, *, with_data: bool = True) -> Edition:
    """Read and check an edition file; `with_data` is false where its data are still to be fetched, so that they are not looked at.

    Raises `NoCorpus` where its corpus is not here, and `CopubError` with file and line for an unknown or missing parameter, an unknown
    place or release, a year or window outside the data, and windows of unequal length.
    """
    content, lines = marked_yaml.load(path)
    expected, optional = {"title", "parameters"}, {"source", "corpus", "compared_with"}
    for key in (content or {}).keys() - expected - optional:
        raise CopubError(
            f"no part `{key}` in an edition.{nearest(key, expected | optional)}",
            where=f"{path}:{lines[(key,)]}",
            do="an edition has `title` and `parameters`, and may have `source`, `corpus` and `compared_with`",
        )
    for key in expected - (content or {}).keys():
        raise CopubError(f"the edition lacks `{key}`", where=str(path), do="an edition has `title` and `parameters`")
    if not isinstance(content["title"], dict) or set(content["title"]) != set(LANGUAGES):
        raise CopubError(
            "the title lacks a language", where=f"{path}:{lines[('title',)]}", do="write `title: {en: …, zh: …}`"
        )
    corpus = _corpus(content, lines, path, with_data)
    parameters = dict(content["parameters"] or {})
    if corpus:
        for name in [name for name in RELEASES if name in parameters]:
            raise CopubError(
                f"`{name}` belongs to public tables, and this edition is made from the corpus `{corpus}`",
                where=f"{path}:{lines[('parameters', name)]}",
                do="leave it out",
            )
        parameters |= dict.fromkeys(RELEASES, corpus)
    for name in sorted(KINDS.keys() - parameters.keys()):
        raise CopubError(
            f"parameter `{name}` is missing",
            where=f"{path}:{lines[('parameters',)]}",
            do=f"add it; it is a {KINDS[name]}",
        )
    _check(parameters, lambda name: f"{path}:{lines.get(('parameters', name), lines[('parameters',)])}", with_data)
    return Edition(path.stem, path, content["title"], parameters, corpus, _compared_with(content, lines, path))


def _compared_with(content: Mapping[str, Any], lines: marked_yaml.Lines, path: Path) -> str:
    """The file of the edition beside this one, as written."""
    other = str(content.get("compared_with", ""))
    if other and not (find_root() / other).is_file():
        known = [f"data/editions/{one.name}" for one in sorted((find_root() / "data" / "editions").glob("*.yml"))]
        raise CopubError(
            f"no edition `{other}` to compare with.{nearest(other, known)}",
            where=f"{path}:{lines[('compared_with',)]}",
            do=f"use {' or '.join(known)}, or leave the line out",
        )
    return other


def _corpus(content: Mapping[str, Any], lines: marked_yaml.Lines, path: Path, with_data: bool) -> str:
    """The corpus or harvest that an edition asks for, its tables at hand; empty for the public tables."""
    source, corpus = content.get("source", "tables"), str(content.get("corpus", ""))
    if source not in SOURCES:
        raise CopubError(
            f"no source `{source}`.{nearest(str(source), SOURCES)}",
            where=f"{path}:{lines[('source',)]}",
            do=f"use {' or '.join(SOURCES)}",
        )
    if (source != "tables") != bool(corpus):
        raise CopubError(
            "`source` and `corpus` go together",
            where=f"{path}:{lines[('source' if 'source' in content else 'corpus',)]}",
            do="write both lines, `source: cube` or `source: harvest` and `corpus: NAME`, or neither",
        )
    if with_data and corpus and not releases.tables_of(find_root(), corpus).is_dir():
        first = (
            f"`copub harvest openalex --edition {path} --to {corpus}`"
            if source == "harvest"
            else f"`copub ingest SOURCE PATH... --to {corpus}` and `copub cube {corpus}`"
        )
        kind = "harvest" if source == "harvest" else "corpus"
        raise NoCorpus(
            f"the {kind} `{corpus}` has no tables", where=f"{path}:{lines[('corpus',)]}", do=f"run {first} first"
        )
    if with_data and corpus and releases.is_harvest(find_root(), corpus) != (source == "harvest"):
        kind = "harvest" if source == "cube" else "corpus of records"
        raise CopubError(
            f"`{corpus}` is a {kind}",
            where=f"{path}:{lines[('source',)]}",
            do=f"write `source: {'harvest' if source == 'cube' else 'cube'}`",
        )
    if corpus and not releases.of_its_cube(find_root(), corpus):
        raise CopubError(
            f"the tables of `{corpus}` are older than its cube",
            where=f"{path}:{lines[('corpus',)]}",
            do=f"run `copub cube {corpus}` again",
        )
    return corpus


def check(**parameters: Any) -> None:
    """Refuse parameters of a notebook that the data cannot serve, by the rules of `load_edition`."""
    _check(parameters, lambda name: f"parameter {name}", with_data=True)


def eu_code(eu_membership: str) -> str:
    """The unit that a way of counting the European Union stands for: `fixed` EU27, `at-the-time` the members of each year."""
    return MEMBERSHIPS[eu_membership]


def _check(parameters: Mapping[str, Any], where: Any, with_data: bool) -> None:
    for name, value in parameters.items():
        if name not in KINDS:
            raise CopubError(
                f"no parameter `{name}`.{nearest(name, KINDS)}", where=where(name), do=f"use {', '.join(KINDS)}"
            )
        if with_data or name not in RELEASES:
            _check_value(name, KINDS[name], value, where(name))
    for name, value in parameters.items():
        if with_data and KINDS[name].startswith(("year", "window")):
            table = KINDS[name].rpartition(" ")[2]
            which = "release" if table == "output" else "pairs_release"
            release = parameters.get(which, DEFAULTS[which])
            years = [value] if isinstance(value, int) else value
            _check_years(name, years, release, _coverage(find_root(), table, release), where(name))
    for first, last in (("first_year", "last_year"), ("pairs_first_year", "pairs_last_year")):
        if first in parameters and last in parameters and parameters[first] > parameters[last]:
            raise CopubError(
                f"{first} {parameters[first]} is after {last} {parameters[last]}",
                where=where(first),
                do="put them in order",
            )
    if {"earlier_window", "later_window"} <= parameters.keys():
        _check_windows(parameters["earlier_window"], parameters["later_window"], where("later_window"))
    if (
        "last_year" in parameters
        and "later_window" in parameters
        and parameters["later_window"][1] > parameters["last_year"]
    ):
        raise CopubError(
            f"later_window ends in {parameters['later_window'][1]}, after last_year {parameters['last_year']}",
            where=where("later_window"),
            do="end the window in last_year or before",
        )


def _check_value(name: str, kind: str, value: Any, where: str) -> None:
    fits = {
        "year": lambda: type(value) is int,
        "count": lambda: type(value) is int and value > 0,
        "window": lambda: _is_window(value),
    }
    rule = fits.get(kind.split(" ")[0])
    if rule is not None and not rule():
        raise CopubError(
            f"{name} is {value!r}",
            where=where,
            do="a year is a whole number, a window is [first, last], a count is above zero",
        )
    if kind.startswith("release"):
        root, of = find_root(), kind.rpartition(" ")[2]
        if not releases.tables_of(root, str(value)).is_dir() and value not in (known := releases.public(root, of)):
            raise CopubError(
                f"no release `{value}`.{nearest(str(value), known)}", where=where, do=f"use {' or '.join(known)}"
            )
    if kind == "membership" and value not in MEMBERSHIPS:
        raise CopubError(
            f"no membership `{value}`.{nearest(str(value), MEMBERSHIPS)}",
            where=where,
            do=f"use {' or '.join(MEMBERSHIPS)}",
        )
    if kind in {"countries", "regions"}:
        table = countries() if kind == "countries" else units().query("kind == 'region'")
        if not isinstance(value, list) or not value:
            raise CopubError(f"{name} is {value!r}", where=where, do="write a list of codes, such as [US, CN]")
        for code in value:
            if code not in set(table["code"]):
                named = dict(zip(table["en"], table["code"], strict=True))
                hint = (
                    f" Did you mean `{named[str(code)]}`?" if str(code) in named else nearest(str(code), table["code"])
                )
                raise CopubError(
                    f"no {'country' if kind == 'countries' else 'region'} `{code}`.{hint}",
                    where=where,
                    do='use codes of data/reference; quote "NO"',
                )


def _is_window(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(year) is int for year in value)


def _check_years(name: str, years: list[int], source: str, covered: tuple[int, int], where: str) -> None:
    for year in years:
        if not covered[0] <= year <= covered[1]:
            raise CopubError(
                f"{name} {year} lies outside the data", where=where, do=f"{source} covers {covered[0]} to {covered[1]}"
            )


def _check_windows(earlier: list[int], later: list[int], where: str) -> None:
    if earlier[1] < earlier[0] or later[1] < later[0] or later[0] <= earlier[1]:
        raise CopubError(
            f"the windows {earlier} and {later} overlap or run backwards",
            where=where,
            do="let the later window begin after the earlier one ends",
        )
    if earlier[1] - earlier[0] != later[1] - later[0]:
        raise CopubError(
            f"the windows {earlier} and {later} differ in length", where=where, do="compare windows of equal length"
        )


@cache
def _coverage(root: Path, table: str, release: str) -> tuple[int, int]:
    """First and last year of a release of output or of pairs."""
    releases.load(root, release)
    view = "joint" if table == "pairs" else "output"
    query = f"SELECT min(year), max(year) FROM {view} WHERE release = ?"
    first, last = releases.connect(root).execute(query, [release]).fetchall()[0]
    return first, last


def from_records(release: str) -> bool:
    """Whether a release is a corpus or a harvest, made from records, and not one of the public tables."""
    return release in releases.corpora(find_root())


def beside(release: str, table: str) -> pd.DataFrame:
    """A table that stands beside those of `copub.releases` in a harvest, such as `impact_estimates`."""
    return pd.read_csv(releases.tables_of(find_root(), release) / f"{table}.csv", keep_default_na=False, na_values=[""])


def tells(release: str, table: str) -> bool:
    """Whether a release has one of the tables of `copub.releases`; what a harvest cannot know, it lacks."""
    return releases.tells(find_root(), release, table)

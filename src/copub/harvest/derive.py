"""From the answers of a harvest to the tables that the sections of a book read: those of `copub.releases`, as CSV files.

It reads the harvest's folder alone and gives the same bytes whenever it is run. What OpenAlex's API cannot tell is absent, with
the reason in `tables.json`; it is never zero.
Beside those of `copub.releases` stand `three_blocs` (works of the United States, China and the EU-27 together), `completeness`,
`accumulation`, `bounds` and `impact_estimates`.

Domestic works are those of one country. Whether an author's address is unknown the API does not say, so they contain works of which
a second country is missing; `completeness.csv` says how many works have no country at all.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from copub.folders import fingerprint, replaced
from copub.harvest import completeness, impact
from copub.harvest.answers import Answers
from copub.harvest.fields import areas, check_names
from copub.harvest.plan import questions
from copub.harvest.scope import BLOC_PAIRS, codes
from copub.harvest.storage import SOURCE, opened
from copub.releases import TABLES

ABSENT = {
    "top1": "OpenAlex's API tells no share among the most cited by category, year and type",
    "impact": "normalised citation impact needs the citations of every work; impact_estimates.csv has estimates from samples",
}
COUNTED = (("all",), ("one", "several"))
Row = tuple[object, ...]


def write_tables(folder: Path) -> dict[str, int]:
    """Write `folder/tables/` from the answers in `folder`; the rows of each table by name.

    Raises CopubError where an answer is missing, damaged or not understood.
    """
    store = opened(folder)
    answers = Answers(store)
    check_names(answers.by_field())
    with replaced(folder / "tables") as made:
        rows, files = {}, {}
        for name, table in _tables(answers):
            path = made / f"{name}.csv"
            table.to_csv(path, index=False, float_format="%.12g", lineterminator="\n")
            rows[name], files[name] = len(table), fingerprint(path)
        works, located = (sum(sum(answers.by_year("world", name).values()) for name in some) for some in COUNTED)
        about = {
            "name": folder.name,
            "source": SOURCE,
            "harvested": store.date,
            "filter": ",".join(f"{name}:{value}" for name, value in store.scope.base),
            "invented": answers.invented,
            "years": [store.scope.first_year, store.scope.last_year],
            "questions": len(questions(store.scope)),
            "answers": answers.answered,
            "works": {"works": works, "located": located},
            "of_no_area": located - sum(sum(answers.by_year("area", "WORLD", area).values()) for area in areas()),
            "provisional": completeness.provisional(answers),
            "disagreeing_pairs": _disagreeing(answers),
            "absent": ABSENT,
            "tables": files,
        }
        text = json.dumps(about, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        (made / "tables.json").write_text(text, encoding="utf-8")
    return rows


def _tables(answers: Answers) -> Iterator[tuple[str, pd.DataFrame]]:
    output, reach = _output(answers), _reach(answers)
    yield "output", output
    yield "reach", reach
    yield "international", _framed("international", _international(reach))
    yield "sizes", _framed("sizes", [*_sizes_of_world(answers, output), *_sizes(answers)])
    yield "whole_counts", _framed("whole_counts", _whole_counts(answers, output))
    yield "joint", _framed("joint", _both_ways(_joint(answers)))
    yield "joint_fields", _framed("joint_fields", _both_ways(_joint_fields(answers)))
    yield "three_blocs", pd.DataFrame(sorted(answers.by_year("three").items()), columns=["year", "works"])
    whole = completeness.by_year(answers)
    yield "completeness", whole
    yield "accumulation", completeness.accumulation(answers)
    yield "bounds", completeness.bounds(output, whole)
    yield "impact_estimates", impact.estimates(answers)


def _framed(name: str, rows: Iterator[Row] | list[Row]) -> pd.DataFrame:
    columns = [column for column in TABLES[name] if column != "release"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values([c for c in ("unit", "partner", "field", "year") if c in columns], ignore_index=True)


def _output(answers: Answers) -> pd.DataFrame:
    world = {name: answers.by_year("world", name) for name in ("all", "one", "several")}
    rows: list[Row] = [
        ("WORLD", year, total, world["one"].get(year, 0), world["several"].get(year, 0))
        for year, total in world["all"].items()
    ]
    for year in _years(answers):
        totals, domestic = (answers.by_country("lands", name, str(year)) for name in ("all", "one"))
        for code, total in totals.items():
            own = domestic.get(code, 0)
            rows.append((code, year, total, own, total - own))
    for unit in answers.scope.groups:
        one = answers.by_year("group", unit, "one")
        for year, total in answers.by_year("group", unit, "all").items():
            rows.append((unit, year, total, one.get(year, 0), total - one.get(year, 0)))
    return _framed("output", rows)


def _reach(answers: Answers) -> pd.DataFrame:
    world = {name: answers.by_year("world", name) for name in ("one", "several")}
    rows: list[Row] = [
        ("WORLD", year, world["one"].get(year, 0), world["several"].get(year, 0), 0)
        for year in sorted({*world["one"], *world["several"]})
    ]
    for year in _years(answers):
        totals, domestic = (answers.by_country("lands", name, str(year)) for name in ("all", "one"))
        for code, total in totals.items():
            rows.append((code, year, domestic.get(code, 0), 0, total - domestic.get(code, 0)))
    for unit in answers.scope.groups:
        one, inside = (answers.by_year("group", unit, name) for name in ("one", "inside"))
        for year, total in answers.by_year("group", unit, "all").items():
            alone, within = one.get(year, 0), inside.get(year, 0)
            rows.append((unit, year, alone, within - alone, total - within))
    return _framed("reach", rows)


def _international(reach: pd.DataFrame) -> Iterator[Row]:
    places = reach[reach.unit != "WORLD"]
    yield from zip(places.unit, places.year, places.with_outside, strict=True)


def _sizes_of_world(answers: Answers, output: pd.DataFrame) -> Iterator[Row]:
    two, three = (answers.by_year("world", name) for name in ("two", "three"))
    for year, several in answers.by_year("world", "several").items():
        # A work of n countries is international in each of them, and has n - 1 partners.
        everywhere = int(output[output.unit.isin(codes()) & (output.year == year)].international.sum())
        both = two.get(year, 0), three.get(year, 0)
        yield "WORLD", year, several, *both, several - sum(both), everywhere - several


def _sizes(answers: Answers) -> Iterator[Row]:
    for code in answers.scope.countries:
        two, three = (answers.by_year("size", code, name) for name in ("two", "three"))
        for year in _years(answers):
            partners = answers.by_country("partners", code, str(year))
            total, domestic = (answers.by_country("lands", name, str(year)).get(code, 0) for name in ("all", "one"))
            if several := total - domestic:
                both = two.get(year, 0), three.get(year, 0)
                yield code, year, several, *both, several - sum(both), sum(partners.values()) - partners[code]


def _whole_counts(answers: Answers, output: pd.DataFrame) -> Iterator[Row]:
    for unit, year, total, domestic, international in output.itertuples(index=False, name=None):
        # Of the world those with a country count, as for every other place.
        yield unit, year, "all", domestic + international if unit == "WORLD" else total
    places = {key[1]: None for key, *_ in questions(answers.scope) if key[0] == "area"}
    for unit in places:
        for area in areas():
            for year, works in answers.by_year("area", unit, area).items():
                yield unit, year, area, works


def _joint(answers: Answers) -> Iterator[Row]:
    for (code, other), by_year in _pairs(answers).items():
        for year, works in by_year.items():
            yield code, other, year, works
    for unit in answers.scope.groups:
        for partner in ("US", "CN"):
            for year, works in answers.by_year("pair", unit, partner).items():
                yield unit, partner, year, works


def _pairs(answers: Answers) -> dict[tuple[str, str], dict[int, int]]:
    """Joint works of two countries, each pair once: as the one that comes first in the scope has it."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    for code in answers.scope.countries:
        for year in _years(answers):
            for other, works in answers.by_country("partners", code, str(year)).items():
                if other != code and (other, code) not in found:
                    found.setdefault((code, other), {})[year] = works
    return found


def _disagreeing(answers: Answers) -> int:
    """In how many years two countries, each asked for its partners, were told different numbers: OpenAlex changed in between."""
    found = 0
    lands = set(answers.scope.countries)
    for (code, other), by_year in _pairs(answers).items():
        if other in lands:
            theirs = {year: answers.by_country("partners", other, str(year)).get(code, 0) for year in _years(answers)}
            found += sum(by_year.get(year, 0) != works for year, works in theirs.items())
    return found


def _joint_fields(answers: Answers) -> Iterator[Row]:
    for unit, partner in BLOC_PAIRS:
        for area in areas():
            for year, works in answers.by_year("pair_area", unit, partner, area).items():
                yield unit, partner, year, area, works


def _both_ways(rows: Iterator[Row]) -> Iterator[Row]:
    for unit, partner, *rest in rows:
        yield unit, partner, *rest
        yield partner, unit, *rest


def _years(answers: Answers) -> range:
    return range(answers.scope.first_year, answers.scope.last_year + 1)

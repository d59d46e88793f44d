"""The true answers of an invented corpus, counted from the drawn works themselves: no reader, no cube, no SQL."""

from collections import Counter, defaultdict
from typing import Any

from copub.demo.drawing import Drawn
from copub.reference import members

PLACES = ("US", "CN", "GB", "DE", "JP", "IN")
PAIRS = (("US", "CN"), ("EU27", "CN"), ("EU27", "US"), ("GB", "US"))


class Truth:
    """Takes in works one by one; `answers()` gives what an analysis of them must find."""

    def __init__(self) -> None:
        self._units = {"EU27": frozenset(members("EU27")), **{place: frozenset({place}) for place in PLACES}}
        # Works that are alike, so that memory grows with kinds of works and not with works.
        self._alike: Counter[tuple[int, str, tuple[int, ...], int, frozenset[str]]] = Counter()

    def add(self, work: Drawn) -> None:
        """Take in one work."""
        self._alike[(work.year, work.doc_type, work.subjects, work.citations, work.countries)] += 1

    def answers(self) -> dict[str, Any]:
        """By year, unit and pair: works, international and bilateral works, exclusive joint works, and CNCI with weights of 1/n."""
        expected = self._expected()
        units: defaultdict[str, Counter[str]] = defaultdict(Counter)
        scores: defaultdict[str, float] = defaultdict(float)
        parts: defaultdict[str, float] = defaultdict(float)
        pairs: defaultdict[str, Counter[str]] = defaultdict(Counter)
        world: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (year, doc_type, subjects, citations, lands), works in self._alike.items():
            means = [expected[subject, year, doc_type] for subject in subjects]
            score = works * sum(citations / mean for mean in means if mean) / len(subjects)
            rated = works * sum(mean > 0 for mean in means) / len(subjects)
            world[str(year)].update(works=works, located=works * bool(lands), international=works * (len(lands) > 1))
            for unit, own in self._units.items():
                if lands & own:
                    outside = len(lands - own)
                    units[f"{unit} {year}"].update(
                        works=works, international=works * (outside > 0), bilateral=works * (outside == 1)
                    )
                    scores[f"{unit} {year}"] += score
                    parts[f"{unit} {year}"] += rated
            for one, other in PAIRS:
                x, y = self._units[one], self._units[other]
                if lands & x and lands & y:
                    pairs[f"{one} {other} {year}"].update(works=works, exclusive=works * (lands <= x | y))
                    scores[f"{one} {other} {year}"] += score
                    parts[f"{one} {other} {year}"] += rated

        def cnci(key: str) -> float | None:
            return scores[key] / parts[key] if parts[key] else None

        return {
            "invented": True,
            "world": {key: dict(counts) for key, counts in sorted(world.items())},
            "units": {key: {**counts, "cnci": cnci(key)} for key, counts in sorted(units.items())},
            "pairs": {key: {**counts, "cnci": cnci(key)} for key, counts in sorted(pairs.items())},
        }

    def _expected(self) -> dict[tuple[int, int, str], float]:
        parts: defaultdict[tuple[int, int, str], float] = defaultdict(float)
        weighted: defaultdict[tuple[int, int, str], float] = defaultdict(float)
        for (year, doc_type, subjects, number, _), works in self._alike.items():
            for subject in subjects:
                key = (subject, year, doc_type)
                parts[key] += works / len(subjects)
                weighted[key] += works * number / len(subjects)
        return {key: weighted[key] / parts[key] for key in parts}

"""The works of the invented corpus, drawn one block after the other from a seed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from copub.demo.margins import Margins, Numbers

BLOCK = 20_000
FIRST_ID = 9_000_000_000
SUBJECTS = (
    ("Medicine", "Oncology"),
    ("Medicine", "Surgery"),
    ("Engineering", "Mechanical Engineering"),
    ("Engineering", "Civil and Structural Engineering"),
    ("Physics and Astronomy", "Condensed Matter Physics"),
    ("Physics and Astronomy", "Astronomy and Astrophysics"),
    ("Agricultural and Biological Sciences", "Plant Science"),
    ("Agricultural and Biological Sciences", "Soil Science"),
    ("Social Sciences", "Education"),
    ("Social Sciences", "Political Science"),
    ("Arts and Humanities", "History"),
    ("Arts and Humanities", "Philosophy"),
)
SIZES = (0.62, 0.2, 0.09, 0.05, 0.03, 0.01)  # of international works: two countries, three, … seven
COUNTRIES = (2, 3, 4, 5, 6, 7)
PLANTED = {
    "international_bonus": 1.5,
    "second_category": 0.3,
    "dual": 0.02,
    "unknown_author": 0.02,
    "unknown_work": 0.01,
}


@dataclass(frozen=True)
class Drawn:
    """One invented work: `authors` are the countries of each, the corresponding one first; `subjects` are indices of `SUBJECTS`."""

    number: int
    year: int
    doc_type: str
    subjects: tuple[int, ...]
    citations: int
    authors: tuple[tuple[str, ...], ...]

    @property
    def countries(self) -> frozenset[str]:
        """The distinct countries."""
        return frozenset(country for author in self.authors for country in author)

    @property
    def institutions(self) -> dict[str, int]:
        """An invented institution for each country and author: its number."""
        return {country: self.number % 50 for author in self.authors for country in author}


def draw(margins: Margins, works: int, seed: int) -> Iterator[Drawn]:
    """`works` works, the same for the same seed.

    A work's year follows the world's output, whether it is international the world's share of that year; its countries follow their
    domestic or international works. International works are cited `PLANTED["international_bonus"]` times as often.
    """
    random = np.random.default_rng(seed)
    for start in range(0, works, BLOCK):
        yield from _block(margins, random, start, min(BLOCK, works - start))


def _block(margins: Margins, random: Generator, start: int, size: int) -> Iterator[Drawn]:
    year = random.choice(len(margins.years), size, p=margins.world / margins.world.sum())
    international = random.random(size) < margins.international_share[year]
    parties = np.where(international, random.choice(COUNTRIES, size, p=SIZES), 1)
    weights = np.where(international[:, None], margins.international[year], margins.domestic[year])
    order = _drawn_without_return(weights, random)
    subject = random.integers(0, len(SUBJECTS), size)
    second = random.random(size) < PLANTED["second_category"]
    review = random.random(size) < 0.1
    bonus = np.where(international, PLANTED["international_bonus"], 1.0)
    age = margins.years[-1] - np.array(margins.years)[year] + 1
    typical = np.log(1 + age) * (1 + subject % 4) * bonus * np.where(review, 2.0, 1.0)
    citations = np.floor(typical * np.exp(random.normal(0, 1.1, size))).astype(int)
    colleagues = random.integers(0, 4, size)
    odd = random.random((size, 3))
    for i in range(size):
        lands = [margins.countries[at] for at in order[i, : parties[i]]]
        authors: list[tuple[str, ...]] = [(land,) for land in lands] + [(lands[0],)] * int(colleagues[i])
        if odd[i, 0] < PLANTED["dual"] and parties[i] == 2:
            authors = [(*sorted(lands),), *authors[2:]]
        if odd[i, 1] < PLANTED["unknown_author"]:
            authors.append(())
        if odd[i, 2] < PLANTED["unknown_work"]:
            authors = [()] * len(authors)
        own = int(subject[i])
        yield Drawn(
            number=FIRST_ID + start + i,
            year=margins.years[year[i]],
            doc_type="review" if review[i] else "article",
            subjects=(own, (own + 1) % len(SUBJECTS)) if second[i] else (own,),
            citations=int(citations[i]),
            authors=tuple(authors),
        )


def _drawn_without_return(weights: Numbers, random: Generator) -> NDArray[np.intp]:
    """For each row, column numbers in an order drawn with these weights (the largest of weight times an exponential race come first)."""
    with np.errstate(divide="ignore"):
        races = np.log(weights) + random.gumbel(size=weights.shape)
    most = max(COUNTRIES)
    first: NDArray[np.intp] = np.argpartition(-races, most, axis=1)[:, :most]
    order: NDArray[np.intp] = np.argsort(-np.take_along_axis(races, first, axis=1), axis=1)
    return np.take_along_axis(first, order, axis=1)


def blocks(works: Iterable[Drawn], size: int) -> Iterator[list[Drawn]]:
    """The works in lists of at most `size`."""
    rest = iter(works)
    while some := list(islice(rest, size)):
        yield some

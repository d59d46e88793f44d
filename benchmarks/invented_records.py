"""Invented OpenAlex records as long as real ones: `python -m benchmarks.invented_records FILE RECORDS FIRST`.

The demo's works with everything that a real record brings besides: abstract, concepts, keywords, places of publication, references.
Fields have about the lengths they have in records of the API of 2026, some 14 KB in all.
"""

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator

from copub.demo.drawing import draw
from copub.demo.margins import margins
from copub.demo.openalex import record

DISTINCT = 2_000
"""So many records differ in more than their identifier; gzip, which looks back 32 KB, does not notice."""
WORDS, NAMES = 6_000, 500
AT = "https://openalex.org/"


def write(path: Path, records: int, first: int) -> None:
    """Write JSON lines, gzip; identifiers count on from `first`."""
    random = np.random.default_rng(first)
    words = _words(random)
    bodies = []
    for work in draw(margins(), min(records, DISTINCT), first):
        whole = {**record(work), **_around(random, words)}
        whole["authorships"] = [_signed(author, random, words) for author in whole["authorships"]]
        del whole["id"]
        bodies.append(json.dumps(whole, separators=(",", ":"))[1:])
    with gzip.open(path, "wt", compresslevel=6, encoding="utf-8", newline="\n") as file:
        for number, body in enumerate(random.choice(len(bodies), records), first):
            file.write(f'{{"id":"{AT}W{number}",{bodies[body]}\n')


def _words(random: Generator) -> list[str]:
    letters = np.array(list("eeeetttaaaoooinshrdlucmfwypvbgkqjxz"))
    return ["".join(random.choice(letters, length)) for length in random.integers(2, 11, WORDS)]


def _text(random: Generator, words: list[str], length: int) -> list[str]:
    # The commonest words come often, as in any language.
    return [words[int(at)] for at in WORDS * random.random(length) ** 4]


def _numbered(letter: str, random: Generator) -> str:
    return f"{AT}{letter}{random.integers(10**9, 10**10)}"


def _named(letter: str, random: Generator, words: list[str]) -> dict[str, Any]:
    # One of some hundred subjects, journals and keywords that come again and again, each with its own identifier.
    at = int(NAMES * random.random() ** 3)
    name = f"{words[7 * at]} {words[11 * at]}".capitalize()
    return {
        "id": f"{AT}{letter}{2_000_000_000 + 7_919 * at}",
        "display_name": name,
        "score": round(float(random.random()), 4),
    }


def _abstract(random: Generator, words: list[str]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(_text(random, words, int(random.integers(250, 450)))):
        index.setdefault(word, []).append(place)
    return index


def _place(random: Generator, words: list[str]) -> dict[str, Any]:
    source = {
        **_named("S", random, words),
        "issn_l": f"{random.integers(1000, 9999)}-{random.integers(1000, 9999)}",
        "is_oa": False,
        "is_in_doaj": False,
        "is_core": True,
        "host_organization": _numbered("P", random),
        "host_organization_name": " ".join(_text(random, words, 3)),
        "host_organization_lineage": [_numbered("P", random)],
        "type": "journal",
    }
    return {
        "is_oa": False,
        "landing_page_url": f"https://doi.org/10.99999/invented.{random.integers(10**9)}",
        "pdf_url": None,
        "source": source,
        "license": None,
        "version": "publishedVersion",
        "is_accepted": True,
        "is_published": True,
    }


def _around(random: Generator, words: list[str]) -> dict[str, Any]:
    place = _place(random, words)
    concepts = [
        {**_named("C", random, words), "wikidata": "https://www.wikidata.org/wiki/Q12345678", "level": 2}
        for _ in range(random.integers(16, 28))
    ]
    return {
        "display_name": " ".join(_text(random, words, 12)).capitalize(),
        "ids": {"openalex": _numbered("W", random), "mag": str(random.integers(10**9))},
        "language": "en",
        "open_access": {"is_oa": False, "oa_status": "closed", "oa_url": None, "any_repository_has_fulltext": False},
        "biblio": {"volume": "12", "issue": "3", "first_page": "100", "last_page": "110"},
        "primary_location": place,
        "locations": [place, _place(random, words)],
        "best_oa_location": None,
        "keywords": [_named("K", random, words) for _ in range(random.integers(10, 18))],
        "concepts": concepts,
        "mesh": [],
        "sustainable_development_goals": [_named("G", random, words)],
        "referenced_works": [_numbered("W", random) for _ in range(random.integers(0, 40))],
        "related_works": [_numbered("W", random) for _ in range(10)],
        "abstract_inverted_index": _abstract(random, words),
        "counts_by_year": [{"year": 2026 - i, "cited_by_count": int(random.integers(0, 30))} for i in range(8)],
        "updated_date": "2026-01-01T00:00:00.000000",
        "created_date": "2020-01-01",
    }


def _signed(author: dict[str, Any], random: Generator, words: list[str]) -> dict[str, Any]:
    name, address = " ".join(_text(random, words, 2)), ", ".join(_text(random, words, 8))
    institutions = [
        {
            **one,
            "display_name": " ".join(_text(random, words, 3)),
            "ror": f"https://ror.org/0{random.integers(10**7)}",
            "type": "education",
            "lineage": [one["id"]],
        }
        for one in author["institutions"]
    ]
    return {
        "author_position": "middle",
        **author,
        "author": {"id": _numbered("A", random), "display_name": name, "orcid": None},
        "institutions": institutions,
        "raw_author_name": name,
        "raw_affiliation_strings": [address],
        "affiliations": [{"raw_affiliation_string": address, "institution_ids": [one["id"] for one in institutions]}],
    }


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))

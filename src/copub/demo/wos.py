"""The invented corpus as Web of Science exports it: tab-separated text, at most 1,000 records a file."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from copub.corpus.invented import PREFIX
from copub.demo.drawing import SUBJECTS, Drawn, blocks
from copub.reference import countries

PART = 1_000
COLUMNS = ("PT", "AU", "AF", "TI", "DT", "C1", "RP", "TC", "PY", "DI", "WC", "SC", "UT")
TYPES = {"article": "Article", "review": "Review"}
THEIRS = {"CN": "Peoples R China", "US": "USA", "GB": "England"}


def write(works: Iterable[Drawn], folder: Path) -> Iterator[Drawn]:
    """Write the works to `folder` while they pass."""
    folder.mkdir(parents=True)
    names = dict(zip(countries()["code"], countries()["en"], strict=True)) | THEIRS
    for number, part in enumerate(blocks(works, PART), 1):
        with (folder / f"savedrecs_{number:05d}.txt").open("w", encoding="utf-8-sig", newline="\n") as file:
            file.write("\t".join(COLUMNS) + "\n")
            for work in part:
                cells = cells_of(work, names)
                file.write("\t".join(cells[column] for column in COLUMNS) + "\n")
                yield work


def cells_of(work: Drawn, names: dict[str, str]) -> dict[str, str]:
    """The work's fields under their tags; an author without a country has no address."""
    people = [f"Invented{chr(97 + number % 26)}{number // 26}, Author" for number in range(len(work.authors))]
    addresses = [
        f"[{'; '.join(name for name, author in zip(people, work.authors, strict=True) if land in author)}] "
        f"Invented Univ {at}, {names[land]}."
        for land, at in sorted(work.institutions.items())
    ]
    lead = work.authors[0]
    return {
        "PT": "J",
        "AU": "; ".join(people),
        "AF": "; ".join(people),
        "TI": f"Invented work {work.number}",
        "DT": TYPES[work.doc_type],
        "C1": "; ".join(addresses),
        "RP": "; ".join(
            f"{people[0]} (corresponding author), Invented Univ {work.institutions[land]}, {names[land]}."
            for land in lead
        ),
        "TC": str(work.citations),
        "PY": str(work.year),
        "DI": f"{PREFIX}{work.number}",
        "WC": "; ".join(SUBJECTS[i][1] for i in work.subjects),
        "SC": SUBJECTS[work.subjects[0]][0],
        "UT": f"WOS:{work.number:015d}",
    }

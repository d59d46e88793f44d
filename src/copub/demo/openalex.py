"""The invented corpus in the layout of OpenAlex's snapshot: JSON lines, gzip, one folder a date, and a manifest."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from copub.corpus.invented import PREFIX
from copub.demo.drawing import SUBJECTS, Drawn, blocks

PART = 100_000
# The numbers that OpenAlex gives these fields.
FIELDS = {
    "Agricultural and Biological Sciences": 11,
    "Arts and Humanities": 12,
    "Engineering": 22,
    "Medicine": 27,
    "Physics and Astronomy": 31,
    "Social Sciences": 33,
}


def write(works: Iterable[Drawn], folder: Path) -> Iterator[Drawn]:
    """Write the works below `folder` while they pass; the manifest comes last."""
    entries = []
    place = folder / "works" / "updated_date=2026-01-01"
    place.mkdir(parents=True)
    for number, part in enumerate(blocks(works, PART)):
        path = place / f"part_{number:04d}.gz"
        # Without a name and a time inside, equal works give equal bytes.
        with (
            path.open("wb") as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=5, mtime=0) as file,
        ):
            for work in part:
                file.write(json.dumps(record(work), separators=(",", ":")).encode() + b"\n")
                yield work
        meta = {"content_length": path.stat().st_size, "record_count": len(part)}
        entries.append({"url": f"s3://openalex/data/jsonl/works/{place.name}/{path.name}", "meta": meta})
    manifest = {"invented": True, "entities": {"works": {"entries": entries}}}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def record(work: Drawn) -> dict[str, Any]:
    """The work as OpenAlex would give it."""
    topics = [
        {
            "subfield": {"display_name": SUBJECTS[i][1]},
            "field": {"id": f"https://openalex.org/fields/{FIELDS[SUBJECTS[i][0]]}", "display_name": SUBJECTS[i][0]},
        }
        for i in work.subjects
    ]
    at = work.institutions
    return {
        "id": f"https://openalex.org/W{work.number}",
        "doi": f"https://doi.org/{PREFIX}{work.number}",
        "title": f"Invented work {work.number}",
        "publication_year": work.year,
        "publication_date": f"{work.year}-{work.number % 12 + 1:02d}-15",
        "type": work.doc_type,
        "is_retracted": False,
        "is_paratext": False,
        "is_xpac": False,
        "primary_location": {"source": {"display_name": "Invented journal", "type": "journal"}},
        "cited_by_count": work.citations,
        "authorships": [
            {
                "author": {"display_name": f"Invented author {number}"},
                "is_corresponding": number == 1,
                "countries": list(author),
                "institutions": [
                    {"id": f"https://openalex.org/I9{ord(land[0])}{ord(land[1])}{at[land]:02d}", "country_code": land}
                    for land in author
                ],
            }
            for number, author in enumerate(work.authors, 1)
        ],
        "primary_topic": topics[0],
        "topics": topics,
    }

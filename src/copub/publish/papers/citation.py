"""Whom and what to cite, as `CITATION.cff` at the project's root says."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from copub.errors import CopubError


@dataclass(frozen=True)
class Author:
    """A person, or an organisation under one name; `orcid` is the address of the person's ORCID record, or empty."""

    name: str
    is_person: bool
    orcid: str


@dataclass(frozen=True)
class Citation:
    """The report's English title and abstract, its authors, version, day of release and keywords, and the SPDX id of the code's licence.

    `reference` is the address of its DOI, or empty.
    """

    title: str
    abstract: str
    authors: tuple[Author, ...]
    version: str
    released: str
    licence: str
    keywords: tuple[str, ...]
    reference: str


def read_citation(root: Path) -> Citation:
    """The citation of the project at `root`. Raises CopubError where there is none."""
    path = root / "CITATION.cff"
    if not path.is_file():
        raise CopubError(
            "the project does not say whom to cite",
            where=str(path),
            do="write it (https://citation-file-format.github.io)",
        )
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Citation(
        title=content["title"],
        abstract=content["abstract"].strip(),
        authors=tuple(map(_author, content["authors"])),
        version=str(content["version"]),
        released=str(content["date-released"]),
        licence=content["license"],
        keywords=tuple(content.get("keywords", ())),
        reference=f"https://doi.org/{content['doi']}" if "doi" in content else "",
    )


def _author(entry: dict[str, str]) -> Author:
    own = [entry[part] for part in ("given-names", "family-names") if part in entry]
    return Author(entry.get("name") or " ".join(own), is_person="name" not in entry, orcid=entry.get("orcid", ""))

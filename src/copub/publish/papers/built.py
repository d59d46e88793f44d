"""A built site as its papers see it: its edition, its citation, its figures and facts, and the tables that each section rests on."""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from copub.audit.passport import Passport
from copub.births import Measurement, of_rows
from copub.facts import Fact, edition_facts, load_facts
from copub.indicators import card
from copub.languages.labels import Labels, load_labels
from copub.languages.passages import kind_of, passages
from copub.languages.slots import slots_of
from copub.project import LANGUAGES
from copub.publish.files import files_below
from copub.publish.papers.citation import Citation, read_citation
from copub.publish.retraced import passports
from copub.publish.toc import pages
from copub.publish.words import words
from copub.recount.desk import PUBLIC
from copub.releases import tables_of

HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")
BOTH = " · "


class Built:
    """The site in the folder `site`, built from the project at `root` and its run. Paths of the site are relative to its top."""

    def __init__(self, root: Path, run: Path, site: Path) -> None:
        self.root, self.run, self.site = root, run, site

    @cached_property
    def edition(self) -> dict[str, Any]:
        """The edition as the run recorded it."""
        return dict(json.loads((self.run / "edition.json").read_text(encoding="utf-8")))

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """The site's manifest."""
        return dict(json.loads((self.site / "manifest.json").read_text(encoding="utf-8")))

    @cached_property
    def citation(self) -> Citation:
        """Whom and what to cite."""
        return read_citation(self.root)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """Every fact of the sections and of the edition, by slot."""
        return load_facts(self.run) | edition_facts(self.edition["parameters"])

    @cached_property
    def passports(self) -> dict[str, Passport]:
        """What is known of the making of each fact, by slot."""
        return passports(self.root, self.run)

    @cached_property
    def sections(self) -> dict[str, list[str]]:
        """The figures of each section, by the section's name."""
        found: dict[str, list[str]] = {slug: [] for slug in sorted(self.edition["sections"])}
        for path in sorted((self.run / "charts").glob("*.json")):
            found[path.stem] += [record["figure"] for record in json.loads(path.read_text(encoding="utf-8"))]
        return found

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """What `datapackage.json` says of each public table, by the table's path in the site."""
        package = json.loads((self.root / "data" / "open" / "datapackage.json").read_text(encoding="utf-8"))
        return {f"tables/{resource['path']}": resource for resource in package["resources"]}

    def measured(self, section: str) -> list[Measurement]:
        """What the section's notebook measured, in order."""
        path = self.run / "births" / f"{section}.json"
        return of_rows(json.loads(path.read_text(encoding="utf-8")))[0] if path.is_file() else []

    def tables_read(self, indicator: str) -> list[str]:
        """The tables that the SQL of an indicator names, as far as the site has them."""
        named = dict.fromkeys(READ.findall(card(indicator).sql))
        if self.edition["corpus"]:
            folder = tables_of(self.root, self.edition["corpus"]).relative_to(self.root)
            return self.carried(f"{folder.as_posix()}/{name}.csv" for name in named)
        # A table of pairs also stands in both directions, as a view that bears its name.
        files = [f"data/open/{PUBLIC.get(name, name.removesuffix('_both'))}.csv" for name in named]
        return self.carried(each for file in files for each in (file, f"{file}.gz"))

    def tables_of(self, section: str) -> list[str]:
        """The tables that a section rests on: those its indicators read, and those of the cells that its facts were retraced to."""
        read = [table for one in self.measured(section) for table in self.tables_read(one.indicator)]
        cells = [
            one.file
            for passport in self.passports.values()
            if passport.fact.section == section
            for one in passport.files
        ]
        return sorted({*read, *self.carried(cells)})

    def carried(self, files: Iterable[str]) -> list[str]:
        """Where the site has tables of the project, given by their paths from its root; what it has not is left out."""
        there = ["tables/" + file.removeprefix("data/").removeprefix("open/") for file in files]
        return [path for path in there if (self.site / path).is_file()]

    def files(self, folder: str) -> list[str]:
        """Every file below a folder of the site, sorted."""
        return [path.relative_to(self.site).as_posix() for path in files_below(self.site / folder)]

    def quoted(self, slug: str) -> list[str]:
        """The facts that a page shows, by slot; both languages show the same."""
        path = self.root / "book" / LANGUAGES[0] / f"{slug}.md"
        text = passages(path.read_text(encoding="utf-8"), kind_of(self.root, self.edition["corpus"]), where=str(path))
        return [slot for slot in dict.fromkeys(slot for slot, _ in slots_of(text)) if slot in self.facts]

    @cached_property
    def pages(self) -> list[str]:
        """The pages of each book, the start page first."""
        return pages(self.root)

    def heading(self, slug: str) -> dict[str, str]:
        """The title of a page in each language; a section without a page has its name."""
        texts = {language: self.root / "book" / language / f"{slug}.md" for language in LANGUAGES}
        found = {
            language: HEADING.search(path.read_text(encoding="utf-8")) if path.is_file() else None
            for language, path in texts.items()
        }
        return {language: match[1].strip() if match else slug for language, match in found.items()}

    def label(self, label: str) -> dict[str, str]:
        """A label of the report in each language."""
        return {language: say(label) for language, say in self._labels.items()}

    def title(self, figure: str) -> dict[str, str]:
        """The title that a figure bears in each language."""
        of_records = f"figure.{figure}.title_of_records"
        known = self.edition["corpus"] and of_records in self._labels[LANGUAGES[0]]
        return self.label(of_records if known else f"figure.{figure}.title")

    @cached_property
    def _labels(self) -> dict[str, Labels]:
        return load_labels(self.root)

    @property
    def report(self) -> str:
        """The title of the report with that of its edition."""
        return both(worded("paper.report", EDITION=self.edition["title"], TITLE=self.heading(self.pages[0])))


def both(words: dict[str, str]) -> str:
    """Words in both languages, side by side."""
    return BOTH.join(words[language] for language in LANGUAGES)


def worded(word: str, **given: dict[str, str]) -> dict[str, str]:
    """A word of the press in each language, with what is `given` put in for the capitals."""
    return {language: _put(words(language)(word), given, language) for language in LANGUAGES}


def _put(text: str, given: dict[str, dict[str, str]], language: str) -> str:
    for name, value in given.items():
        text = text.replace(name, value[language])
    return text

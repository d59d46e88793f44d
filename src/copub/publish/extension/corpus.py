"""The `corpus-card` directive: the corpus or harvest that an edition is made from, so that its numbers can be judged without it."""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.errors import CopubError
from copub.languages.labels import Labels
from copub.languages.numbers import exact
from copub.publish.extension.build import bullets, code, fields, folded, plain
from copub.publish.extension.material import complain, material_of
from copub.publish.words import words
from copub.releases import about, tables_of

Rows = list[tuple[str, list[nodes.Node]]]
UNSURE = ("some_countries", "truncated", "dual", "undated", "unrated", "of_no_area", "retracted")


class CorpusCard(SphinxDirective):
    """Name and source of the corpus, the balance of its records, its works and what is unknown of them, its cube and its tables.

    It shows `tables.json` of the corpus: counts and checksums, no file's name and nothing of a record.
    """

    def run(self) -> list[nodes.Node]:
        """The card; a warning in an edition that is made from public tables."""
        material = material_of(self.env)
        corpus = material.edition["corpus"]
        known = about(material.root, corpus) if corpus else None
        if known is None:
            where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
            complain(
                CopubError(
                    "the edition has no corpus to show", where=where, do="put the directive into a passage for records"
                )
            )
            return []
        self.env.note_dependency(str(tables_of(material.root, corpus) / "tables.json"))
        return card(known, material.word)


def card(known: Mapping[str, Any], word: Labels) -> list[nodes.Node]:
    """The card of a corpus or harvest of which this is `known` (`copub.releases.about`), in the language of `word`."""
    spoken = _Spoken(known, word)
    return spoken.card_of_harvest() if "harvested" in known else spoken.card()


class _Spoken:
    """What is known of a corpus, in the words of one language."""

    def __init__(self, known: Mapping[str, Any], word: Labels) -> None:
        self._known, self._word = known, word

    def card(self) -> list[nodes.Node]:
        known, word = self._known, self._word
        sql = nodes.literal_block(known["sql"], known["sql"], language="sql", force=True)
        rows: Rows = [
            (word("corpus.name"), code(known["name"])),
            (word("corpus.source"), plain(self._source())),
            *(self._ingested() if known["records"] else ()),
            (word("corpus.works"), plain(self._counted("corpus.counted", self._works()))),
            (word("corpus.types"), [bullets(self._types())]),
            (word("corpus.unsure"), [bullets(self._unsure())]),
            (word("corpus.cells"), plain(self._counted("corpus.single", known["works"]))),
        ]
        return [
            fields(rows),
            *folded(word("corpus.cube"), [_checksums(known["cube"])], css="corpus-cube"),
            *folded(
                word("corpus.tables"),
                [_checksums({name: table["sha256"] for name, table in known["tables"].items()})],
                css="corpus-tables",
            ),
            *folded(word("corpus.sql"), [sql], css="corpus-sql"),
        ]

    def card_of_harvest(self) -> list[nodes.Node]:
        """Day, filter and size of a harvest, what is unknown of its works, which year is provisional, and what it cannot tell."""
        known, word = self._known, self._word
        asked = {name: known[name] for name in ("questions", "answers")}
        provisional = word("corpus.list").join(map(str, known["provisional"])) or word("corpus.none")
        rows: Rows = [
            (word("corpus.harvest"), code(known["name"])),
            (word("corpus.source"), plain(self._source())),
            (word("corpus.day"), plain(known["harvested"])),
            (word("corpus.filter"), code(known["filter"])),
            (word("corpus.asked"), plain(self._counted("corpus.answers", asked))),
            (word("corpus.works"), plain(self._counted("corpus.counted", self._works()))),
            (word("corpus.no_area"), plain(self._number(known["of_no_area"]))),
            (word("corpus.provisional"), plain(provisional)),
            (word("corpus.absent"), code(word("corpus.list").join(sorted(known["absent"])))),
        ]
        checksums = {name: table["sha256"] for name, table in known["tables"].items()}
        return [fields(rows), *folded(word("corpus.tables"), [_checksums(checksums)], css="corpus-tables")]

    def _source(self) -> str:
        kind = "invented" if self._known["invented"] else "harvested" if "harvested" in self._known else "records"
        return self._word(f"corpus.{kind}").replace("SOURCE", self._known["source"])

    def _ingested(self) -> Rows:
        """What became of the records; works that were put together by hand have no such account."""
        word = self._word
        return [
            (word("corpus.files"), plain(self._number(self._known["files"]))),
            (word("corpus.balance"), self._balance()),
            (word("corpus.rule"), plain(self._rule())),
        ]

    def _balance(self) -> list[nodes.Node]:
        records = self._known["records"]
        parts = [self._counted("corpus.duplicates", records)] if records["duplicates"] else []
        for reason, count in _most_first(records["reasons"]):
            parts.append(self._counted("corpus.reason", {"count": count}).replace("REASON", reason))
        return [*plain(self._counted("corpus.sum", records)), *([bullets(parts)] if parts else [])]

    def _rule(self) -> str:
        rule: str = self._known["rule"]
        return self._word("corpus.the_rule") if rule == words("en")("corpus.the_rule") else rule

    def _works(self) -> dict[str, Any]:
        works, (first, last) = self._known["works"], self._known["years"]
        return {"unlocated": works["works"] - works["located"], **works, "first": str(first), "last": str(last)}

    def _types(self) -> list[str]:
        return [
            self._entry(f"document.{name or 'unnamed'}", count) for name, count in _most_first(self._known["of_type"])
        ]

    def _unsure(self) -> list[str]:
        counts = {**self._known["flagged"], "of_no_area": self._known["of_no_area"]}
        return [self._entry(f"corpus.{name}", counts[name]) for name in UNSURE]

    def _entry(self, label: str, count: int) -> str:
        return self._counted("corpus.entry", {"count": count}).replace("WHAT", self._word(label))

    def _counted(self, label: str, values: Mapping[str, Any]) -> str:
        """The words of `label`, each name in capitals replaced by its value; longer names first, since some begin alike."""
        text = self._word(label)
        for name in sorted(values, key=len, reverse=True):
            value = values[name]
            if isinstance(value, int | str):
                text = text.replace(name.upper(), value if isinstance(value, str) else self._number(value))
        return text

    def _number(self, count: int) -> str:
        return exact(count, self._word.language)


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: -one[1])


def _checksums(tables: Mapping[str, str]) -> nodes.definition_list:
    return fields([(name, code(checksum)) for name, checksum in tables.items()])


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("corpus-card", CorpusCard)

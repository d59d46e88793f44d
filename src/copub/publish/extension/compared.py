"""The `compared` directive: this edition beside the one that its file names, fact by fact, with the parts of each change."""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.audit.diff.moves import NOT_A_QUANTITY
from copub.audit.wording import words
from copub.editions import Edition, load_edition
from copub.errors import CopubError
from copub.facts import Fact, edition_facts
from copub.languages.numbers import exact
from copub.languages.slots import dress
from copub.publish.books import title_of
from copub.publish.comparing import compared
from copub.publish.extension.build import code, folded, plain
from copub.publish.extension.material import Material, material_of

FACTS = ("fact", "before", "after", "change", "parts")
FLIPS = ("claim", "before", "after")
WIDTHS = {"fact": 22, "claim": 56, "before": 18, "after": 18, "change": 12, "parts": 30}


class Compared(SphinxDirective):
    """A sentence, the verdicts that flipped, and for each section a folded table of the facts that moved."""

    def run(self) -> list[nodes.Node]:
        """The comparison; a sentence that says how to have one in an edition that names no other."""
        material = material_of(self.env)
        self.env.note_dependency(str(material.run / "edition.json"))
        found = compared(material.root, material.run)
        if found is None:
            return plain(material.word("compared.none"))
        other = load_edition(material.root / material.edition["compared_with"])
        return _Spoken(found, other, material).page()


class _Spoken:
    """A comparison in the words of one language."""

    def __init__(self, found: dict[str, Any], other: Edition, material: Material) -> None:
        self._found, self._material = found, material
        self._titles = {
            "before": other.title[material.language],
            "after": material.edition["title"][material.language],
        }
        self._word, self._language = material.word, material.language
        there = {
            one["slot"]: Fact(_section(one), _name(one), one["before"], one["unit"], "", "")
            for one in found["facts"]
            if one["before"] is not None
        }
        self._facts: tuple[Mapping[str, Fact], Mapping[str, Fact]] = (
            {**there, **edition_facts(other.parameters)},
            material.facts,
        )

    def page(self) -> list[nodes.Node]:
        facts, flips = self._found["facts"], self._found["verdicts"]
        moved = [one for one in facts if one["moved"]]
        counts = {"ALL": len(facts), "MOVED": len(moved), "FLIPPED": len(flips)}
        made: list[nodes.Node] = plain(
            self._filled("compared.summary", counts, {"OTHER": self._titles["before"], "HERE": self._titles["after"]})
        )
        if self._found["not_compared"]:
            made.append(nodes.paragraph("", "", nodes.Text(self._word("compared.uncounted") + " ")))
            for slot in self._found["not_compared"]:
                made[-1] += [nodes.literal(text=slot), nodes.Text(" ")]
        if flips:
            title = self._filled("compared.flips", {"COUNT": len(flips)})
            made += folded(title, [self._table(FLIPS, [self._flip(one) for one in flips])], css="compared-flips")
        for section in dict.fromkeys(_section(one) for one in facts):
            made += self._of_section(section, [one for one in facts if _section(one) == section])
        return made

    def _of_section(self, section: str, facts: list[dict[str, Any]]) -> list[nodes.Node]:
        moved = [one for one in facts if one["moved"]]
        title = {"SECTION": title_of(self._material.root, self._language, section)}
        summary = self._filled("compared.section", {"ALL": len(facts), "MOVED": len(moved)}, title)
        return folded(summary, [self._table(FACTS, [self._fact(one) for one in moved])], css="compared-facts")

    def _fact(self, one: dict[str, Any]) -> list[list[nodes.Node]]:
        values = [self._value(one, side) for side in (0, 1)]
        return [code(_name(one)), *map(plain, values), plain(one["printed"][2] or "–"), self._parts(one)]

    def _value(self, one: dict[str, Any], side: int) -> str:
        """One of both values: a quantity as it is printed, anything else in words."""
        value = (one["before"], one["after"])[side]
        if value is None or (one["unit"] not in NOT_A_QUANTITY and not isinstance(value, str)):
            return str(one["printed"][side])
        return self._in_words(one["slot"], value, side)

    def _in_words(self, slot: str, value: Any, side: int) -> str:
        facts = self._facts[side]
        like = facts.get(slot) or self._facts[1 - side][slot]
        fact = Fact(like.section, like.name, value, like.unit, "", "")
        style = "short" if like.unit in {"place", "places"} else None
        try:
            return dress(fact, style, facts, self._material.say, where=f"fact {slot}") or "–"
        except CopubError:
            # A sentence may quote a fact that the other edition does not have; then its name stands for it.
            return str(value)

    def _parts(self, one: dict[str, Any]) -> list[nodes.Node]:
        """Each part with its steps, and what it adds or what the fact says after it."""
        if not one["parts"]:
            sides = None in (one["before"], one["after"])
            return plain(self._word("compared.one_side" if sides else "compared.unsplit"))
        texts = []
        for part in one["parts"]:
            steps = self._word("compared.together").join(self._word(f"compared.{step}") for step in part["steps"])
            what = self._word("compared.as_one").replace("WHAT", steps) if len(part["steps"]) > 1 else steps
            value = part["printed"] or (
                "" if one["unit"] == "phrase" else self._in_words(one["slot"], part["value"], 1)
            )
            value = value if len(one["parts"]) > 1 else ""
            texts.append(self._word("compared.part").replace("WHAT", what).replace("VALUE", value) if value else what)
        return [nodes.paragraph("", "", nodes.Text(text)) for text in texts]

    def _flip(self, one: dict[str, Any]) -> list[list[nodes.Node]]:
        named = nodes.paragraph("", "", nodes.literal(text=one["id"]), nodes.Text(f" {one['text'][self._language]}"))
        return [[named], *(plain(words(f"verdict_{one[side]}")[self._language]) for side in ("before", "after"))]

    def _table(self, columns: tuple[str, ...], rows: list[list[list[nodes.Node]]]) -> nodes.table:
        """A table whose columns of values bear the titles of both editions."""
        heads = [plain(self._titles.get(name) or self._word(f"compared.{name}")) for name in columns]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=WIDTHS[name]) for name in columns), cols=len(columns))
        group += nodes.thead("", _row(heads))
        group += nodes.tbody("", *(_row(row) for row in rows))
        return nodes.table("", group, classes=["compared"])

    def _filled(self, label: str, counts: Mapping[str, int], names: Mapping[str, str] | None = None) -> str:
        text = self._word(label)
        for name, number in counts.items():
            text = text.replace(name, exact(number, self._language))
        for name, title in (names or {}).items():
            text = text.replace(name, title)
        return text


def _section(one: dict[str, Any]) -> str:
    return str(one["slot"]).partition(".")[0]


def _name(one: dict[str, Any]) -> str:
    return str(one["slot"]).partition(".")[2]


def _row(cells: list[list[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *content) for content in cells))


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("compared", Compared)

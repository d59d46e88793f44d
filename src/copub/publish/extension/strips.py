"""The `strip` directive: a headline number beside what it would be under other defensible choices, and whether its sentence survives.

:::{strip} global-output.international-share
:::

The list of values is what everybody reads; the line of marks above it shows the same at a glance.
"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.audit.checks import Answer
from copub.audit.headlines import FILE, named
from copub.audit.sensitivity import Named, Strip
from copub.errors import CopubError
from copub.languages.slots import dress, fill
from copub.publish.extension.material import Material, complain, material_of
from copub.publish.strips import strips_of

ATTRIBUTE = "copub_strips"
SIGNS: Mapping[Answer, tuple[str, str, str]] = {
    True: ("holds", "●", "strip.holds"),
    False: ("fails", "✕", "strip.fails"),
    None: ("undecided", "○", "strip.undecided"),
}
"""The class, the sign and the words of each answer."""


class StripDirective(SphinxDirective):
    """See the head of this module. Refuses a headline that `book/headlines.yml` does not have."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The strip, drawn for this page's language."""
        where = f"{self.env.doc2path(self.env.docname)}:{self.lineno}"
        material = material_of(self.env)
        self.env.note_dependency(str(material.root / FILE))
        try:
            strip = named(self.arguments[0].strip(), _strips(self.env.app, material), where=where)
            drawn = draw(strip, material, where=where)
        except CopubError as error:
            complain(error, where=where)
            return []
        return [nodes.raw("", drawn, format="html")]


def draw(strip: Strip, material: Material, *, where: str) -> str:
    """The strip as HTML."""
    return _Drawn(strip, material, where).html()


class _Drawn:
    """A strip in one language."""

    def __init__(self, strip: Strip, material: Material, where: str) -> None:
        self.strip, self.material, self.where = strip, material, where
        self.word = material.word

    def html(self) -> str:
        """Sentence, verdict, line of marks, list of values, and folded below what was asked."""
        if self.strip.own is None:
            return self._box(f'<p class="strip-verdict">{self._text("strip.absent")}</p>')
        says = self.strip.headline.says[self.material.language]
        said = fill(says, self.material.facts, self.material.say, where=self.where)
        invented = self.material.edition["invented"]
        warning = f'<p class="strip-invented">{escape(self.material.say("chart.invented"))}</p>' if invented else ""
        return self._box(
            f'<p class="strip-says">{escape(said)}</p>'
            f'<p class="strip-verdict">{escape(self._verdict())}</p>{warning}{self._line()}{self._values()}{self._details()}'
        )

    def _box(self, content: str) -> str:
        name, title = self.strip.headline.id.replace(".", "-"), self._text("strip.verdict")
        return (
            f'<div class="strip" id="strip-{name}" role="group" aria-label="{title}" data-verdict="{self.strip.verdict}">'
            f'<p class="strip-title">{title}</p>{content}</div>\n'
        )

    def _text(self, label: str) -> str:
        return escape(self.word(label))

    def _choice(self, choice: Named) -> str:
        return _put(self.word(f"choice.{choice.words}"), choice.parts)

    def _verdict(self) -> str:
        strip = self.strip
        count = len(strip.alternatives)
        verdict = "robust_one" if (strip.verdict, count) == ("robust", 1) else strip.verdict
        choices = self.word("strip.and").join(self._choice(one.choice) for one in strip.against)
        return _put(self.word(f"strip.{verdict}"), {"COUNT": str(count), "CHOICES": choices})

    def _number(self, value: Any) -> str:
        """A value in the dress of the headline's own."""
        if value is None or self.strip.own is None:
            return self.word("strip.none")
        fact = replace(self.strip.own, value=value)
        return dress(fact, self.strip.headline.style, self.material.facts, self.material.say, where=self.where)

    def _line(self) -> str:
        """Marks on a common scale, the edition's own the tallest; for the eye alone, since the list says the same."""
        assert self.strip.own is not None
        told = [(one.value, SIGNS[one.answer][0]) for one in self.strip.alternatives if one.value is not None]
        bands = [(_ends(value), css) for value, css in [*told, (self.strip.own.value, "own")]]
        low, high = min(ends[0] for ends, _ in bands), max(ends[1] for ends, _ in bands)

        def place(number: float) -> float:
            return 50.0 if low == high else 2 + 96 * (number - low) / (high - low)

        marks = "".join(
            f'<i class="{css}{" band" if ends[0] < ends[1] else ""}" '
            f'style="left: {place(ends[0]):.2f}%; width: {place(ends[1]) - place(ends[0]):.2f}%"></i>'
            for ends, css in bands
        )
        return f'<div class="strip-line" aria-hidden="true">{marks}</div>'

    def _values(self) -> str:
        own = self._value("own", "", self.word("strip.own"), self.strip.own.value if self.strip.own else None, "")
        others = [
            self._value(css, sign, self._choice(one.choice), one.value, self.word(label))
            for one in self.strip.alternatives
            for css, sign, label in [SIGNS[one.answer]]
        ]
        return f'<ul class="strip-values">{own}{"".join(others)}</ul>'

    def _value(self, css: str, sign: str, name: str, value: Any, answer: str) -> str:
        """One value; that the sentence holds is said to those who listen, anything else to everyone."""
        entry = escape(_put(self.word("strip.entry"), {"WHAT": name}))
        hidden = ' class="strip-unseen"' if css == "holds" else ""
        told = f"<span{hidden}>{escape(_put(self.word('strip.told'), {'ANSWER': answer}))}</span>" if answer else ""
        return (
            f'<li class="{css}"><span class="strip-sign" aria-hidden="true">{sign}</span> '
            f"{entry}<b>{escape(self._number(value))}</b>{told}</li>"
        )

    def _details(self) -> str:
        strip = self.strip
        lines = [check.text for check in strip.headline.check]
        lines += [check.text for one in strip.headline.elsewhere.values() for check in one.check]
        checks = "".join(f"<li><code>{escape(line)}</code></li>" for line in lines)
        parts = [f"<p>{self._text('strip.asked')}</p><ul>{checks}</ul>"]
        if any("here:" in line for line in lines):
            parts.append(f"<p>{self._text('strip.here')}</p>")
        if strip.idle:
            idle = "".join(f"<li>{escape(self._choice(one))}</li>" for one in strip.idle)
            parts.append(f"<p>{self._text('strip.idle')}</p><ul>{idle}</ul>")
        if strip.refused:
            refused = "".join(f"<li>{self._refused(*one)}</li>" for one in strip.refused.items())
            parts.append(f"<p>{self._text('strip.refused')}</p><ul>{refused}</ul>")
        return f"<details><summary>{self._text('strip.details')}</summary>{''.join(parts)}</details>"

    def _refused(self, name: str, reason: str) -> str:
        """A choice that could not be made, whether that may change, and why; it has no years of its own."""
        elsewhere = f"{name}-elsewhere"
        choice = self._choice(Named(elsewhere if f"choice.{elsewhere}" in self.word else name))
        kind = reason.partition(".")[0]
        return escape(_put(self.word(f"strip.{kind}"), {"WHAT": choice}) + self.word(reason))


def _ends(value: Any) -> tuple[float, float]:
    return (value[0], value[1]) if isinstance(value, list) else (value, value)


def _put(text: str, parts: Mapping[str, str]) -> str:
    for name, part in parts.items():
        text = text.replace(name, part)
    return text


def _strips(app: Sphinx, material: Material) -> Mapping[str, Strip]:
    """Every headline's strip, found once a build."""
    if not hasattr(app, ATTRIBUTE):
        setattr(app, ATTRIBUTE, strips_of(material.root, material.run))
    found: Mapping[str, Strip] = getattr(app, ATTRIBUTE)
    return found


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("strip", StripDirective)

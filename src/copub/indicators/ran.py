"""What ran: an indicator with its parameters, its tables and its SQL, shown in a notebook beside the cell that asked for it."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from copub.indicators.cards import Card
from copub.project import LANGUAGES

LONG = 12


@dataclass(frozen=True)
class Ran:
    """One measurement: its card, the values of its parameters, and of each table handed in its rows and columns."""

    card: Card
    parameters: Mapping[str, Any]
    inputs: Mapping[str, tuple[int, int]]

    def __repr__(self) -> str:
        """The same in plain text."""
        given = [f"{name} = {_written(value)}" for name, value in self.parameters.items()]
        given += [f"{name}: {_shape(*shape)}" for name, shape in self.inputs.items()]
        return "\n".join([self.card.name, *given, "", self.card.sql])

    def _repr_html_(self) -> str:
        """A folded block for the workings; the names lead to the card on the methods page of each language."""
        from pygments import highlight
        from pygments.formatters import HtmlFormatter
        from pygments.lexers import SqlLexer

        names = " · ".join(
            f'<a href="../{language}/methods.html#indicator-{self.card.name}" lang="{language}" hreflang="{language}">'
            f"{escape(self.card.title[language])}</a>"
            for language in LANGUAGES
        )
        given = [(name, _folded(value)) for name, value in self.parameters.items()]
        given += [(name, escape(_shape(*shape))) for name, shape in self.inputs.items()]
        listed = "".join(f"<dt><code>{escape(name)}</code></dt><dd>{value}</dd>" for name, value in given)
        # The classes of Sphinx: the theme colours them in light and dark.
        sql = highlight(self.card.sql, SqlLexer(), HtmlFormatter(nowrap=True))
        return (
            f'<details class="ran"><summary>SQL <code>{escape(self.card.name)}</code></summary>\n<p>{names}</p>\n'
            + (f'<dl class="parameters">{listed}</dl>\n' if given else "")
            + f'<div class="highlight-sql notranslate"><div class="highlight"><pre tabindex="0">{sql}</pre></div></div>\n</details>'
        )


def show(ran: Ran) -> None:
    """Show what ran where a notebook's kernel runs; nothing anywhere else, and nothing is loaded for it."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive else None
    if hasattr(shell, "kernel"):
        interactive.display.display(ran)  # type: ignore[union-attr]


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda other: other.item())


def _shape(rows: int, columns: int) -> str:
    return f"{rows:,} × {columns}"


def _folded(value: Any) -> str:
    """A value as it was given; a long list shows its first and last entries and how many they are, and unfolds to all."""
    text = f"<code>{escape(_written(value))}</code>"
    if not isinstance(value, list | tuple) or len(value) <= LONG:
        return text
    short = f"{_written(value[0])} … {_written(value[-1])} ({len(value):,})"
    return f"<details><summary><code>{escape(short)}</code></summary>{text}</details>"

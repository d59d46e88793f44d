"""The `indicator-cards` directive: every indicator's identity card, and the SQL that ran."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from copub.indicators import Card, cards
from copub.publish.extension.build import code, fields, folded, section
from copub.publish.extension.material import material_of


class IndicatorCards(SphinxDirective):
    """One section a card, under the anchor `indicator-<name>`."""

    def run(self) -> list[nodes.Node]:
        """All cards, sorted by name."""
        return [self._section(card) for card in cards()]

    def _section(self, card: Card) -> nodes.section:
        material = material_of(self.env)
        word, language = material.word, material.language
        node = section(self, f"indicator-{card.name}", card.title[language])
        node += fields(
            [
                (word("card.definition"), self.parse_text_to_nodes(card.definition[language])),
                (word("card.formula"), code(card.formula)),
                (word("card.unit"), self.parse_text_to_nodes(card.unit)),
                (word("card.counting"), self.parse_text_to_nodes(card.counting[language])),
                (word("card.columns"), self.parse_text_to_nodes(card.columns)),
                (word("card.reference"), self.parse_text_to_nodes(card.reference)),
                (word("card.beware"), self.parse_text_to_nodes(card.beware[language])),
            ]
        )
        # `force`: a parameter such as $places is no SQL that the colouring knows; the rest is coloured all the same.
        sql = nodes.literal_block(card.sql, card.sql, language="sql", force=True)
        node += folded(word("card.sql"), [sql], css="card-sql")
        return node


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("indicator-cards", IndicatorCards)

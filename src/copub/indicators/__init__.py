"""Indicators: one SQL text each, its identity card at its head, run by DuckDB.

`measure("international_share", release="ncses-2023", places=["US"], first_year=2003, last_year=2022)` gives a tidy table.
The definition has one home: the text that a reviewer reads on the methods page is the text that ran.
"""

from copub.indicators.cards import Card, card, cards
from copub.indicators.measure import NothingMeasured, measure

__all__ = ["Card", "NothingMeasured", "card", "cards", "measure"]

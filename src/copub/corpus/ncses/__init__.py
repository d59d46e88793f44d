"""Statistical tables of the US National Center for Science and Engineering Statistics, computed from Scopus.

Two editions of *Science and Engineering Indicators*: `ncses-2021` (1996 to 2020) and `ncses-2023` (2003 to 2022). They
overlap and differ slightly, so rows of different editions are never mixed in one series without saying so.
`tables.csv` lists the tables taken, `fields.csv` what becomes of each of their columns.
"""

from copub.corpus.ncses.tables import import_tables

__all__ = ["import_tables"]

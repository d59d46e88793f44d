"""Readers and importers: from what a source publishes to our tables. Only here is a raw file opened.

Each source has a folder with its reader, its ledger `fields.csv` (their field, ours, note) and its texts `resources.yml`.
"""

from copub.corpus.open_tables import read_open

__all__ = ["read_open"]

"""Country pairs of OpenAlex, collected by Vladimir Batagelj through its API on 27 August 2024.

For each year 1990 to 2023 the number of works that two countries share, among works with two countries or more. All
work types are in, without a filter; sets of countries and works of one country only are not.
`fields.csv` says what becomes of each part of the collection.
"""

from copub.corpus.openalex_pairs.tables import import_tables

__all__ = ["import_tables"]

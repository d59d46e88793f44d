"""Scopus exports: CSV, with and without affiliations, and BibTeX, to works."""

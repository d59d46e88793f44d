"""What the exports of all vendors share: how a file is opened, and how text, BibTeX and workbooks become records of named cells.

Nothing here knows a vendor's fields or a country.
"""

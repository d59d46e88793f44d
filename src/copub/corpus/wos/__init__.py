"""Web of Science exports: field-tagged text, tab-separated text, workbooks and BibTeX, to works."""

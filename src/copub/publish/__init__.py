"""The press: runs the notebooks, fills the pages, builds both languages and writes the site. Only here papermill and Sphinx."""

"""The Sphinx extension that makes a page of the report out of Markdown, facts and figures.

It works in two places: in the press (one language's tree, pages at its top) and in a plain `jupyter-book build .` at the project's
root (English, pages below `book/en`), which reads the last run from `_build/run`.
"""

from typing import Any

from sphinx.application import Sphinx

from copub import __version__
from copub.publish.extension import (
    cards,
    charts,
    chinese,
    corpus,
    glossary,
    look,
    marks,
    material,
    parameters,
    passports,
    prose,
    tables,
)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything; called by Sphinx."""
    app.add_config_value("copub_root", "", "env")
    app.add_config_value("copub_run", "", "env")
    app.add_config_value("copub_language", "en", "env")
    app.add_config_value("copub_assets", "", "env")
    app.add_config_value("copub_workings", False, "env")
    app.add_config_value("copub_others", [], "env")
    for room in (material, prose, marks, passports, chinese, charts, cards, glossary, corpus, tables, parameters, look):
        room.register(app)
    return {"version": __version__, "parallel_read_safe": False, "parallel_write_safe": True}

"""Slots: the named places for numbers in a page are filled before the Markdown is parsed."""

from pathlib import Path

from sphinx.application import Sphinx

from copub.errors import CopubError
from copub.languages.slots import fill
from copub.publish.extension.material import complain, material_of


def register(app: Sphinx) -> None:
    """Fill slots when a source is read."""
    app.connect("source-read", _fill)


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    path = Path(str(app.env.doc2path(docname)))
    # The workings are notebooks: what looks like a slot there is code.
    if path.suffix != ".md":
        return
    material = material_of(app)
    try:
        source[0] = fill(source[0], material.facts, material.say, where=str(path))
    except CopubError as error:
        complain(error)

"""Slots: the named places for numbers in a page are filled before the Markdown is parsed."""

from pathlib import Path

from sphinx.application import Sphinx

from copub.errors import CopubError, nearest
from copub.languages.slots import fill, slots_of
from copub.publish.extension.material import complain, material_of

DO = "mend the slot, or record the fact in the section's notebook"


def register(app: Sphinx) -> None:
    """Fill slots when a source is read."""
    app.connect("source-read", _fill)


def _fill(app: Sphinx, docname: str, source: list[str]) -> None:
    path = Path(str(app.env.doc2path(docname)))
    # The workings are notebooks: what looks like a slot there is code.
    if path.suffix != ".md":
        return
    material = material_of(app)
    unknown = [
        CopubError(f"no fact `{name}`.{nearest(name, material.facts)}", where=f"{path}:{line}", do=DO)
        for name, line in slots_of(source[0])
        if name not in material.facts
    ]
    for error in unknown:
        complain(error)
    if unknown:
        return
    try:
        source[0] = fill(source[0], material.facts, material.say, where=str(path))
    except CopubError as error:
        complain(error)

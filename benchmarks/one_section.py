"""One section's notebook through the press: `python -m benchmarks.one_section SECTION LANGUAGE…`, once for each language named.

A language is en, zh, or `both` at once. Run in a project's folder; figures, data and facts are in `_build/kept`.
"""

import json
import sys
from pathlib import Path

from copub.publish.execute import execute
from copub.publish.files import copy_tree

# The report has no notebook for one language: this cell, put before the others, leaves the other language's figures empty.
ONLY = """
import importlib
drawing = importlib.import_module("copub.charts.draw")
def one_language(chart, table, say, *rest, draw=drawing._draw):
    return draw(chart, table, say, *rest) if say.language == {language!r} else ""
drawing._draw = one_language
"""


def run(section: str, language: str, root: Path) -> None:
    """Run the section's notebook and keep what it made for `language`."""
    out, kept = root / "_build" / f"run-{language}", root / "_build" / "kept"
    out.mkdir(parents=True)
    source = root / "notebooks" / f"{section}.ipynb"
    if language != "both":
        content = json.loads(source.read_text(encoding="utf-8"))
        cell = {"cell_type": "code", "id": "only", "metadata": {}, "outputs": [], "execution_count": None}
        content["cells"].insert(0, {**cell, "source": ONLY.format(language=language)})
        source = out / source.name
        source.write_text(json.dumps(content), encoding="utf-8")
    execute(source, out / "executed.ipynb", {}, root=root, out=out, failed=root / "_build" / "failed.ipynb")
    figures = "figures" if language == "both" else f"figures/{language}"
    for name in (figures, "data", "facts"):
        copy_tree(out / name, kept / name)


if __name__ == "__main__":
    for each in sys.argv[2:]:
        run(sys.argv[1], each, Path.cwd())

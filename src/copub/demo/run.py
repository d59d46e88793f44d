"""`copub demo`: write the invented corpus in both layouts, with its true answers beside it."""

import json
from pathlib import Path

from copub.demo import openalex, wos
from copub.demo.drawing import PLANTED, draw
from copub.demo.margins import margins
from copub.demo.truth import Truth
from copub.errors import CopubError
from copub.folders import replaced


def make_demo(works: int, seed: int, to: Path) -> dict[str, int]:
    """Write `to/openalex` (snapshot layout), `to/wos` (tab-separated) and `to/truth.json`; an existing demo is replaced at the end.

    Returns how many works, files and megabytes were written. Raises CopubError for fewer than one work.
    """
    if works < 1:
        raise CopubError(f"{works} works are no corpus", where="copub demo --works", do="ask for at least one")
    truth = Truth()
    with replaced(to) as folder:
        for work in wos.write(openalex.write(draw(margins(), works, seed), folder / "openalex"), folder / "wos"):
            truth.add(work)
        answers = {"works": works, "seed": seed, "planted": PLANTED, **truth.answers()}
        (folder / "truth.json").write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")
        written = [path for path in folder.rglob("*") if path.is_file()]
        return {
            "works": works,
            "files": len(written),
            "megabytes": sum(path.stat().st_size for path in written) // 1_000_000,
        }

"""The press: everything from nothing, one changed page, nothing changed. All three end with the same site."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.processes import spend
from benchmarks.runner import Comparison, Way
from copub.publish.files import key_of

BUILD = (sys.executable, "-m", "copub", "build", "--quiet")
PAGE = Path("book/en/index.md")


def comparison(project: Path, scratch: Path, *, environment: Mapping[str, str], rounds: int = 2) -> Comparison:
    """The comparison, on a copy of `project` below `scratch` that is built before and after one page is changed."""
    root, before, after = scratch / "press", scratch / "before", scratch / "after"
    shutil.copytree(project, root)
    built = root / "_build"
    spend(BUILD, cwd=root, environment=environment)
    shutil.copytree(built, before)
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\nOne more sentence.\n")
    spend(BUILD, cwd=root, environment=environment)
    shutil.copytree(built, after)

    def back_to(state: Path | None) -> None:
        shutil.rmtree(built)
        if state:
            shutil.copytree(state, built)

    def site() -> str:
        return key_of([built / "site"], root=root)

    ways = (
        Way("from nothing", BUILD, root, site, lambda: back_to(None)),
        Way("one page changed", BUILD, root, site, lambda: back_to(before)),
        Way("nothing changed", BUILD, root, site, lambda: back_to(after)),
    )
    # Building twice to begin with has warmed what there is to warm.
    return Comparison("the site: `copub build`", ways, rounds, warm=False)

"""The site: books, workings, figures, data, facts and the tables behind them in one folder, with a first page, a manifest and papers."""

import json
import shutil
from pathlib import Path

from jinja2 import Template

from copub.errors import CopubError
from copub.project import LANGUAGES
from copub.publish.books import build
from copub.publish.claims import refuse_unsupported
from copub.publish.files import copy_tree, put_in_place
from copub.publish.manifest import CARRIED, manifest
from copub.publish.papers import write_papers
from copub.publish.progress import Report, lines
from copub.publish.run import outdated
from copub.publish.store import Store
from copub.publish.words import words

FIRST_PAGE = Path(__file__).parent / "theme" / "index.html"


def publish(root: Path, to: Path, *, strict_claims: bool = False, report: Report = lines) -> Path:
    """Build both languages from the last run and put the whole site in place at `to`.

    Raises `CopubError` when a section has not been run, for every complaint about a page and, with `strict_claims`, for every sentence
    that the facts do not bear out.
    """
    run = root / "_build" / "run"
    absent = outdated(root)
    if absent:
        raise CopubError(
            f"not run, or changed since: {', '.join(absent)}",
            where="notebooks/",
            do="run `copub run`, or `copub build` for everything",
        )
    if to.exists() and any(to.iterdir()) and not (to / "manifest.json").is_file():
        raise CopubError(
            "the folder holds something that is not a site", where=str(to), do="name an empty or a new folder"
        )
    if strict_claims:
        refuse_unsupported(root)
    made = build(root, run, report=report)
    with Store(root).making("site") as folder:
        for name, html in made.items():
            copy_tree(html, folder / name)
        for name in CARRIED:
            copy_tree(run / name, folder / name)
        shutil.copyfile(run / "edition.json", folder / "edition.json")
        (folder / "index.html").write_text(_first_page(run / "edition.json"), encoding="utf-8")
        text = json.dumps(manifest(root, run, folder), ensure_ascii=False, indent=1)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
        write_papers(root, run, folder)
        put_in_place(folder, to)
    return to


def _first_page(edition: Path) -> str:
    """The page that opens the reader's language."""
    title = json.loads(edition.read_text(encoding="utf-8"))["title"]
    languages = [
        (language, words(language)("language.code"), words(language)("language.name")) for language in LANGUAGES
    ]
    page = Template(FIRST_PAGE.read_text(encoding="utf-8"), autoescape=True)
    both = " · ".join(title[language] for language in LANGUAGES)
    return str(page.render(title=both, languages=languages, codes=list(LANGUAGES))) + "\n"

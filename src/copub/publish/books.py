"""The books: each language's pages, and the workings (the executed notebooks), built strictly from clean trees."""

import contextlib
import gc
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from copub.audit.headlines import FILE as HEADLINES
from copub.errors import CopubError
from copub.project import LANGUAGES
from copub.publish.commit import commit_of
from copub.publish.comparing import compared
from copub.publish.files import key_of
from copub.publish.progress import Report, lines
from copub.publish.retraced import retraced
from copub.publish.run import PACKAGE
from copub.publish.store import Store
from copub.publish.strips import strips_of
from copub.publish.toc import pages, toc_of
from copub.publish.verifying import verified
from copub.publish.words import words
from copub.publish.workers import side_by_side

WORKINGS = "workings"
Count = Callable[[Path, Path], object]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
# Maps for debuggers and a template of the theme: no page asks for them.
SURPLUS = ("*.map", "*webpack-macros.html", ".buildinfo")


@dataclass(frozen=True)
class Book:
    """One book to build: its name is its folder in the site."""

    name: str
    root: Path
    run: Path
    key: str


def books(root: Path, run: Path) -> list[Book]:
    """Both languages and the workings, each keyed by everything it is made of."""
    common: list[str | Path] = [root / "_config.yml", root / "_toc.yml", root / "requirements.txt", PACKAGE]
    quoted: list[str | Path] = [
        root / "book" / "labels.yml",
        root / "book" / "glossary.yml",
        *(path for path in [root / HEADLINES] if path.is_file()),
        root / "book" / "claims.yml",
        root / "data" / "open" / "datapackage.json",
        root / "data" / "reference",
        root / "data" / "reported",
        root / "data" / "editions",
        # Each card of a number names it.
        str(commit_of(root)["commit"]),
    ]
    made_from: list[str | Path] = [run / name for name in ("facts", "births", "notebooks", "charts", "edition.json")]
    facts = key_of(made_from, root=run)
    made = []
    for language in LANGUAGES:
        drawn = key_of([run / "figures" / language], root=run)
        key = key_of([*common, *quoted, facts, drawn, root / "book" / language], root=root)
        made.append(Book(language, root, run, key))
    titles = [str(title_of(root, language, slug)) for language in LANGUAGES for slug in sections(run)]
    notebooks = key_of([run / "notebooks", run / "edition.json"], root=run)
    return [*made, Book(WORKINGS, root, run, key_of([*common, *titles, notebooks], root=root))]


def sections(run: Path) -> list[str]:
    """The sections of a run, by name."""
    return sorted(path.stem for path in (run / "notebooks").glob("*.ipynb"))


def build(root: Path, run: Path, *, report: Report = lines) -> dict[str, Path]:
    """The folder of each book, built now or found in the store. Raises `CopubError` with every complaint of every book."""
    store, wanted = Store(root), books(root, run)
    stale = [book for book in wanted if store.find(f"book-{book.name}", book.key) is None]
    complaints = []
    if stale:
        # Loaded here so that the workers inherit them.
        import sphinx_book_theme  # noqa: F401

        # Once, before both languages ask for it.
        for _ in side_by_side(_count, [(count, root, run) for count in _counts(root)]):
            pass
        # A process of its own for each book: Sphinx keeps a language's words for as long as its process lives.
        for number, (name, complaint) in enumerate(side_by_side(_build_one, stale), start=1):
            report(f"{'FAILED' if complaint else 'built'} {name}/", number, len(stale))
            complaints += [complaint] if complaint else []
    if complaints:
        raise CopubError(
            "the pages do not build\n" + "\n".join(complaints),
            where="the lines named above",
            do="mend them and build again",
        )
    return {book.name: store.folder / f"book-{book.name}" / book.key for book in wanted}


def _counts(root: Path) -> list[Count]:
    """What is counted from a run for the pages of both languages, and kept in the store."""
    of_pages = {"verified": verified, "compared": compared}
    return [strips_of, retraced, *(count for page, count in of_pages.items() if page in pages(root))]


def _count(task: tuple[Count, Path, Path]) -> None:
    count, root, run = task
    # The process ends with its count; looking for what could be freed meanwhile takes a third of the time.
    gc.disable()
    count(root, run)


def _build_one(book: Book) -> tuple[str, str]:
    """Build a book into the store; the complaint is empty when all is well."""
    store = Store(book.root)
    with store.making(f"book-{book.name}") as folder:
        tree, html = folder / "source", folder / "made" / "html"
        tree.mkdir()
        if book.name == WORKINGS:
            _lay_workings(book, tree)
        else:
            _lay_language(book, tree)
        complaint = _sphinx(book, tree, html)
        if complaint:
            return book.name, complaint
        for pattern in SURPLUS:
            for path in list(html.rglob(pattern)):
                path.unlink()
        store.keep(html, f"book-{book.name}", book.key)
    return book.name, ""


def _lay_language(book: Book, tree: Path) -> None:
    folder = book.root / "book" / book.name
    for slug in pages(book.root):
        source, target = folder / f"{slug}.md", tree / f"{slug}.md"
        if not source.is_file():
            raise CopubError(
                f"no page {source.relative_to(book.root)}",
                where=str(book.root / "_toc.yml"),
                do="write the page, or take it from the toc",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    (tree / "_toc.yml").write_text(yaml.safe_dump(toc_of(book.root, book.name), allow_unicode=True), encoding="utf-8")


def _lay_workings(book: Book, tree: Path) -> None:
    """Each executed notebook as a page, with the way back to its section below its title."""
    slugs = sections(book.run)
    order = [slug for slug in pages(book.root) if slug in slugs]
    for slug in slugs:
        content = json.loads((book.run / "notebooks" / f"{slug}.ipynb").read_text(encoding="utf-8"))
        back = " · ".join(
            f'<a href="../{language}/{slug}.html" hreflang="{words(language)("language.code")}" lang="{words(language)("language.code")}">'
            f"{title_of(book.root, language, slug)}</a>"
            for language in LANGUAGES
        )
        content["cells"].insert(
            1,
            {"cell_type": "markdown", "id": "way-back", "metadata": {}, "source": f'<p class="way-back">← {back}</p>'},
        )
        content["cells"] = [one for cell in content["cells"] for one in (*_numbered(cell), cell)]
        (tree / f"{slug}.ipynb").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    title = words("en")("workings.title")
    about = "Each page below is a notebook as it was run for this edition: the code, and what it showed."
    (tree / "index.md").write_text(f"# {title}\n\n{about}\n", encoding="utf-8")
    rest = [slug for slug in slugs if slug not in order]
    toc = {"format": "jb-book", "root": "index", "chapters": [{"file": slug} for slug in [*order, *rest]]}
    (tree / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")


def _numbered(cell: dict[str, Any]) -> list[dict[str, Any]]:
    """The number of a cell as it ran, for links to lead to; text has none."""
    number = cell.get("execution_count")
    if not number:
        return []
    text = f'<p class="cell-number" id="cell-{number}">[{number}]</p>'
    return [{"cell_type": "markdown", "id": f"number-{number}", "metadata": {}, "source": text}]


def title_of(root: Path, language: str, slug: str) -> str:
    """A page's first heading, or its slug when the page is not written yet."""
    path = root / "book" / language / f"{slug}.md"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading[1].strip() if heading else slug


def _sphinx(book: Book, tree: Path, html: Path) -> str:
    """Run Jupyter Book on a tree; its warnings, with places in the project, are the complaint."""
    from jupyter_book.sphinx import build_sphinx

    in_words = book.name if book.name in LANGUAGES else "en"
    title = (
        words(in_words)("workings.title")
        if book.name == WORKINGS
        else title_of(book.root, in_words, pages(book.root)[0])
    )
    overrides: dict[str, Any] = {
        "latex_individualpages": False,
        "external_toc_path": str(tree / "_toc.yml"),
        # Not left to the extension: the theme's own words are loaded before it.
        "language": words(in_words)("language.sphinx"),
        "html_title": title,
        "copub_root": str(book.root),
        "copub_run": str(book.run),
        "copub_language": in_words,
        "copub_assets": "../",
        "copub_workings": True,
        "copub_others": [other for other in LANGUAGES if other != book.name] if book.name in LANGUAGES else [],
    }
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        status = build_sphinx(
            tree,
            html,
            path_config=book.root / "_config.yml",
            confoverrides=overrides,
            noconfig=True,
            doctreedir=html.parent / "doctrees",
            quiet=True,
        )
    complaint = ESCAPE.sub("", said.getvalue())
    if isinstance(status, Exception) and not complaint:
        complaint = f"{type(status).__name__}: {status}"
    home = "notebooks" if book.name == WORKINGS else f"book/{book.name}"
    return complaint.replace(str(tree), home).replace(": WARNING: ", ": ").strip()

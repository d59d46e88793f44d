"""Everything that can be checked without building: the skeletons of both languages, names, notebooks, parameters."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from copub.audit.claimed import faults_of_claims
from copub.audit.headlines import FILE as HEADLINES
from copub.audit.headlines import load_headlines
from copub.audit.ledger import SLOTS
from copub.editions import NoCorpus, load_edition
from copub.errors import CopubError, nearest
from copub.facts import edition_facts, load_facts
from copub.languages.glossary import load_glossary
from copub.languages.labels import load_labels
from copub.languages.passages import SHOWN, kind_of, passages
from copub.languages.slots import slots_of
from copub.project import LANGUAGES
from copub.publish.notebooks import declared, is_clean, notebook_paths, read, source_of
from copub.publish.run import parameters_of
from copub.publish.toc import pages

Named = list[tuple[str, int]]
HAN = r"\u4e00-\u9fff"
PUNCTUATION = re.compile(rf"[{HAN}][,;:?!()][{HAN}]|[{HAN}] \{{\{{|\}}\}} [{HAN}]")


def check(root: Path) -> list[CopubError]:
    """Every fault found, with file and line; an empty list when all is well.

    Slots, figures and the units of what a sentence quotes are checked against the last run, when there is one.
    """
    faults: list[CopubError] = []
    for part in (_pages, _names, _claims, _notebooks, _editions):
        try:
            faults += part(root)
        except CopubError as error:
            faults.append(error)
    return faults


def labels_of(text: str) -> Named:
    """Anchors above headings, `(sec-x)=`, with their lines."""
    return _found(r"^\(([\w.-]+)\)=[ \t]*$", text)


def charts_of(text: str) -> Named:
    """Figures shown, `:::{chart} name`, with their lines."""
    return _found(r"^:{3,}\{chart\}[ \t]+(\S+)", text)


def strips_of(text: str) -> Named:
    """Headlines asked for under other choices, `:::{strip} id`, with their lines."""
    return _found(r"^:{3,}\{strip\}[ \t]+(\S+)", text)


def terms_of(text: str) -> Named:
    """Terms of the glossary linked to, with their lines."""
    return _found(r"\{term\}`(?:[^`<]*<)?([^`<>]+)>?`", text)


def _found(pattern: str, text: str) -> Named:
    return [
        (match[1].strip(), text.count("\n", 0, match.start(1)) + 1)
        for match in re.finditer(pattern, text, re.MULTILINE)
    ]


def _pages(root: Path) -> Iterator[CopubError]:
    """The toc, the files and both languages' skeletons agree."""
    listed = pages(root)
    for language in LANGUAGES:
        folder = root / "book" / language
        present = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md")}
        for slug in listed:
            if slug not in present:
                yield CopubError(
                    f"no page `{slug}` in language `{language}`",
                    where=f"book/{language}/{slug}.md",
                    do="write it, or take it from _toc.yml",
                )
        for slug in sorted(present - set(listed)):
            yield CopubError(
                f"page `{slug}` is not in the toc",
                where=f"book/{language}/{slug}.md",
                do=f"add `- file: book/en/{slug}` to _toc.yml",
            )
    for slug in listed:
        paths = [root / "book" / language / f"{slug}.md" for language in LANGUAGES]
        if all(path.is_file() for path in paths):
            texts = [path.read_text(encoding="utf-8") for path in paths]
            where = [f"book/{language}/{slug}.md" for language in LANGUAGES]
            faults = [
                fault
                for kind in SHOWN
                for fault in _skeleton(
                    slug, *(passages(text, kind, where=at) for text, at in zip(texts, where, strict=True))
                )
            ]
            yield from {str(fault): fault for fault in faults}.values()


def _skeleton(slug: str, english: str, chinese: str) -> Iterator[CopubError]:
    parts: dict[str, Callable[[str], Named]] = {
        "label": labels_of,
        "slot": slots_of,
        "figure": charts_of,
        "strip": strips_of,
    }
    for kind, of in parts.items():
        en, zh = of(english), of(chinese)
        for here, there, language, other in ((en, zh, "en", "zh"), (zh, en, "zh", "en")):
            names = {name for name, _ in there}
            for name, line in here:
                if name not in names:
                    yield CopubError(
                        f"{kind} `{name}` is not in the other language.{nearest(name, names)}",
                        where=f"book/{language}/{slug}.md:{line}",
                        do=f"use the same name in book/{other}/{slug}.md",
                    )
    for match in PUNCTUATION.finditer(chinese):
        line = chinese.count("\n", 0, match.start()) + 1
        yield CopubError(
            f"`{match[0]}` is not Chinese punctuation",
            where=f"book/zh/{slug}.md:{line}",
            do="use full-width signs, and no space beside a slot",
        )


def _names(root: Path) -> Iterator[CopubError]:
    """Slots, figures and terms that the pages name exist."""
    load_labels(root)
    run, kind_of_source = root / "_build" / "run", "tables"
    terms = {term.id for term in load_glossary(root)}
    known: list[tuple[str, Callable[[str], Named], Iterable[str], str]] = [
        ("term", terms_of, terms, "add it to book/glossary.yml, or mend the id"),
        ("headline", strips_of, load_headlines(root), f"add it to {HEADLINES}, or mend the id"),
    ]
    if (run / "edition.json").is_file():
        edition = json.loads((run / "edition.json").read_text(encoding="utf-8"))
        parameters, kind_of_source = edition["parameters"], kind_of(root, edition["corpus"])
        drawn = [
            one["figure"]
            for path in (run / "charts").glob("*.json")
            for one in json.loads(path.read_text(encoding="utf-8"))
        ]
        known.append(
            (
                "fact",
                slots_of,
                {*load_facts(run), *edition_facts(parameters), *SLOTS},
                "mend the slot, or record the fact in the notebook",
            )
        )
        known.append(("figure", charts_of, drawn, "mend the name, or draw the figure in the notebook"))
    for path in sorted((root / "book").glob("*/**/*.md")):
        whole = path.read_text(encoding="utf-8")
        shown = passages(whole, kind_of_source, where=str(path.relative_to(root)))
        for kind, of, names, do in known:
            for name, line in of(whole if kind == "term" else shown):
                if name not in set(names):
                    yield CopubError(
                        f"no {kind} `{name}`.{nearest(name, names)}", where=f"{path.relative_to(root)}:{line}", do=do
                    )


def _claims(root: Path) -> Iterator[CopubError]:
    """The sentences of the first page and of every section carry the claims they must."""
    read_by_sections = [page for page in pages(root) if page in notebook_paths(root)]
    return faults_of_claims(root, [pages(root)[0], *read_by_sections], load_facts(root / "_build" / "run"))


def _notebooks(root: Path) -> Iterator[CopubError]:
    """Every notebook is clean, has a text twin that says the same, and one cell of parameters."""
    import jupytext

    for slug, path in notebook_paths(root).items():
        where, twin = f"notebooks/{slug}.ipynb", path.with_suffix(".py")
        if not is_clean(path):
            yield CopubError("the notebook carries outputs", where=where, do="run `copub clean notebooks`")
        try:
            declared(path)
        except CopubError as error:
            yield error
        if not twin.is_file():
            yield CopubError(
                "the notebook has no text twin",
                where=where,
                do=f"run `jupytext --to py:percent notebooks/{slug}.ipynb`",
            )
            continue
        ours = [(cell["cell_type"], source_of(cell)) for cell in read(path)["cells"]]
        theirs = [(cell.cell_type, cell.source) for cell in jupytext.read(twin).cells]
        if ours != theirs:
            number = next(
                (at for at, both in enumerate(zip(ours, theirs, strict=False), 1) if both[0] != both[1]),
                min(len(ours), len(theirs)) + 1,
            )
            yield CopubError(
                f"notebook and text twin differ from cell {number} on",
                where=where,
                do=f"run `jupytext --sync notebooks/{slug}.py` from the one you edited",
            )
    for path in sorted((root / "notebooks").glob("*.py")):
        if not path.with_suffix(".ipynb").is_file():
            yield CopubError(
                "the text twin has no notebook",
                where=f"notebooks/{path.name}",
                do=f"run `jupytext --to ipynb notebooks/{path.name}`",
            )


def _editions(root: Path) -> Iterator[CopubError]:
    """Every edition can be read, and its parameters are taken by some notebook."""
    for path in sorted((root / "data" / "editions").glob("*.yml")):
        try:
            parameters_of(root, load_edition(path))
        except NoCorpus:
            # Records do not travel with the project; without them there is nothing to check an edition against.
            continue
        except CopubError as error:
            yield error

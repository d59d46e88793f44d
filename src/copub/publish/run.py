"""The run: every notebook once per edition, only those whose material has changed."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import copub
from copub import marked_yaml, releases
from copub.editions import Edition
from copub.errors import CopubError, nearest
from copub.publish.execute import execute
from copub.publish.files import copy_tree, files_below, key_of, put_in_place
from copub.publish.notebooks import declared, notebook_paths
from copub.publish.progress import Report, lines
from copub.publish.store import Store
from copub.publish.workers import side_by_side

PACKAGE = Path(copub.__file__).parent
# A notebook may import every room below these, and never these themselves.
PRESS = {"audit", "recount", "publish", "cli.py", "__main__.py"}
TABLES = "tables"
MATERIAL = ("data/open", "data/reference", "data/reported", "book/labels.yml", "requirements.txt")


def parameters_of(root: Path, edition: Edition) -> dict[str, dict[str, Any]]:
    """What each notebook is given: those of the edition's parameters that it declares.

    Raises `CopubError` for a parameter that no notebook declares, and for an empty bench.
    """
    takes = {slug: declared(path) for slug, path in notebook_paths(root).items()}
    if not takes:
        raise CopubError(
            "there is no notebook", where=str(root / "notebooks"), do="write one with `copub new section SLUG`"
        )
    every = {name for names in takes.values() for name in names} - {"out"}
    for name in edition.parameters:
        if name not in every:
            _, line_of = marked_yaml.load(edition.path)
            raise CopubError(
                f"no notebook takes the parameter `{name}`.{nearest(name, every)}",
                where=f"{edition.path}:{line_of[('parameters', name)]}",
                do="mend the name, or declare it in a notebook's cell tagged `parameters`",
            )
    return {
        slug: {name: edition.parameters[name] for name in names if name in edition.parameters}
        for slug, names in takes.items()
    }


def run(
    root: Path, edition: Edition, sections: Iterable[str] = (), *, to: Path | None = None, report: Report = lines
) -> Path:
    """Run the notebooks of `sections` (default: all) that are not up to date, and lay out the results in `to` (default: `_build/run`).

    The folder holds what is up to date, the tables it was made from, and nothing else. Raises `CopubError` for an unknown section and
    for every cell that failed.
    """
    given, paths, store = parameters_of(root, edition), notebook_paths(root), Store(root)
    for slug in sections:
        if slug not in paths:
            raise CopubError(
                f"no section `{slug}`.{nearest(slug, paths)}", where="notebooks/", do=f"use one of {', '.join(paths)}"
            )
    keys = _keys(root, given, edition.corpus)
    stale = [slug for slug in (sections or paths) if store.find(f"run-{slug}", keys[slug]) is None]
    if stale:
        _execute_all(root, {slug: (paths[slug], given[slug], keys[slug]) for slug in stale}, report)
    return _lay_out(root, edition, given, keys, to or root / "_build" / "run")


def last_run(root: Path, edition: Path) -> Path:
    """The folder of the last run, with its `facts/`. Raises `CopubError` unless it is there and of the edition in the file `edition`."""
    folder = root / "_build" / "run"
    record = folder / "edition.json"
    name = json.loads(record.read_text(encoding="utf-8"))["name"] if record.is_file() else ""
    if name != edition.stem:
        raise CopubError(
            f"the last run is of edition `{name}`" if name else "nothing has been run yet",
            where=str(folder),
            do=f"run `copub run {edition}` first",
        )
    return folder


def outdated(root: Path) -> list[str]:
    """The sections that `_build/run` lacks, or holds as they were before their material changed."""
    record = root / "_build" / "run" / "edition.json"
    if not record.is_file():
        return list(notebook_paths(root))
    edition = json.loads(record.read_text(encoding="utf-8"))
    given = {slug: {name: edition["parameters"][name] for name in names} for slug, names in edition["sections"].items()}
    keys = _keys(root, {slug: given.get(slug, {}) for slug in notebook_paths(root)}, edition["corpus"])
    return [slug for slug, key in keys.items() if edition["keys"].get(slug) != key]


def _keys(root: Path, given: dict[str, dict[str, Any]], corpus: str) -> dict[str, str]:
    """What each section's result is kept under: its notebook, its parameters, and all that any notebook may read."""
    tables = [releases.tables_of(root, corpus)] if corpus else []
    shared = key_of([*(root / name for name in MATERIAL), *tables, *_modules()], root=root)
    paths = notebook_paths(root)
    return {
        slug: key_of([shared, json.dumps(some, sort_keys=True), paths[slug]], root=root) for slug, some in given.items()
    }


def _modules() -> list[Path]:
    return [path for path in files_below(PACKAGE) if path.relative_to(PACKAGE).parts[0] not in PRESS]


def _execute_all(root: Path, jobs: dict[str, tuple[Path, dict[str, Any], str]], report: Report) -> None:
    import papermill  # noqa: F401  loaded here so that the workers inherit it

    errors = []
    tasks = [(root, slug, *job) for slug, job in jobs.items()]
    for number, (slug, error) in enumerate(side_by_side(_execute_one, tasks), start=1):
        report(f"{'ran' if error is None else 'FAILED'} notebooks/{slug}.ipynb", number, len(jobs))
        errors += [error] if error else []
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise CopubError(
            f"{len(errors)} notebooks failed\n" + "\n".join(map(str, errors)),
            where="notebooks/",
            do="mend the cells named above",
        )


def _execute_one(task: tuple[Path, str, Path, dict[str, Any], str]) -> tuple[str, CopubError | None]:
    root, slug, source, parameters, key = task
    store, failed = Store(root), root / "_build" / "failed" / f"{slug}.ipynb"
    failed.unlink(missing_ok=True)
    with store.making(f"run-{slug}") as folder:
        (folder / "notebooks").mkdir()
        try:
            execute(source, folder / "notebooks" / f"{slug}.ipynb", parameters, root=root, out=folder, failed=failed)
        except CopubError as error:
            return slug, error
        store.keep(folder, f"run-{slug}", key)
    return slug, None


def _lay_out(
    root: Path, edition: Edition, given: dict[str, dict[str, Any]], keys: dict[str, str], target: Path
) -> Path:
    """All results that are up to date, merged, with the edition they belong to and the tables they rest on."""
    store = Store(root)
    results = {slug: found for slug, key in keys.items() if (found := store.find(f"run-{slug}", key))}
    try:
        where = edition.path.resolve().relative_to(root).as_posix()
    except ValueError:
        where = edition.path.name
    about = releases.about(root, edition.corpus) if edition.corpus else None
    record = {
        "name": edition.name,
        "path": where,
        "title": edition.title,
        "parameters": edition.parameters,
        "corpus": edition.corpus,
        "compared_with": edition.compared_with,
        "invented": bool(about and about["invented"]),
        "sections": {slug: list(given[slug]) for slug in results},
        "keys": {slug: keys[slug] for slug in results},
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    laid = target / "edition.json"
    if laid.is_file() and (target / TABLES).is_dir() and laid.read_text(encoding="utf-8") == text:
        return target
    with store.making("merge") as folder:
        for slug, result in results.items():
            for path in files_below(result):
                if (folder / path.relative_to(result)).exists():
                    raise CopubError(
                        f"`{path.relative_to(result)}` is also written by another notebook",
                        where=f"notebooks/{slug}.ipynb",
                        do="begin the names of figures and facts with the section's slug",
                    )
            copy_tree(result, folder)
        _lay_tables(root, edition.corpus, folder / TABLES)
        (folder / "edition.json").write_text(text, encoding="utf-8")
        put_in_place(folder, target)
    return target


def _lay_tables(root: Path, corpus: str, to: Path) -> None:
    """The tables behind the numbers, as `copub.recount.Carried` finds them; of a corpus its tables alone, no record and no cube."""
    copy_tree(root / "data" / "open", to)
    copy_tree(root / "data" / "reference", to / "reference")
    if corpus:
        tables = releases.tables_of(root, corpus)
        of_corpus = to / tables.relative_to(root / "data")
        of_corpus.mkdir(parents=True)
        for path in (*tables.glob("*.csv"), tables / "tables.json"):
            shutil.copyfile(path, of_corpus / path.name)

"""What the pages are made of, loaded once a build: facts, figures, words, the edition."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from copub.audit.claims import FILE, load_claims
from copub.audit.ledger import Ledger, audit, ledger_facts
from copub.errors import CopubError
from copub.facts import Fact, edition_facts, load_facts
from copub.languages.glossary import Term, load_glossary
from copub.languages.labels import Labels, load_labels
from copub.languages.passages import kind_of
from copub.project import find_root
from copub.publish.words import words

log = logging.getLogger(__name__)
ATTRIBUTE = "copub_material"


@dataclass(frozen=True)
class Material:
    """Everything a page may quote, in one language. `say` speaks the report's labels, `word` the press's own.

    `ledger` judges the claims of source reports; a report that has none of them to judge has no ledger.
    """

    root: Path
    run: Path
    language: str
    say: Labels
    word: Labels
    facts: Mapping[str, Fact]
    figures: Mapping[str, dict[str, Any]]
    terms: Mapping[str, Term]
    edition: Mapping[str, Any]
    ledger: Ledger | None

    @property
    def kind(self) -> str:
        """The kind of source that the edition is made from."""
        return kind_of(self.root, self.edition["corpus"])


def load(root: Path, run: Path, language: str) -> Material:
    """The material of one language from the run folder `run`. Raises `CopubError` when nothing has been run."""
    edition_path = run / "edition.json"
    if not edition_path.is_file():
        raise CopubError(
            "no notebook has been run yet", where=str(run), do="run `copub run`, or `copub build` for everything"
        )
    edition = json.loads(edition_path.read_text(encoding="utf-8"))
    figures = {
        record["figure"]: record
        for path in sorted((run / "charts").glob("*.json"))
        for record in json.loads(path.read_text(encoding="utf-8"))
    }
    facts = {**load_facts(run), **edition_facts(edition["parameters"])}
    ledger = audit(load_claims(root), facts, edition=edition["name"]) if (root / FILE).is_file() else None
    return Material(
        root=root,
        run=run,
        language=language,
        say=load_labels(root)[language],
        word=words(language),
        facts={**facts, **(ledger_facts(ledger) if ledger else {})},
        figures=figures,
        terms={term.id: term for term in load_glossary(root)},
        edition=edition,
        ledger=ledger,
    )


def material_of(app_or_env: Sphinx | BuildEnvironment) -> Material:
    """The material of the running build."""
    app = app_or_env if isinstance(app_or_env, Sphinx) else app_or_env.app
    found: Material = getattr(app, ATTRIBUTE)
    return found


def register(app: Sphinx) -> None:
    """Load the material before any page is read."""
    app.connect("builder-inited", _load, priority=100)


def _load(app: Sphinx) -> None:
    root = Path(app.config.copub_root) if app.config.copub_root else find_root(Path(app.srcdir))
    run = Path(app.config.copub_run) if app.config.copub_run else root / "_build" / "run"
    setattr(app, ATTRIBUTE, load(root, run, app.config.copub_language))


def complain(error: CopubError, *, where: str | None = None) -> None:
    """Say an error as a warning with its place; the press builds strictly, so the book is not written."""
    log.warning("%s Do: %s.", error.what, error.do, location=where or error.where)

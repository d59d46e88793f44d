"""The strips of a run: every headline under every choice, kept until a table, a fact or a headline changes."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from copub import releases
from copub.audit.headlines import FILE, Headline, load_headlines
from copub.audit.sensitivity import Alternative, Named, Strip, strip_of
from copub.facts import Fact, edition_facts, load_facts
from copub.publish.files import key_of
from copub.publish.run import PACKAGE
from copub.publish.store import Store
from copub.recount import Files, desk_of

KIND = "strips"


def strips_of(root: Path, run: Path) -> dict[str, Strip]:
    """The strip of each headline of `book/headlines.yml`, by id, for the edition in the folder `run`; empty where there is no such file."""
    headlines = load_headlines(root)
    if not headlines:
        return {}
    edition = json.loads((run / "edition.json").read_text(encoding="utf-8"))
    facts = {**load_facts(run), **edition_facts(edition["parameters"])}
    store, key = Store(root), _key(root, run, edition)
    found = store.find(KIND, key)
    if found is None:
        desk = desk_of(Files(root), edition)
        strips = {name: strip_of(headline, facts, desk) for name, headline in headlines.items()}
        with store.making(KIND) as folder:
            text = json.dumps({name: _told(strip) for name, strip in strips.items()}, ensure_ascii=False, indent=1)
            (folder / "strips.json").write_text(text + "\n", encoding="utf-8")
            found = store.keep(folder, KIND, key)
    told = json.loads((found / "strips.json").read_text(encoding="utf-8"))
    return {name: _strip(headline, facts.get(headline.fact), told[name]) for name, headline in headlines.items()}


def _key(root: Path, run: Path, edition: dict[str, Any]) -> str:
    tables = [releases.tables_of(root, edition["corpus"])] if edition["corpus"] else []
    facts = key_of([run / "facts", run / "edition.json"], root=run)
    return key_of(
        [facts, root / FILE, root / "data" / "open", root / "data" / "reference", *tables, PACKAGE], root=root
    )


def _told(strip: Strip) -> dict[str, Any]:
    """What the headline and the edition's fact do not say themselves."""
    return {
        "absent": strip.own is None,
        "answer": strip.answer,
        "alternatives": [asdict(one) for one in strip.alternatives],
        "idle": [asdict(one) for one in strip.idle],
        "refused": dict(strip.refused),
    }


def _strip(headline: Headline, own: Fact | None, told: dict[str, Any]) -> Strip:
    return Strip(
        headline,
        None if told["absent"] else own,
        told["answer"],
        [Alternative(Named(**one["choice"]), one["value"], one["answer"]) for one in told["alternatives"]],
        [Named(**one) for one in told["idle"]],
        told["refused"],
    )

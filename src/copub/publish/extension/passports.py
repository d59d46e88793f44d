"""The pages `passports-<section>`: a card for each number, and beside each page the same as data for the script that opens one in place."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx

from copub.audit.passport import passports_of_ledger
from copub.publish.commit import commit_of
from copub.publish.extension.links import to_site
from copub.publish.extension.material import material_of
from copub.publish.passports import Around, Sheet, Teller
from copub.publish.retraced import passports

HOMES = {"ledger": "audit"}


def register(app: Sphinx) -> None:
    """Write the pages when all others are written, and put the script on every page."""
    app.connect("html-collect-pages", _pages)
    app.add_js_file("passports.js")


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    material = material_of(app)
    folder = PurePosixPath(app.config.root_doc).parent
    site = to_site(app, app.config.root_doc) if app.config.copub_assets else ""
    around = Around(
        methods=f"methods{app.builder.get_target_uri('')}" if str(folder / "methods") in app.env.found_docs else "",
        workings=f"{site}workings" if app.config.copub_workings else "",
        site=site,
    )
    teller = Teller(material.facts, material.say, material.word, site=site)
    commit, edition = commit_of(material.root)["commit"] or "", material.edition["path"]
    known = passports(material.root, material.run)
    if material.ledger:
        known |= passports_of_ledger(material.root, material.ledger)
    for section, group in groupby(known.values(), lambda one: one.fact.section):
        name = f"passports-{section}"
        sheet = Sheet(group, teller, around, commit=commit, edition=edition)
        page = HOMES.get(section, section)
        home = str(folder / page)
        spoken = app.env.titles[home].astext() if home in app.env.titles else material.word("passport.of_edition")
        title = material.word("passport.title").replace("SECTION", spoken)
        back = f"{page}{app.builder.get_target_uri('')}" if home in app.env.titles else ""
        script = Path(app.outdir) / folder / f"{name}.js"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(sheet.script(name), encoding="utf-8")
        yield str(folder / name), {"title": title, "body": sheet.page(title, back)}, "page.html"

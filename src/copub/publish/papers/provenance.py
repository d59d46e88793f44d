"""PROV of the facts: from the cells of the tables through measurements and the run of a notebook to the pages that quote them.

Every identifier is an address inside the site, whose own name is the checksum of its manifest, so that two sites share none.

Source: PROV-DM, https://www.w3.org/TR/prov-dm/; PROV-JSON, https://www.w3.org/submissions/prov-json/; lines of a table as in RFC 7111.
"""

import json
from itertools import pairwise
from typing import Any

from arcp import arcp_hash
from prov.constants import PROV_TYPE
from prov.identifier import Identifier
from prov.model import ProvDocument

from copub.audit.passport import EDITION, InFile, Passport
from copub.births import Measurement
from copub.project import LANGUAGES
from copub.publish.files import sha256
from copub.publish.papers.built import Built, both
from copub.publish.papers.crate import notebook, run_of

SCHEMA = "https://schema.org/"
SOFTWARE = "site:#copub"
OF_EDITION = "site:#edition"
BOOK = "site:#book"
Attributes = dict[str | Identifier, Any]


def provenance(built: Built) -> str:
    """`provenance.json` for a built site."""
    made = ProvDocument()
    base = arcp_hash((built.site / "manifest.json").read_bytes())
    made.add_namespace("site", base)
    made.add_namespace("fact", f"{base}facts/#")
    made.add_namespace("parameter", f"{base}#parameter-")
    made.add_namespace("schema", SCHEMA)
    _software(built, made)
    _edition(built, made)
    _tables(built, made)
    for section in built.sections:
        _run(built, made, section)
    for slot in built.facts:
        _fact(built, made, built.passports[slot])
    _book(built, made)
    return f"{made.serialize(indent=1, ensure_ascii=False, sort_keys=True)}\n"


def lines(files: InFile) -> str:
    """The first lines that a fact rests on in a table, as the fragment `row=3;5-7` of RFC 7111: the head is row 1."""
    rows = sorted({line for line, _, _ in files.first})
    starts = [row for before, row in pairwise([-1, *rows]) if row != before + 1]
    ends = [row for row, after in pairwise([*rows, rows[-1] + 2]) if after != row + 1]
    return "row=" + ";".join(
        str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True)
    )


def _software(built: Built, made: ProvDocument) -> None:
    told = built.manifest["copub"]
    commit: Attributes = {"schema:identifier": told["commit"]} if told["commit"] else {}
    made.agent(
        SOFTWARE,
        {
            PROV_TYPE: made.valid_qualified_name("prov:SoftwareAgent"),
            "schema:softwareVersion": told["version"],
            **commit,
        },
    )


def _edition(built: Built, made: ProvDocument) -> None:
    given: Attributes = {f"parameter:{name}": _text(value) for name, value in built.edition["parameters"].items()}
    made.entity(OF_EDITION, {"prov:label": both(built.edition["title"]), **given})


def _tables(built: Built, made: ProvDocument) -> None:
    used = {table for section in built.sections for table in built.tables_of(section)}
    for table in sorted(used):
        made.entity(f"site:{table}", {"schema:sha256": sha256(built.site / table)})


def _run(built: Built, made: ProvDocument, section: str) -> None:
    """The run of a notebook, and each of its measurements with the series that it gave."""
    run, plan = f"site:{run_of(section)}", f"site:{notebook(section)}"
    made.activity(run, other_attributes={"prov:label": both(built.heading(section))})
    made.entity(
        plan,
        {PROV_TYPE: made.valid_qualified_name("prov:Plan"), "schema:sha256": sha256(built.site / notebook(section))},
    )
    made.association(run, SOFTWARE, plan)
    made.usage(run, OF_EDITION)
    for number, one in enumerate(built.measured(section), 1):
        measurement, series = _measurement(section, number), _series(section, number)
        made.activity(measurement, other_attributes=_as_asked(one))
        made.entity(series, {"schema:numberOfItems": one.rows})
        made.generation(series, measurement)
        made.association(measurement, SOFTWARE, plan)
        for table in built.tables_read(one.indicator):
            made.usage(measurement, f"site:{table}")


def _as_asked(one: Measurement) -> Attributes:
    asked: Attributes = {f"parameter:{name}": _text(value) for name, value in one.parameters.items()}
    return {
        "schema:measurementTechnique": one.indicator,
        "prov:location": f"cell {one.place.cell}, line {one.place.line}",
        **asked,
    }


def _fact(built: Built, made: ProvDocument, passport: Passport) -> None:
    """A fact with its value, the run that named it, and what it was derived from: series, cells of tables, or the edition alone."""
    fact = passport.fact
    name = f"fact:{fact.slot}"
    made.entity(
        name,
        {"prov:value": _text(fact.value), "schema:unitText": fact.unit, "schema:measurementTechnique": fact.indicator},
    )
    if fact.section == EDITION:
        made.derivation(name, OF_EDITION)
        return
    run = f"site:{run_of(fact.section)}"
    place = {"prov:location": f"cell {passport.named.cell}, line {passport.named.line}"} if passport.named else {}
    made.generation(name, run, other_attributes=place)
    for number, _ in passport.measured:
        made.derivation(name, _series(fact.section, number))
    for files in passport.files:
        for table in built.carried([files.file]):
            cells = f"fact:{fact.slot}/{table}"
            made.usage(
                run,
                f"site:{table}",
                identifier=cells,
                other_attributes={"prov:location": lines(files), "schema:numberOfItems": files.count},
            )
            made.derivation(name, f"site:{table}", activity=run, usage=cells)
    if not passport.measured and not passport.files:
        # What is neither measured nor looked up follows from the parameters.
        made.derivation(name, OF_EDITION)


def _book(built: Built, made: ProvDocument) -> None:
    made.collection(BOOK, {"prov:label": built.report})
    for slug in built.pages:
        quoted = built.quoted(slug)
        for language in LANGUAGES:
            page = f"site:{language}/{slug}.html"
            made.entity(page, {"prov:label": built.heading(slug)[language]})
            made.membership(BOOK, page)
            for slot in quoted:
                made.derivation(page, f"fact:{slot}")


def _measurement(section: str, number: int) -> str:
    return f"site:#measurement-{section}-{number}"


def _series(section: str, number: int) -> str:
    return f"site:#series-{section}-{number}"


def _text(value: Any) -> int | float | str:
    """A value as PROV takes it: numbers and texts as they are, lists as JSON."""
    return value if isinstance(value, int | float | str) else json.dumps(value, ensure_ascii=False)

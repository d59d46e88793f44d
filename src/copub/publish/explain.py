"""One passport as text, for a terminal: the same as the card that a number opens on a page."""

from collections.abc import Iterator
from pathlib import Path

from copub.audit.claims import FILE as CLAIMS
from copub.audit.claims import load_claims
from copub.audit.ledger import audit
from copub.audit.passport import passports_of_ledger
from copub.errors import CopubError, nearest
from copub.languages.labels import load_labels
from copub.publish.commit import commit_of
from copub.publish.passports import Measured, Teller, Told
from copub.publish.retraced import passports
from copub.publish.run import last_run
from copub.publish.words import words

INDENT = "  "


def explain(root: Path, slot: str, edition: Path) -> str:
    """How a fact of the last run was made.

    Raises `CopubError` for an unknown slot, with the nearest, and unless the run is of `edition`.
    """
    run = last_run(root, edition)
    known = passports(root, run)
    if (root / CLAIMS).is_file():
        facts = {slot: passport.fact for slot, passport in known.items()}
        known |= passports_of_ledger(root, audit(load_claims(root), facts, edition=edition.stem))
    if slot not in known:
        raise CopubError(
            f"no fact `{slot}`.{nearest(slot, known)}", where=f"edition {edition.stem}", do="name a slot of a page"
        )
    facts = {name: passport.fact for name, passport in known.items()}
    told = Teller(facts, load_labels(root)["en"], words("en")).tell(known[slot])
    return "\n".join([*_lines(told), *_code(root)]) + "\n"


def _lines(told: Told) -> Iterator[str]:
    word, passport = words("en"), told.passport
    yield f"{passport.fact.slot} = {told.value}"
    yield f"{INDENT}{told.dressed} ({word(f'unit.{passport.fact.unit}')})"
    if told.indicator:
        yield f"{word('passport.indicator')}: {told.indicator.title['en']} (methods.html#indicator-{told.indicator.name})"
        yield f"{INDENT}{told.indicator.definition['en']}"
        yield from (INDENT + line.strip() for line in told.indicator.formula.strip().splitlines())
        yield f"{INDENT}{word('card.beware')}: {told.indicator.beware['en']}"
    if told.source:
        yield f"{word('passport.source')}: {told.source}"
    for one in told.measured:
        yield from _measured(one)
    if not told.measured and told.parameters:
        yield f"{word('passport.parameters')}:"
        yield from (f"{INDENT}{name}: {value}" for name, value in told.parameters)
        yield f"{INDENT}{word('passport.alone_on_parameters')}"
    for file in passport.files:
        counted = word("passport.counted" if file.count == len(file.first) else "passport.first_few")
        yield f"{word('passport.cells')}: {file.file}, {counted.replace('COUNT', f'{file.count:,}')}"
        yield from (f"{INDENT}line {line}, {column}: {content}" for line, column, content in file.first)
        yield f"{INDENT}SHA-256 {file.sha256}"
    if passport.excerpts:
        yield f"{word('passport.lines')} notebooks/{passport.fact.section}.ipynb, [cell:line]:"
        for excerpt in passport.excerpts:
            first, *rest = excerpt.text.split("\n")
            yield f"{INDENT}[{excerpt.cell}:{excerpt.line}] {first}"
            yield from (INDENT + line for line in rest)


def _measured(one: Measured) -> Iterator[str]:
    word = words("en")
    yield f"{one.title} [{one.place.cell}:{one.place.line}]"
    yield from (f"{INDENT}{name}: {value}" for name, value in one.given)
    yield f"{INDENT}{word('passport.rows')}: {one.rows}"
    yield f"{INDENT}{word('passport.sql')}:"
    yield from (INDENT * 2 + line for line in one.card.sql.rstrip().split("\n"))


def _code(root: Path) -> Iterator[str]:
    now = commit_of(root)
    if now["commit"]:
        yield f"Code: commit {now['commit']}{', and files that differ from it' if now['changed'] else ''}"

"""OpenAlex's `filter` as SQL over the table `works`, and its words for what it refuses."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import unquote

MOST = 100
Condition = tuple[str, list[object]]
"""A condition with a question mark for each of its values."""
Rule = Callable[[str, list[str]], Condition]
"""From a filter's name and the alternatives for its value to the condition that one of them holds."""


class BadQuery(Exception):
    """OpenAlex would refuse the query with these words."""


def condition(text: str) -> Condition:
    """The condition that a whole `filter` stands for: its parts must all hold. Raises BadQuery."""
    parts: list[str] = []
    values: list[object] = []
    for part in filter(None, text.split(",")):
        name, colon, value = part.partition(":")
        if not colon:
            raise BadQuery(f"Invalid filter: {part}.")
        sql, own = _one(name.strip().replace("-", "_"), unquote(value.strip()), name)
        parts.append(sql)
        values += own
    return " AND ".join(parts) or "true", values


def _one(name: str, value: str, written: str) -> Condition:
    if name not in FILTERS:
        known = ", ".join(sorted(FILTERS))
        raise BadQuery(
            f"{written} is not a valid field. Valid fields are underscore or hyphenated versions of: {known}"
        )
    if len(value.split("|")) > MOST:
        raise BadQuery(
            f"Maximum number of values exceeded for {name}. Decrease values to {MOST} or below, or consider downloading the full "
            "dataset at https://docs.openalex.org/download-snapshot"
        )
    negated, alternatives = value.startswith("!"), value.removeprefix("!").split("|")
    for one in alternatives:
        if one.startswith("!"):
            raise BadQuery(
                "The ! operator can only be used at the beginning of an OR query, like /works?filter=concepts.id:!C144133560|C15744967, "
                f"meaning NOT (C144133560 or C15744967). Problem value: {one}"
            )
    found, values = FILTERS[name](name, alternatives)
    # A work that lacks the field is not the value that is negated.
    return f"NOT coalesce({found}, false)" if negated else f"({found})", values


def _term(column: str, prefix: str) -> Rule:
    def made(name: str, alternatives: list[str]) -> Condition:
        return f"list_contains(?, lower({column}))", [[prefix + one.rpartition("/")[2].lower() for one in alternatives]]

    return made


def _country(name: str, alternatives: list[str]) -> Condition:
    return "list_has_any(countries, ?)", [[one.rpartition("/")[2].upper() for one in alternatives]]


def _truth(name: str, alternatives: list[str]) -> Condition:
    for value in alternatives:
        if value.lower() not in ("true", "false"):
            raise BadQuery(f"Value for {name} must be true, false null, or !null: not {value.lower()}.")
    return f"list_contains(?, {name})", [[value.lower() == "true" for value in alternatives]]


def _range(name: str, alternatives: list[str]) -> Condition:
    ends: list[str] = []
    for value in alternatives:
        found = re.fullmatch(r"(?P<sign>[<>])?(?P<one>\d+)|(?P<first>\d*)-(?P<last>\d*)", value)
        if not found:
            raise BadQuery(f"Value for param {name} must be a number.")
        if found["one"]:
            ends.append(f"{name} {found['sign'] or '='} {found['one']}")
        else:
            ends.append(f"{name} BETWEEN {found['first'] or 0} AND {found['last'] or 2**31 - 1}")
    return " OR ".join(ends), []


def _day(sign: str) -> Rule:
    def made(name: str, alternatives: list[str]) -> Condition:
        try:
            (value,) = alternatives
            return f"publication_date {sign} ?", [date.fromisoformat(value)]
        except ValueError:
            raise BadQuery(
                f"Value for param {name} is an invalid date. Format is yyyy-mm-dd (e.g. 2020-05-17)."
            ) from None

    return made


FILTERS: dict[str, Rule] = {
    "authors_count": _range,
    "authorships.countries": _country,
    "cited_by_count": _range,
    "countries_distinct_count": _range,
    "from_publication_date": _day(">="),
    "is_paratext": _truth,
    "is_retracted": _truth,
    "is_xpac": _truth,
    "primary_location.source.type": _term("source_type", ""),
    "primary_topic.field.id": _term("field", "https://openalex.org/fields/"),
    "publication_year": _range,
    "to_publication_date": _day("<="),
    "type": _term("type", ""),
}

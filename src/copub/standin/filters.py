"""OpenAlex's `filter` as SQL over the table `works`, and its words for what it refuses."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import unquote

MOST = 100
Condition = tuple[str, list[object]]
"""A condition with a question mark for each of its values."""


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
    found = [FILTERS[name](name, one) for one in alternatives]
    any_of = " OR ".join(sql for sql, _ in found)
    # A work that lacks the field is not the value that is negated.
    return f"NOT coalesce({any_of}, false)" if negated else f"({any_of})", [one for _, own in found for one in own]


def _term(column: str, prefix: str) -> Callable[[str, str], Condition]:
    def made(name: str, value: str) -> Condition:
        return f"lower({column}) = lower(?)", [prefix + value.rpartition("/")[2]]

    return made


def _country(name: str, value: str) -> Condition:
    return "list_contains(countries, upper(?))", [value.rpartition("/")[2]]


def _truth(name: str, value: str) -> Condition:
    if value.lower() not in ("true", "false"):
        raise BadQuery(f"Value for {name} must be true, false null, or !null: not {value.lower()}.")
    return f"{name} = ?", [value.lower() == "true"]


def _range(name: str, value: str) -> Condition:
    found = re.fullmatch(r"(?P<sign>[<>])?(?P<one>\d+)|(?P<from>\d*)-(?P<to>\d*)", value)
    if not found:
        raise BadQuery(f"Value for param {name} must be a number.")
    if found["one"]:
        return f"{name} {found['sign'] or '='} ?", [int(found["one"])]
    ends = [(sign, found[end]) for sign, end in ((">=", "from"), ("<=", "to")) if found[end]]
    return " AND ".join(f"{name} {sign} ?" for sign, _ in ends) or "true", [int(end) for _, end in ends]


def _day(sign: str) -> Callable[[str, str], Condition]:
    def made(name: str, value: str) -> Condition:
        try:
            return f"publication_date {sign} ?", [date.fromisoformat(value)]
        except ValueError:
            raise BadQuery(
                f"Value for param {name} is an invalid date. Format is yyyy-mm-dd (e.g. 2020-05-17)."
            ) from None

    return made


FILTERS: dict[str, Callable[[str, str], Condition]] = {
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

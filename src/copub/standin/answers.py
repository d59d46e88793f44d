"""What the stand-in answers: status, headers and body, as OpenAlex would; and what it has been paid for."""

import json
import random
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import duckdb

from copub.reference import countries
from copub.standin.filters import BadQuery, Condition, condition

COST, WITH_KEY, WITHOUT = 0.0001, 1.0, 0.1
PARAMETERS = ("api_key", "cursor", "filter", "group_by", "include_xpac", "page", "per_page", "sample", "seed", "select")
ADDRESS = "https://openalex.org"
# What a group is: its expression, whether a work can be in several, and what stands before its key in the answer.
GROUPS = {
    "authorships.countries": ("unnest(countries)", f"{ADDRESS}/countries/"),
    "cited_by_count": ("cited_by_count", ""),
    "countries_distinct_count": ("countries_distinct_count", ""),
    "primary_topic.field.id": ("field", ""),
    "publication_year": ("publication_year", ""),
    "type": ("type", f"{ADDRESS}/types/"),
}
UNKNOWN = {"authorships.countries": "len(countries) = 0"}


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class StandIn:
    """The API over a table of works. `keys`: those it knows, all where it is None; `paid`: how often each query was answered well.

    A key has 1 USD, no key 0.1; `spent` may be set to begin with less. Every call of `/works` costs, also a refused one. `known` holds
    the answers worked out so far.
    """

    works: duckdb.DuckDBPyConnection
    keys: frozenset[str] | None = None
    spent: Counter[str] = field(default_factory=Counter)
    paid: Counter[str] = field(default_factory=Counter)
    known: dict[str, bytes] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def reply(self, target: str) -> Reply:
        """The reply to a GET of `target`, path and query."""
        parts = urlsplit(target)
        asked = dict(parse_qsl(parts.query, keep_blank_values=True))
        key = asked.pop("api_key", "")
        with self._lock:
            if parts.path != "/works":
                return self._made(404, key, 0, _error("Not found", f"{parts.path} not found"))
            if key and self.keys is not None and key not in self.keys:
                return self._made(401, key, 0, _error("Invalid or missing API key", "API key not found"))
            if self._left(key) < COST:
                return self._made(429, key, 0, _error("Rate limit exceeded", "Insufficient budget for this request"))
            self.spent[key] += 1
            try:
                body = self._body(asked)
            except BadQuery as error:
                return self._made(400, key, COST, _error("Invalid query parameters error.", str(error)))
            self.paid[_text(asked)] += 1
            return self._made(200, key, COST, body)

    def _left(self, key: str) -> float:
        return round((WITH_KEY if key else WITHOUT) - self.spent[key] * COST, 4)

    def _made(self, status: int, key: str, price: float, body: bytes) -> Reply:
        left, limit = self._left(key), WITH_KEY if key else WITHOUT
        headers = {
            "Content-Type": "application/json",
            "X-RateLimit-Limit": str(round(limit / COST)),
            "X-RateLimit-Limit-USD": f"{limit:g}",
            "X-RateLimit-Remaining": str(round(left / COST)),
            "X-RateLimit-Remaining-USD": f"{left:g}",
            "X-RateLimit-Prepaid-Remaining-USD": "0",
            "X-RateLimit-Cost-USD": f"{price:g}",
            "X-RateLimit-Credits-Used": str(round(price / COST)),
            "X-Copub-Invented": "true",
        }
        return Reply(status, headers, body)

    def _body(self, asked: dict[str, str]) -> bytes:
        text = _text(asked)
        if text not in self.known:
            answer = self._answer(asked)
            if "sample" in asked and "seed" not in asked:
                return _json(answer)
            self.known[text] = _json(answer)
        return self.known[text]

    def _answer(self, asked: Mapping[str, str]) -> dict[str, Any]:
        for name in asked:
            if name not in PARAMETERS:
                raise BadQuery(f"{name} is not a valid parameter. Valid parameters are: {', '.join(PARAMETERS)}.")
        grouped = "group_by" in asked
        if grouped and "select" in asked:
            raise BadQuery("select does not work with group_by.")
        if grouped and "sample" in asked:
            raise BadQuery("sample does not work with group_by.")
        per_page = _number(asked, "per_page", 200 if grouped else 25)
        if not 1 <= per_page <= 200:
            raise BadQuery("per-page parameter must be between 1 and 200")
        where, values = condition(asked.get("filter", ""))
        if asked.get("include_xpac") != "true":
            where += " AND NOT is_xpac"
        if grouped:
            return self._groups(asked, (where, values), per_page)
        return self._list(asked, (where, values), per_page)

    def _groups(self, asked: Mapping[str, str], among: Condition, size: int) -> dict[str, Any]:
        name, _, more = asked["group_by"].partition(":")
        if name not in GROUPS:
            raise BadQuery(f"Cannot group by {name}.")
        if more not in ("", "include_unknown"):
            raise BadQuery(
                "The only valid filters for a group_by param is 'include_unknown' or the deprecated value 'known'"
            )
        expression, prefix = GROUPS[name]
        where, values = among
        rows = self._all(
            f"SELECT key, count(*) FROM (SELECT {expression} AS key FROM works WHERE {where}) "
            "WHERE key IS NOT NULL GROUP BY key ORDER BY key",
            values,
        )
        cursor = asked.get("cursor")
        after: str | None = None
        if cursor:
            begun = json.loads(b64decode(cursor)) if cursor != "*" else None
            rows = [row for row in rows if begun is None or row[0] > begun][:size]
            # As in the real one, the last page names a cursor too.
            after = b64encode(json.dumps(rows[-1][0]).encode()).decode() if rows else None
        else:
            if more:
                unknown = UNKNOWN.get(name, f"({expression}) IS NULL")
                rows += [("unknown", self._count((f"({where}) AND {unknown}", values)))]
            rows = sorted(rows, key=lambda row: (-row[1], str(row[0])))[:size]
        named = _names(name, self)
        groups = [
            {"key": str(key) if key == "unknown" else f"{prefix}{key}", "key_display_name": named.get(str(key), str(key)), "count": works}
            for key, works in rows
        ]  # fmt: skip
        meta = self._meta(among, asked, size) | ({"next_cursor": after} if cursor else {})
        return {"meta": meta | {"groups_count": len(groups), "cost_usd": COST}, "group_by": groups}

    def _list(self, asked: Mapping[str, str], among: Condition, size: int) -> dict[str, Any]:
        chosen = [name for name in asked.get("select", "").split(",") if name]
        page, sample = _number(asked, "page", 1), _number(asked, "sample", 0)
        if sample > 10_000:
            raise BadQuery("Sample size must be less than or equal to 10,000.")
        if "seed" in asked and not sample:
            raise BadQuery("You must include the sample parameter when using a seed value.")
        cursor = asked.get("cursor")
        if cursor and page != 1:
            raise BadQuery("Cannot use page parameter with cursor.")
        where, values = among
        if sample:
            seed = asked.get("seed", str(random.random()))
            source = (
                f"(SELECT id, record, md5(id || ?) AS place FROM works WHERE {where} ORDER BY place LIMIT {sample})"
            )
            rows = self._all(
                f"SELECT id, record FROM {source} ORDER BY place LIMIT {size} OFFSET {(page - 1) * size}",
                [seed, *values],
            )
        else:
            begun = json.loads(b64decode(cursor))[0] if cursor and cursor != "*" else ""
            rows = self._all(
                f"SELECT id, record FROM works WHERE ({where}) AND id > ? ORDER BY id LIMIT {size} OFFSET {(page - 1) * size}",
                [*values, begun],
            )
        records = [json.loads(record) for _, record in rows]
        for name in chosen:
            if records and not any(name in record for record in records) and name not in EMPTY:
                raise BadQuery(
                    f"{name} is not a valid select field. Valid fields for select are: {', '.join(records[0])}."
                )
        results = [{name: record.get(name) for name in chosen} if chosen else record for record in records]
        after = b64encode(json.dumps([rows[-1][0]]).encode()).decode() if rows else None
        meta = self._meta(among, asked, size) | ({"next_cursor": after} if cursor else {})
        return {"meta": meta | {"groups_count": None, "cost_usd": COST}, "results": results, "group_by": []}

    def _meta(self, among: Condition, asked: Mapping[str, str], size: int) -> dict[str, Any]:
        count, sample = self._count(among), _number(asked, "sample", 0)
        return {
            "count": min(count, sample) if sample else count,
            "db_response_time_ms": 1,
            "page": None if asked.get("cursor") else _number(asked, "page", 1),
            "per_page": size,
        }

    def _count(self, among: Condition) -> int:
        return int(self._all(f"SELECT count(*) FROM works WHERE {among[0]}", among[1])[0][0])

    def _all(self, sql: str, values: list[object]) -> list[tuple[Any, ...]]:
        return self.works.execute(sql, values).fetchall()


EMPTY = ("fwci",)
"""Fields that an invented work does not have and a real one may lack."""


def _names(group: str, stand_in: StandIn) -> dict[str, str]:
    if group == "authorships.countries":
        table = countries()
        return dict(zip(table.code, table.en, strict=True))
    if group == "primary_topic.field.id":
        return dict(stand_in.works.execute("SELECT DISTINCT field, field_name FROM works").fetchall())
    return {}


def _number(asked: Mapping[str, str], name: str, otherwise: int) -> int:
    text = asked.get(name, str(otherwise))
    if not text.isdigit():
        raise BadQuery(f"{name} must be an integer.")
    return int(text)


def _text(asked: Mapping[str, str]) -> str:
    return "works?" + "&".join(f"{name}={value}" for name, value in asked.items())


def _error(error: str, message: str) -> bytes:
    return _json({"error": error, "message": message})


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()

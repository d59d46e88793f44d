"""The six reference tables, read once and handed out as copies."""

from functools import cache
from pathlib import Path

import pandas as pd

from copub.errors import CopubError
from copub.project import find_root

COLUMNS = {
    "countries": ("code", "iso3", "en", "en_in_sentence", "zh", "status"),
    "units": ("code", "kind", "en", "en_in_sentence", "zh", "scheme", "note"),
    "aliases": ("source", "name", "code"),
    "memberships": ("unit", "member", "scheme", "from", "to", "note"),
    "fields": ("field", "en", "zh", "area", "note"),
    "field_areas": ("source", "field", "area", "note"),
}


def countries() -> pd.DataFrame:
    """Countries and territories, one row per `code`.

    `iso3` (empty for parts of a country), `en` (short, for axes), `en_in_sentence` (with its article), `zh`,
    `status`: `current`, `dissolved` (a former state that sources still print) or `part` (counted apart by one source).
    """
    return read_table("countries")


def units() -> pd.DataFrame:
    """World, blocs and regions, one row per `code`.

    `kind` is `world`, `bloc`, `region`, `income` (income group) or `rest` (what remains outside the others);
    `scheme` is the membership list used unless another is asked for (empty: no list); names as in `countries`.
    """
    return read_table("units")


def aliases() -> pd.DataFrame:
    """Spellings that differ from our English name: `source`, `name` as printed there, our `code`."""
    return read_table("aliases")


def memberships() -> pd.DataFrame:
    """Who belongs to which unit: `unit`, `member`, `scheme`, `from` and `to` (first and last day, empty: open), `note`.

    Schemes: `eu` (accession dates), `ncses-2023` and `ncses-2021` (regions as the tables 9969 and 4872 of these
    releases assign them, income groups as 9970 and 4994 print them), `copub` (our two composite regions).
    """
    return read_table("memberships")


def fields() -> pd.DataFrame:
    """Fields of science of the NCSES tables, one row per `field`; `area` is one of six broad areas, empty for `all`."""
    return read_table("fields")


def field_areas() -> pd.DataFrame:
    """The broad area of each field that records carry: `source`, `field` as printed there, `area`, `note`.

    Sources: `openalex` (its 26 fields, those of Scopus) and `wos` (research areas, SC). `area` is an area of `fields` or
    `humanities`: that of OECD FORD, as the OECD scheme of InCites has it unless `note` says otherwise; where parts of a field
    fall into several areas, one is chosen and `note` tells of the other; empty where a field spans them all.
    Sources do not agree on capitals: compare `field` trimmed and without regard to case.
    """
    return read_table("field_areas")


def read_table(name: str) -> pd.DataFrame:
    """The table `data/reference/<name>.csv`, every cell as text, empty cells as `""`.

    Raises CopubError when the file is missing or its columns are not the documented ones.
    """
    return _read(find_root() / "data" / "reference" / f"{name}.csv", COLUMNS[name]).copy()


@cache
def _read(path: Path, columns: tuple[str, ...]) -> pd.DataFrame:
    if not path.is_file():
        raise CopubError(f"no table `{path.name}`", where=str(path), do="restore it from the project's history")
    table = pd.read_csv(path, dtype=str, keep_default_na=False, na_filter=False)
    if tuple(table.columns) != columns:
        raise CopubError(
            f"`{path.name}` has the columns {', '.join(table.columns)}",
            where=f"{path}, line 1",
            do=f"write them as {', '.join(columns)}",
        )
    return table

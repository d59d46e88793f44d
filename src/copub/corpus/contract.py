"""The open tables in `data/open/`: what a row is and what each column means.

Importers are checked against these lists and `datapackage.json` prints them: the contract is the documentation.
A column that a source cannot fill is there and empty; an empty cell is never a zero.
"""

from dataclasses import dataclass

import pandas as pd

from copub.errors import CopubError
from copub.reference import countries, fields, units

# Frictionless types and the pandas types that hold them with empty cells.
DTYPES = {"string": "str", "integer": "Int64", "number": "Float64"}


@dataclass(frozen=True)
class Column:
    """One column: Frictionless `type`, `unit` of measure, meaning in both languages."""

    type: str
    unit: str
    en: str
    zh: str
    may_be_empty: bool = False


@dataclass(frozen=True)
class Table:
    """One open table: its file in `data/open/`, its columns in order, and the columns that identify a row."""

    file: str
    columns: dict[str, Column]
    key: tuple[str, ...]


def _code(en: str, zh: str) -> Column:
    return Column("string", "code", f"{en}, code of data/reference", f"{zh}，代码见data/reference")


def _works(en: str, zh: str, *, type_: str = "integer", may_be_empty: bool = False) -> Column:
    return Column(type_, "works", en, zh, may_be_empty)


_RELEASE = Column("string", "name", "edition of the source: ncses-2021 or ncses-2023", "来源版次：ncses-2021或ncses-2023")
_TABLE = Column("string", "name", "number of the source table", "来源表编号")
_YEAR = Column("integer", "year", "year of publication", "发表年份")
_UNIT = _code("country, bloc or region", "国家、集团或地区")
_PARTNER = _code("the other country", "合作国家")
_TOPIC = Column("string", "name", "coronavirus or ai", "主题：coronavirus（冠状病毒）或ai（人工智能）")
_FIRST = Column("integer", "year", "first year of publication counted", "统计起始年份")
_LAST = Column("integer", "year", "last year of publication counted", "统计截止年份")
_SOURCE = {"release": _RELEASE, "table": _TABLE}
_PERIOD = {"first_year": _FIRST, "last_year": _LAST}
_MULTI = _works("works with two or more institutions", "有两个及以上机构的论文数")
_DOMESTIC = _works("works with addresses in this unit only", "地址全部在本单元内的论文数")
_INTERNATIONAL = _works("works with addresses in more than one country", "地址分属一个以上国家的论文数")

TABLES = {
    "ncses_output": Table(
        "ncses_output.csv",
        {
            **_SOURCE,
            "unit": _UNIT,
            "year": _YEAR,
            "total": _works("all works, whole counting", "全部论文数，全计数"),
            "multi_institution": _MULTI,
            "domestic": _DOMESTIC,
            "international": _INTERNATIONAL,
        },
        ("release", "table", "unit", "year"),
    ),
    "ncses_whole_counts": Table(
        "ncses_whole_counts.csv.gz",
        {
            **_SOURCE,
            "field": Column("string", "code", "field of science, `field` of data/reference/fields.csv", "学科领域代码"),
            "unit": _UNIT,
            "year": _YEAR,
            "works": _works("works, whole counting", "论文数，全计数"),
        },
        ("release", "table", "field", "unit", "year"),
    ),
    "ncses_fractional_counts": Table(
        "ncses_fractional_counts.csv.gz",
        {
            **_SOURCE,
            "unit": _UNIT,
            "year": _YEAR,
            "works": _works("works, fractional counting, all fields", "论文数，分数计数，所有领域", type_="number"),
        },
        ("release", "table", "unit", "year"),
    ),
    "ncses_pairs": Table(
        "ncses_pairs.csv",
        {
            **_SOURCE,
            "year": _YEAR,
            "unit": _UNIT,
            "partner": _code(
                "the other country; WORLD: all international works of the unit", "合作国家；WORLD表示该单元全部国际合著论文"
            ),
            "works": _works("works with addresses in both, whole counting", "双方均有地址的论文数，全计数"),
        },
        ("release", "table", "year", "unit", "partner"),
    ),
    "ncses_us_partners": Table(
        "ncses_us_partners.csv",
        {
            **_SOURCE,
            "year": _YEAR,
            "partner": _PARTNER,
            "measure": Column(
                "string",
                "name",
                "denominator: share_of_us (international works of the US) or share_of_partner (those of the partner)",
                "分母：share_of_us（美国的国际合著论文）或share_of_partner（对方的国际合著论文）",
            ),
            "share": Column(
                "number", "fraction", "share of works written by the US and the partner", "美国与对方合著论文所占份额"
            ),
        },
        ("release", "table", "year", "partner", "measure"),
    ),
    "ncses_relative_citation": Table(
        "ncses_relative_citation.csv",
        {
            **_SOURCE,
            "year": Column("integer", "year", "publication year of the cited works", "被引论文的发表年份"),
            "citing": _code("country that cites", "施引国家"),
            "cited": _code("country that is cited", "被引国家"),
            "index": Column(
                "number",
                "ratio",
                "relative citation index: share of citations going to the cited country over its share of works",
                "相对引用指数：施引国引用中指向被引国的份额除以被引国论文份额",
            ),
        },
        ("release", "table", "year", "citing", "cited"),
    ),
    "ncses_top1": Table(
        "ncses_top1.csv",
        {
            **_SOURCE,
            "unit": _UNIT,
            "year": _YEAR,
            "share": Column(
                "number",
                "fraction",
                "share of the unit's articles among the 1% most cited of field and year; empty: not computed",
                "该单元论文进入同领域同年份被引前1%的份额；空值表示未计算",
                may_be_empty=True,
            ),
        },
        ("release", "table", "unit", "year"),
    ),
    "ncses_topics": Table(
        "ncses_topics.csv",
        {
            "topic": _TOPIC,
            **_SOURCE,
            "unit": _UNIT,
            "year": Column("integer", "year", "year of publication; empty for a period", "发表年份；按时段统计时为空", True),
            **_PERIOD,
            "works": _works("works on the topic, whole counting", "主题论文数，全计数"),
            "multi_institution": _MULTI,
            "domestic": _DOMESTIC,
            "international": _INTERNATIONAL,
            "fractional": _works(
                "works on the topic, fractional counting; empty where the table has none",
                "主题论文数，分数计数；原表未给出时为空",
                type_="number",
                may_be_empty=True,
            ),
        },
        ("topic", "release", "table", "unit", "first_year", "last_year"),
    ),
    "ncses_topic_pairs": Table(
        "ncses_topic_pairs.csv",
        {
            "topic": _TOPIC,
            **_SOURCE,
            **_PERIOD,
            "unit": _UNIT,
            "partner": _PARTNER,
            "works": _works(
                "works on the topic with addresses in both; empty where the table prints na",
                "双方均有地址的主题论文数；原表为na时为空",
                may_be_empty=True,
            ),
        },
        ("topic", "release", "table", "unit", "partner"),
    ),
    "ncses_topic_affinity": Table(
        "ncses_topic_affinity.csv",
        {
            "topic": _TOPIC,
            **_SOURCE,
            **_PERIOD,
            "unit": _UNIT,
            "partner": _PARTNER,
            "index": Column(
                "number",
                "ratio",
                "index of collaboration; 1: as many joint works as the sizes of both lead one to expect",
                "合作指数；1表示合著论文数与双方规模相称",
            ),
        },
        ("topic", "release", "table", "unit", "partner"),
    ),
    "openalex_pairs": Table(
        "openalex_pairs.csv.gz",
        {
            "year": _YEAR,
            "unit": _UNIT,
            "partner": _PARTNER,
            "works": _works("works with addresses in both countries", "双方均有地址的论文数"),
        },
        ("year", "unit", "partner"),
    ),
    "openalex_international": Table(
        "openalex_international.csv",
        {
            "year": _YEAR,
            "unit": _UNIT,
            "works": _works("works of the country with at least one other country", "该国与至少一个其他国家合著的论文数"),
            "partners": Column("integer", "countries", "number of partner countries", "合作国家数"),
        },
        ("year", "unit"),
    ),
}


def check(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """`frame` as the open table `name`: columns in order, typed, sorted by its key.

    Raises CopubError when a column is missing or undocumented, a cell is empty that may not be, a key repeats, a code is
    unknown to the reference, or a unit's parts exceed its total.
    """
    table = TABLES[name]
    where = f"table `{name}`"
    if list(frame.columns) != list(table.columns):
        raise CopubError(
            f"`{name}` has the columns {', '.join(frame.columns)}",
            where=where,
            do=f"give it {', '.join(table.columns)}, or change src/copub/corpus/contract.py",
        )
    typed = frame.astype({column: DTYPES[spec.type] for column, spec in table.columns.items()})
    for column, spec in table.columns.items():
        if not spec.may_be_empty and typed[column].isna().any():
            raise CopubError(
                f"`{column}` is empty in {int(typed[column].isna().sum())} rows",
                where=where,
                do="fill it in the importer, or mark the column `may_be_empty` and say why",
            )
    repeated = typed.duplicated(list(table.key))
    if repeated.any():
        raise CopubError(
            f"{int(repeated.sum())} rows repeat a key, first {tuple(typed.loc[repeated, list(table.key)].iloc[0])}",
            where=where,
            do="look for a region or year that the original prints twice",
        )
    _check_codes(typed, table, where)
    _check_parts(typed, where)
    return typed.sort_values(list(table.key), ignore_index=True)


def _check_codes(frame: pd.DataFrame, table: Table, where: str) -> None:
    known = {*countries()["code"], *units()["code"], *fields()["field"]}
    for column, spec in table.columns.items():
        unknown = sorted(set(frame[column]) - known) if spec.unit == "code" else []
        if unknown:
            raise CopubError(
                f"`{column}` holds codes that data/reference does not know: {', '.join(unknown)}",
                where=where,
                do="correct the code, or add it to data/reference",
            )


def _check_parts(frame: pd.DataFrame, where: str) -> None:
    if not {"domestic", "international"} <= set(frame.columns):
        return
    whole = "total" if "total" in frame.columns else "works"
    wrong = frame[frame["domestic"] + frame["international"] > frame[whole]]
    if not wrong.empty:
        raise CopubError(
            f"domestic and international works exceed all works in {len(wrong)} rows",
            where=f"{where}, unit {wrong.iloc[0]['unit']}",
            do="check that the rows of the original are read in their printed order",
        )

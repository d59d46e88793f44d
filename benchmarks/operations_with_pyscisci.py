"""The three operations that pyscisci has: `python -m benchmarks.operations_with_pyscisci CORPUS RESULT`, by a Python that has it.

A country takes the part of pyscisci's author, a category that of its field.
"""

import sys
from pathlib import Path

import pandas as pd
from pyscisci.methods.author import author_yearly_productivity
from pyscisci.methods.publication import citation_rank
from pyscisci.network import coauthorship_network

from benchmarks.answers import write


def operations(corpus: Path) -> dict[str, pd.DataFrame]:
    """Works of each country and year, joint works of each pair and year, citations at which the most cited 10 % begin."""
    works = pd.read_parquet(
        corpus / "works.parquet", columns=["year", "doc_type", "citations", "cset", "c1", "c2", "c3"]
    )
    works = works.rename(columns={"year": "Year", "citations": "C"}).rename_axis("PublicationId").reset_index()
    works["AuthorId"] = works["cset"].str.findall("..")
    countries = works[["PublicationId", "Year", "AuthorId"]].explode("AuthorId").dropna()
    fields = works.melt(
        id_vars=["PublicationId", "Year", "doc_type", "C"], value_vars=["c1", "c2", "c3"], value_name="FieldId"
    )
    fields = fields[fields["FieldId"] != ""].copy()

    output = author_yearly_productivity(countries)
    networks, number_of = coauthorship_network(countries, temporal=True)
    ranked = citation_rank(fields, colgroupby=["FieldId", "Year", "doc_type"], colrankby="C", ascending=False)
    # Equally cited works are ranked in no particular order, so only the citations at a rank have one value.
    size = ranked.groupby(["FieldId", "Year", "doc_type"])["C"].transform("size")
    top = ranked[10 * ranked["CRank"] < size]
    begin = top.groupby(["FieldId", "Year", "doc_type"])["C"].min().reset_index()

    names = sorted(number_of, key=number_of.__getitem__)
    joint = [
        (names[one], names[other], year, works)
        for year, network in networks.items()
        for one, other, works in zip(network.row, network.col, network.data, strict=True)
        if one < other
    ]
    return {
        "output": output.rename(columns={"AuthorId": "unit", "Year": "year", "YearlyProductivity": "works"}),
        "joint": pd.DataFrame(joint, columns=["unit", "partner", "year", "works"]),
        "begin": begin.rename(columns={"FieldId": "category", "Year": "year", "C": "citations"}),
    }


if __name__ == "__main__":
    write(operations(Path(sys.argv[1])), Path(sys.argv[2]))

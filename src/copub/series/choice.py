"""What of a cube an edition shows: units, pairs and regions, and the counts from which indicators of series start."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import pandas as pd
import pyarrow as pa

from copub.cube import Cube, coarse, unit_members
from copub.editions import Edition
from copub.errors import CopubError
from copub.indicators import NothingMeasured, card, measure
from copub.reference import countries

BLOCS = ["US", "CN", "EU27"]
# The core of science after the World Intellectual Property Report: the United States, Japan and western Europe.
WEST = ["AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "IE", "IS", "IT", "LU", "NL", "NO", "PT", "SE"]
CORE = ["US", "JP", *WEST]
TEXT = ("unit", "partner")
OF_INTERNATIONAL = ("bilateral", "trilateral", "four_or_more")


@dataclass(frozen=True)
class Choice:
    """The units and pairs of an edition in the years of a cube."""

    cube: Cube
    edition: Edition

    @cached_property
    def years(self) -> range:
        """The years of the cube."""
        years = [year for year in self.cube.cells.column("year").unique().to_pylist() if year > 0]
        if not years:
            raise CopubError("no work has a year", where=str(self.cube.folder), do="ingest records that have one")
        return range(min(years), max(years) + 1)

    @cached_property
    def countries(self) -> list[str]:
        """The countries that the edition names."""
        named = [self.edition.parameters[name] for name in ("focus_countries", "us_partners", "china_partners")]
        return sorted({code for codes in named for code in codes})

    @cached_property
    def regions(self) -> list[str]:
        """The regions that the edition names."""
        return list(self.edition.parameters["regions"])

    @property
    def of_regions(self) -> tuple[str, str]:
        """The partners whose works with the regions are compared."""
        return "CN", "US"

    @cached_property
    def units(self) -> pd.DataFrame:
        """The members of the world, the blocs, the countries and the regions."""
        return self._members(["WORLD", *BLOCS, *self.countries, *self.regions])

    @cached_property
    def seen(self) -> Cube:
        """The cube as the units and the core of science see it."""
        return coarse(self.cube, pd.concat([self.units, self._core], ignore_index=True))

    @cached_property
    def places(self) -> pa.Table:
        """The sets of countries that belong to each unit, of those `seen`."""
        return self.seen.places(self.units)

    @cached_property
    def core(self) -> pa.Table:
        """The sets of countries with a member of the core of science, as the unit CORE, of those `seen`."""
        return self.seen.places(self._core)

    @cached_property
    def pairs(self) -> pa.Table:
        """The sets, of those `seen`, that belong to both units of a pair: each bloc with all others, each region with its partners."""
        partners = list(dict.fromkeys([*BLOCS, *self.countries]))
        wanted = [(unit, partner) for unit, partner in combinations(partners, 2) if unit in BLOCS]
        wanted += [(region, partner) for region in self.regions for partner in self.of_regions]
        return self.seen.pairs(self.units, wanted)

    @cached_property
    def outputs(self) -> pd.DataFrame:
        """Output of the units."""
        return self._or_none("unit_output", self.seen, self.places)

    @cached_property
    def joint(self) -> pd.DataFrame:
        """Joint works of the pairs."""
        return self._or_none("joint_output", self.seen, self.pairs)

    @cached_property
    def partners(self) -> pd.DataFrame:
        """Joint works of each bloc with every country outside it."""
        members = pd.concat([self._lands, self._members(["EU27"])], ignore_index=True)
        inside = set(zip(members["unit"], members["member"], strict=True))
        codes = countries()["code"]
        wanted = [(bloc, code) for bloc in BLOCS for code in codes if (bloc, code) not in inside]
        return self._or_none("joint_output", self.cube, self.cube.pairs(members, wanted))

    @cached_property
    def counts(self) -> pd.DataFrame:
        """`works` by `measure`, `unit`, `partner` and `year`; a year of the cube in which a unit has none is zero."""
        sizes = self._or_none("collaboration_size", self.seen, self.places)
        tables = {
            "output": self.outputs,
            "joint_output": self.joint,
            **{name: sizes.rename(columns={name: "works"}) for name in ("international", *OF_INTERNATIONAL)},
        }
        keys = ["measure", "unit", "partner"]
        long = pd.concat(
            table.assign(measure=name).reindex(columns=[*keys, "year", "works"])
            for name, table in tables.items()
            if len(table)
        )
        wide = long.fillna({"partner": ""}).pivot(index=keys, columns="year", values="works")
        dated = wide.reindex(columns=pd.Index(self.years, name="year")).fillna(0).astype("int64")
        return dated.reset_index().melt(keys, value_name="works").astype({"year": "int64"})

    @cached_property
    def shares(self) -> pd.DataFrame:
        """`part` and `whole` by `share`, `unit`, `partner` and `year`: of international works their sizes, of all works the rest."""
        parts = self.counts.rename(columns={"measure": "share", "works": "part"})
        parts["of"] = parts["share"].map(lambda share: "international" if share in OF_INTERNATIONAL else "output")
        wholes = self.counts[self.counts["partner"] == ""].drop(columns="partner")
        both = parts.merge(wholes.rename(columns={"measure": "of", "works": "whole"}), on=["of", "unit", "year"])
        return both[both["share"] != "output"].drop(columns="of")

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """The outputs of both units of a pair as `one` and `other`, and as `shared` their joint works."""
        output = self.outputs[["unit", "year", "works"]]
        joint = self.joint[["unit", "partner", "year", "works"]].rename(columns={"works": "shared"})
        joint = joint[~joint["unit"].isin(self.regions)]
        one = joint.merge(output.rename(columns={"works": "one"}), on=["unit", "year"])
        return one.merge(output.rename(columns={"unit": "partner", "works": "other"}), on=["partner", "year"])

    @cached_property
    def ranked(self) -> pd.DataFrame:
        """What ranks are of: every country by output and as partner of a bloc, and the edition's countries by CNCI."""
        lands = self.cube.places(self._lands)
        output = self._or_none("unit_output", self.cube, lands).rename(columns={"works": "value"})
        impact = self._or_none("cnci", self.seen, self.seen.places(self._members(self.countries)))
        joint = self.partners.rename(columns={"unit": "home", "partner": "unit", "works": "value"})
        tables = {"output": output.assign(home=""), "cnci": impact.assign(home=""), "joint_output": joint}
        columns = ["measure", "home", "unit", "year", "value"]
        return pd.concat(table.assign(measure=name)[columns] for name, table in tables.items() if len(table))

    @cached_property
    def _core(self) -> pd.DataFrame:
        return self._members(CORE).assign(unit="CORE")

    @cached_property
    def _lands(self) -> pd.DataFrame:
        return self._members(countries()["code"].to_list())

    def _members(self, codes: list[str]) -> pd.DataFrame:
        return unit_members(list(dict.fromkeys(codes)), self.years[0], self.years[-1])

    def _or_none(self, indicator: str, cube: Cube, sets: pa.Table) -> pd.DataFrame:
        """The indicator's table; one without rows where nothing was measured."""
        given = "pairs" if indicator == "joint_output" else "places"
        try:
            return measure(indicator, cells=cube.cells, **{given: sets})
        except NothingMeasured:
            columns = card(indicator).columns.split(", ")
            return pd.DataFrame({name: pd.Series(dtype="str" if name in TEXT else "int64") for name in columns})

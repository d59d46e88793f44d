"""Global output: the world, the European Union, the largest producers, the years after 2017."""

from copub.recount.arithmetic import ahead_since, excess, way
from copub.recount.desk import Desk
from copub.recount.recounting import Recipes

WATCHED = ["WORLD", "US", "CN", "EU27", "JP", "IN"]


def recipes(desk: Desk) -> Recipes:
    """See the page `global-output` for what each fact says."""
    first, last = desk.first_year, desk.last_year

    def world(column: str, year: int) -> int:
        return desk.whole("output", column, unit="WORLD", year=year)

    def international(year: int) -> float:
        return world("international", year) / world("total", year)

    def works(unit: str, year: int) -> int:
        return desk.whole("whole_counts", "works", unit=unit, field="all", year=year)

    def series(unit: str) -> dict[int, int]:
        lines = desk.lines("whole_counts", unit=unit, field="all")
        counted = {
            int(line.key("year")): line.whole("works") for line in lines if first <= int(line.key("year")) <= last
        }
        return {year: number for year, number in counted.items() if number is not None}

    return {
        "world_first": lambda: world("total", first),
        "world_last": lambda: world("total", last),
        "world_growth": lambda: world("total", last) / world("total", first),
        "international_first": lambda: world("international", first),
        "share_world_last": lambda: international(last),
        "share_world_direction": lambda: way(international(first), international(last)),
        "excess_last": lambda: excess(series("WORLD"), max(first, last - 14), min(2017, last - 1))[last],
        "cn_overtook_us_year": lambda: ahead_since(series("CN"), series("US")),
    }

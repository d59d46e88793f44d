"""Run one indicator's SQL over the project's tables."""

from typing import Any

import duckdb
import pandas as pd

from copub import engine, releases
from copub.births import BIRTHS
from copub.errors import CopubError, nearest
from copub.indicators.cards import Card, card
from copub.indicators.ran import Ran, show
from copub.project import find_root


class NothingMeasured(CopubError):
    """The indicator has no row: the years, places or cells handed in hold nothing of its kind."""


def measure(indicator: str, **given: Any) -> pd.DataFrame:
    """The tidy table of an indicator; `given` are the parameters and input tables its card names.

    Raises `CopubError` for an unknown, missing or superfluous parameter, and `NothingMeasured` where nothing at all was measured: an
    empty table is a window outside the data or a place the source does not have, never a zero. In a notebook what ran is shown beside
    the cell, and noted for the facts that rest on it.
    """
    described = card(indicator)
    where, wanted = f"indicator `{indicator}`", {*described.parameters, *described.inputs}
    for name in given.keys() - wanted:
        raise CopubError(
            f"no parameter `{name}`.{nearest(name, wanted)}", where=where, do=f"it takes {', '.join(sorted(wanted))}"
        )
    if absent := wanted - given.keys():
        raise CopubError(
            f"parameter {', '.join(sorted(absent))} is missing", where=where, do=f"it takes {', '.join(sorted(wanted))}"
        )
    connection = _engine(described, given)
    for name in described.inputs:
        connection.register(name, given[name])
    asked = {name: given[name] for name in described.parameters}
    try:
        table = connection.execute(described.sql, asked).df()
    except duckdb.Error as error:
        raise CopubError(
            f"the engine refuses: {error}", where=where, do="compare the inputs' columns with the card"
        ) from error
    finally:
        # An input may bear the name of a table, which is seen again once the input is gone.
        for name in described.inputs:
            connection.unregister(name)
    if table.empty:
        raise NothingMeasured(
            "nothing was measured",
            where=f"{where} with {asked}",
            do="ask for years and places that the source has (see the data page)",
        )
    shapes = {name: given[name].shape for name in described.inputs}
    BIRTHS.measure(indicator, asked, shapes, len(table))
    show(Ran(described, asked, shapes))
    return table


def _engine(described: Card, given: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """What follows from a cube alone needs no public table; sums over cells are of integers, so that threads leave no trace."""
    if "cells" in described.inputs:
        return engine.alone()
    if {"credits", "joint"} & set(described.inputs):
        return engine.alone(threads=1)
    root = find_root()
    if "release" in given:
        releases.load(root, given["release"])
    return releases.connect(root)

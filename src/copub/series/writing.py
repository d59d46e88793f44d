"""Which series follow from a cube, and how they are written. Series of an invented corpus say so in every row."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from copub.cube import open_cube
from copub.editions import Edition
from copub.indicators import NothingMeasured, measure
from copub.series.choice import Choice

OF_PLACES = (
    "unit_output",
    "unit_international",
    "collaboration_size",
    "cnci",
    "cnci_interval",
    "collab_cnci",
    "pp_top",
    "country_fraction",
)
OF_PAIRS = ("cnci", "cnci_interval", "collab_cnci", "pp_top")


def write_series(corpus: Path, edition: Edition) -> dict[str, int]:
    """Write `corpus/series/<indicator>.csv` for every indicator that follows from the cube of `corpus`; their rows by name.

    Indicators of two units together have the suffix `_of_pairs`; one of which the cube has no row has no file. `series.json` names the
    cube they come from by its checksum.
    Raises CopubError for a corpus without a cube and a cube without a dated work.
    """
    cube = open_cube(corpus / "cube")
    folder = corpus / "series"
    folder.mkdir(exist_ok=True)
    invented = cube.about["invented"]
    rows = {}
    for name, indicator, calls in _series(Choice(cube, edition)):
        table = _measured(indicator, calls)
        if table.empty:
            (folder / f"{name}.csv").unlink(missing_ok=True)
            continue
        table.assign(invented=invented).to_csv(
            folder / f"{name}.csv", index=False, float_format="%.12g", lineterminator="\n"
        )
        rows[name] = len(table)
    about = {
        "edition": edition.name,
        "invented": invented,
        "cube": {name: table["sha256"] for name, table in cube.about["tables"].items()},
        "rows": rows,
    }
    (folder / "series.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return rows


def _series(choice: Choice) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Each series: its name, its indicator, and what the indicator is given, once or several times."""
    cells, sets, places, pairs = choice.seen.cells, choice.seen.sets, choice.places, choice.pairs
    for name in OF_PLACES:
        yield name, name, [{"cells": cells, "places": places}]
    for name in OF_PAIRS:
        yield f"{name}_of_pairs", name, [{"cells": cells, "places": pairs}]
    yield "coauthorship", "coauthorship", [{"cells": cells, "places": places, "sets": sets}]
    yield "share_bounds", "share_bounds", [{"cells": cells, "sets": sets, "places": places}]
    yield "lead_share", "lead_share", [{"cells": cells, "places": places, "members": choice.units}]
    yield "author_fraction", "author_fraction", [{"credits": choice.cube.credits, "members": choice.units}]
    yield "core_share", "core_share", [{"cells": cells, "sets": sets, "places": choice.core, "core": "CORE"}]
    yield "joint_output", "joint_output", [{"cells": cells, "pairs": pairs}]
    for name in ("joint_share", "relative_cnci"):
        yield name, name, [{"cells": cells, "places": places, "pairs": pairs}]
    region = {"cells": cells, "places": places, "members": choice.units}
    yield (
        "partner_in_region",
        "partner_in_region",
        [{**region, "region": of, "partner": with_} for of in choice.regions for with_ in choice.of_regions],
    )
    yield "collaboration_strength", "collaboration_strength", [{"joint": choice.joint, "outputs": choice.outputs}]
    top = choice.edition.parameters["top"]
    yield "partner_concentration", "partner_concentration", [{"joint": choice.partners, "top": top}]
    yield "unit_rank", "unit_rank", [{"series": choice.ranked}]
    windows = {name: choice.edition.parameters[f"{name}_window"] for name in ("earlier", "later")}
    yield "growth", "growth", [{"series": choice.counts, **windows}]
    yield "share_change", "share_change", [{"series": choice.shares, **windows}]
    yield "share_interval", "share_interval", [{"series": choice.shares}]
    growth = _measured("growth", [{"series": choice.counts, **windows}])
    between = growth.rename(columns={"later": "one", "earlier": "other"}).assign(shared=0).drop(columns="ratio")
    yield "ratio_interval", "ratio_interval", [{"series": between.dropna()}]
    yield "ratio_interval_of_pairs", "ratio_interval", [{"series": choice.sizes}]


def _measured(indicator: str, calls: list[dict[str, Any]]) -> pd.DataFrame:
    """The tables of all calls in one; without a row where nothing was measured."""
    tables = []
    for given in calls:
        try:
            tables.append(measure(indicator, **given))
        except NothingMeasured:
            continue
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()

"""Every indicator of the report, from records by way of the cube: `python -m benchmarks.records_with_cube WAY CORPUS RESULT [MEMORY]`.

`cube` makes the cube and computes the indicators; `stored` computes them from the cube that is there. Run in a project's folder.
"""

import sys
from pathlib import Path

import pandas as pd

from benchmarks.answers import write
from copub.cube import build, coarse, open_cube
from copub.cube.build import Room
from copub.indicators import measure


def indicators(corpus: Path) -> dict[str, pd.DataFrame]:
    """The report's indicators from the stored cube."""
    members = pd.read_csv(corpus / "members.csv", keep_default_na=False)
    cube = coarse(open_cube(corpus / "cube"), members)
    wanted = pd.read_csv(corpus / "pairs.csv", keep_default_na=False)
    places, pairs = cube.places(members), cube.pairs(members, list(wanted.itertuples(index=False, name=None)))
    output = measure("unit_output", cells=cube.summed, places=places)
    joint = measure("joint_output", cells=cube.summed, pairs=pairs)
    found = {
        "output": output.drop(columns="high"),
        "international": measure("unit_international", cells=cube.summed, places=places)[
            ["unit", "year", "works", "value", "between_countries"]
        ],
        "collaboration": measure("collaboration_size", cells=cube.summed, places=places),
        "joint": joint,
        "strength": measure("collaboration_strength", joint=joint, outputs=output),
        "author fractions": measure("author_fraction", credits=cube.credits, members=members),
    }
    for of, where in (("units", places), ("pairs", pairs)):
        for name in ("cnci", "collab_cnci", "pp_top"):
            table = measure(name, cells=cube.summed, places=where)
            # The ends that unknown countries leave are computed like the rest, but not by the other program.
            ends = [column for column in table if column.endswith(("_low", "_high"))]
            found[f"{name} of {of}"] = table.drop(columns=ends)
        # Computed like the others, but not compared: its moments are rounded on purpose.
        measure("cnci_interval", cells=cube.summed, places=where)
    return found


def main() -> None:
    """Do what the command line says."""
    way, corpus, result, *memory = sys.argv[1:]
    if way == "cube":
        build(Path(corpus), Path(corpus) / "cube", room=Room(memory=memory[0] if memory else ""))
    write(indicators(Path(corpus)), Path(result))


if __name__ == "__main__":
    main()

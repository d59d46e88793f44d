"""What ran, shown in a notebook beside the cell that asked for it, and nowhere else."""

import html
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from copub.indicators import card, measure
from copub.indicators.ran import Ran
from copub.publish.execute import execute
from miniature import ROOT

CELL = """from copub.indicators import measure
years = measure("whole_count", release="ncses-2023", places=["US"], fields=["all"], first_year=2019, last_year=2022)
measure("peak", series=years)"""


def run(folder: Path) -> bytes:
    folder.mkdir()
    tagged = nbformat.v4.new_code_cell('out: str = "x"', metadata={"tags": ["parameters"]}, id="one")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [tagged, nbformat.v4.new_code_cell(CELL, id="two")]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "asked.ipynb")
    execute(
        folder / "asked.ipynb",
        folder / "ran.ipynb",
        {},
        root=ROOT,
        out=ROOT / "_build" / "nowhere",
        failed=folder / "failed.ipynb",
    )
    return (folder / "ran.ipynb").read_bytes()


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    folder = tmp_path_factory.mktemp("ran")
    return run(folder / "once"), run(folder / "again")


def text_of(block: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", block))


def test_each_measurement_of_a_cell_shows_its_sql_whole_before_the_cells_own_output(twice) -> None:
    outputs = nbformat.reads(twice[0].decode(), as_version=4).cells[-1].outputs
    assert [output.output_type for output in outputs] == ["display_data", "display_data", "execute_result"]
    for name, output in zip(("whole_count", "peak"), outputs, strict=False):
        assert card(name).sql.strip() in text_of(output.data["text/html"])
        assert card(name).sql.strip() in output.data["text/plain"]
        for language in ("en", "zh"):
            assert f'href="../{language}/methods.html#indicator-{name}"' in output.data["text/html"]


def test_parameters_show_their_values_and_tables_their_rows_and_columns(twice) -> None:
    first, second, _ = nbformat.reads(twice[0].decode(), as_version=4).cells[-1].outputs
    assert "first_year2019" in text_of(first.data["text/html"])
    assert 'release"ncses-2023"' in text_of(first.data["text/html"])
    assert "series4 × 4" in text_of(second.data["text/html"])


def test_two_runs_show_the_same_bytes(twice) -> None:
    assert twice[0] == twice[1]


def test_a_long_list_is_short_until_it_is_unfolded() -> None:
    places = [f"P{number}" for number in range(40)]
    shown = Ran(card("whole_count"), {"places": places}, {})._repr_html_()
    inner = re.search(r"<dd><details><summary>(.*?)</summary>(.*?)</details></dd>", shown)
    assert text_of(inner[1]) == '"P0" … "P39" (40)'
    assert all(f'"{place}"' in text_of(inner[2]) for place in places)


def test_plain_python_shows_nothing(capsys, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    measure("peak", series=pd.DataFrame({"unit": ["US"], "year": [2020], "works": [3]}))
    assert capsys.readouterr() == ("", "")


def test_measuring_needs_no_notebook() -> None:
    script = "import sys; sys.modules['IPython'] = sys.modules['pygments'] = None\n" + CELL
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr

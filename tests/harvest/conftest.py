"""One invented corpus for the whole room."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from copub.demo import make_demo
from copub.standin import open_works


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Path:
    """The folder of 2,000 invented works in OpenAlex's layout."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    make_demo(2_000, 7, folder)
    return folder / "openalex"


@pytest.fixture(scope="session")
def works(demo) -> Iterator[duckdb.DuckDBPyConnection]:
    """Them as the stand-in's table."""
    with open_works(demo) as connection:
        yield connection

"""The fixture of the indicators' tests."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from fingers import tables


@pytest.fixture
def given() -> Iterator[Callable[..., None]]:
    """`given(ncses_output=…)`: the tables that `measure` sees in this test."""
    with ExitStack() as stack:
        yield lambda **frames: stack.enter_context(tables(**frames))

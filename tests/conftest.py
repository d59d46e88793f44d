"""What every test may use: a miniature report, built once, and a copy of it to change."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from miniature import copub, write_miniature

# A slow machine is no fault of a property.
settings.register_profile("copub", deadline=None)
settings.load_profile("copub")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests go first, so that at the end no processor waits for another."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature, run and published once; not to be changed."""
    root = write_miniature(tmp_path_factory.mktemp("built") / "mini")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert copub("build", "--quiet") == 0
    return root


@pytest.fixture
def miniature(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built miniature to change, as working directory."""
    root = tmp_path / "mini"
    shutil.copytree(built, root, symlinks=True)
    monkeypatch.chdir(root)
    return root

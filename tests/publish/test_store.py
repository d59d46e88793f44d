"""The store: an entry is whole or absent, what is not used goes first."""

import os
from pathlib import Path

from copub.publish.files import key_of, put_in_place
from copub.publish.store import DAY, KEPT, Store


def keep(store: Store, key: str) -> Path:
    with store.making("tea") as folder:
        (folder / "leaf").write_text(key, encoding="utf-8")
        return store.keep(folder, "tea", key)


def test_what_is_kept_is_found_whole(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.find("tea", "green") is None
    entry = keep(store, "green")
    assert store.find("tea", "green") == entry
    assert (entry / "leaf").read_text(encoding="utf-8") == "green"


def test_what_was_not_finished_is_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with store.making("tea") as folder:
        (folder / "leaf").write_text("wet", encoding="utf-8")
    assert list(store.folder.iterdir()) == []


def test_what_a_stopped_build_left_is_swept_after_a_day(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name, age in (("today", 0), ("yesterday", DAY + 60)):
        left = store.folder / f".tea-{name}"
        left.mkdir(parents=True)
        os.utime(left, (left.stat().st_mtime - age,) * 2)
    keep(store, "green")
    assert {path.name for path in store.folder.glob(".*")} == {".tea-today"}


def test_the_entry_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(KEPT):
        os.utime(keep(store, f"number-{number}"), (number, number))
    store.find("tea", "number-0")
    keep(store, "new")
    assert store.find("tea", "number-0") is not None
    assert store.find("tea", "number-1") is None
    assert store.find("tea", "new") is not None


def test_a_key_knows_content_and_name_but_not_the_place(tmp_path: Path) -> None:
    for root in ("here", "there"):
        (tmp_path / root / "data").mkdir(parents=True)
        (tmp_path / root / "data" / "a.csv").write_text("1", encoding="utf-8")
    here, there = tmp_path / "here", tmp_path / "there"
    assert key_of([here / "data"], root=here) == key_of([there / "data"], root=there)
    (there / "data" / "a.csv").rename(there / "data" / "b.csv")
    assert key_of([here / "data"], root=here) != key_of([there / "data"], root=there)


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(name, encoding="utf-8")
    put_in_place(tmp_path / "new", tmp_path / "old")
    assert [path.name for path in (tmp_path / "old").iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["old"]

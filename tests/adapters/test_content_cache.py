"""A cache of results is believed only where an entry is whole and our own; without one all goes on as before."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from govcloud.adapters import content_cache
from govcloud.adapters.content_cache import ContentCache


def entry(folder: Path) -> Path:
    (found,) = folder.glob("*.kept")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ContentCache(tmp_path / "cache").put("key", b"what was found")
    return tmp_path / "cache"


def test_what_was_kept_is_found_by_its_key(folder: Path) -> None:
    cache = ContentCache(folder)
    assert cache.get("key") == b"what was found"
    assert cache.get("other") is None
    cache.put("key", b"anew")
    assert cache.get("key") == b"anew"
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"
    assert folder.stat().st_mode & 0o077 == 0


def test_a_damaged_entry_is_as_good_as_none(folder: Path) -> None:
    whole = entry(folder).read_bytes()
    for number in range(len(whole)):
        damaged = whole[:number] + bytes([whole[number] ^ 1]) + whole[number + 1 :]
        entry(folder).write_bytes(damaged)
        assert ContentCache(folder).get("key") is None
        entry(folder).write_bytes(whole[:number])
        assert ContentCache(folder).get("key") is None


def test_an_entry_that_others_may_write_is_not_believed(folder: Path) -> None:
    entry(folder).chmod(0o666)
    assert ContentCache(folder).get("key") is None


def test_neither_a_link_nor_a_pipe_is_an_entry(folder: Path) -> None:
    elsewhere = folder.parent / "elsewhere"
    entry(folder).rename(elsewhere)
    (folder / "key.kept").symlink_to(elsewhere)
    assert ContentCache(folder).get("key") is None
    (folder / "key.kept").unlink()
    os.mkfifo(folder / "key.kept")
    assert ContentCache(folder).get("key") is None


def test_where_nothing_can_be_kept_nothing_is_found_and_nobody_complains(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands here", "utf-8")
    cache = ContentCache(tmp_path / "cache")
    cache.put("key", b"x")
    cache.tidy()
    assert cache.get("key") is None


def test_many_writers_leave_one_whole_entry(folder: Path) -> None:
    bodies = [bytes([65 + number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda body: ContentCache(folder).put("shared", body), bodies))
    assert ContentCache(folder).get("shared") in bodies
    assert not [path for path in folder.iterdir() if path.name.startswith(".shared")]


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    cache = ContentCache(tmp_path)
    size = content_cache.ENTRY_BYTES_MAX - 1_000
    kept_max = content_cache.ALL_BYTES_MAX // size
    for number in range(kept_max + 2):
        cache.put(f"{number}", b"x")
        path = tmp_path / f"{number}.kept"
        os.truncate(path, size)
        os.utime(path, (number, number))
    (tmp_path / ".1.4711").write_bytes(b"left by a process that was killed")
    os.utime(tmp_path / ".1.4711", (0, 0))
    cache.tidy()
    left = sorted(int(path.stem) for path in tmp_path.glob("*.kept"))
    assert left == list(range(2, kept_max + 2))


def test_who_adds_nothing_drops_nothing(folder: Path) -> None:
    os.truncate(entry(folder), content_cache.ALL_BYTES_MAX + 1)
    ContentCache(folder).tidy()
    assert entry(folder).exists()

"""Fills a folder with an archive of several thousand files of every kind; the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import pwd
import sys
from pathlib import Path

YEARS = range(2003, 2019)
BOXES = 5
FILES_IN_BOX = 50
MODES = (0o640, 0o644, 0o600, 0o440, 0o755)
ODD_NAMES = (
    b"with space",
    b"-leading-dash",
    b"--delete",
    b"tab\there",
    b"newline\nhere",
    b"back\\slash",
    b"'single'",
    b'"double"',
    b"$(touch pwned)",
    b"`touch pwned`",
    b"a;b&c|d",
    b"star*question?[x]",
    b"~user",
    b"#hash",
    b"%41%2F",
    b"trailing.",
    b".hidden",
    b"escape\x1b[31m",
    b"invalid-utf8-\xff\xfe",
    b"latin1-\xe9t\xe9",
    "档案 第一卷（合成）".encode(),
    "é-composed".encode(),
    "e\u0301-decomposed".encode(),
    "emoji-😀".encode(),
    "rtl-\u202eabc".encode(),
    b"n" * 255,
)
EPOCH_NS = 1_041_379_200_000_000_000
DAY_NS = 86_400_000_000_000


def fill(folder: Path, owner: int) -> None:
    """Make the archive below `folder`, which is there and empty; all belongs to the user `owner`."""
    number = 0
    for year in YEARS:
        for box in range(BOXES):
            place = folder / str(year) / f"{box:03d}"
            place.mkdir(parents=True)
            for index in range(FILES_IN_BOX):
                write(os.fsencode(place / f"{index:05d}.dat"), number)
                number += 1
    odd = folder / "名称 odd"
    odd.mkdir()
    for name in ODD_NAMES:
        write(os.path.join(os.fsencode(odd), name), number)  # noqa: PTH118 - names of any bytes
        number += 1
    links(folder)
    special(folder)
    finish(folder, owner)


def write(path: bytes, number: int) -> None:
    """File `number`: bytes, mode and time follow from its number."""
    size = number * 7919 % 9_000 if number % 97 else 0
    content = hashlib.shake_128(f"archive {number}".encode()).digest(size)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, content)
        os.fchmod(handle, MODES[number % len(MODES)])
        if number % 10 == 0:
            os.setxattr(handle, "user.box", f"卷宗 {number}".encode())
        moment = EPOCH_NS + number * DAY_NS + number * 1_001
        os.utime(handle, ns=(moment, moment))
    finally:
        os.close(handle)


def links(folder: Path) -> None:
    """Links of every kind: relative, absolute, dangling, in a circle, out of the tree, and hard ones."""
    place = folder / "links"
    place.mkdir()
    for name, target in (
        ("relative", "../2003/000/00001.dat"),
        ("to-folder", "../2004"),
        ("absolute", "/srv/archive/2005/000/00002.dat"),
        ("outside", "/etc/hostname"),
        ("dangling", "nowhere"),
        ("circle-a", "circle-b"),
        ("circle-b", "circle-a"),
        ("中文链接", "../名称 odd"),
    ):
        (place / name).symlink_to(target)
        os.utime(place / name, ns=(EPOCH_NS, EPOCH_NS), follow_symlinks=False)
    for index in range(FILES_IN_BOX):
        first = folder / "2006" / "000" / f"{index:05d}.dat"
        (place / f"hard-{index:05d}").hardlink_to(first)
        (folder / "2007" / f"hard-{index:05d}").hardlink_to(first)


def special(folder: Path) -> None:
    """What is easily lost: an empty folder, a hole, folders for a group, a sticky one, an attribute."""
    (folder / "empty").mkdir()
    with (folder / "hole.img").open("wb") as file:
        file.truncate(4 * 1024 * 1024)
        file.seek(1024 * 1024)
        file.write(b"an island")
    os.utime(folder / "hole.img", ns=(EPOCH_NS, EPOCH_NS))
    shared = folder / "shared"
    shared.mkdir()
    (shared / "inbox").mkdir()
    os.setxattr(shared, "user.owner", "社会保险".encode())


def finish(folder: Path, owner: int) -> None:
    """Give everything to the account, the folders their modes and times; last, since writing changes them."""
    group = folder.stat().st_gid
    for number, (path, folders, files) in enumerate(os.walk(folder, topdown=False)):
        for name in (*folders, *files):
            os.chown(f"{path}/{name}", owner, group, follow_symlinks=False)
        os.utime(path, ns=(EPOCH_NS + number * DAY_NS,) * 2)
    # giving a file away clears its set-id bits, so modes come after owners
    for name, mode in (("shared", 0o2770), ("shared/inbox", 0o3777), ("empty", 0o700)):
        (folder / name).chmod(mode)
    for place in folder.glob("20*"):
        place.chmod(0o2750)


if __name__ == "__main__":
    fill(Path(sys.argv[1]), pwd.getpwnam("archive").pw_uid)

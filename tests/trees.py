"""A file tree with all that gets lost on the way, and a look at trees that owes nothing to ours."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

NAMES = (
    "plain",
    "with space",
    "-rf",
    "quote'\"`$(touch pwned)",
    "new\nline",
    "tab\there",
    "back\\slash",
    "中文 文件",
    "é",
    "e\u0301",
    "invalid-\udcff\udcfe",
    "x" * 255,
)
CAPABILITY = bytes.fromhex("0100000200040000000000000000000000000000")


def make_nasty_tree(root: Path) -> None:
    """Names, links, modes, ACLs, xattrs, a capability, a hole, times, and things that are no files."""
    (root / "deep" / "er").mkdir(parents=True)
    for number, name in enumerate(NAMES):
        (root / name).write_bytes(os.urandom(300) + name.encode("utf-8", "surrogateescape"))
        os.utime(root / name, ns=(0, 1_600_000_000_123_456_789 + number))
    os.utime(root / "plain", ns=(0, -315_619_200_500_000_000))
    (root / "empty").touch()
    os.link(root / "plain", root / "deep" / "second name")
    os.link(root / "plain", root / "deep" / "er" / "third name")
    (root / "dangling").symlink_to("no\nwhere")
    (root / "absolute").symlink_to("/etc/passwd")
    os.utime(root / "dangling", ns=(0, 10**18), follow_symlinks=False)
    with (root / "hole").open("wb") as file:
        file.seek(2_000_000)
        file.write(b"end")
    _make_specials(root)
    _set_rights(root)


def _make_specials(root: Path) -> None:
    os.mkfifo(root / "fifo")
    os.mknod(root / "device", stat.S_IFCHR | 0o600, os.makedev(1, 3))
    with closing(socket.socket(socket.AF_UNIX)) as sock:
        link = Path(f"/proc/self/fd/{os.open(root, os.O_RDONLY)}")
        sock.bind(str(link / "socket"))
        os.close(int(link.name))


def _set_rights(root: Path) -> None:
    os.chown(root / "with space", 1234, 2345)
    os.chown(root / "dangling", 1234, 2345, follow_symlinks=False)
    (root / "deep").chmod(0o2750)
    (root / "empty").chmod(0o4711)
    (root / "-rf").chmod(0)
    for words in (["-m", "u:1234:rw,g:2345:r"], ["-d", "-m", "u:1234:rx"]):
        subprocess.run(["setfacl", *words, str(root / "deep")], check=True)
    subprocess.run(["setfacl", "-m", "u:33:r", str(root / "é")], check=True)
    os.setxattr(root / "é", "user.note", b"\0binary\xff")
    os.setxattr(root / "plain", "user.a=b", b"")
    os.setxattr(root / "empty", "trusted.own", b"1")
    os.setxattr(root / "hole", "security.capability", CAPABILITY)
    os.utime(root / "deep", ns=(0, 1_500_000_000_000_000_001))


def seen(root: Path) -> dict[str, tuple[object, ...]]:
    """All that can be seen of each entry below `root`, and of itself."""
    found = dict(_entries(root))
    groups: dict[object, list[str]] = defaultdict(list)
    for name, (*_, inode) in found.items():
        groups[inode].append(name)
    return {n: (*facts, tuple(sorted(groups[inode]))) for n, (*facts, inode) in found.items()}


def _entries(root: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    for path in (root, *root.rglob("*")):
        status = path.lstat()
        regular = stat.S_ISREG(status.st_mode)
        xattrs = {n: os.getxattr(path, n, follow_symlinks=False) for n in _xattr_names(path)}
        yield (
            str(path.relative_to(root)),
            (
                oct(status.st_mode),
                (status.st_uid, status.st_gid),
                status.st_mtime_ns,
                status.st_rdev,
                path.readlink() if path.is_symlink() else "",
                path.read_bytes() if regular else b"",
                regular and status.st_blocks * 512 < status.st_size,
                tuple(sorted(xattrs.items())),
                (status.st_dev, status.st_ino),
            ),
        )


def _xattr_names(path: Path) -> list[str]:
    return os.listxattr(path, follow_symlinks=False)

"""A manifest is what a file tree holds, entry by entry, in a form that compares two hosts."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from govcloud.errors import IntegrityError, PreflightError, StepFailedError
from govcloud.model.command import Command, Completed, ask

ABSENT_CODE = 44
SYMLINK_CODE = 45
NAMED_MAX = 10

_LISTING = r"""
export LC_ALL=C
[ -L "$1" ] && exit 45
[ -d "$1" ] || exit 44
cd -- "$1" || exit 1
failed=0
find . -printf '%P\0%y\0%m\0%U\0%G\0%s\0%T@\0%l\0%D:%i\0' || failed=1
printf '/\0'
find . \( -type b -o -type c \) -exec stat --printf '%n\0%t:%T\0' -- {} + || failed=1
printf '/\0'
if [ "$2" = content ]; then find . -type f -exec sha256sum -z -- {} + || failed=1; fi
printf '/\0'
getfattr -h -R -P -d -m - -e hex -- . || failed=1
printf '\0'
exit $failed
"""
_FIELDS = 9
_OCTAL = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a tree. `path` is relative, "" the tree itself; any bytes (as surrogates).

    `size` is 0 for all but files, `hard_link` the first name of the file where it has several,
    `sha256` "" unless the content was read, `mtime_ns` since 1970.
    """

    path: str
    kind: str
    mode: str
    uid: int
    gid: int
    size: int
    mtime_ns: int
    link: str
    hard_link: str = ""
    device: str = ""
    sha256: str = ""
    xattrs: tuple[str, ...] = ()

    def canonical(self) -> bytes:
        """The entry as bytes that no other entry has."""
        owner = f"{self.mode}:{self.uid}:{self.gid}:{self.size}:{self.mtime_ns}"
        fields = (self.path, self.kind, owner, self.link, self.hard_link, self.device, self.sha256)
        return "\0".join((*fields, *self.xattrs)).encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that is not the same on both sides: its path, safe to print, and what differs."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path} ({self.what})"


@dataclass(frozen=True, slots=True)
class Manifest:
    """All entries of a tree, by path. Two trees are the same if, and only if, their digests are."""

    entries: Mapping[str, Entry]

    @property
    def digest(self) -> str:
        """SHA-256 over the entries in the order of their bytes, each with its length before it."""
        lines = sorted(entry.canonical() for entry in self.entries.values())
        whole = hashlib.sha256()
        for line in lines:
            whole.update(len(line).to_bytes(8, "big") + line)
        return whole.hexdigest()

    @property
    def totals(self) -> dict[str, int]:
        """How many files, dirs (the tree itself too), symlinks, others; bytes of distinct files."""
        kinds = [entry.kind for entry in self.entries.values()]
        named = {"files": kinds.count("f"), "dirs": kinds.count("d"), "symlinks": kinds.count("l")}
        distinct = (e for e in self.entries.values() if e.hard_link in {"", e.path})
        others = len(kinds) - sum(named.values())
        return {**named, "others": others, "bytes": sum(entry.size for entry in distinct)}


def listing(path: str, *, content: bool) -> Command:
    """The question whose answer `parsed` reads; with `content` every file is read and hashed."""
    return ask("sh", "-c", _LISTING, "manifest", path, "content" if content else "names")


def parsed(answer: Completed, name: str) -> Manifest | None:
    """The manifest in a host's answer about the tree called `name`; None if there is no such tree.

    Raises PreflightError if it is a symlink, StepFailedError if it could not be read whole,
    IntegrityError for an answer that makes no sense.
    """
    if answer.exit_code == ABSENT_CODE:
        return None
    if answer.exit_code == SYMLINK_CODE:
        raise PreflightError(f"{name} is a symlink", hint="name the directory that it leads to")
    if not answer.ok and not _only_vanished(answer):
        raise StepFailedError(f"{name} could not be read whole: {answer.complaint}")
    try:
        return Manifest(_entries(answer.stdout))
    except (ValueError, IndexError, KeyError, ArithmeticError) as error:
        raise IntegrityError(f"the listing of {name} is cut off or garbled") from error


def compare(source: Manifest, target: Manifest, *, contained: bool = False) -> list[Difference]:
    """What is not the same on both sides, in order.

    `contained`: the target may hold more, and newer files, but all of the source.
    """
    found = []
    for path in sorted({*source.entries, *target.entries}):
        here, there = source.entries.get(path), target.entries.get(path)
        what = _held(here, there) if contained else _differs(here, there)
        if what:
            found.append(Difference(printable(path or "."), what))
    return found


def named(differences: list[Difference]) -> str:
    """The differences in words: at most NAMED_MAX of them, and how many more."""
    more = len(differences) - NAMED_MAX
    shown = "; ".join(str(difference) for difference in differences[:NAMED_MAX])
    return f"{shown}; and {more} more" if more > 0 else shown


def printable(path: str) -> str:
    """A path without anything that a terminal would act on."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path)


def _differs(here: Entry | None, there: Entry | None) -> str:
    if here is None or there is None:
        return "not on the target" if there is None else "on the target only"
    if here.kind != there.kind:
        return f"{here.kind} became {there.kind}"
    fields = ("mode", "uid", "gid", "size", "mtime_ns", "link", "hard_link", "device", "xattrs")
    found = [name for name in fields if getattr(here, name) != getattr(there, name)]
    if here.sha256 and there.sha256 and here.sha256 != there.sha256:
        found.append("content")
    return ", ".join(found)


def _held(here: Entry | None, there: Entry | None) -> str:
    if here is None:
        return ""
    if there is None:
        return "not on the target"
    if here.kind != there.kind:
        return f"{here.kind} became {there.kind}"
    if there.mtime_ns > here.mtime_ns:
        return ""
    return "content" if (here.sha256, here.link) != (there.sha256, there.link) else ""


def _only_vanished(answer: Completed) -> bool:
    """Whether all that went wrong is that entries of a live tree went away while it was listed."""
    lines = answer.stderr.strip().splitlines()
    gone = b"No such file or directory"
    return answer.exit_code == 1 and bool(lines) and all(line.endswith(gone) for line in lines)


def _entries(stdout: bytes) -> dict[str, Entry]:
    head, devices, hashes, attributes = _sections(stdout)
    entries: dict[str, Entry] = {}
    inodes: dict[str, list[str]] = defaultdict(list)
    for start in range(0, len(head), _FIELDS):
        entry, inode = _entry(head[start : start + _FIELDS])
        entries[entry.path] = entry
        if entry.kind != "d":
            inodes[inode].append(entry.path)
    for paths in inodes.values():
        for path in paths if len(paths) > 1 else ():
            entries[path] = replace(entries[path], hard_link=min(paths))
    for path, device in zip(devices[::2], devices[1::2], strict=True):
        _amend(entries, _relative(path), device=device)
    for line in hashes:
        _amend(entries, _relative(line[66:]), sha256=line[:64])
    for path, xattrs in _attributes(attributes):
        _amend(entries, path, xattrs=xattrs)
    return entries


def _sections(stdout: bytes) -> tuple[list[str], list[str], list[str], bytes]:
    """The listing's four parts; no entry's name begins with "/", so that ends a part."""
    records = stdout.split(b"\0")
    first = records.index(b"/")
    second = records.index(b"/", first + 1)
    third = records.index(b"/", second + 1)
    *rest, last = records[third + 1 :]
    if last or len(rest) != 1 or first % _FIELDS:
        raise ValueError("cut off")
    texts = [record.decode("utf-8", "surrogateescape") for record in records[:third]]
    return texts[:first], texts[first + 1 : second], texts[second + 1 : third], rest[0]


def _entry(fields: list[str]) -> tuple[Entry, str]:
    path, kind, mode, uid, gid, size, mtime, link, inode = fields
    mtime_ns = int(Decimal(mtime) * 1_000_000_000)
    bytes_ = int(size) if kind == "f" else 0
    return Entry(path, kind, mode, int(uid), int(gid), bytes_, mtime_ns, link), inode


def _relative(path: str) -> str:
    return path.removeprefix("./") if path != "." else ""


def _amend(entries: dict[str, Entry], path: str, **values: Any) -> None:
    if path in entries:  # else it appeared after the listing, in a tree that is live
        entries[path] = replace(entries[path], **values)


def _attributes(text: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Paths and their xattrs (ACLs among them), as getfattr wrote them."""
    for block in text.split(b"\n\n"):
        lines = [line for line in block.split(b"\n") if line]
        if lines:
            raw = _OCTAL.sub(lambda found: bytes([int(found[1], 8)]), lines[0][len("# file: ") :])
            values = sorted(line.decode("utf-8", "surrogateescape") for line in lines[1:])
            yield _relative(raw.decode("utf-8", "surrogateescape")), tuple(values)

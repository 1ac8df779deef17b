"""Parts of an inventory as they were read: rows, their lines, what they hash to; and how parts are kept."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from govcloud.adapters.packed import packer, unpacker
from govcloud.model.application import Application
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner

SECTIONS: Mapping[str, type] = {
    "departments": Department,
    "partners": Partner,
    "applications": Application,
    "servers": Server,
}


@dataclass(slots=True)
class Rows:
    """The rows of one section of a part: nouns, the line where each begins, and the SHA-256 of each one's content."""

    nouns: list[Any]
    lines: list[int]
    hashes: list[bytes]


@dataclass(slots=True)
class Part:
    """A file of an inventory, or a piece of one, without faults of form."""

    synthetic: bool | None = None
    sections: dict[str, Rows] = field(default_factory=dict)


def joined(parts: Iterable[Part]) -> Part:
    """The pieces of one file, in their order, as one part."""
    whole = Part()
    for part in parts:
        whole.synthetic = part.synthetic if whole.synthetic is None else whole.synthetic
        for name, rows in part.sections.items():
            known = whole.sections.setdefault(name, Rows([], [], []))
            known.nouns += rows.nouns
            known.lines += rows.lines
            known.hashes += rows.hashes
    return whole


def kept(part: Part) -> bytes:
    """A part as bytes."""
    sections = {
        name: (list(map(packer(SECTIONS[name]), rows.nouns)), rows.lines, rows.hashes)
        for name, rows in part.sections.items()
    }
    return marshal.dumps((part.synthetic, sections))


def unkept(body: bytes) -> Part:
    """The part again; whoever calls has looked at where `body` comes from."""
    synthetic, sections = marshal.loads(body)  # noqa: S302 - a child's, or an entry whose digest was looked at
    return Part(
        synthetic,
        {
            name: Rows(list(map(unpacker(SECTIONS[name]), packed)), lines, hashes)
            for name, (packed, lines, hashes) in sections.items()
        },
    )


def kept_file(bodies: Sequence[bytes]) -> bytes:
    """The pieces of a file as one entry of a cache."""
    return marshal.dumps(list(bodies))


def unkept_file(entry: bytes) -> Part | None:
    """The file's part again; None for an entry that some other code made."""
    try:
        return joined(map(unkept, marshal.loads(entry)))  # noqa: S302 - its digest was looked at
    except (ValueError, TypeError, EOFError, KeyError):
        return None


def content_digest_of(hashes: Mapping[str, Sequence[bytes]], *, synthetic: bool) -> str:
    """SHA-256, as hex, over the sorted SHA-256 of all rows of each section: whatever files and order they stand in."""
    found = [b"synthetic" if synthetic else b"real"]
    for section in SECTIONS:
        found.append(section.encode())
        found += sorted(hashes.get(section, ()))
    return hashlib.sha256(b"\n".join(found)).hexdigest()

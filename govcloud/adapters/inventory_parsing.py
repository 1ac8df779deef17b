"""A piece of an inventory's YAML in, its part out; a piece with any fault is left to a more careful reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic_core import ValidationError

from govcloud.adapters.inventory_digest import row_hashes
from govcloud.adapters.inventory_parts import SECTIONS, Part, Rows
from govcloud.adapters.inventory_schema import validator
from govcloud.adapters.yaml_bounds import may_hold_anchors
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import InputError

CUT_BYTES_MIN = 512 * 1024
# each begins with the line's end before it: so the search is one for a single byte
_UNINDENTED = re.compile(rb"\n[^\s#]")
_KEY = re.compile(rb"\n([A-Za-z_]+) *:")
_ITEMS_FOLLOW = re.compile(rb"(?:[ \t\r]*(?:#[^\n]*)?\n)+ *- ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a file's text. `line` is how many lines stand before it."""

    name: str
    content: bytes
    line: int = 0


def parsed(piece: Piece) -> Part | None:
    """The part that a piece holds; None where anything at all is wrong with it."""
    try:
        value, places = load_yaml(piece.content, piece.name, closely=False)
        known = isinstance(value, dict) and not value.keys() - {"synthetic", *SECTIONS}
        label = value.get("synthetic") if known else None
        if not known or not (label is None or isinstance(label, bool)):
            return None
        part = Part(label)
        for name in value.keys() & SECTIONS.keys():
            nouns = _nouns(name, value[name])
            lines = [piece.line + places.start((name, number)) for number in range(len(nouns))]
            part.sections[name] = Rows(nouns, lines, row_hashes(nouns))
    except (InputError, ValidationError):
        return None
    return part


def _nouns(section: str, rows: Any) -> list[Any]:
    """Raises ValidationError."""
    noun = SECTIONS[section]
    many: Any = tuple[noun, ...]  # type: ignore[valid-type] # a type made at run time
    return list(validator(many).validate_python(rows))


def halves(piece: Piece, share: float, least: int = CUT_BYTES_MIN) -> list[Piece]:
    """The piece cut before an item of a top-level list, the first `share` of its bytes on one side.

    As it was where it has less than `least` bytes, or is written so that a cut might change what it means. A text
    in quotes that goes over many lines may be cut in two: then neither half can be read, and the whole is.
    """
    if len(piece.content) < least or may_hold_anchors(piece.content):
        return [piece]
    content = b"\n" + piece.content
    lines = [found.start() for found in _UNINDENTED.finditer(content)]
    tops = [found for found in (_KEY.match(content, start) for start in lines) if found]
    # a key that comes twice, or a line that begins with none, is a fault of the whole
    if len({top[1] for top in tops}) != len(lines):
        return [piece]
    middle = int(len(content) * share)
    before = [top for top in tops if top.start() < middle]
    return _cut(piece, before[-1], middle) if before else [piece]


def _cut(piece: Piece, top: re.Match[bytes], middle: int) -> list[Piece]:
    content = top.string
    first = _ITEMS_FOLLOW.match(content, top.end())
    if first is None:
        return [piece]
    item = content[content.rfind(b"\n", 0, first.end()) : first.end()]
    at = content.find(item, max(middle, first.end()))
    after = _UNINDENTED.search(content, max(middle, first.end()))
    if at < 0 or (after is not None and after.start() < at):
        return [piece]
    line = piece.line + content.count(b"\n", 1, at + 1) - 1
    return [
        Piece(piece.name, content[1 : at + 1], piece.line),
        Piece(piece.name, top[1] + b":" + content[at:], line),
    ]

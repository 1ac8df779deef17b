"""Cheap upper bounds on what a YAML text may hold, at the speed of a memory scan: most texts need no closer look."""

from __future__ import annotations

import re

from govcloud.adapters.yaml_text_scan import DEPTH_MAX

SMALL_BYTES = 200_000
"""A text of this size is looked at closely anyway."""

_BRACKETS = b"[]{}"
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
_PAIRS = (b"[]", b"{}")
_COLUMNS_MAX = 20
_INDENTED = re.compile(rf"(?:^|\n)[ \t?-]{{{_COLUMNS_MAX + 1},}}")
_HINTS = (b"!", b"&", b"*", b"<<", b"\n---", b"\n...", b"\n%")
_NOT_PLAIN = re.compile(r"(?:^|[\s\[{,:?-])(?:!|[&*]\S)|<<|^(?:---|\.\.\.|%)", re.MULTILINE)
_FOLDED = bytes.maketrans(
    b"123456789+ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"000000000-abcdefghijklmnopqrstuvwxyz"
)
_ODD = (b"\\", b".inf", b".nan", b"0e000", b"0e-000", b"0" * 19)


def suspicious(content: bytes, text: str) -> bool:
    """Whether the text may leave our subset: tags, anchors, aliases, merge keys, documents, or too deep a nesting."""
    if not text.strip():
        return True
    hinted = content.startswith((b"---", b"...", b"%")) or any(hint in content for hint in _HINTS)
    if hinted and _NOT_PLAIN.search(text) is not None:
        return True
    room = DEPTH_MAX - 2 * (_COLUMNS_MAX + 1)
    return _INDENTED.search(text) is not None or not _closes_within(content, room)


def may_hold_odd_values(content: bytes) -> bool:
    """Whether a value may be an unseen character, or a number that is too large or none: only so are they written."""
    if len(content) <= SMALL_BYTES:
        return True
    folded = content.translate(_FOLDED)
    return any(sign in folded for sign in _ODD)


def _closes_within(content: bytes, depth: int) -> bool:
    """Whether all brackets close, and none stands inside more than `depth` others; those in texts count too."""
    left = content.translate(None, _OTHERS)
    for _ in range(depth):
        if not left:
            return True
        for pair in _PAIRS:
            left = left.replace(pair, b"")
    return not left

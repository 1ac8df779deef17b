"""Cheap upper bounds on what a YAML text may hold, at the speed of a memory scan: most texts need no closer look."""

from __future__ import annotations

import re

from govcloud.adapters.yaml_text_scan import DEPTH_MAX

SMALL_BYTES = 200_000
"""A text of this size is looked at closely, unless its reader finds odd keys anyway."""

_BRACKETS = b"[]{}"
_OTHERS = bytes(set(range(256)) - set(_BRACKETS))
_PAIRS = (b"[]", b"{}")
_COLUMNS_MAX = 20
_INDENTS = bytes.maketrans(b"\t?-", b"   ")
_DEEP = b" " * (_COLUMNS_MAX + 1)
_SIGNS = (b"!", b"&", b"*")
# the rare sign first: what stands before it is looked at only where it stands
_NOT_PLAIN = re.compile(rb"[!&*](?<=[\s\[{,:?\-][!&*])(?:(?<=!)|(?=\S))")
_DOCUMENT = re.compile(rb"\n(?:---|\.\.\.|%)")
_FOLDED = bytes.maketrans(
    b"123456789+ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"000000000-abcdefghijklmnopqrstuvwxyz"
)
_BASES = (b"0x", b"0o", b"0b")
_BASED = re.compile(rb"(?<![0a-z])0[xob][0a-f]{16}")
_ODD = (b"\\", b".inf", b".nan", b"0e000", b"0e-000", b"0" * 19)


def suspicious(content: bytes, text: str) -> bool:
    """Whether the text may leave our subset: tags, anchors, aliases, merge keys, documents, or too deep a nesting."""
    return (
        not text.strip()
        or content.startswith((*_SIGNS, b"---", b"...", b"%"))
        or may_hold_anchors(content)
        or (b"<" in content and b"<<" in content)
        or _DOCUMENT.search(content) is not None
        or _indented(content)
        or not _closes_within(content, DEPTH_MAX - 2 * (_COLUMNS_MAX + 1))
    )


def may_hold_anchors(content: bytes) -> bool:
    """Whether an anchor, an alias or a tag may begin somewhere behind the first sign."""
    return any(sign in content for sign in _SIGNS) and _NOT_PLAIN.search(content) is not None


def _indented(content: bytes) -> bool:
    """Whether some line begins with so many signs of nesting that its depth must be counted."""
    flat = content.translate(_INDENTS)
    return flat.startswith(_DEEP) or b"\n" + _DEEP in flat


def may_hold_odd_values(content: bytes) -> bool:
    """Whether a value may be an unseen character, or a number that is too large or none: only so are they written."""
    folded = content.translate(_FOLDED)
    return any(sign in folded for sign in _ODD) or (
        any(sign in folded for sign in _BASES) and _BASED.search(folded) is not None
    )


def _closes_within(content: bytes, depth: int) -> bool:
    """Whether all brackets close, and none stands inside more than `depth` others; those in texts count too."""
    left = content.translate(None, _OTHERS)
    for _ in range(depth):
        if not left:
            return True
        for pair in _PAIRS:
            left = left.replace(pair, b"")
    return not left

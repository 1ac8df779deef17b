"""Canonical JSON (RFC 8785, for strings, integers, booleans, lists and objects only) and its SHA-256 digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

Json = str | int | bool | Sequence["Json"] | Mapping[str, "Json"]


def canonical(value: Json) -> bytes:
    """The one byte form of `value`.

    Keys are sorted by UTF-16 code units (RFC 8785 §3.2.3). Raises TypeError for floats, None and anything
    else outside the five kinds, and for keys that are not strings: they have no business in a digest.
    """
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def digest(value: Json) -> str:
    """SHA-256 of the canonical form, as 64 hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _sorted(value: Any) -> Any:
    match value:
        case bool() | int() | str():
            return value
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("canonical JSON takes string keys only")
            return {key: _sorted(value[key]) for key in sorted(value, key=_utf16)}
        case list() | tuple():
            return [_sorted(item) for item in value]
    raise TypeError(f"canonical JSON does not take {type(value).__name__}")


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")

"""Where in a YAML text a value stands, found only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Path = tuple[str | int, ...]

WHOLE_MAX_CHARS = 500_000

_KEY = re.compile(r"([A-Za-z_][\w-]*)\s*:")
_ITEM = re.compile(r"( *)- ")


class Places:
    """Lines of a text's values. `compose` turns a part of the text into PyYAML nodes, or gives None."""

    def __init__(self, text: str, compose: Callable[[str], Any]) -> None:
        self._text = text
        self._compose = compose
        self._root: Any = None
        self._lines: list[str] = []
        self._items: dict[tuple[str, int], tuple[int, int]] | None = None

    def line(self, path: Path) -> int:
        """The 1-based line of the value at `path`, of the nearest thing around it where there is none; 0 = nothing.

        A mapping's value is told by its key's line. A large text is not composed as a whole: only the list
        item that `path` leads into is.
        """
        if len(self._text) <= WHOLE_MAX_CHARS:
            if self._root is None:
                self._root = self._compose(self._text)
            return _descend(self._root, path) + 1
        first, last = self._span(path)
        inner = path[2:]
        if not inner or last <= first:
            return first
        part = "\n".join(self._lines[first - 1 : last - 1])
        return first + max(_descend(self._compose(part), (0, *inner)), 0)

    def start(self, path: tuple[str, int]) -> int:
        """The line where a row of a top-level list begins, as `line` tells it, without composing a large text."""
        if len(self._text) <= WHOLE_MAX_CHARS // 50:
            return self.line(path)
        return self._span(path)[0]

    def _span(self, path: Path) -> tuple[int, int]:
        """First line of a top-level list's item, and the line after its last."""
        if self._items is None:
            self._lines = self._text.split("\n")
            self._items = _index(self._lines)
        match path:
            case (str() as key, int() as index, *_):
                return self._items.get((key, index), (0, 0))
        return (0, 0)


def _descend(node: Any, path: Path) -> int:
    """The 0-based line where the walk along `path` ends; -1 without a node."""
    if node is None:
        return -1
    line: int = node.start_mark.line
    for step in path:
        if isinstance(step, int) and node.id == "sequence" and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line
        elif (pair := _pair(node, step)) is not None:
            line = pair[0].start_mark.line
            node = pair[1]
        else:
            break
    return line


def _pair(node: Any, key: str | int) -> tuple[Any, Any] | None:
    if node.id != "mapping":
        return None
    found = [pair for pair in node.value if pair[0].id == "scalar" and pair[0].value == str(key)]
    return found[-1] if found else None


def _index(lines: list[str]) -> dict[tuple[str, int], tuple[int, int]]:
    """Where the items of the top level's block lists begin and end, by the list's key and the item's number."""
    starts: list[tuple[str, int, int]] = []
    key, indent, count, number = "", -1, 0, 0
    for number, line in enumerate(lines, start=1):
        if (top := _KEY.match(line)) is not None:
            key, indent, count = top.group(1), -1, 0
            starts.append(("", 0, number))
        elif key and (item := _ITEM.match(line)) is not None and indent in {-1, len(item.group(1))}:
            indent = len(item.group(1))
            starts.append((key, count, number))
            count += 1
    ends = [start for _, _, start in starts[1:]] + [number + 1]
    return {(k, i): (start, end) for (k, i, start), end in zip(starts, ends, strict=True) if k}

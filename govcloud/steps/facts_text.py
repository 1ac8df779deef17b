"""Frames a question for any POSIX shell, and takes the answer apart without trusting a byte of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from govcloud.model.command import ask
from govcloud.model.facts import Question

BEGIN, END = "@begin", "@end"
LINES_MAX = 60_000
LINE_CHARS_MAX = 4_096
ITEMS_MAX = 5_000
WORD_CHARS_MAX = 200
DIGITS_MAX = 18
GIB = 1024**3

# A login shell may print what it likes before; a here-document would be a file in /tmp, so there is none.
_FRAME = "PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C\nexport PATH LC_ALL\necho {begin}\n{body}\necho {end}\n"

T = TypeVar("T")


def question(topic: str, body: str, parse: Callable[[list[str]], Any], tells: str) -> Question:
    """A question whose answer is what the shell script `body` prints; `parse` is given its lines."""
    script = _FRAME.format(begin=BEGIN, body=body.strip("\n"), end=END)

    def read(text: str) -> Any:
        lines = answer_lines(text)
        return None if lines is None else parse(lines)

    return Question(topic, ask("sh", "-c", script, "govcloud-fact"), read, tells)


def answer_lines(text: str) -> list[str] | None:
    """The lines between the two marks, each made fit to print; None if the answer is not whole."""
    _, begun, rest = text.partition(f"{BEGIN}\n")
    body, ended, _ = rest.rpartition(f"{END}\n")
    if not begun or not ended:
        return None
    return [tidy(line, LINE_CHARS_MAX) for line in body.split("\n", LINES_MAX)[:LINES_MAX] if line]


def tidy(text: str, chars_max: int = WORD_CHARS_MAX) -> str:
    """Text of a host without control, bidirectional or broken characters, and not too much of it."""
    return "".join(c if c.isprintable() else " " for c in text[:chars_max]).strip()


def first(items: Iterable[T | None], most: int = ITEMS_MAX) -> tuple[T, ...]:
    """The first of what was understood, each once."""
    found: dict[T, None] = {}
    for item in items:
        if item is not None:
            found.setdefault(item)
        if len(found) == most:
            break
    return tuple(found)


def tagged(lines: Iterable[str], tag: str) -> Iterator[str]:
    """What stands behind `tag:` in the lines that begin so."""
    return (line[len(tag) + 1 :].strip() for line in lines if line.startswith(f"{tag}:"))


def sections(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each line with the `@name` that was the last one before it ("" before the first)."""
    name = ""
    for line in lines:
        if line.startswith("@") and " " not in line:
            name = line[1:]
        else:
            yield name, line


def gb(amount: str, unit_bytes: int) -> float | None:
    """A number of units as GB of 1024³ bytes; None for what is no sensible number."""
    if not amount.isascii() or not amount.isdigit() or len(amount) > DIGITS_MAX:
        return None
    return round(int(amount) * unit_bytes / GIB, 3)


def number(text: str, most: int = 2**31) -> int | None:
    """A whole number up to `most`, None for anything else."""
    if not text.isascii() or not text.isdigit() or len(text) > DIGITS_MAX:
        return None
    return int(text) if int(text) <= most else None

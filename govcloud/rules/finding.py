"""One thing wrong with the estate, or worth a look, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from govcloud.errors import Fault
from govcloud.rules import names

Path = tuple[str | int, ...]
LISTED_MAX = 5
_ORDER = attrgetter(
    "file", "line", "code", "message", "hint"
)  # a Fault's own order, ten times as fast


class Finding(NamedTuple):
    """One of them; a tuple, as there may be tens of thousands.

    `path` leads from the top of the file to the value; `subject` is a department, application or wave;
    `refers_to` is an id that was looked for and not found, "" otherwise; `first` leads to the value of which this
    is one too many.
    """

    code: str
    subject: str
    path: Path
    message: str
    hint: str = ""
    refers_to: str = ""
    first: Path = ()

    @property
    def stops(self) -> bool:
        """Whether nothing may be planned before it is mended; other findings warn."""
        return self.code.startswith("E-")


def twice(code: str, entries: Iterable[tuple[str, Path, str]]) -> Iterator[Finding]:
    """A finding for each (subject, path, name) whose name people would confuse with an earlier one."""
    rows = list(entries)
    keys = names.folded_all([name for _, _, name in rows])
    if len(set(keys)) == len(rows):
        return
    seen: dict[str, tuple[str, Path]] = {}
    for key, (subject, path, name) in zip(keys, rows, strict=True):
        owner, first = seen.setdefault(key, (subject, path))
        if first != path:
            where = f", first in {owner}" if owner != subject else ""
            message = f"`{name}` comes twice{where}"
            yield Finding(code, subject, path, message, "each once", first=first)


def listed(rows: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(rows) - LISTED_MAX
    return ", ".join(rows[:LISTED_MAX]) + (f" and {more:,} more" if more > 0 else "")


def misnamed(name: str, path: Path, example: str) -> Finding:
    """E-ID-003: an id that is not formed like `example`."""
    return Finding("E-ID-003", name, path, f"id `{name}` is not formed like {example}")


def said(finding: Finding) -> str:
    """A finding as one line: who, and what is wrong."""
    return f"{finding.subject}: {finding.message}"


def placed(
    findings: Iterable[Finding], places: Mapping[str, tuple[str, int]], unplaced: str
) -> tuple[Fault, ...]:
    """Findings with file and line of their subjects, in that order; a subject without one stands in `unplaced`."""
    nowhere = (unplaced, 0)
    found = (
        Fault(*places.get(each.subject, nowhere), each.code, said(each), each.hint)
        for each in findings
    )
    return tuple(sorted(found, key=_ORDER))

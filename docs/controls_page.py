"""The page of the shipped profiles of controls: which check answers which clause, and what nobody can decide."""

from __future__ import annotations

from collections.abc import Iterator

from govcloud.cli.wiring.control_book import ControlBook, control_book

HEAD = """# The shipped profiles of controls

Follows from `govcloud/profiles/*.yaml`; [controls.md](controls.md) says how they are used and replaced, and what a met
control proves: nothing but what was looked at. Mandatory checks are **bold**. Demands are paraphrased."""


def controls_page(note: str) -> str:
    """The whole page."""
    return "\n".join([*_lines(control_book(), note), ""])


def _lines(book: ControlBook, note: str) -> Iterator[str]:
    title, _, rest = HEAD.partition("\n\n")
    yield f"{title}\n\n{note}\n\n{rest}"
    for part in book.profiles:
        yield f"\n## {part.name}\n\n{part.about}\n\nParameters: {part.parameters}\n"
        heads = ("clause", "control", "demand", "checks", "not looked at", "NIST", "from", "number")
        yield from _table(heads, part.controls)
    yield "\n## Checks\n\n`running`: asked of a running cloud only. The parameters are those of the first profile.\n"
    yield from _table(("check", "of", "should be", "where", "passed when", "remedy"), book.checks)
    yield "\n## What checks may ask\n\nBeside these, of a type of resource each of its own properties, by its name.\n"
    yield from _table(("of", "trait", "kind", "meaning"), book.traits)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"

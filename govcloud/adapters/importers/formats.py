"""What a form is: by which columns it is recognised, and what each column says of what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from govcloud.adapters.importers import cells, quantities
from govcloud.adapters.importers.cells import Reader
from govcloud.adapters.importers.headings import folded
from govcloud.adapters.importers.tables import Raw

APPLICATION, SERVER, DEPENDENCY = "application", "server", "dependency"


@dataclass(frozen=True, slots=True)
class Col:
    """One column: its headings, where its value goes, how its cells are read, and its unit where it has one.

    `to` begins with `key.` (what names the thing), `field.` (a field of the model, dots lead inwards; one that
    ends in `#` only fills what a better column left empty), `total.` or `disk….` (parts of a disk), `link.`
    (something else that it names), `skip.` (decides whether the row counts) or `drop.` (says nothing of a move).
    """

    names: tuple[str, ...]
    to: str
    read: Reader = cells.text
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One form: what its rows are, which headings it cannot lack, its columns, and which rows to leave out.

    `needs` are groups of headings of which each must be there by one name. `sheets` are the sheets it is looked for
    in (any if none). `fixed` are fields that every row has; `any_of` are keys of which a row must have one.
    """

    name: str
    title: str
    kind: str
    needs: tuple[tuple[str, ...], ...]
    columns: tuple[Col, ...]
    sheets: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    skip: Callable[[dict[str, str]], str] | None = None

    @property
    def wanted(self) -> tuple[tuple[str, ...], ...]:
        """`needs` as headings are compared."""
        return tuple(tuple(folded(name) for name in group) for group in self.needs)


def col(to: str, *names: str, read: Reader = cells.text) -> Col:
    """A column."""
    return Col(tuple(folded(name) for name in names), to, read)


def measured(to: str, unit: str, *names: str) -> Col:
    """A column of sizes or money in `unit`, which a heading may change: 内存(MB)."""
    read = quantities.money(unit) if unit in quantities.MONEY else quantities.size(unit)
    return Col(tuple(folded(name) for name in names), to, read, unit)


def drop(*names: str) -> Col:
    """Columns that are known, and say nothing of a move."""
    return Col(tuple(folded(name) for name in names), "drop.")


def exact(raw: Raw) -> str:
    """The text as it stands, where `/` is a name and not nothing."""
    return cells.shown(raw).strip()


def placeholder(raw: Raw) -> str:
    """RVTools writes the literal `VM` where it knows nothing."""
    told = cells.text(raw)
    return "" if told == "VM" else told

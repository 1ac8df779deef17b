"""A table declared once, with its columns in Chinese and English, for every form that it is exported in."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from govcloud.model.organisation import Department, Partner
from govcloud.model.terms import Term

Cell = str | int | float | None

CELL_CHARS_MAX = 32_767
"""The longest text that a spreadsheet's cell holds; a longer one goes on in numbered columns."""

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", *"\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is its technical name, `value` what a row has there; `width` in characters."""

    key: str
    zh: str
    en: str
    value: Callable[[Any], object]
    width: int = 14

    @property
    def heading(self) -> str:
        """Both names, the Chinese one first."""
        return f"{self.zh} {self.en}" if self.zh else self.en


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its names, the headings of its columns, and its rows as plain cells.

    `keys` are the columns' technical names, and `noun` is whose fields they are, for a data dictionary.
    """

    key: str
    zh: str
    en: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...] = ()
    keys: tuple[str, ...] = ()
    noun: str = ""

    @property
    def name(self) -> str:
        """Both names, the Chinese one first."""
        return f"{self.zh} {self.en}".strip()


@dataclass(frozen=True, slots=True)
class About:
    """What every export says of itself: whose content it is, by what and when it was made."""

    title: str
    digest: str
    version: str
    made_on: str
    synthetic: bool
    notes: tuple[str, ...] = field(default=())

    def lines(self) -> list[tuple[str, str]]:
        """As pairs for people."""
        label = [("标记 Label", "合成数据 / SYNTHETIC")] if self.synthetic else []
        return [
            ("内容 Content", self.title),
            *label,
            ("清单摘要 Inventory digest (SHA-256)", self.digest),
            ("生成工具 Made by", f"govcloud {self.version}"),
            ("生成日期 Made on", self.made_on),
            *[("说明 Note", note) for note in self.notes],
        ]

    def plain(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "title": self.title,
            "inventory_digest": self.digest,
            "version": self.version,
            "made_on": self.made_on,
            "synthetic": self.synthetic,
            "notes": list(self.notes),
        }


def sheet(
    key: str, names: tuple[str, str], columns: Sequence[Column], rows: Iterable[Any], noun: str = ""
) -> Sheet:
    """A table of `rows`, each through all columns; texts too long for a cell go on in numbered columns."""
    made = [[cell(column.value(row)) for column in columns] for row in rows]
    parts = [_parts(made, place) for place in range(len(columns))]
    headings = tuple(
        column.heading if number == 0 else f"{column.heading} ({number + 1})"
        for column, count in zip(columns, parts, strict=True)
        for number in range(count)
    )
    whose = [column for column, n in zip(columns, parts, strict=True) for _ in range(n)]
    widths, keys = tuple(one.width for one in whose), tuple(one.key for one in whose)
    split = tuple(tuple(_spread(row, parts)) for row in made)
    return Sheet(key, *names, headings, split, widths, keys, noun)


def cell(value: object) -> Cell:
    """A value as a cell: closed lists by code and Chinese word, days as ISO texts, lists joined."""
    if type(value) is str:  # most cells are
        return visible(value) or None
    if value is None:
        return None
    if isinstance(value, bool | Term):
        return _word(value)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    return visible(_joined(value)) or None


def named(organisation: Department | Partner | None) -> str:
    """An organisation by its Chinese name and its id."""
    return f"{organisation.name_zh} {organisation.id}" if organisation else ""


def _word(value: bool | Term) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value.value} {value.zh}" if value.zh and value.zh != value.value else str(value)


def _number(value: float | Decimal) -> Cell:
    """A number without a `.0` behind it; what is no number (infinite) as a text, which no spreadsheet refuses."""
    if isinstance(value, int):
        return value
    told = float(value)
    if not math.isfinite(told):
        return str(told)
    return int(told) if told.is_integer() else told


def _joined(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{key}={item}" for key, item in sorted(value.items()))
    if isinstance(value, tuple | list):
        return "; ".join(str(cell(item)) for item in value)
    return value.isoformat() if isinstance(value, date) else str(value)


def visible(text: str) -> str:
    """A text without characters that nobody sees, or that turn the reading direction."""
    if text.isprintable():
        return text
    return "".join(
        c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )


def inert(value: Cell) -> Cell:
    """A text that no spreadsheet takes for a formula, told by an apostrophe before it (OWASP: CSV injection)."""
    if isinstance(value, str) and value.startswith(_TRIGGERS):
        return f"'{value}"
    return value


def _parts(rows: list[list[Cell]], place: int) -> int:
    longest = max((len(text) for r in rows if isinstance(text := r[place], str)), default=0)
    return max(1, -(-longest // (CELL_CHARS_MAX - 1)))


def _spread(row: list[Cell], parts: list[int]) -> Iterable[Cell]:
    step = CELL_CHARS_MAX - 1  # an apostrophe may come before it
    for value, count in zip(row, parts, strict=True):
        if count == 1:
            yield value
        else:
            text = str(value or "")
            yield from (text[n * step : (n + 1) * step] or None for n in range(count))

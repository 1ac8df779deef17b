"""One element of a published data dictionary of applications, and what of an inventory answers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its ids and name; `field` is the application's field that answers it, "" where none does."""

    id1: str
    id2: str
    name: str
    required: bool = False
    field: str = ""

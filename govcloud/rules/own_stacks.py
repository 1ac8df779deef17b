"""Stacks that users write themselves: one for each of their folders, in each environment."""

from __future__ import annotations

from collections.abc import Iterable

from govcloud.model.place import Place
from govcloud.model.stack import StackRef
from govcloud.rules.stacks import PLATFORMS

OURS = frozenset({"landing-zone", *PLATFORMS, "department"})
"""The folders under stacks/ that the inventory asks for; every other project there is a user's own."""


def own_refs(folders: Iterable[str], place: Place) -> tuple[StackRef, ...]:
    """The stacks of these folders, by name, which come after all others: they may read what those gave."""
    told = {"place": place.plain(), "landing_zone": f"organization/landing-zone/{place.env}"}
    return tuple(StackRef(folder, place.env, told) for folder in sorted(set(folders) - OURS))

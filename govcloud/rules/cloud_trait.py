"""A trait that is worked out: its kind, its meaning, and how it is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from govcloud.model.cloud_resource import CloudResource, Unknown
from govcloud.rules.cloudscape import Cloudscape
from govcloud.rules.conditions import Kind
from govcloud.rules.conditions import Trait as Value

Found = Value | Unknown
Asked = Callable[[CloudResource, Cloudscape], Found]


@dataclass(frozen=True, slots=True)
class Trait:
    """One of them; `alone` says that the resource by itself tells it."""

    kind: Kind
    meaning: str
    find: Asked
    alone: bool = True


def trait(kind: Kind, meaning: str, find: Asked) -> Trait:
    """A trait that the resource by itself tells."""
    return Trait(kind, meaning, find)


def around(kind: Kind, meaning: str, find: Asked) -> Trait:
    """A trait that only those around it tell."""
    return Trait(kind, meaning, find, alone=False)

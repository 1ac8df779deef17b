"""What checks may ask of resources: the provider's table, told to those who may not know it."""

from __future__ import annotations

from functools import cache

from govcloud.rules.conditions import Kind
from govcloud.rules.controls_vocabulary import Kinds, vocabulary

_PACKAGE = "govcloud:"


@cache
def words() -> dict[str, Kinds]:
    """By kind of subject the names that conditions may use."""
    return vocabulary(properties())


def properties() -> dict[str, Kinds]:
    """By type of resource the properties that a program may set."""
    from govcloud.provider.table import TABLE
    from govcloud.provider.table.entry import Kind as Held

    kinds = {
        Held.TEXT: Kind.TEXT,
        Held.JSON: Kind.TEXT,
        Held.WHOLE: Kind.NUMBER,
        Held.FLAG: Kind.FLAG,
        Held.TEXTS: Kind.LIST,
        Held.TAGS: Kind.LIST,
    }
    return {
        token.removeprefix(_PACKAGE): {
            name: kinds[prop.kind] for name, prop in entry.all_props.items()
        }
        for token, entry in TABLE.items()
    }


def bearing_tags() -> frozenset[str]:
    """The types that can bear tags."""
    from govcloud.provider.table import TABLE

    return frozenset(t.removeprefix(_PACKAGE) for t, entry in TABLE.items() if entry.tagging)

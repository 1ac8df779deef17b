"""Where the names of an inventory's fields come from."""

from __future__ import annotations

from collections.abc import Mapping


def field_words() -> Mapping[str, str]:
    """The Chinese name of each field, of an application first, then of the nouns inside it."""
    from govcloud.adapters.inventory_json_schema import field_words as by_noun

    found: dict[str, str] = {}
    nouns = by_noun()
    for noun in ("Application", *nouns):
        for name, (zh, _) in nouns[noun].items():
            found.setdefault(name, zh)
    return found

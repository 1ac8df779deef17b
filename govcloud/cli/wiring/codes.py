"""Where the book of codes comes from."""

from __future__ import annotations

from govcloud.model.code import CodeFamily


def code_families() -> tuple[CodeFamily, ...]:
    """Every code that the program shows, family by family."""
    from govcloud.adapters.codes_yaml import read_codes

    return read_codes()

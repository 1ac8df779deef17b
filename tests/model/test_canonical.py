"""Canonical JSON: one byte form for one value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.canonical import canonical, digest

VALUES = st.recursive(
    st.text() | st.integers() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_a_value_survives_its_canonical_form(value: Any) -> None:
    assert json.loads(canonical(value).decode("utf-8", "surrogatepass")) == value


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert digest(value) == digest(dict(reversed(value.items())))


def test_keys_are_sorted_by_utf_16_code_units() -> None:
    """RFC 8785 §3.2.3: U+FB33 sorts behind the surrogate pair of U+1F600, unlike by code point."""
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


def test_text_is_escaped_as_rfc_8785_says() -> None:
    r"""RFC 8785 §3.2.2.2: the two-letter escapes, \\u00xx for other controls, all else as it is."""
    assert canonical("€$\u000f\nA'B\"\\/省") == '"€$\\u000f\\nA\'B\\"\\\\/省"'.encode()


@pytest.mark.parametrize("value", [1.5, None, {1: "a"}, b"x", {"a": [None]}])
def test_what_has_no_single_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        canonical(value)

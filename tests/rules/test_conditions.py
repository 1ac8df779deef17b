"""Conditions are data: they hold or not, say why, and nothing in them can be run."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.rules.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Kind,
    Not,
    Op,
    because,
    holds,
    misfit,
)

TRAITS: dict[str, Any] = {
    "level": 3,
    "users": 0,
    "name": "统一身份认证平台",
    "filing": "",
    "engines": ("oracle", "redis"),
    "none": (),
    "cii": False,
    "login": None,
}


@pytest.mark.parametrize(
    ("field", "op", "value", "wanted"),
    [
        ("level", Op.AT_LEAST, 3, True),
        ("level", Op.MORE_THAN, 3, False),
        ("level", Op.AT_MOST, 2, False),
        ("level", Op.LESS_THAN, 4, True),
        ("users", Op.EQUALS, 0, True),
        ("cii", Op.EQUALS, False, True),
        ("cii", Op.NOT_EQUALS, True, True),
        ("name", Op.CONTAINS_ANY, ("身份",), True),
        ("name", Op.IN, ("a", "b"), False),
        ("engines", Op.CONTAINS_ANY, ("oracle", "db2"), True),
        ("none", Op.EMPTY, None, True),
        ("filing", Op.EMPTY, None, True),
        ("users", Op.EMPTY, None, False),
        ("engines", Op.GIVEN, None, True),
        ("login", Op.GIVEN, None, False),
        ("login", Op.MORE_THAN, 180, False),
        ("login", Op.LESS_THAN, 180, False),
        ("login", Op.NOT_EQUALS, 180, True),
    ],
)
def test_a_trait_is_held_against_a_value(field: str, op: Op, value: Any, wanted: bool) -> None:
    assert holds(Comparison(field, op, value), TRAITS) is wanted


def test_a_reason_names_only_what_made_it_hold() -> None:
    zombie = AnyOf(
        (
            Comparison("login", Op.MORE_THAN, 180),
            AllOf((Comparison("users", Op.EQUALS, 0), Comparison("level", Op.AT_LEAST, 3))),
        )
    )
    assert holds(zombie, TRAITS)
    assert because(zombie, TRAITS) == {"users": 0, "level": 3}


def test_a_condition_of_no_parts_always_holds_and_needs_no_reason() -> None:
    assert holds(AllOf(()), TRAITS)
    assert because(AllOf(()), TRAITS) == {}


LEAVES = st.sampled_from(
    [
        Comparison("level", Op.AT_LEAST, 3),
        Comparison("login", Op.GIVEN),
        Comparison("users", Op.EQUALS, 0),
        Comparison("engines", Op.CONTAINS_ANY, ("db2",)),
    ]
)
TREES: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: AllOf(tuple(parts))),
        st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        inner.map(Not),
    ),
    max_leaves=12,
)


@given(TREES)
def test_the_opposite_of_a_condition_holds_just_where_it_does_not(condition: Condition) -> None:
    assert holds(Not(condition), TRAITS) is not holds(condition, TRAITS)


@given(st.lists(TREES, max_size=4))
def test_all_and_any_are_each_others_mirror(parts: list[Condition]) -> None:
    none = AllOf(tuple(Not(part) for part in parts))
    assert holds(none, TRAITS) is not holds(AnyOf(tuple(parts)), TRAITS)


@pytest.mark.parametrize(
    ("test", "kind"),
    [
        (Comparison("x", Op.AT_LEAST, "three"), Kind.NUMBER),
        (Comparison("x", Op.AT_LEAST, True), Kind.NUMBER),
        (Comparison("x", Op.AT_LEAST, 3), Kind.TEXT),
        (Comparison("x", Op.EQUALS, 3), Kind.TEXT),
        (Comparison("x", Op.EQUALS, "yes"), Kind.FLAG),
        (Comparison("x", Op.IN, "a"), Kind.TEXT),
        (Comparison("x", Op.CONTAINS_ANY, ()), Kind.LIST),
        (Comparison("x", Op.EQUALS, "a"), Kind.LIST),
        (Comparison("x", Op.EMPTY, 0), Kind.NUMBER),
    ],
)
def test_a_comparison_that_means_nothing_is_told(test: Comparison, kind: Kind) -> None:
    assert misfit(test, kind)


def test_a_comparison_that_fits_is_left_in_peace() -> None:
    assert misfit(Comparison("x", Op.IN, ("a",)), Kind.TEXT) == ""
    assert misfit(Comparison("x", Op.GIVEN), Kind.LIST) == ""
    assert misfit(Comparison("x", Op.MORE_THAN, 0.5), Kind.NUMBER) == ""

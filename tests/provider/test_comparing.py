"""What differs is said as a person reads it: tags by key, policies by statement, the rest by value."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.drift import Kind
from govcloud.provider import comparing
from govcloud.provider.comparing import Change
from govcloud.provider.diffing import Sides
from govcloud.provider.equality import document
from govcloud.provider.table import TABLE

ROLE, VPC = TABLE["govcloud:iam:Role"], TABLE["govcloud:ec2:Vpc"]
READS = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
WRITES = {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": ["*"]}


def policy(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def told(
    found: dict[str, Any], wanted: dict[str, Any], ignored: tuple[str, ...] = ()
) -> list[Change]:
    entry = ROLE if "assumeRolePolicy" in {*found, *wanted} else VPC
    return list(comparing.changes(entry, Sides(found, wanted, {}, "x"), ignored))


def test_a_property_is_told_with_both_values() -> None:
    assert told({"enableDnsHostnames": False}, {"enableDnsHostnames": True}) == [
        Change(Kind.CHANGED, "enableDnsHostnames", False, True)
    ]


def test_a_tag_more_is_an_addition_and_another_value_a_change() -> None:
    found = {"tags": {"a": "1", "gov:dept": "X"}}
    assert told(found, {"tags": {"gov:dept": "HRS", "gov:env": "prod"}}) == [
        Change(Kind.ADDED, "tags[a]", "1", None),
        Change(Kind.CHANGED, "tags[gov:dept]", "X", "HRS"),
        Change(Kind.CHANGED, "tags[gov:env]", None, "prod"),
    ]


def test_what_a_program_leaves_to_others_is_no_drift() -> None:
    found, wanted = {"tags": {"a": "1", "b": "2"}}, {"tags": {"a": "0"}}
    assert [one.what for one in told(found, wanted, ("tags.a",))] == ["tags[b]"]
    assert told(found, wanted, ("tags",)) == []


def test_a_statement_more_is_an_addition_and_only_it_is_told() -> None:
    [change] = told(
        {"assumeRolePolicy": policy(READS, WRITES)}, {"assumeRolePolicy": policy(READS)}
    )
    assert (change.kind, change.what) == (Kind.ADDED, "assumeRolePolicy: statement")
    assert [one["Action"] for one in change.found] == [["s3:PutObject"]]
    assert change.wanted is None


def test_a_statement_less_or_another_is_a_change() -> None:
    [change] = told(
        {"assumeRolePolicy": policy(READS)}, {"assumeRolePolicy": policy(WRITES, READS)}
    )
    assert (change.kind, change.found) == (Kind.CHANGED, None)
    [change] = told({"assumeRolePolicy": policy(WRITES)}, {"assumeRolePolicy": policy(READS)})
    assert change.kind == Kind.CHANGED
    assert change.found != change.wanted


STATEMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "Effect": st.sampled_from(["Allow", "Deny"]),
            "Action": st.lists(st.text("abc:*", min_size=1), min_size=1, max_size=3, unique=True),
            "Resource": st.lists(st.text("xyz/", min_size=1), min_size=1, max_size=2, unique=True),
            "Principal": st.fixed_dictionaries(
                {"AWS": st.lists(st.text("123", min_size=1), min_size=1, max_size=2, unique=True)}
            ),
        }
    ),
    min_size=1,
    max_size=4,
)


def _rewritten(statement: dict[str, Any], draw: st.DataObject) -> dict[str, Any]:
    """As the cloud may give it back: one item without its list, several in another order."""

    def again(items: list[str]) -> Any:
        shuffled = draw.draw(st.permutations(items))
        return shuffled[0] if len(shuffled) == 1 and draw.draw(st.booleans()) else shuffled

    return {
        **statement,
        "Action": again(statement["Action"]),
        "Resource": again(statement["Resource"]),
        "Principal": {"AWS": again(statement["Principal"]["AWS"])},
    }


@given(STATEMENTS, st.data())
def test_a_policy_that_the_cloud_wrote_otherwise_is_the_same(
    statements: list[dict[str, Any]], draw: st.DataObject
) -> None:
    again = [_rewritten(one, draw) for one in draw.draw(st.permutations(statements))]
    assert document(policy(*statements)) == document(policy(*again))


@given(STATEMENTS)
def test_a_policy_with_another_effect_is_another(statements: list[dict[str, Any]]) -> None:
    flipped = "Deny" if statements[0]["Effect"] == "Allow" else "Allow"
    other = [{**statements[0], "Effect": flipped}, *statements[1:]]
    if sorted(map(str, other)) != sorted(map(str, statements)):
        assert document(policy(*statements)) != document(policy(*other))

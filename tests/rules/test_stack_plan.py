"""A plan of stacks: what its digests say, when it fits, what it costs by, and what its file refuses."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.errors import ApprovalError, InputError, RefusedError
from govcloud.model.drift import Drift, Survey
from govcloud.model.stack import (
    PropertyChange,
    ResourceChange,
    StackRef,
    StackResource,
    StackResult,
)
from govcloud.model.stack_left import Holder, Left, Orphan, PendingOperation
from govcloud.model.stack_plan import Marks, Scope, StackPlan
from govcloud.rules import stack_left, stack_plan_file, views_stack_plan
from govcloud.rules import stack_plan as rules
from govcloud.rules.property_paths import value_at
from govcloud.rules.stack_sizes import sizes
from tests.drift_samples import changed, recorded

HERE = Scope("w1", "production", "123456789012", "cn-north-1")
NOTHING_FOUND: dict[str, Any] = {"controls": {"profile": ""}, "findings": []}


def resource(type_: str, called: str, /, **inputs: Any) -> StackResource:
    return StackResource(f"urn:pulumi:p::d::{type_}::{called}", type_, inputs)


def result(*wanted: StackResource, standing: tuple[StackResource, ...] = ()) -> StackResult:
    made = ResourceChange(
        "update",
        "govcloud:ec2:Vpc",
        "tenant",
        (PropertyChange("tags[0]", 1.5, None, replaces=True),),
    )
    return StackResult(
        StackRef("department", "p"), {"update": 1}, (made,), 0.1, {}, wanted, standing
    )


def no_names(_urn: str, _inputs: Any) -> dict[str, str]:
    return {}


def plan(found: StackResult) -> StackPlan:
    marks = Marks(rules.wanted_mark(found, no_names), "s", "c")
    return rules.planned(HERE, [found], {str(found.ref): marks}, NOTHING_FOUND)


BUCKET = resource("govcloud:s3:Bucket", "lake", versioning=True)


def test_a_changed_input_is_another_plan_and_the_same_input_the_same() -> None:
    other = resource("govcloud:s3:Bucket", "lake", versioning=False)
    assert plan(result(BUCKET)).digest == plan(result(BUCKET)).digest
    assert plan(result(BUCKET)).digest != plan(result(other)).digest


def test_a_name_drawn_anew_is_not_what_a_program_wants_until_something_bears_it() -> None:
    def drawn(_urn: str, inputs: Any) -> dict[str, str]:
        return {"name": inputs["name"]}

    first, second = (
        resource("govcloud:s3:Bucket", "lake", name=f"lake-{n}", path=f"/lake-{n}/x") for n in "ab"
    )
    fresh = [rules.wanted_mark(result(one), drawn) for one in (first, second)]
    assert fresh[0] == fresh[1]
    borne = [rules.wanted_mark(result(one, standing=(first,)), drawn) for one in (first, second)]
    assert borne[0] != borne[1]


def test_where_secrets_are_wanted_the_program_counts() -> None:
    marks = {
        rules.wanted_mark(replace(result(BUCKET), basis=one), no_names) for one in ("", "a", "b")
    }
    assert len(marks) == 3


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        ("wanted", "what its program wants is not what was planned"),
        ("state", "its recorded state was written since"),
        ("cloud", "the cloud is not as it was read"),
    ],
)
def test_a_plan_that_does_not_fit_any_more_says_which_stack_moved_and_how(
    moved: str, said: str
) -> None:
    found = plan(result(BUCKET))
    rules.must_fit(found, found.marks())
    told: dict[str, Any] = {moved: "other"}
    now = {"department/p": replace(found.marks()["department/p"], **told)}
    with pytest.raises(RefusedError) as raised:
        rules.must_fit(found, now)
    assert [(f.file, f.code, f.message) for f in raised.value.faults] == [
        ("department/p", "E-STK-004", said)
    ]


def test_a_stack_that_is_not_asked_for_any_more_does_not_fit() -> None:
    with pytest.raises(RefusedError, match="1 of 1 stacks moved"):
        rules.must_fit(plan(result(BUCKET)), {})


def test_the_cloud_is_named_by_in_what_it_deviates() -> None:
    one = recorded()
    clean = Drift((), Survey((), (), 0), (), {})
    drifted = replace(clean, survey=Survey((changed(one),), (), 0))
    assert rules.cloud_mark(one.stack, clean) == rules.cloud_mark("another/stack", drifted)
    assert rules.cloud_mark(one.stack, clean)[0] != rules.cloud_mark(one.stack, drifted)[0]
    assert rules.cloud_mark(one.stack, drifted)[1] == 1


def test_a_plan_holds_for_one_place() -> None:
    found = plan(result(BUCKET))
    rules.must_be_here(found, HERE)
    with pytest.raises(RefusedError, match="account is 123456789012, here 210987654321"):
        rules.must_be_here(found, replace(HERE, account="210987654321"))


def test_where_approval_is_required_nothing_is_applied_unplanned() -> None:
    rules.may_apply_unplanned("local", "")
    with pytest.raises(ApprovalError, match="`production` is applied by approved plans only"):
        rules.may_apply_unplanned("production", rules.REQUIRED)


def test_where_approval_is_required_healing_brings_back_only_what_was_applied() -> None:
    changing, settled = result(BUCKET), replace(result(BUCKET), counts={"same": 1}, changes=())
    rules.may_heal_unplanned("local", "", [changing])
    rules.may_heal_unplanned("production", rules.REQUIRED, [settled])
    with pytest.raises(ApprovalError, match="the programs of department/p ask for since"):
        rules.may_heal_unplanned("production", rules.REQUIRED, [settled, changing])


def test_a_plan_comes_back_from_its_file_as_it_went() -> None:
    found = plan(result(BUCKET))
    back = stack_plan_file.read(
        stack_plan_file.written(found, "author", "2026-11-25T08:00:00Z"), "f"
    )
    assert (back.digest, back.marks()) == (found.digest, found.marks())
    view = views_stack_plan.plan(back)
    assert view["stacks"][0]["changes"][0]["properties"] == [
        {"path": "tags[0]", "before": 1.5, "after": None, "replaces": True}
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: b"{",
        lambda told: b"[" * 100_000,
        lambda told: b"[]",
        lambda told: json.dumps({**told, "schema": "govcloud.stack-plan-file/2"}).encode(),
        lambda told: json.dumps({**told, "plan": {}}).encode(),
        lambda told: json.dumps({**told, "digest": "0" * 64}).encode(),
        lambda told: json.dumps({**told, "plan": {**told["plan"], "stacks": [1]}}).encode(),
        lambda told: json.dumps({**told, "plan": {**told["plan"], "scope": {}}}).encode(),
        lambda told: json.dumps({**told, "plan": {**told["plan"], "sizes": [1.5]}}).encode(),
    ],
)
def test_a_file_that_is_not_whole_is_a_sentence(spoil: Any) -> None:
    told = json.loads(stack_plan_file.written(plan(result(BUCKET)), "author", "now"))
    with pytest.raises(InputError, match="E-STK-006"):
        stack_plan_file.read(spoil(told), "change.json")


def test_what_there_is_to_pay_for_is_counted_by_size_before_and_after() -> None:
    small, large = (
        resource("govcloud:ec2:Instance", n, instanceType=n) for n in ("m5.large", "m5.xlarge")
    )
    store = resource(
        "govcloud:rds:Instance", "db", instanceClass="db.m5.large", allocatedStorage=200
    )
    assert sizes([small], [small, large, store, resource("govcloud:ec2:Route", "r")]) == [
        {"kind": "instance", "size": "m5.large", "before": 1, "after": 1},
        {"kind": "instance", "size": "m5.xlarge", "before": 0, "after": 1},
        {"kind": "database", "size": "db.m5.large", "before": 0, "after": 1},
        {"kind": "database storage", "size": "GiB", "before": 0, "after": 200},
    ]


def test_a_database_in_two_zones_is_paid_for_in_both() -> None:
    store = resource(
        "govcloud:rds:Instance",
        "db",
        instanceClass="db.m5.large",
        allocatedStorage=200,
        multiAz=True,
    )
    assert [(one["size"], one["after"]) for one in sizes([], [store])] == [
        ("db.m5.large in two zones", 1),
        ("GiB", 400),
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a", 1),
        ("b.c", 2),
        ('b["d.e"]', 3),
        ("l[1].x", 4),
        ("l[7]", None),
        ("a.b", None),
        ("]", None),
    ],
)
def test_a_path_leads_to_its_value(path: str, value: Any) -> None:
    assert value_at({"a": 1, "b": {"c": 2, "d.e": 3}, "l": [0, {"x": 4}]}, path) == value


@given(st.text(min_size=1, max_size=30))
def test_no_path_is_too_odd(path: str) -> None:
    assert value_at({}, path) is None


def test_what_an_interrupted_run_left_is_told_in_words() -> None:
    vpc = "urn:pulumi:p::d::govcloud:ec2:Vpc::tenant"
    left = Left(
        "department/p",
        (Holder("lease (stack apply)", "here", 7, lives=False),),
        (PendingOperation("creating", vpc, "govcloud:ec2:Vpc", {}),),
        unfinished=True,
        orphans=(Orphan(vpc, "govcloud:ec2:Vpc", "vpc-1"),),
    )
    assert stack_left.sentences(left) == [
        "its last run did not come to its end",
        "lease (stack apply): process 7 on here is dead",
        "1 operations have no end on record: making ec2:Vpc tenant",
        "made, and in no state: ec2:Vpc tenant vpc-1",
    ]


def test_an_imported_state_is_no_interrupted_run_and_is_looked_over_all_the_same() -> None:
    left = Left("department/p", imported="2026-01-02T03:04:05Z")
    assert left
    assert left.may_have_made
    assert stack_left.sentences(left) == [
        "its state was imported at 2026-01-02T03:04:05Z; the next apply looks over the cloud for what it does not know"
    ]


def test_only_what_could_have_been_begun_is_looked_for() -> None:
    waiting = resource("govcloud:ec2:Subnet", "a", vpcId="[known once applied]")
    ready, there = resource("govcloud:ec2:Vpc", "b"), resource("govcloud:ec2:Vpc", "c")
    left = Left("department/p", unfinished=True)
    found = stack_left.suspects(left, [result(waiting, ready, there, standing=(there,))])
    assert list(found) == [ready.urn]

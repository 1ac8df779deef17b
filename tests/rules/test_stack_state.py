"""A state goes to the stack, workspace and account that it is of; what is taken over is what a program asks for."""

from __future__ import annotations

import json
from typing import Any

import pytest

from govcloud.errors import InputError, RefusedError, UsageError
from govcloud.model.drift import Record
from govcloud.model.stack import StackRef, StackResource, StackResult
from govcloud.rules import stack_adopt, stack_state
from tests.drift_samples import recorded

REF = StackRef("department", "local-GD-HRS")


def row(type_: str, name: str, **more: Any) -> dict[str, Any]:
    return {"urn": f"urn:pulumi:{REF.stack}::{REF.project}::{type_}::{name}", "type": type_, **more}


def exported(*rows: Any, **more: Any) -> bytes:
    return json.dumps({"version": 3, "deployment": {"resources": list(rows), **more}}).encode()


PROVIDER = row(
    "pulumi:providers:govcloud", "p", inputs={"workspaceId": "w", "accountId": "1", "region": "r"}
)


def test_a_state_is_counted_without_what_is_the_engines_own() -> None:
    told = stack_state.read(
        exported(PROVIDER, row("govcloud:s3:Bucket", "a"), pending_operations=[{}]), "f"
    )
    assert stack_state.facts(told) == {"resources": 1, "pending": 1}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1]",
        b'{"version": 3}',
        exported(1),
        exported({"urn": 1}),
        exported().replace(b"3", b"9"),
    ],
)
def test_what_is_no_state_is_a_sentence(content: bytes) -> None:
    with pytest.raises(InputError, match="E-STK-008"):
        stack_state.read(content, "f.json")


def test_a_state_of_another_stack_is_refused_and_named() -> None:
    told = stack_state.read(exported(row("govcloud:s3:Bucket", "a")), "f")
    stack_state.must_be_of(told, REF, "f")
    with pytest.raises(
        RefusedError, match="the state of department/local-GD-HRS, not of landing-zone/local"
    ):
        stack_state.must_be_of(told, StackRef("landing-zone", "local"), "f")


@pytest.mark.parametrize("here", [("x", "1", "r"), ("w", "2", "r"), ("w", "1", "q")])
def test_a_state_of_another_place_is_refused(here: tuple[str, str, str]) -> None:
    told = stack_state.read(exported(PROVIDER), "f")
    stack_state.must_fit(told, "w", "1", "r")
    with pytest.raises(RefusedError, match="E-STK-010"):
        stack_state.must_fit(told, *here)


def test_runs_are_told_without_their_configuration() -> None:
    run = {
        "kind": "update",
        "result": "succeeded",
        "config": {"s": "secret"},
        "resourceChanges": {"create": 2},
    }
    [told] = stack_state.runs([run, run], 1)
    assert told["changes"] == {"create": 2}
    assert "secret" not in json.dumps(told)


def planned(*names: str, made: tuple[str, ...] = ()) -> StackResult:
    def bucket(name: str) -> StackResource:
        return StackResource(
            f"urn:pulumi:s::p::govcloud:s3:Bucket::{name}", "govcloud:s3:Bucket", {}
        )

    wanted, standing = map(bucket, names), map(bucket, made)
    return StackResult(REF, {}, (), 0.1, {}, tuple(wanted), tuple(standing))


def test_only_what_is_asked_for_and_not_made_waits_to_be_taken_over() -> None:
    assert list(stack_adopt.waiting(planned("a", "b", made=("a",)), "govcloud:s3:Bucket")) == ["b"]
    assert stack_adopt.waiting(planned("a"), "govcloud:ec2:Vpc") == {}


def test_one_that_waits_needs_no_name_and_two_need_one() -> None:
    one, two = ({n: n for n in names} for names in ("a", "ab"))
    assert stack_adopt.chosen(one, "s3:Bucket", "") == "a"
    assert stack_adopt.chosen(two, "s3:Bucket", "b") == "b"
    with pytest.raises(UsageError, match="--as NAME"):
        stack_adopt.chosen(two, "s3:Bucket", "")
    with pytest.raises(InputError, match="asks for no s3:Bucket `c`"):
        stack_adopt.chosen(two, "s3:Bucket", "c")


def test_a_type_is_known_with_and_without_our_name_and_a_near_one_is_offered() -> None:
    known = {"govcloud:s3:Bucket", "govcloud:ec2:Vpc"}
    assert stack_adopt.token_of("s3:Bucket", known) == stack_adopt.token_of(
        "govcloud:s3:Bucket", known
    )
    with pytest.raises(InputError) as raised:
        stack_adopt.token_of("s3:Buket", known)
    assert "s3:Bucket" in raised.value.hint


def test_what_a_stack_has_is_not_taken_over() -> None:
    one = recorded()
    record = Record(one.stack, (one,))
    stack_adopt.still_free([record], one.type, "another")
    with pytest.raises(RefusedError, match="E-STK-013"):
        stack_adopt.still_free([record], one.type, one.id)

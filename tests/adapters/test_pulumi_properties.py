"""What the real engine says of a change, property by property: what replaces, what is secret, what nobody knows yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from govcloud.adapters.pulumi_stack import PulumiStacks
from govcloud.model.stack import SECRET, UNKNOWN, PropertyChange, StackRef
from tests.engine_fixtures import running_cloud, settings, silent, stacks_of, workspace_with

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi
from govcloud.resources import ec2, secretsmanager

spec = pulumi.Config().require_object("spec")
vpc = ec2.Vpc("tenant", cidr_block=spec["network"], tags={"gov:env": spec["label"]})
ec2.Subnet("app", vpc_id=vpc.vpc_id, cidr_block=spec["network"].replace("/16", "/24"))
secretsmanager.Secret("login", secret_string=pulumi.Output.secret(spec["word"]))
"""
FIRST = {"network": "10.50.0.0/16", "label": "old", "word": "open-sesame"}


def department(**other: str) -> StackRef:
    return StackRef("tenant", "one", {**FIRST, **other})


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PulumiStacks]:
    """The stack is applied as FIRST says."""
    home = tmp_path_factory.mktemp("govcloud")
    workspace = workspace_with(home, "tenant", PROGRAM)
    with running_cloud(home) as cloud:
        chosen = settings(workspace, home, cloud.endpoint)
        with stacks_of(chosen) as made:
            made.apply(department(), silent)
            yield made


def changes(stacks: PulumiStacks, **other: str) -> dict[str, tuple[str, Any]]:
    """Of the stack as it would be: by resource, what is done and the properties that differ."""
    found = stacks.plan(department(**other), silent)
    return {
        one.name: (one.op, {each.path: each for each in one.properties}) for one in found.changes
    }


def test_a_change_in_place_is_told_from_old_to_new(stacks: PulumiStacks) -> None:
    [(name, (op, told))] = changes(stacks, label="new").items()
    assert (name, op) == ("tenant", "update")
    [one] = [each for each in told.values() if each.before == "old"]
    assert (one.after, one.replaces) == ("new", False)


def test_what_replaces_is_marked_and_what_follows_from_it_is_not_known_yet(
    stacks: PulumiStacks,
) -> None:
    found = changes(stacks, network="10.51.0.0/16")
    op, told = found["tenant"]
    assert op == "replace"
    assert told["cidrBlock"] == PropertyChange(
        "cidrBlock", "10.50.0.0/16", "10.51.0.0/16", replaces=True
    )
    op, told = found["app"]
    assert op == "replace"
    assert str(told["vpcId"].before).startswith("vpc-")
    assert told["vpcId"].after == UNKNOWN


def test_a_secret_that_changes_is_told_without_its_value(stacks: PulumiStacks) -> None:
    result = stacks.plan(department(word="close-sesame"), silent)
    [one] = result.changes
    [each] = one.properties
    assert (one.name, each.path, each.before, each.after) == (
        "login",
        "secretString",
        SECRET,
        SECRET,
    )
    # What was asked names the word itself; nothing of what is told does.
    assert "sesame" not in repr(replace(result, ref=StackRef("tenant", "one")))

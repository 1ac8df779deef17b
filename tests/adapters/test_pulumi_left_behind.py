"""What a killed run left is repaired by the next, also where nobody asks any more for what it was making."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.pulumi_left import StackStates
from govcloud.adapters.pulumi_settings import ProjectFiles, StackSettings
from govcloud.adapters.pulumi_stack import PulumiStacks
from govcloud.model.stack import StackRef
from govcloud.provider.leftover import finder
from tests.engine_fixtures import client, installed, office_of, silent

pytestmark = pytest.mark.engine

PROGRAM = """
import pulumi
from govcloud.resources import ec2

spec = pulumi.Config().require_object("spec")
vpc = ec2.Vpc("office", cidr_block=spec["network"])
for cidr in spec["subnets"]:
    ec2.Subnet(cidr, vpc_id=vpc.vpc_id, cidr_block=cidr)
"""
Deployment = dict[str, Any]


def house(name: str, number: int, *floors: int) -> StackRef:
    spec = {
        "network": f"10.{number}.0.0/16",
        "subnets": [f"10.{number}.{f}.0/24" for f in floors],
    }
    return StackRef("office", name, spec)


@pytest.fixture(scope="module")
def chosen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StackSettings]:
    with office_of(tmp_path_factory.mktemp("govcloud"), PROGRAM) as found:
        yield found


@pytest.fixture(scope="module")
def stacks(chosen: StackSettings) -> Iterator[PulumiStacks]:
    look = finder(ProjectFiles(chosen).config(StackRef("", ""), {}))
    made = PulumiStacks(chosen, installed, remove=look.remove)
    yield made
    made.close()


def test_what_was_made_and_not_recorded_is_deleted_with_the_stack(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    ref = house("unwanted", 61, 1, 2)
    stacks.apply(ref, silent)
    killed_while("creating", chosen, ref)

    stacks.destroy(ref, silent)

    assert subnets(chosen) == []
    demand_clean(chosen, ref)


def test_what_was_made_is_deleted_where_the_program_asks_for_it_no_more(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    stacks.apply(house("changed", 62, 1, 2), silent)
    fewer = house("changed", 62, 1)
    killed_while("creating", chosen, fewer)

    stacks.apply(fewer, silent)

    assert subnets(chosen) == ["10.62.1.0/24"]
    demand_clean(chosen, fewer)
    stacks.destroy(fewer, silent)


def test_what_a_killed_deletion_took_away_is_made_again(
    stacks: PulumiStacks, chosen: StackSettings
) -> None:
    ref = house("kept", 63, 1, 2)
    stacks.apply(ref, silent)
    killed_while("deleting", chosen, ref)

    stacks.apply(ref, silent)

    assert subnets(chosen) == ["10.63.1.0/24", "10.63.2.0/24"]
    assert stacks.apply(ref, silent).counts == {"same": 3}
    demand_clean(chosen, ref)
    stacks.destroy(ref, silent)


def killed_while(doing: str, chosen: StackSettings, ref: StackRef) -> None:
    """As if an engine had been killed between the cloud's answer and its record of the stack's last subnet."""

    def torn(latest: Deployment) -> None:
        last = max(
            (one for one in latest["resources"] if one["type"].endswith(":Subnet")),
            key=lambda one: str(one["urn"]),
        )
        if doing == "creating":
            latest["resources"].remove(last)
            last = {key: value for key, value in last.items() if key not in {"id", "outputs"}}
        else:
            client("ec2", chosen.endpoint).delete_subnet(SubnetId=last["id"])
        latest["pending_operations"] = [{"resource": last, "type": doing}]

    edit(chosen, ref, torn)


def edit(chosen: StackSettings, ref: StackRef, change: Callable[[Deployment], None]) -> None:
    path = state_file(chosen, ref)
    told = json.loads(path.read_text(encoding="utf-8"))
    change(told["checkpoint"]["latest"])
    path.write_text(json.dumps(told), encoding="utf-8")


def state_file(chosen: StackSettings, ref: StackRef) -> Path:
    return chosen.home / f".pulumi/stacks/{ref}.json"


def subnets(chosen: StackSettings) -> list[str]:
    """Of our own networks: the account's first network has some too."""
    found = client("ec2", chosen.endpoint).describe_subnets()["Subnets"]
    return sorted(one["CidrBlock"] for one in found if one["CidrBlock"].startswith("10.6"))


def demand_clean(chosen: StackSettings, ref: StackRef) -> None:
    states = StackStates(chosen, lambda _ref: b"")
    assert states.left(ref) is None

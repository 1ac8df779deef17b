"""A saved plan: what was looked at, and approved, is what is applied; whatever moved since, it is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.engine_fixtures import client
from tests.stack_place import Place

pytestmark = pytest.mark.engine

HUB = "landing-zone"
APPROVED_ONLY = '\n[tool.govcloud.env.local.approvals]\nstack = "required"\n'


def saved(place: Place, name: str) -> Path:
    """A plan of the landing zone, saved."""
    file = place.folder / name
    place.govcloud("stack", "plan", HUB, "--save", str(file))
    return file


def demand_refusal_elsewhere(place: Place, plan: Path) -> None:
    """It is good whole, and here, only."""
    told = json.loads(plan.read_text("utf-8"))
    told["plan"]["stacks"][0]["counts"] = {"create": 1}
    changed = plan.with_name("changed.json")
    changed.write_text(json.dumps(told), "utf-8")
    assert "E-STK-006" in place.govcloud("stack", "apply", "--plan", str(changed), ends=10).stderr
    ours = place.folder / ".govcloud/workspace-id"
    here = ours.read_text("utf-8")
    ours.write_text("another", "utf-8")
    assert "E-STK-005" in place.govcloud("stack", "apply", "--plan", str(plan), ends=4).stderr
    ours.write_text(here, "utf-8")


@pytest.mark.slow
def test_a_saved_plan_is_applied_once_and_not_after_anything_moved(place: Place) -> None:
    first = saved(place, "first.json")
    shown = place.told("stack", "plan", "--show", str(first))
    assert (shown["schema"], shown["changed"]) == ("govcloud.stack-plan/1", True)
    demand_refusal_elsewhere(place, first)
    done = place.told("stack", "apply", "--plan", str(first))
    assert done["stacks"][0]["counts"] == shown["stacks"][0]["counts"]

    again = place.govcloud("stack", "apply", "--plan", str(first), ends=4)
    assert "its recorded state was written since" in again.stderr

    second = saved(place, "second.json")
    assert place.told("stack", "plan", "--show", str(second))["changed"] is False
    ec2 = client("ec2", place.endpoint)
    [hub] = [v for v in ec2.describe_vpcs()["Vpcs"] if not v["IsDefault"]][:1]
    ec2.modify_vpc_attribute(VpcId=hub["VpcId"], EnableDnsHostnames={"Value": False})
    moved = place.govcloud("stack", "apply", "--plan", str(second), ends=4)
    assert "E-STK-004" in moved.stderr
    assert "the cloud is not as it was read" in moved.stderr
    ec2.modify_vpc_attribute(VpcId=hub["VpcId"], EnableDnsHostnames={"Value": True})

    program = place.folder / "stacks/landing-zone/landing_zone_stack/network.py"
    program.write_text(
        program.read_text("utf-8").replace(
            "enable_dns_hostnames=True", "enable_dns_hostnames=False"
        )
    )
    wants = place.govcloud("stack", "apply", "--plan", str(second), ends=4)
    assert "what its program wants is not what was planned" in wants.stderr


@pytest.mark.slow
def test_where_approval_is_required_only_an_approved_plan_is_applied(place: Place) -> None:
    assert "say --yes" in place.govcloud("stack", "apply", HUB, ends=2).stderr
    settings = place.folder / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + APPROVED_ONLY, "utf-8")
    assert "E-STK-007" in place.govcloud("stack", "apply", HUB, "--yes", ends=4).stderr
    file = saved(place, "plan.json")
    digest = json.loads(file.read_text("utf-8"))["digest"]
    assert "E-APR-001" in place.govcloud("stack", "apply", "--plan", str(file), ends=4).stderr
    assert "E-SOD-001" in place.govcloud("approve", digest, ends=4).stderr
    place.govcloud("approve", digest[:12], operator="approver")
    by_the_approver = ("stack", "apply", "--plan", str(file))
    assert "E-SOD-001" in place.govcloud(*by_the_approver, ends=4, operator="approver").stderr
    place.govcloud("stack", "apply", "--plan", str(file))
    [begun] = [
        r for r in place.told("audit", "log")["events"] if r["event"] == "stacks.plan-applied"
    ]
    assert begun["data"] == {
        "plan": digest,
        "stacks": ["landing-zone/local"],
        "approved_by": "approver",
    }
    demand_healing_makes_nothing_new(place)


def demand_healing_makes_nothing_new(place: Place) -> None:
    """What was applied comes back without another approval; what the program asks for since does not come with it."""
    ec2 = client("ec2", place.endpoint)
    [hub] = [v["VpcId"] for v in ec2.describe_vpcs()["Vpcs"] if not v["IsDefault"]][:1]
    ec2.modify_vpc_attribute(VpcId=hub, EnableDnsHostnames={"Value": False})
    program = place.folder / "stacks/landing-zone/landing_zone_stack/network.py"
    approved = program.read_text("utf-8")
    program.write_text(approved.replace("enable_dns_hostnames=True", "enable_dns_hostnames=False"))
    assert program.read_text("utf-8") != approved
    refused = place.govcloud("stack", "drift", HUB, "--heal", "--yes", ends=4)
    assert "E-STK-007" in refused.stderr
    program.write_text(approved, "utf-8")
    assert place.told("stack", "drift", HUB, "--heal", "--yes")["healed"]["left"] == 0

"""`govcloud stack drift` as scripts meet it: exit codes, one document, nothing taken away unasked, all on record."""

from __future__ import annotations

import pytest

from tests.engine_fixtures import client
from tests.stack_place import Place

pytestmark = pytest.mark.engine


@pytest.mark.slow
def test_drift_is_found_told_and_healed_and_nothing_is_taken_away_unasked(place: Place) -> None:
    assert len(place.told("stack", "drift")["never_applied"]) == 4
    place.govcloud("stack", "apply", "--yes")
    assert "no drift" in place.govcloud("stack", "drift").stdout

    ec2 = client("ec2", place.endpoint)
    vpc = next(v for v in ec2.describe_vpcs()["Vpcs"] if v["CidrBlock"] == "10.1.0.0/16")["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": False})
    mine = ec2.create_subnet(VpcId=vpc, CidrBlock="10.1.240.0/24")["Subnet"]["SubnetId"]
    found = place.told("stack", "drift", "GD-HRS", ends=5)
    assert found["schema"] == "govcloud.drift/1"
    assert found["counts"] == {"changed": 1, "missing": 0, "added": 1}
    [stack] = found["stacks"]
    assert {one["kind"]: one["id"] for one in stack["deviations"]} == {
        "changed": vpc,
        "added": mine,
    }
    assert place.told("stack", "drift", "landing-zone")["drift"] is False

    asked = place.govcloud("stack", "drift", "--heal", ends=2)
    assert mine in asked.stderr
    assert ec2.describe_subnets(SubnetIds=[mine])["Subnets"]

    healed = place.told("stack", "drift", "GD-HRS", "--heal", "--yes")["healed"]
    assert [one["id"] for one in healed["by_hand"]] == [mine]
    assert [one["stack"] for one in healed["stacks"]] == ["department/local-GD-HRS"]
    assert healed["left"] == 0
    assert place.told("stack", "drift")["drift"] is False
    rows = place.told("audit", "log")["events"]
    [removed] = [row for row in rows if row["event"] == "stack.addition-removed"]
    assert (removed["actor"], removed["data"]["id"]) == ("operator", mine)

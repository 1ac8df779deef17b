"""What counts as drift: what any stack recorded is not foreign, each thing is told once, open runs stop healing."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from govcloud.errors import RefusedError
from govcloud.model.drift import Kind, Untold
from govcloud.rules import drift as rules
from govcloud.rules import views_drift
from tests.drift_samples import added, changed, drift, record, recorded

HUB = "landing-zone/t"


def test_what_another_stack_made_is_not_foreign() -> None:
    peering = recorded("hub", HUB, type="govcloud:ec2:VpcPeering", id="pcx-1")
    known = rules.known([record(recorded()), record(peering, stack=HUB)], "govcloud:")
    assert ("govcloud:ec2:VpcPeering", "pcx-1") in known
    assert ("govcloud:ec2:VpcPeering", "pcx-2") not in known
    assert ("govcloud:ec2:Subnet", "pcx-1") not in known


def test_what_is_seen_under_another_type_is_known_by_its_service() -> None:
    database = recorded("db", type="govcloud:rds:Database", id="orders")
    known = rules.known([record(database)], "govcloud:")
    assert ("rds:DBInstance", "orders") in known
    assert ("elbv2:LoadBalancer", "orders") not in known


def test_what_another_provider_made_is_known_by_its_id() -> None:
    foreign = recorded("own", type="aws:ec2/subnet:Subnet", id="subnet-7")
    known = rules.known([record(foreign)], "govcloud:")
    assert ("govcloud:ec2:Subnet", "subnet-7") in known


def test_what_is_about_to_be_deleted_is_known_too() -> None:
    known = rules.known([record(others=(("govcloud:ec2:Subnet", "subnet-9"),))], "govcloud:")
    assert ("govcloud:ec2:Subnet", "subnet-9") in known


def test_only_the_stacks_asked_about_are_looked_at() -> None:
    every = [record(recorded()), record(recorded("hub", HUB), stack=HUB)]
    assert [one.name for one in rules.wanted(every, [HUB])] == ["hub"]


def test_what_joins_two_networks_is_told_once() -> None:
    one, other = recorded("hub", HUB), recorded()
    seen = [added(place, "govcloud:ec2:VpcPeering", "pcx-1") for place in (one, other)]
    assert rules.settled(seen) == (seen[0],)


def test_two_properties_of_one_resource_are_two_things() -> None:
    seen = [changed(recorded(), "a"), changed(recorded(), "b")]
    assert rules.settled([*seen, seen[0]]) == tuple(seen)


def test_healing_asks_about_what_was_added_and_what_is_made_anew() -> None:
    tag = replace(changed(recorded(), "tags[x]"), kind=Kind.ADDED)
    anew = replace(changed(recorded(), "cidrBlock"), replaces=True)
    every = [changed(recorded()), added(recorded()), tag, anew]
    assert rules.to_ask(every) == every[1:]


def test_nothing_is_healed_while_a_run_has_not_ended() -> None:
    rules.may_heal({})
    with pytest.raises(RefusedError, match="operations open") as refused:
        rules.may_heal({"department/t-GD-HRS": "an interrupted run left operations open"})
    assert refused.value.hint == "finish it first: govcloud stack apply department/t-GD-HRS"


def test_a_stack_that_was_applied_meanwhile_is_named() -> None:
    before = [record(mark="1"), record(stack=HUB, mark="1")]
    after = [record(mark="1"), record(stack=HUB, mark="2")]
    assert rules.unmoved(before, after) == [HUB]
    assert rules.unmoved(before, after[:1]) == [HUB]


def test_the_view_says_of_each_thing_what_it_is_what_it_should_be_and_how_it_is_healed() -> None:
    where = recorded()
    untold = Untold(where, "value", "it is secret")
    found = drift(changed(where), added(where), untold=(untold,), absent=("department/t-GD-PSD",))
    view = views_drift.drift(found)
    assert view["counts"] == {"changed": 1, "missing": 0, "added": 1}
    [stack] = view["stacks"]
    first, second = stack["deviations"]
    assert (first["property"], first["is"], first["should_be"]) == (
        "enableDnsHostnames",
        False,
        True,
    )
    assert (second["in"], second["in_id"], second["id"]) == (
        where.type,
        "vpc-tenant",
        "subnet-1",
    )
    assert {one["heal"] for one in (first, second)} == {
        "govcloud stack drift department/t-GD-HRS --heal"
    }
    assert view["never_applied"] == ["department/t-GD-PSD"]
    assert view["not_compared"][0]["reason"] == "it is secret"
    assert json.loads(json.dumps(view)) == view


def test_no_drift_is_said_as_such() -> None:
    view = views_drift.drift(drift())
    assert view["drift"] is False
    assert view["stacks"][0]["deviations"] == []

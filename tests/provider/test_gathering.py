"""Many are asked about in few calls; each finds its own share; a refusal reaches only those it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from govcloud.errors import UnreachableError
from govcloud.provider.clients import Clients
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.gathering import Answers, Question
from govcloud.provider.settings import Settings
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE

SETTINGS = Settings("cn-north-1", account="123456789012", partition="aws-cn")
SUBNET, ROUTE, VPC = (TABLE[f"govcloud:ec2:{name}"] for name in ("Subnet", "Route", "Vpc"))


@dataclass
class FakeClients:
    """A cloud that holds subnets, says no to some calls, and remembers what it was asked."""

    subnets: dict[str, str] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    away: bool = False
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def pages(self, settings: Settings, service: str, call: str, params: dict[str, Any]) -> Any:
        return self.call(settings, service, call, params)

    def call(self, settings: Settings, service: str, call: str, params: dict[str, Any]) -> Any:
        self.asked.append((call, params))
        if self.away:
            raise UnreachableError("nobody there")
        if call in self.refused:
            raise CallRefusedError("no", "UnauthorizedOperation")
        if call == "describe_subnets":
            [vpcs] = [one["Values"] for one in params["Filters"]]
            held = [(s, v) for s, v in self.subnets.items() if v in vpcs]
            return {"Subnets": [{"SubnetId": s, "VpcId": v} for s, v in held]}
        return {"EnableDnsSupport": {"Value": True}}


def site(clients: FakeClients, entry: Any = SUBNET) -> Site:
    return Site(entry, SETTINGS, cast("Clients", clients))


def subnets(clients: FakeClients, number: int) -> list[Question]:
    return [
        Question(site(clients), SUBNET.read, {"id": f"s-{n}", "in": {"vpcId": f"v-{n}"}})
        for n in range(number)
    ]


def test_two_hundred_are_asked_about_in_one_call_and_each_finds_itself() -> None:
    clients = FakeClients({f"s-{n}": f"v-{n}" for n in range(450)})
    answers, questions = Answers(), subnets(clients, 450)
    answers.gather(questions, threads=3)
    assert answers.calls == len(clients.asked) == 3
    for question in questions:
        ask = answers.ask(question.site, question.values["in"])
        found = ask(SUBNET.read, {"id": question.values["id"]})
        assert found["SubnetId"] == question.values["id"]
    assert len(clients.asked) == 3


def test_what_is_not_there_is_no_error() -> None:
    clients = FakeClients({"s-0": "v-0"})
    answers = Answers()
    answers.gather(subnets(clients, 2), threads=1)
    assert answers.ask(site(clients), {"vpcId": "v-1"})(SUBNET.read, {"id": "s-1"}) is None


def test_the_same_question_is_asked_once() -> None:
    clients = FakeClients({"s-0": "v-0"})
    answers = Answers()
    answers.gather(subnets(clients, 1) * 5, threads=2)
    assert answers.calls == 1


def test_what_was_not_asked_before_is_asked_when_it_is_needed() -> None:
    clients = FakeClients()
    answers, [get] = Answers(), [VPC.props["enableDnsSupport"].get]
    assert get is not None
    assert answers.ask(site(clients, VPC), {})(get, {"id": "vpc-1"}) is True
    assert answers.calls == 1


def test_a_refusal_is_raised_for_those_it_is_about() -> None:
    clients = FakeClients({"s-0": "v-0"}, refused=("describe_route_tables",))
    answers = Answers()
    route = Question(site(clients, ROUTE), ROUTE.read, {"id": "rtb-1|0.0.0.0/0", "in": {}})
    answers.gather([*subnets(clients, 1), route], threads=1)
    with pytest.raises(CallRefusedError):
        answers.ask(route.site, {})(ROUTE.read, route.values)
    assert answers.ask(site(clients), {"vpcId": "v-0"})(SUBNET.read, {"id": "s-0"})


def test_a_cloud_that_is_not_there_ends_it() -> None:
    clients = FakeClients(away=True)
    with pytest.raises(UnreachableError):
        Answers().gather(subnets(clients, 1), threads=1)

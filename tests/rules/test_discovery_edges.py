"""Connections that were seen tell who uses whom."""

from __future__ import annotations

from dataclasses import replace

from govcloud.model.facts import (
    Connection,
    HostFacts,
)
from govcloud.model.inventory import (
    Dependency,
)
from govcloud.model.terms import DependencyKind
from govcloud.rules.discovery_edges import edges, strangers
from tests.rules.discovery_samples import (
    DB,
    DB_ANSWER,
    DB_FACTS,
    ESTATE,
    PORTAL,
    STORE,
    WEB_ANSWER,
    answered,
)


def test_connections_tell_who_uses_whom_from_either_side() -> None:
    for answers in ((WEB_ANSWER, DB_ANSWER), (WEB_ANSWER,), (DB_ANSWER,)):
        first = edges(ESTATE, answers)[0]
        assert (first.user.name, first.server.name, first.port) == ("gsd-web", "gsd-db", 3306)
        assert (first.kind, first.candidate, first.told) == (DependencyKind.DB_LINK, True, False)
    assert edges(ESTATE, (WEB_ANSWER, DB_ANSWER))[0].connections == 2
    others = [
        (e.user.name, e.server.name, e.port, e.candidate) for e in edges(ESTATE, (WEB_ANSWER,))[1:]
    ]
    assert others == [
        ("gsd-web", "10.99.0.1", 1521, False),
        ("gsd-web", "10.99.0.2", 2049, False),
    ]


def test_users_who_come_in_are_only_counted() -> None:
    assert strangers(ESTATE, (WEB_ANSWER,)) == {("gsd-web", 80): 2}


def test_a_dependency_that_the_inventory_has_is_no_candidate() -> None:
    told = replace(PORTAL, depends_on=(Dependency("GD-GSD-009"),))
    first = edges(replace(ESTATE, applications=(told, STORE)), (WEB_ANSWER,))[0]
    assert (first.told, first.candidate) == (True, False)


def test_an_address_that_many_hosts_have_stands_for_none_of_them() -> None:
    facts = replace(DB_FACTS, connections=(Connection("10.250.0.9", 40000, "172.17.0.1", 80, ""),))
    bridged = edges(ESTATE, (WEB_ANSWER, answered(DB, "GD-GSD-009", facts)))
    assert [e.server.name for e in bridged if e.user.name == "gsd-db"] == []


def test_where_a_host_does_not_tell_what_it_serves_the_lower_port_is_the_served_one() -> None:
    facts = HostFacts(connections=(Connection("10.250.0.9", 3306, "10.250.0.8", 40000, ""),))
    first = edges(ESTATE, (answered(DB, "GD-GSD-009", facts),))[0]
    assert (first.user.name, first.server.name) == ("gsd-web", "gsd-db")

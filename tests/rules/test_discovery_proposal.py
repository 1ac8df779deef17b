"""What was found is proposed, with its origin, and never decided."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcloud.errors import UnreachableError
from govcloud.model.discovery import AskedHost, HostAnswer, Outcome
from govcloud.model.facts import (
    HostFacts,
    Interfaces,
    System,
)
from govcloud.model.inventory import (
    Dependency,
)
from govcloud.model.machine import Disk
from govcloud.model.technical_terms import Arch, ServerKind
from govcloud.model.terms import DependencyKind
from govcloud.rules.checks import inventory_faults
from govcloud.rules.discovery_hosts import server_at
from govcloud.rules.discovery_proposal import proposal
from govcloud.rules.views_discovery import discovery
from tests.rules.discovery_samples import (
    DB_ANSWER,
    ESTATE,
    PORTAL,
    WEB_ANSWER,
    WEB_FACTS,
)


def test_a_proposal_is_the_inventory_with_what_is_certain_taken_over() -> None:
    found = proposal(ESTATE, (WEB_ANSWER, DB_ANSWER))
    portal = found.inventory.application("GD-GSD-008")
    web = portal.server("gsd-web")
    assert (web.os, web.os_version, web.mem_gb) == ("CentOS", "7", 16.0), "as they were: the same"
    assert (web.kind, web.arch, web.cpu_cores) == (ServerKind.VM, Arch.X86_64, 8)
    assert web.ports == (80, 81, 8080)
    assert web.disks == (Disk("sda", 100.0, 40.0, "/"),)
    assert web.ids == {
        "smbios_uuid": "4223f1c0-1111-2222-3333-444455556666",
        **{"serial": "SN1", "fqdn": "web.example.gov.cn", "mac": "00:50:56:00:00:01"},
    }
    assert [(d.name, d.version) for d in portal.datastores] == [("portal", ""), ("newdb", "15.13")]
    assert portal.depends_on == (
        Dependency(
            "GD-GSD-009", hard=False, kind=DependencyKind.DB_LINK, protocol="TCP", port=3306
        ),
    )
    assert (portal.trees, portal.services) == (PORTAL.trees, PORTAL.services)
    assert list(inventory_faults(found.inventory)) == list(inventory_faults(ESTATE))


def test_a_proposal_says_of_each_value_which_question_told_it() -> None:
    notes = proposal(ESTATE, (WEB_ANSWER, DB_ANSWER)).notes
    assert "gsd-web (root@10.250.0.8) of GD-GSD-008" in notes
    assert "  cpu_cores, mem_gb: asked by `processor`" in notes
    assert "  datastore newdb: asked by `postgresql`" in notes
    assert "  candidate, not taken over: tree /srv/sync (asked by `programs, cron`)" in notes
    assert any("taken over as soft: GD-GSD-008 -> GD-GSD-009" in line for line in notes)
    assert any("uses 10.99.0.1 port 1521" in line for line in notes)


def test_a_proposal_of_nothing_is_the_inventory() -> None:
    failed = HostAnswer(WEB_ANSWER.host, Outcome.FAILED, error=UnreachableError("down"))
    found = proposal(ESTATE, (failed,))
    assert (found.inventory, found.notes) == (ESTATE, ("gsd-web told nothing: down",))


@pytest.mark.parametrize(
    ("word", "hostname", "wanted"),
    [
        ("root@10.9.9.9", "New_Box.example", ("new-box", "10.9.9.9", "")),
        ("adm@10.9.9.9:2222", "gsd-web", ("gsd-web-2", "10.9.9.9", "10.9.9.9:2222")),
        ("root@box.example", "8box", ("found-box-example", "10.7.7.7", "box.example")),
    ],
)
def test_a_host_that_the_inventory_lacks_is_proposed_as_one_that_nobody_claimed(
    word: str, hostname: str, wanted: tuple[str, str, str]
) -> None:
    server = server_at(word)
    assert server is not None
    system = System("Debian", "12", "Linux", "x86_64", hostname)
    facts = HostFacts(system=system, interfaces=Interfaces(("fd00::1", "10.7.7.7"), ()))
    found = proposal(ESTATE, (HostAnswer(AskedHost(server), Outcome.ANSWERED, facts),))
    (new,) = found.inventory.servers
    assert (new.name, new.address, new.reach, new.os) == (*wanted, "Debian")


def test_the_view_is_plain_and_complete() -> None:
    failed = HostAnswer(DB_ANSWER.host, Outcome.FAILED, error=UnreachableError("down", hint="wait"))
    view = discovery(ESTATE, (WEB_ANSWER, failed), "out.yaml")
    assert view["outcomes"] == {"answered": 1, "partly": 0, "failed": 1, "stopped": 0}
    assert view["hosts"][1]["message"] == "down"
    assert view["hosts"][0]["facts"]["processor"] == {
        **{"cores": 8, "mem_gb": 15.5, "swap_gb": 2.0, "model": "Xeon"}
    }
    assert len(view["differences"]) == 15
    assert view["proposal"] == "out.yaml"


def test_that_somebody_else_than_root_asked_is_told() -> None:
    assert WEB_FACTS.system is not None
    facts = replace(WEB_FACTS, system=replace(WEB_FACTS.system, as_root=False))
    answer = replace(WEB_ANSWER, facts=facts)
    assert "not as root" in "\n".join(proposal(ESTATE, (answer,)).notes)
    assert [h["less_told"] > "" for h in discovery(ESTATE, (answer, WEB_ANSWER))["hosts"]] == [
        True,
        False,
    ]


def test_a_host_that_has_the_address_of_a_known_server_is_not_added() -> None:
    server = server_at("root@127.0.0.9:2222")
    assert server is not None
    answer = HostAnswer(AskedHost(server), Outcome.ANSWERED, WEB_FACTS)
    found = proposal(ESTATE, (answer,))
    assert found.inventory == ESTATE
    assert "  not added: it has an address of gsd-web; ask it by that name" in found.notes

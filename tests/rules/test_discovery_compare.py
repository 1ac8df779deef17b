"""What a host told is held beside the inventory: what differs is told, what is the same is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcloud.model.facts import (
    HostFacts,
    Interfaces,
    Listener,
    Processor,
    RunningProgram,
)
from govcloud.model.inventory import (
    Engine,
)
from govcloud.model.machine import Disk
from govcloud.model.technical_terms import Arch
from govcloud.rules.discovery_compare import differences
from govcloud.rules.discovery_products import engines_at_work, tree_candidates
from govcloud.rules.discovery_server import found_server, same
from tests.rules.discovery_samples import (
    DB,
    ESTATE,
    WEB,
    WEB_ANSWER,
    WEB_FACTS,
    answered,
)


def test_each_difference_is_told_with_the_question_that_showed_it() -> None:
    found = {
        (d.subject, d.told, d.found): (d.told_by, d.weighs) for d in differences(ESTATE, WEB_ANSWER)
    }
    assert found == {
        ("kind", "-", "VM"): ("system", False),
        ("arch", "-", "x86_64"): ("system", False),
        ("cpu_cores", "-", "8"): ("processor", False),
        ("disks", "-", "100.0 GB on 1"): ("disks, filesystems", False),
        ("hypervisor", "-", "VMware"): ("system", False),
        ("port", "-", "8080 (java)"): ("listeners", False),
        ("port", "81", "-"): ("listeners", True),
        ("database", "-", "newdb postgresql 15.13, 0.50 GB"): ("postgresql", False),
        ("database", "-", "Odd Name postgresql 15.13, 0.50 GB"): ("postgresql", False),
        ("database", "portal postgresql", "-"): ("postgresql", True),
        ("database", "-", "dameng"): ("programs", False),
        ("service", "portal", "portal, stopped"): ("services", True),
        ("service", "-", "tomcat"): ("services", False),
        ("tree", "-", "/opt/tomcat"): ("programs, cron", False),
        ("tree", "-", "/srv/sync"): ("programs, cron", False),
    }


@pytest.mark.parametrize(
    ("told", "found", "alike"),
    [
        ("CentOS", "CentOS Linux", True),
        ("7", "7.9.2009", True),
        ("麒麟V10", "Kylin", False),
        (16.0, 15.5, True),
        (16.0, 31.2, False),
        (8, 8, True),
        (4, 8, False),
        ("", "x", False),
        ((Disk("a", 100.0),), (Disk("b", 60.0), Disk("c", 42.0)), True),
        ((Disk("a", 100.0),), (Disk("b", 60.0),), False),
        (Arch.X86_64, Arch.AARCH64, False),
    ],
)
def test_the_same_in_other_words_is_the_same(told: object, found: object, alike: bool) -> None:
    assert same(told, found) is alike


def test_a_host_that_told_less_memory_or_another_address_contradicts() -> None:
    facts = HostFacts(
        processor=Processor(2, 3.8, 0.0, ""), interfaces=Interfaces(("10.1.1.1",), ())
    )
    found = differences(ESTATE, answered(WEB, "GD-GSD-008", facts))
    assert [(d.subject, d.told, d.found, d.weighs) for d in found] == [
        ("cpu_cores", "-", "2", False),
        ("mem_gb", "16.0", "3.8", True),
        ("address", "10.250.0.8", "10.1.1.1", True),
    ]


def test_an_unanswered_question_is_no_difference() -> None:
    assert differences(ESTATE, answered(WEB, "GD-GSD-008", HostFacts())) == ()


def test_databases_of_other_makers_are_known_by_their_programs() -> None:
    programs = tuple(
        RunningProgram(pid, 1, "x", name, (), 0)
        for pid, name in enumerate(["ora_pmon_ORCL", "kingbase", "redis-server", "nginx"])
    )
    facts = HostFacts(programs=programs, listeners=(Listener("tcp", "", 6379, "redis-server", 2),))
    found = [(e.engine, e.instance, e.ports) for e in engines_at_work(facts)]
    assert found == [
        (Engine.ORACLE, "ORCL", ()),
        (Engine.KINGBASE, "", ()),
        (Engine.REDIS, "", (6379,)),
    ]


def test_folders_of_the_system_are_no_trees() -> None:
    assert tree_candidates(WEB_FACTS) == ("/opt/portal", "/opt/tomcat", "/srv/sync")


def test_disks_are_told_by_file_systems_where_there_are_no_others() -> None:
    facts = replace(WEB_FACTS, disks=None)
    assert found_server(DB, facts).server.disks == (Disk("root", 90.0, 40.0, "/"),)

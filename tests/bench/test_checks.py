"""All rules of an inventory together, on ten thousand applications with sixty-four thousand servers."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from govcloud.model.application import Application, Component, Dependency
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Datastore, Disk, FileTree, Server, Utilisation
from govcloud.model.organisation import Department, Engagement, Partner
from govcloud.model.technical_terms import Tier
from govcloud.model.terms import Engine, PartnerRole, Strategy
from govcloud.rules.checks import inventory_faults, inventory_warnings
from govcloud.rules.circumstances import Circumstances

APPLICATIONS, SERVERS, DEPARTMENTS, PARTNERS, ROUNDS = 10_000, 64_000, 48, 720, 5
TODAY = date(2026, 11, 24)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRATEGIES = [*Strategy]
PLAIN = Application("GD-AA-0000", "名", "", "GD-AA", False, Strategy.REHOST, 2)


def department(number: int) -> str:
    return f"GD-{LETTERS[number // 26]}{LETTERS[number % 26]}"


def servers(number: int) -> tuple[Server, ...]:
    owner = department(number % DEPARTMENTS).lower()
    first = number * SERVERS // APPLICATIONS
    return tuple(
        Server(
            f"{owner}-{number:04}-{each}",
            f"59.{each >> 16}.{each >> 8 & 255}.{each & 255}",
            cpu_cores=8,
            mem_gb=16.0,
            disks=(Disk("sda", 300.0, 120.0),),
            util=Utilisation(9.0, float(each % 90 + 5)),
        )
        for each in range(first, (number + 1) * SERVERS // APPLICATIONS)
    )


def application(number: int) -> Application:
    owner = department(number % DEPARTMENTS)
    hosts = servers(number)
    return replace(
        PLAIN,
        id=f"{owner}-{number:04}",
        name_zh=f"业务{number % 2_500}管理系统（{number}）",
        department=owner,
        strategy=STRATEGIES[number % len(STRATEGIES)],
        mlps_level=number % 4,
        servers=hosts,
        datastores=(Datastore("main", Engine.MARIADB, hosts[0].name),),
        trees=(FileTree(hosts[0].name, "/srv/a"), FileTree(hosts[0].name, "/srv/b")),
        services=("main",),
        depends_on=tuple(Dependency(named(number * k // 7)) for k in (1, 2, 3, 5) if number),
        partners=(Engagement(f"P-{number % PARTNERS:04}", PartnerRole.OPERATOR, "", TODAY),) * 2,
        components=(Component(Tier.DB, "MySQL", "5.7", eol_on=date(2023, 10, 31)),),
        last_login_on=TODAY - timedelta(days=number % 400),
        rto_minutes=240,
        rpo_minutes=60,
        dr_grade=4,
    )


def named(number: int) -> str:
    return f"{department(number % DEPARTMENTS)}-{number:04}"


def estate() -> Inventory:
    return Inventory(
        departments=tuple(
            Department(department(n), department(n), "", f"10.{n}.0.0/16")
            for n in range(DEPARTMENTS)
        ),
        applications=tuple(application(n) for n in range(APPLICATIONS)),
        partners=tuple(Partner(f"P-{n:04}", f"公司{n}") for n in range(PARTNERS)),
    )


def seconds(work: Callable[[], Any]) -> tuple[float, int]:
    """CPU seconds, the middle of the rounds, and how many findings there were."""
    took = []
    for _ in range(ROUNDS):
        gc.collect()
        begun = time.process_time()
        found = work()
        took.append(time.process_time() - begun)
    return statistics.median(took), len(found)


@pytest.mark.bench
def test_all_rules_together_on_ten_thousand_applications() -> None:
    made = estate()
    faults, none = seconds(lambda: inventory_faults(made))
    warnings, many = seconds(lambda: inventory_warnings(made, Circumstances(TODAY)))
    sys.stdout.write(
        f"\nchecks of {APPLICATIONS:,} applications with {SERVERS:,} servers, CPU seconds\n"
        f"  faults    {faults:6.3f}  ({none:,} found; every command looks for them)\n"
        f"  warnings  {warnings:6.3f}  ({many:,} found; `inventory check` looks for them)\n"
    )
    assert none == 0

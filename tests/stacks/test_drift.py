"""A zone that nobody touched is silent; what people do by hand is found for what it is, and healed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.adapters.dispatch_local import LocalDispatcher
from govcloud.adapters.pulumi_healing import HealingStacks
from govcloud.adapters.pulumi_records import StackRecords
from govcloud.engine.drift import Healing, Watch
from govcloud.local.cloud import ACCOUNT
from govcloud.model.drift import Deviation
from govcloud.model.inventory import Department, Inventory
from govcloud.model.stack import StackRef
from govcloud.provider.clients import Clients
from govcloud.provider.mending import Mender
from govcloud.provider.settings import Settings
from govcloud.rules.stacks import stack_refs
from tests.engine_fixtures import REGION, ROOT, installed, running_cloud, settings, silent
from tests.fakes_engine import FakeClock, store
from tests.places import place
from tests.stacks.by_hand import Zone
from tests.stacks.by_hand_more import MORE
from tests.stacks.by_hand_ways import WAYS
from tests.stacks.test_engine import KEY, left
from tests.stacks.test_programs import ESTATE

pytestmark = pytest.mark.engine

FOREIGN = ("10.98.0.0/16", "10.99.0.0/16")
"""Networks that were made by hand, beside ours."""


class Applied:
    """A zone with all four stacks, and what watches it."""

    def __init__(
        self, home: Path, endpoint: str, interconnect: str, estate: Inventory = ESTATE
    ) -> None:
        chosen = settings(ROOT, home, endpoint)
        self.refs: tuple[StackRef, ...] = stack_refs(estate, [], place("test", interconnect), KEY)
        self.stacks = HealingStacks(chosen, installed)
        told = Settings(REGION, endpoint, account=ACCOUNT, workspace=chosen.workspace_id)
        self.mender = Mender(told, Clients())
        self.records = StackRecords(chosen, self.stacks.export, self.mender.opened)
        self.watch = Watch(self.records, self.mender)
        self.endpoint = endpoint

    def zone(self) -> Zone:
        """What stands there, for the hands of others."""
        return Zone(self.endpoint, tuple(self.records.every(self.refs)))

    def deviations(self) -> tuple[Deviation, ...]:
        """What is found; everything could be compared."""
        found = self.watch.look(self.refs).survey
        assert found.untold == ()
        return found.deviations


@contextmanager
def applied(home: Path, interconnect: str, estate: Inventory = ESTATE) -> Iterator[Applied]:
    """A fresh zone."""
    with running_cloud(home) as cloud:
        made = Applied(home, cloud.endpoint, interconnect, estate)
        try:
            for ref in made.refs:
                made.stacks.apply(ref, silent)
            yield made
        finally:
            made.stacks.close()


@pytest.mark.slow
def test_a_zone_of_peerings_that_nobody_touched_is_silent(tmp_path: Path) -> None:
    with applied(tmp_path, "peering") as made:
        assert made.deviations() == ()


def test_what_is_done_by_hand_is_found_for_what_it_is_and_healed(tmp_path: Path) -> None:
    with applied(tmp_path, "transit") as made:
        demand_found_and_healed(made, tmp_path)


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.parametrize("departments", [3, 48])
def test_among_many_departments_too_and_nothing_outlasts_their_end(
    tmp_path: Path, departments: int
) -> None:
    more = [
        Department(f"GD-D{number:02}", "", f"Department {number}", f"10.{number}.0.0/16")
        for number in range(2, departments + 1)
    ]
    estate = replace(ESTATE, departments=(*ESTATE.departments, *more))
    with applied(tmp_path, "transit", estate) as made:
        assert not any(made.stacks.plan(ref, silent).changed for ref in made.refs)
        demand_found_and_healed(made, tmp_path)
        for ref in reversed(made.refs):
            made.stacks.destroy(ref, silent)
        assert ours_in(made.endpoint) == []


def ours_in(endpoint: str) -> list[str]:
    """What the stacks could have left behind; what was made by hand in networks of its own is not theirs."""
    found = left(endpoint)
    networks = [one["CidrBlock"] for one in found.pop("networks")]
    beside = [what for what, rows in found.items() if rows]
    return [*beside, *(one for one in networks if one not in FOREIGN)]


def demand_found_and_healed(made: Applied, home: Path) -> None:
    """Each way is found for what it is; after healing nothing is left to find, and the ledger has it all."""
    assert made.deviations() == ()
    zone, ways = made.zone(), {**WAYS, **MORE}
    for way in ways.values():
        way.act(zone)
    found = made.watch.look(made.refs)
    assert found.survey.untold == ()
    told = [(d.kind, d.type, d.where.name, d.what) for d in found.survey.deviations]
    unseen = [
        said
        for said, way in ways.items()
        if not any(
            one[:3] == (way.kind, way.type, way.name) and one[3].startswith(way.what)
            for one in told
        )
    ]
    assert unseen == []
    ledger = store(home, FakeClock())
    healing = Healing(made.mender, made.stacks, ledger, silent, LocalDispatcher(2))
    by_hand, _ = healing.heal(found, made.refs)
    assert made.deviations() == ()
    ours = ("stack.addition-removed", "stack.restored")
    rows = [row for row in ledger.events() if row.event in ours]
    assert [row.data["id"] for row in rows] == [one.id for one in by_hand]
    assert {row.actor for row in rows} == {"operator"}

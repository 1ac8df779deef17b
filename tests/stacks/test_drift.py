"""A zone that nobody touched is silent; what people do by hand is found for what it is, and healed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from govcloud.adapters.dispatch_local import LocalDispatcher
from govcloud.adapters.pulumi_healing import HealingStacks
from govcloud.adapters.pulumi_records import StackRecords
from govcloud.engine.drift import Healing, Watch
from govcloud.local.cloud import ACCOUNT
from govcloud.model.drift import Deviation
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
from tests.stacks.test_engine import KEY
from tests.stacks.test_programs import ESTATE

pytestmark = [
    pytest.mark.engine,
    pytest.mark.filterwarnings("ignore:coroutine 'Output:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


class Applied:
    """A zone with all four stacks, and what watches it."""

    def __init__(self, home: Path, endpoint: str, interconnect: str) -> None:
        chosen = settings(ROOT, home, endpoint)
        self.refs: tuple[StackRef, ...] = stack_refs(ESTATE, [], place("test", interconnect), KEY)
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
def applied(home: Path, interconnect: str) -> Iterator[Applied]:
    """A fresh zone."""
    with running_cloud(home) as cloud:
        made = Applied(home, cloud.endpoint, interconnect)
        try:
            for ref in made.refs:
                made.stacks.apply(ref, silent)
            yield made
        finally:
            made.stacks.close()


def test_a_zone_of_peerings_that_nobody_touched_is_silent(tmp_path: Path) -> None:
    with applied(tmp_path, "peering") as made:
        assert made.deviations() == ()


def test_what_is_done_by_hand_is_found_for_what_it_is_and_healed(tmp_path: Path) -> None:
    with applied(tmp_path, "transit") as made:
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
        ledger = store(tmp_path, FakeClock())
        healing = Healing(made.mender, made.stacks, ledger, silent, LocalDispatcher(2))
        by_hand, _ = healing.heal(found, made.refs)
        assert made.deviations() == ()
        ours = ("stack.addition-removed", "stack.restored")
        rows = [row for row in ledger.events() if row.event in ours]
        assert [row.data["id"] for row in rows] == [one.id for one in by_hand]
        assert {row.actor for row in rows} == {"operator"}

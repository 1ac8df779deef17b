"""`govcloud stack drift` of 48 departments as a fresh process, beside the same resources read one by one."""

from __future__ import annotations

import resource
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from govcloud.adapters.pulumi_records import StackRecords
from govcloud.adapters.pulumi_settings import StackSettings
from govcloud.local.cloud import ACCOUNT
from govcloud.model.drift import Recorded
from govcloud.provider import reading
from govcloud.provider.clients import Clients
from govcloud.provider.settings import Settings
from govcloud.provider.surveying import Surveyor
from govcloud.provider.table import TABLE
from tests.bench.counting import counted
from tests.bench.estates import REGION, Estate
from tests.bench.spent import Meter, Spent, ours, process, say, shown, spending
from tests.bench.test_departments import _departments

NUMBER = 48
ROUNDS = 5
PEER = "read one by one, 8 threads (in this process)"
OURS = "stack drift, nothing changed (a fresh process)"
_MB = 1024

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]


class CountingClients(Clients):
    """Counts the calls of the peer."""

    def __init__(self) -> None:
        super().__init__()
        self.made: Counter[str] = Counter()

    def call(self, settings: Settings, service: str, call: str, params: dict[str, Any]) -> Any:
        self.made[f"{service}:{call}"] += 1
        return super().call(settings, service, call, params)


def test_drift_of_departments_beside_reading_one_by_one(tmp_path: Path) -> None:
    with _departments(tmp_path / "estate", NUMBER) as estate:
        estate.govcloud("stack", "apply", "--yes")
        known = recorded(estate)
        clients = CountingClients()
        peer = partial(_one_by_one, estate, known, clients)
        peer()
        with counted(estate.cloud.endpoint) as (port, counts), estate.seen_through(port):
            estate.govcloud("stack", "drift")
        say(f"\n{NUMBER} departments, {len(known)} resources: {counts.told}")
        say("  " + ", ".join(f"{name} {n}" for name, n in counts.calls.most_common()))
        say(f"one by one: {clients.made.total()} requests, and nothing is seen of what was added")
        rounds: dict[str, list[Spent]] = defaultdict(list)
        for _ in range(ROUNDS):
            rounds[PEER].append(_timed(estate, peer))
            rounds[OURS].append(_timed(estate, partial(estate.govcloud, "stack", "drift")))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // _MB
        shown(f"{NUMBER} departments, {len(known)} resources", rounds, PEER)
        say(f"largest process of all, the engine's runs among them: {peak} MB")


def recorded(estate: Estate) -> list[Recorded]:
    """All resources of the estate's stacks."""
    chosen = StackSettings(
        estate.folder, None, estate.pulumi_home, REGION, ACCOUNT, _workspace_id(estate), "local"
    )
    records = StackRecords(chosen, lambda _ref: b"", lambda _blob: b"")
    return [one for record in records.every([]) for one in record.resources]


def _workspace_id(estate: Estate) -> str:
    return (estate.folder / ".govcloud/workspace-id").read_text("utf-8").strip()


def _one_by_one(estate: Estate, known: list[Recorded], clients: Clients) -> None:
    told = Settings(REGION, estate.cloud.endpoint, account=ACCOUNT, workspace=_workspace_id(estate))
    looks = Surveyor(told, clients)

    def read(one: Recorded) -> bool:
        return reading.read(looks.site(one), one.id, one.inputs) is not None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, (one for one in known if one.type in TABLE)))


def _timed(estate: Estate, work: Callable[[], None]) -> Spent:
    meters: dict[str, Meter] = {"rival": ours, "cloud": partial(process, estate.cloud_pid)}
    with spending(meters) as spent:
        work()
    return spent

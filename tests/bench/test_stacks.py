"""`govcloud stack apply` beside bare boto3 calls, and Terraform where it is, each on fresh embedded clouds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.bench import terraform
from tests.bench.counting import counted
from tests.bench.estates import REGION, Estate, fresh_estate
from tests.bench.recorded_calls import Made, record, resources
from tests.bench.spent import Meter, Spent, ours, process, say, shown, spending

ROUNDS = 3
PEER = "bare boto3, 8 threads"
TERRAFORM_ROUNDS = 2

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]


def test_stack_apply_beside_bare_boto3_calls(tmp_path: Path) -> None:
    calls_file = tmp_path / "calls.json"
    known = _counted(tmp_path / "counted")
    with fresh_estate(tmp_path / "recorded") as estate:
        summary = record(known, REGION, estate.cloud.endpoint, calls_file)
    say(f"\nthe bare peer: {summary}; {summary['calls'] / summary['resources']:.2f} per resource")
    rounds: dict[str, list[Spent]] = defaultdict(list)
    for number in range(ROUNDS):
        with fresh_estate(tmp_path / f"bare-{number}") as estate:
            rounds[PEER].append(_timed(estate, partial(estate.bare_boto3, calls_file)))
        with fresh_estate(tmp_path / f"ours-{number}") as estate:
            for name, words in (
                ("stack plan, nothing there", ("stack", "plan")),
                ("stack apply", ("stack", "apply", "--yes")),
                ("stack apply again, no-op", ("stack", "apply", "--yes")),
                ("stack plan, nothing to do", ("stack", "plan")),
            ):
                rounds[name].append(_timed(estate, partial(estate.govcloud, *words)))
    shown(f"stacks: {len(known)} resources in 6 stacks, whole processes", rounds, PEER)


def test_stack_apply_beside_terraform(tmp_path: Path) -> None:
    mirror = terraform.provider_mirror()
    if mirror is None:
        say("\nterraform with its aws provider: not here")
        return
    with fresh_estate(tmp_path / "known") as estate:
        estate.govcloud("stack", "apply", "--yes")
        known = resources(estate.pulumi_home)
    rounds: dict[str, list[Spent]] = defaultdict(list)
    for number in range(TERRAFORM_ROUNDS):
        with fresh_estate(tmp_path / f"ours-{number}") as estate:
            for name in ("stack apply", "stack apply again, no-op"):
                work = partial(estate.govcloud, "stack", "apply", "--yes")
                rounds[name].append(_timed(estate, work))
        with fresh_estate(tmp_path / f"terraform-{number}") as estate:
            peer = terraform.Terraform(estate.folder / "terraform", mirror, estate.cloud.endpoint)
            peer.lay_out(known, REGION)
            for name in ("terraform apply", "terraform apply again, no-op"):
                rounds[name].append(_timed(estate, peer.apply))
    shown(f"stacks: {len(known)} resources", rounds, "terraform apply")


def _timed(estate: Estate, work: Callable[[], None]) -> Spent:
    """What a rival and the cloud spent on it."""
    meters: dict[str, Meter] = {"rival": ours, "cloud": partial(process, estate.cloud_pid)}
    with spending(meters) as spent:
        work()
    return spent


def _counted(folder: Path) -> list[Made]:
    """Apply through the counting relay, and again; print the counts, give what stood there."""
    with (
        fresh_estate(folder) as estate,
        counted(estate.cloud.endpoint) as (port, counts),
        estate.seen_through(port),
    ):
        estate.govcloud("stack", "apply", "--yes")
        known = resources(estate.pulumi_home)
        changes = counts.changes / len(known)
        say(f"\nstack apply, {len(known)} resources: {counts.told}; {changes:.2f} changes each")
        say("  " + ", ".join(f"{name} {n}" for name, n in counts.calls.most_common()))
        counts.calls.clear()
        estate.govcloud("stack", "apply", "--yes")
        say(f"stack apply again, no-op: {counts.told}")
    return known

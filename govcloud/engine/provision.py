"""The shared cloud: stacks planned and applied, each recorded, and the host keys of what came alive pinned."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from govcloud.errors import Fault, GovcloudError, HostKeyError, PartialError
from govcloud.model.canonical import Json
from govcloud.model.event import Entry
from govcloud.model.inventory import Application
from govcloud.model.stack import StackRef, StackResult
from govcloud.model.step import Side
from govcloud.ports import Cloud, Dispatcher, Pins, Progress, Stacks, Store
from govcloud.rules import gates
from govcloud.rules.stacks import rounds

CONSOLE_TIMEOUT_S = 90.0
CONSOLE_PAUSE_S = 0.2


def plan(
    stacks: Stacks, refs: Sequence[StackRef], progress: Progress, dispatcher: Dispatcher
) -> list[StackResult]:
    """What applying these stacks would change. Raises the first stack's failure."""
    stacks.foresee(refs)
    return each(refs, lambda ref: stacks.plan(ref, progress), dispatcher)


@dataclass(frozen=True, slots=True)
class Provisioning:
    """What applying needs: the stacks, where it is recorded, who hears of progress, how many at a time."""

    stacks: Stacks
    store: Store
    progress: Progress
    dispatcher: Dispatcher

    def apply(self, refs: Sequence[StackRef]) -> list[StackResult]:
        """Apply the stacks, side by side as far as none needs another.

        The intent of each is in the ledger before the engine starts. Raises PartialError where some failed: what
        comes after them is not begun.
        """
        done: list[StackResult] = []
        for side_by_side in rounds(refs):
            done += each(side_by_side, self._one, self.dispatcher)
        return done

    def destroy(
        self, refs: Sequence[StackRef], applications: Sequence[Application]
    ) -> list[StackResult]:
        """Delete what the stacks made, what others need last. Raises RefusedError where users are served from them."""
        self.demand_unserved(refs, applications)
        gone: list[StackResult] = []
        for side_by_side in reversed(rounds(refs)):
            gone += each(side_by_side[::-1], self._gone, self.dispatcher)
        return gone

    def demand_unserved(
        self, refs: Sequence[StackRef], applications: Sequence[Application]
    ) -> None:
        """Raises RefusedError (E-STK-002) where users are served from these stacks."""
        gates.may_delete([a.id for a in applications if self._serves(a, refs)])

    def _gone(self, ref: StackRef) -> StackResult:
        self.store.record(Entry("stack.destroy-intent", data=_named(ref)))
        result = self.stacks.destroy(ref, self.progress)
        self.store.record(Entry("stack.destroyed", data=_summary(result)))
        return result

    def _serves(self, application: Application, refs: Sequence[StackRef]) -> bool:
        ending = f"-{application.department}"
        mine = any(r.project != "department" or r.stack.endswith(ending) for r in refs)
        row = self.store.application(application.id)
        return mine and row is not None and row.side == Side.TARGET

    def _one(self, ref: StackRef) -> StackResult:
        self.store.record(Entry("stack.intent", data=_named(ref)))
        try:
            result = self.stacks.apply(ref, self.progress)
        except GovcloudError as error:
            self.store.record(Entry("stack.failed", data={**_named(ref), "error": error.message}))
            raise
        self.store.record(Entry("stack.applied", data=_summary(result)))
        return result


def each(
    refs: Sequence[StackRef], work: Callable[[StackRef], StackResult], dispatcher: Dispatcher
) -> list[StackResult]:
    """Do it for each stack, some side by side. Raises PartialError where some failed, and the failure where all did."""
    results: dict[str, StackResult] = {}

    def one(ref: StackRef) -> None:
        results[str(ref)] = work(ref)

    raised = dispatcher.each([partial(one, ref) for ref in refs])
    failed = {str(r): e for r, e in zip(refs, raised, strict=True) if e is not None}
    for error in failed.values():
        if not isinstance(error, GovcloudError) or len(failed) == len(refs):
            raise error
    if failed:
        raise PartialError(
            f"{len(failed)} of {len(refs)} stacks failed",
            hint="mend what is said, then: govcloud stack apply (it goes on from there)",
            faults=[
                Fault(n, 0, "failed", str(e), getattr(e, "hint", "")) for n, e in failed.items()
            ],
        )
    return [results[str(ref)] for ref in refs]


@dataclass(frozen=True, slots=True)
class TargetKeys:
    """Pins the host keys that new instances print in their console output (cloud-init's block)."""

    cloud: Cloud
    pins: Pins
    store: Store
    keys_from: Callable[[str], tuple[str, ...]]

    def pin(self, servers: Mapping[str, Mapping[str, Any]]) -> list[str]:
        """Pin the keys of `servers` (name -> id, address) that are not pinned for this very instance.

        Waits for each console up to CONSOLE_TIMEOUT_S. Gives the names pinned. Raises HostKeyError where an
        instance prints no key in time.
        """
        known = self._pinned_instances()
        pinned: list[str] = []
        for name, server in sorted(servers.items()):
            address, instance = str(server["address"]), str(server["id"])
            if known.get(address) == instance and self.pins.pins(address):
                continue
            keys = self._keys(name, instance)
            self.pins.add(address, keys, replace=known.get(address, instance) != instance)
            self.store.record(_pinned(name, address, instance, keys))
            pinned.append(name)
        return pinned

    def _pinned_instances(self) -> dict[str, str]:
        rows = (event for event in self.store.events() if event.event == "host.pinned")
        return {str(row.data["address"]): str(row.data.get("instance", "")) for row in rows}

    def _keys(self, name: str, instance: str) -> tuple[str, ...]:
        deadline = time.monotonic() + CONSOLE_TIMEOUT_S
        while not (keys := self.keys_from(self.cloud.console_output(instance))):
            if time.monotonic() > deadline:
                raise HostKeyError(
                    f"{name} ({instance}) printed no host keys on its console in {CONSOLE_TIMEOUT_S:.0f} s",
                    hint=f"look at the instance; once it is up: govcloud hosts trust {name}",
                )
            time.sleep(CONSOLE_PAUSE_S)
        return keys


def _pinned(name: str, address: str, instance: str, keys: Sequence[str]) -> Entry:
    data: dict[str, Json] = {
        "server": name,
        "address": address,
        "instance": instance,
        "keys": list(keys),
        "from": "console output",
    }
    return Entry("host.pinned", data=data)


def _named(ref: StackRef) -> dict[str, Json]:
    return {"stack": str(ref)}


def _summary(result: StackResult) -> dict[str, Json]:
    changes = [f"{c.op} {c.type} {c.name}" for c in result.changes]
    return {**_named(result.ref), "counts": dict(result.counts), "changes": changes}

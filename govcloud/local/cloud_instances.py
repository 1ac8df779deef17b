"""Which of the cloud's instances should be alive as lab hosts, and a thread that makes them so."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from govcloud.local.cloud_snapshot import services

_RETRY_S = 5.0
_TRIES = 3
_GONE = {"terminated", "shutting-down"}


class Hosts(Protocol):
    """What is asked of the lab."""

    def start_target(
        self, name: str, address: str, ports: Sequence[int], authorized_key: str
    ) -> str:
        """Bring a host alive, or find it alive; gives what it printed, its host keys among it."""
        ...

    def stop_target(self, address: str) -> None:
        """Power it off."""
        ...

    def destroy_target(self, address: str) -> None:
        """End it and all it held."""
        ...

    def is_up(self) -> bool:
        """Whether the lab runs."""
        ...


@dataclass(frozen=True, slots=True)
class Instance:
    """What the cloud says of one instance that bears `gov:app`."""

    id: str
    server: str
    address: str
    state: str
    authorized_key: str


@dataclass(frozen=True, slots=True)
class Estate:
    """Servers of applications in waves, by name, with their ports; at most `hosts_max` come alive."""

    hosts_max: int
    ports: Mapping[str, tuple[int, ...]]


def read_estate(path: Path) -> Estate:
    """What `local up` wrote; an empty estate if there is none."""
    if not path.exists():
        return Estate(0, {})
    told = json.loads(path.read_text(encoding="utf-8"))
    ports = {
        name: tuple(server.get("ports", ())) for name, server in told.get("servers", {}).items()
    }
    return Estate(int(told.get("hosts_max", 24)), ports)


def instances() -> list[Instance]:
    """All instances of all accounts and regions that bear the tag `gov:app`."""
    return [one for backend in ec2_backends() for one in _of(backend)]


def ec2_backends() -> Iterable[Any]:
    """moto's EC2 backends that are in use."""
    for service in services():
        if service.service_name == "ec2":
            yield from (backend for _, _, backend in service.iter_backends())


def _of(backend: Any) -> Iterable[Instance]:
    for reservation in backend.reservations.values():
        for found in reservation.instances:
            tags = backend.tags.get(found.id, {})
            if "gov:app" in tags:
                pair = backend.key_pairs.get(found.key_name)
                key = pair.public_key if pair else ""
                yield Instance(found.id, tags.get("Name", ""), found.private_ip, found.state, key)


class Reconciler(threading.Thread):
    """Makes the lab's hosts as the cloud says its instances are. It looks at states, not at calls, so that
    nothing is missed by a restart. RunInstances never waits for it.
    """

    def __init__(self, lab: Hosts, home: Path, lock: AbstractContextManager[Any]) -> None:
        super().__init__(name="hosts", daemon=True)
        self._lab = lab
        self._home = home
        self._lock = lock
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._states: dict[str, str] = {}
        self._consoles: dict[str, str] = {}
        self._failures: dict[str, int] = {}
        self._taken: set[str] = set()

    def console(self, instance: str) -> str:
        """What the instance printed; "" until it is up."""
        return self._consoles.get(instance, "")

    def alive(self) -> int:
        """How many hosts are up."""
        return sum(state == "running" for state in dict(self._states).values())

    def failed(self) -> list[str]:
        """Instances whose host did not come up."""
        return sorted(self._failures)

    def wake(self) -> None:
        """Something may have changed."""
        self._wake.set()

    def end(self) -> None:
        """Stop looking; hosts stay as they are."""
        self._ended.set()
        self._wake.set()

    def run(self) -> None:
        """Look whenever woken, and again after a failure."""
        self._wake.set()
        while not self._ended.is_set():
            retry = any(0 < tries < _TRIES for tries in self._failures.values())
            self._wake.wait(_RETRY_S if retry else None)
            self._wake.clear()
            if not self._ended.is_set():
                self._reconcile()

    def _reconcile(self) -> None:
        try:
            estate = read_estate(self._home / "estate.json")
            with self._lock:
                seen = [one for one in instances() if one.server in estate.ports]
            up = self._lab.is_up()
        except Exception as error:
            _complain("the estate", error)
            return
        self._taken = {one.address for one in seen if one.state not in _GONE}
        for one in sorted(seen, key=lambda found: found.state not in _GONE):
            if up and self._states.get(one.id) != one.state and not self._ended.is_set():
                self._guarded(one, estate)

    def _guarded(self, one: Instance, estate: Estate) -> None:
        if self._failures.get(one.id, 0) >= _TRIES:
            return
        try:
            self._follow(one, estate)
            self._failures.pop(one.id, None)
        except Exception as error:
            self._failures[one.id] = self._failures.get(one.id, 0) + 1
            _complain(f"{one.server} ({one.id})", error)

    def _follow(self, one: Instance, estate: Estate) -> None:
        if one.state == "running":
            if self.alive() >= estate.hosts_max:
                return
            ports = estate.ports[one.server]
            self._consoles[one.id] = self._lab.start_target(
                one.server, one.address, ports, one.authorized_key
            )
        elif one.state in _GONE:
            # An instance that was gone before we started may have an heir at the same address.
            if one.id in self._states or one.address not in self._taken:
                self._lab.destroy_target(one.address)
            self._consoles.pop(one.id, None)
        elif one.state in {"stopped", "stopping"}:
            self._lab.stop_target(one.address)
        self._states[one.id] = one.state


def _complain(about: str, error: Exception) -> None:
    sys.stderr.write(f"hosts: {about}: {type(error).__name__}: {error}\n")
    sys.stderr.flush()

"""Which of the cloud's instances should be alive as lab hosts, and a thread that makes them so."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from govcloud.local.cloud_snapshot import services

_RETRY_S = 5.0
_TRIES = 3
_AT_ONCE = 3
GONE = {"terminated", "shutting-down"}


class Hosts(Protocol):
    """What is asked of the lab."""

    def start_target(
        self, name: str, address: str, ports: Sequence[int], authorized_key: str
    ) -> str:
        """Bring a host alive, or find it alive; gives what it printed, its host keys among it."""
        ...

    def stop(self, address: str) -> None:
        """Power it off."""
        ...

    def destroy(self, address: str) -> None:
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
    """The EC2 backends that are in use."""
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
    """Makes the lab's hosts as the cloud says its instances are; RunInstances never waits for it.

    It looks at states, not at calls, so that nothing is missed by a restart.
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

    def console(self, instance: str) -> str:
        """What the instance printed; "" until it is up."""
        return self._consoles.get(instance, "")

    def alive(self) -> int:
        """How many hosts are up."""
        return sum(state == "running" for state in dict(self._states).values())

    def wanted(self) -> int:
        """How many running instances should be hosts. The caller holds the cloud's lock."""
        estate = read_estate(self._home / "estate.json")
        found = [one for one in instances() if one.server in estate.ports]
        return min(estate.hosts_max, sum(one.state == "running" for one in found))

    def failed(self) -> list[str]:
        """Instances whose host did not come up."""
        return sorted(self._failures)

    def wake(self) -> None:
        """Something may have changed."""
        self._wake.set()

    def look_again(self) -> None:
        """Believe nothing of what was seen: the lab was started anew, or the waves were changed."""
        self._failures.clear()
        self._states.clear()
        self._wake.set()

    def end(self) -> None:
        """Stop looking; hosts stay as they are."""
        self._ended.set()
        self._wake.set()

    def run(self) -> None:
        """Look whenever woken, and again after a failure."""
        self._wake.set()
        while not self._ended.is_set():
            retry = any(0 < tries < _TRIES for tries in self._failures.copy().values())
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
        except Exception as error:  # noqa: BLE001 - the thread must outlive whatever it meets
            _complain("the estate", error)
            return
        if up:
            taken = {one.address for one in seen if one.state not in GONE}
            changed = [one for one in seen if self._states.get(one.id) != one.state]
            self._all(self._leave, [(one, taken) for one in changed if one.state != "running"])
            born = [one for one in changed if one.state == "running"]
            room = max(0, estate.hosts_max - self.alive())
            self._all(self._bring, [(one, estate) for one in born[:room]])

    def _all(self, follow: Callable[..., None], work: Sequence[tuple[Instance, Any]]) -> None:
        def one_of_them(instance: Instance, more: Any) -> None:
            if self._ended.is_set() or self._failures.get(instance.id, 0) >= _TRIES:
                return
            try:
                follow(instance, more)
                self._failures.pop(instance.id, None)
            except Exception as error:  # noqa: BLE001 - one host's trouble is not the others'
                self._failures[instance.id] = self._failures.get(instance.id, 0) + 1
                _complain(f"{instance.server} ({instance.id})", error)

        with ThreadPoolExecutor(_AT_ONCE) as workers:
            for instance, more in work:
                workers.submit(one_of_them, instance, more)

    def _bring(self, one: Instance, estate: Estate) -> None:
        ports = estate.ports[one.server]
        printed = self._lab.start_target(one.server, one.address, ports, one.authorized_key)
        self._consoles[one.id] = printed
        self._states[one.id] = one.state

    def _leave(self, one: Instance, taken: set[str]) -> None:
        if one.state not in GONE:
            self._lab.stop(one.address)
        elif one.address not in taken:
            # Another instance may have its address by now, and a host there.
            self._lab.destroy(one.address)
        if one.state in GONE:
            self._consoles.pop(one.id, None)
        self._states[one.id] = one.state


def _complain(about: str, error: Exception) -> None:
    sys.stderr.write(f"hosts: {about}: {type(error).__name__}: {error}\n")
    sys.stderr.flush()

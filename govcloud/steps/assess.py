"""Looks, before anything is changed, whether both hosts are fit for the move."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.errors import PreflightError
from govcloud.model.plan import Change
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Remote, Route
from govcloud.steps.hosts import answered, asked, called
from govcloud.steps.services import definition, running
from govcloud.steps.step import Check

SPACE_FACTOR = 1.2
SIZES_TIMEOUT_S = 3600.0
RSYNC_MIN = (3, 2)

_FACTS = r"""
. /etc/os-release
echo "os=$PRETTY_NAME"
echo "kernel=$(uname -r)"
echo "machine=$(uname -m)"
for tool in rsync getfattr flock; do
  echo "$tool=$("$tool" --version 2>/dev/null | head -n 1)"
done
for tool in find sha256sum awk ssh ssh-agent service; do
  command -v "$tool" >/dev/null && echo "$tool=there" || echo "$tool="
done
"""
_PACKAGES = {
    "rsync": "rsync",
    "getfattr": "attr",
    "flock": "util-linux",
    "find": "findutils",
    "sha256sum": "coreutils",
    "awk": "mawk",
    "ssh": "openssh-client",
    "ssh-agent": "openssh-client",
    "service": "init-system-helpers",
}
# Bytes on the disk (sparse files count what they hold) and entries; a tree not there yet holds none.
_HELD = r"""
for path do
  [ -d "$path" ] || { echo "0 0"; continue; }
  bytes=$(du -s --block-size=1 -- "$path" | cut -f 1) || exit 1
  inodes=$(du -s --inodes -- "$path" | cut -f 1) || exit 1
  echo "${bytes:-0} ${inodes:-0}"
done
"""
_FREE = r"""
for path do
  while [ ! -d "$path" ]; do path=$(dirname "$path"); done
  df --block-size=1 --output=target,avail,iavail,itotal -- "$path" | tail -n 1
done
"""


@dataclass(frozen=True, slots=True)
class Need:
    """What trees take, or what a filesystem has left, in bytes and inodes."""

    bytes: int
    inodes: int

    def plus(self, other: Need) -> Need:
        """Both together."""
        return Need(self.bytes + other.bytes, self.inodes + other.inodes)


@dataclass(frozen=True, slots=True)
class AssessSource(Check):
    """See that the source can be moved: its tools, its trees, its services."""

    paths: tuple[str, ...]
    services: tuple[str, ...]

    @property
    def subject(self) -> str:
        return "host:source"

    @property
    def change(self) -> Change:
        return Change(self.phase, f"assess {self.server} on the {self.source_side}")

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Ask everything. PreflightError with all that is amiss."""
        facts = host_facts(route.source)
        amiss = [
            *_lacking(facts, called(route.source)),
            *(f"{path} is no directory there" for path in _absent(route.source, self.paths)),
            *self._services_amiss(route.source),
        ]
        _refuse(amiss, "mend these on the source, or the application's entry in inventory.yaml")
        sizes = zip(self.paths, held(route.source, self.paths), strict=True)
        return {
            **facts,
            "trees": {path: {"bytes": n.bytes, "inodes": n.inodes} for path, n in sizes},
            "services": list(self.services),
        }

    def _services_amiss(self, remote: Remote) -> Iterator[str]:
        for service in self.services:
            files, _ = definition(remote, service)
            if not files:
                yield f"the service {service} is not known to {called(remote)}"
            elif not running(remote, service)[0]:
                yield f"the service {service} does not run on {called(remote)}"


@dataclass(frozen=True, slots=True)
class AssessTarget(Check):
    """See that the target can take what comes: reachable, its tools, room for the trees."""

    paths: tuple[str, ...]

    @property
    def subject(self) -> str:
        return "host:target"

    @property
    def change(self) -> Change:
        return Change(self.phase, f"assess {self.server} on the {self.target_side}")

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Ask everything. PreflightError with all that is amiss, space with its numbers."""
        facts = host_facts(route.target)
        amiss = list(_lacking(facts, called(route.target)))
        _refuse(amiss, "install them in the target's image")
        needs, free = self._needs(route)
        short = [_shortage(place, need, free[place]) for place, need in needs.items()]
        _refuse(
            [f"{text} on {called(route.target)}" for text in short if text],
            "enlarge the target's disk (the server's entry in the department's stack)",
        )
        room = {
            place: {"needed_bytes": need.bytes, "free_bytes": free[place].bytes}
            for place, need in needs.items()
        }
        return {**facts, "filesystems": room}

    def _needs(self, route: Route) -> tuple[dict[str, Need], dict[str, Need]]:
        """By filesystem of the target: what will still be needed, and what is free."""
        coming = held(route.source, self.paths)
        there = held(route.target, self.paths)
        needs: dict[str, Need] = {}
        free: dict[str, Need] = {}
        for wanted, present, (place, left) in zip(
            coming, there, _free(route.target, self.paths), strict=True
        ):
            still = Need(_still(wanted.bytes, present.bytes), _still(wanted.inodes, present.inodes))
            needs[place] = needs.get(place, Need(0, 0)).plus(still)
            free[place] = left
        return needs, free


def host_facts(remote: Remote) -> dict[str, str]:
    """Operating system, kernel, machine, and the versions of the tools ("" where one is missing)."""
    lines = answered(remote, "sh", "-c", _FACTS, "facts").splitlines()
    return {name: value for name, _, value in (line.partition("=") for line in lines)}


def held(remote: Remote, paths: tuple[str, ...]) -> list[Need]:
    """What each tree takes on the disk; nothing for a tree that is not there."""
    text = answered(remote, "sh", "-c", _HELD, "held", *paths, timeout_s=SIZES_TIMEOUT_S)
    return [Need(*map(int, line.split())) for line in text.splitlines()]


def _free(remote: Remote, paths: tuple[str, ...]) -> Iterator[tuple[str, Need]]:
    for line in answered(remote, "sh", "-c", _FREE, "free", *paths).splitlines():
        place, bytes_, inodes, inodes_all = line.rsplit(maxsplit=3)
        counted = inodes_all not in {"0", "-"}  # filesystems that make inodes as they go say so
        yield place, Need(int(bytes_), int(inodes) if counted else 2**62)


def _still(wanted: int, present: int) -> int:
    return max(0, math.ceil(wanted * SPACE_FACTOR) - present)


def _shortage(place: str, need: Need, free: Need) -> str:
    short = []
    if need.bytes > free.bytes:
        short.append(f"{need.bytes} bytes needed and {free.bytes} free")
    if need.inodes > free.inodes:
        short.append(f"{need.inodes} inodes needed and {free.inodes} free")
    return f"no space in {place}: {', '.join(short)}" if short else ""


def _absent(remote: Remote, paths: tuple[str, ...]) -> Iterator[str]:
    return (path for path in paths if not asked(remote, "test", "-d", path).ok)


def _lacking(facts: dict[str, str], name: str) -> Iterator[str]:
    for tool, package in _PACKAGES.items():
        if not facts.get(tool):
            yield f"{tool} is missing on {name} (package {package})"
    version = re.search(r"version (\d+)\.(\d+)", facts.get("rsync", ""))
    if version and (int(version[1]), int(version[2])) < RSYNC_MIN:
        yield f"{name} has {facts['rsync']}, and needs 3.2 or newer"


def _refuse(amiss: list[str], hint: str) -> None:
    if amiss:
        raise PreflightError("; ".join(amiss), hint=hint)

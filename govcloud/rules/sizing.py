"""Which size of the cloud's a server or database asks for: the smallest that is not smaller."""

from __future__ import annotations

from dataclasses import dataclass

from govcloud.model.inventory import Server
from govcloud.model.technical_terms import Arch

UNTOLD = "t3.small"
"""Where nobody told processors and memory."""


@dataclass(frozen=True, slots=True)
class Size:
    """An instance type: its name, processors, memory in GB of 1024³ bytes [EC2's published types]."""

    name: str
    cpus: int
    mem_gb: int


def _family(name: str, per_cpu: int, steps: dict[str, int]) -> list[Size]:
    return [Size(f"{name}.{step}", cpus, cpus * per_cpu) for step, cpus in steps.items()]


_STEPS = {"large": 2, "xlarge": 4, "2xlarge": 8, "4xlarge": 16, "12xlarge": 48, "24xlarge": 96}
_GRAVITON = {"large": 2, "xlarge": 4, "2xlarge": 8, "4xlarge": 16, "12xlarge": 48, "16xlarge": 64}
_SIZES = {
    "intel": [
        Size("t3.small", 2, 2),
        Size("t3.medium", 2, 4),
        *_family("c5", 2, _STEPS),
        *_family("m5", 4, _STEPS),
        *_family("r5", 8, _STEPS),
    ],
    "arm": [
        Size("t4g.small", 2, 2),
        Size("t4g.medium", 2, 4),
        *_family("c6g", 2, _GRAVITON),
        *_family("m6g", 4, _GRAVITON),
        *_family("r6g", 8, _GRAVITON),
    ],
}

_MANAGED = {
    "intel": [
        Size("db.t3.small", 2, 2),
        Size("db.t3.medium", 2, 4),
        *_family("db.m5", 4, _STEPS),
        *_family("db.r5", 8, _STEPS),
    ],
    "arm": [
        Size("db.t4g.small", 2, 2),
        Size("db.t4g.medium", 2, 4),
        *_family("db.m6g", 4, _GRAVITON),
        *_family("db.r6g", 8, _GRAVITON),
    ],
}


def server_size(server: Server) -> str:
    """The instance type for a source server, by its processors and memory; UNTOLD where neither is known."""
    if server.cpu_cores is None and server.mem_gb is None:
        return UNTOLD
    sizes = _SIZES["arm" if server.arch is Arch.AARCH64 else "intel"]
    return smallest(sizes, server.cpu_cores or 1, server.mem_gb or 1).name


def database_size(server: Server) -> str:
    """The class of a managed database that is to do what this server does today; as server_size."""
    sizes = _MANAGED["arm" if server.arch is Arch.AARCH64 else "intel"]
    return smallest(sizes, server.cpu_cores or 1, server.mem_gb or 1).name


def smallest(sizes: list[Size], cpus: int, mem_gb: float) -> Size:
    """The smallest size with so many processors and so much memory; the largest of all where none has."""
    fitting = [size for size in sizes if size.cpus >= cpus and size.mem_gb >= mem_gb]
    largest = max(sizes, key=lambda size: (size.mem_gb, size.cpus, size.name))
    return min(fitting, key=lambda size: (size.cpus, size.mem_gb, size.name), default=largest)

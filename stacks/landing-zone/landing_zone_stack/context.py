"""What every part of the landing zone needs to know: where it stands, its network, and its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.model.place import Place
from govcloud.model.tagging import Tags


@dataclass(frozen=True, slots=True)
class Context:
    """One environment. `tenants` are the address ranges in which departments' networks lie."""

    place: Place
    network: str
    tenants: tuple[str, ...]

    @classmethod
    def of(cls, spec: Mapping[str, Any]) -> Context:
        """Read it from the stack's configuration."""
        return cls(Place.of(spec["place"]), spec["network"], tuple(spec["tenants"]))

    @property
    def env(self) -> str:
        """The environment's name."""
        return self.place.env

    def tags(self, name: str, zone: str = "MGMT") -> dict[str, str]:
        """The tag dictionary's share for a resource that all departments use."""
        return Tags("SHARED", self.env, 3).of(name, zone)

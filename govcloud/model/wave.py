"""A wave: applications that may go at the same time, after all that they need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wave:
    """One row of migrations/waves.yaml."""

    id: str
    name: str
    applications: tuple[str, ...]

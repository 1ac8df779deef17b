"""The lab's way of leading users: its entry addresses, which relay to one side or the other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govcloud.local.lab import Lab
from govcloud.model.step import Side


@dataclass(frozen=True, slots=True)
class LabTraffic:
    """A `Traffic` over the entries of the lab at `home`; a switch is one replacement of a file."""

    home: Path

    def entry(self, application: str) -> str:
        """The base URL at which users reach the application, "" if it has none."""
        return Lab(self.home).entry(application)

    def read(self, application: str) -> Side | None:
        """Where users are led now; None if there is no entry, or the lab is down."""
        return Lab(self.home).read_entry(application)

    def switch(self, application: str, to: Side) -> None:
        """Lead users to the other side; their open connections are closed. May be repeated.

        Raises InputError for an application without an entry, UnreachableError if the lab is down.
        """
        lab = Lab(self.home)
        if lab.read_entry(application) is not to:
            lab.switch_entry(application, to)

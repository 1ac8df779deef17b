"""What all steps have in common: their place in a move, their key, and how they are seen to be done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from govcloud.model.plan import Change, Phase, Safety
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Route


@dataclass(frozen=True, slots=True)
class HostStep(ABC):
    """A step along one server's route. It may be acted from whatever is seen, and be acted again."""

    phase: Phase
    server: str
    safety: ClassVar[Safety] = Safety.CONVERGENT

    @property
    @abstractmethod
    def subject(self) -> str:
        """`noun:name`, the middle of its key."""

    @property
    @abstractmethod
    def change(self) -> Change:
        """What it would do, for the plan and its digest."""

    @abstractmethod
    def observe(self, route: Route) -> Observation:
        """Look, by questions alone."""

    @abstractmethod
    def act(self, route: Route, seen: Observation) -> Evidence:
        """Do it. Raises a GovcloudError if it cannot."""

    def verify(self, route: Route) -> Observation:
        """Look again."""
        return self.observe(route)

    @property
    def key(self) -> str:
        """Its stable name among the application's steps."""
        return f"{self.phase.value}.{self.subject}@{self.server}"

    @property
    def source_side(self) -> str:
        """The application's side that `route.source` is; on the way back the route is reversed."""
        return "target" if self.phase is Phase.ROLLBACK else "source"

    @property
    def target_side(self) -> str:
        """The application's side that `route.target` is."""
        return "source" if self.phase is Phase.ROLLBACK else "target"


@dataclass(frozen=True, slots=True)
class Check(HostStep):
    """A step that only asks: always made afresh, and passed if `act` does not raise."""

    def observe(self, route: Route) -> Observation:
        """A check is never done already."""
        return Observation.ABSENT

    def verify(self, route: Route) -> Observation:
        """To have been made is all there is to a check."""
        return Observation.SATISFIED

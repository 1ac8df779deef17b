"""All that an assessment looks at, worked out once for the whole estate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from govcloud.model.inventory import Inventory
from govcloud.rules.chimneys import Chimney, chimneys
from govcloud.rules.effort import Effort, effort
from govcloud.rules.graph import Graph
from govcloud.rules.platforms import Platform, platforms
from govcloud.rules.profiles import Profiles
from govcloud.rules.software import Installed, Recogniser
from govcloud.rules.timings import NOTHING_MEASURED, Timings
from govcloud.rules.walls import Exchange, exchanges


@dataclass(frozen=True)
class Survey:
    """One look at one estate on one day; nothing in it changes."""

    inventory: Inventory
    profiles: Profiles
    today: date
    measured: Timings = field(default=NOTHING_MEASURED)

    @cached_property
    def graph(self) -> Graph:
        """Who needs whom."""
        return Graph(self.inventory)

    @cached_property
    def platforms(self) -> tuple[Platform, ...]:
        """The shared services, by whom they are run."""
        services = self.profiles.assessment.shared_services
        return platforms(self.inventory, self.graph, services)

    @cached_property
    def platform_ids(self) -> frozenset[str]:
        """The applications that run a shared service."""
        return frozenset(platform.application for platform in self.platforms)

    @cached_property
    def own_service(self) -> dict[str, Platform]:
        """By application the platform that it duplicates; platforms themselves never do."""
        rows = [(name, p) for p in self.platforms for name in p.own]
        return {name: p for name, p in reversed(rows) if name not in self.platform_ids}

    @cached_property
    def chimneys(self) -> tuple[Chimney, ...]:
        """Candidates for one system."""
        return chimneys(self.inventory.applications, self.profiles.assessment.similarity_min)

    @cached_property
    def chimney_of(self) -> dict[str, Chimney]:
        """By application the chimney that it stands in."""
        return {name: chimney for chimney in self.chimneys for name in chimney.members}

    @cached_property
    def exchanges(self) -> tuple[Exchange, ...]:
        """Exchanges of data between departments."""
        return exchanges(self.inventory, self.platform_ids)

    @cached_property
    def direct_exchanges(self) -> dict[str, int]:
        """By application how many of its exchanges go round the sharing platform."""
        counts: dict[str, int] = {}
        for row in self.exchanges:
            if not row.through:
                counts[row.source] = counts.get(row.source, 0) + 1
        return counts

    @cached_property
    def installed(self) -> dict[str, tuple[Installed, ...]]:
        """By application its software."""
        recogniser = Recogniser(self.profiles)
        return {app.id: recogniser.installed(app) for app in self.inventory.applications}

    @cached_property
    def efforts(self) -> dict[str, Effort]:
        """By application what its move takes."""
        constants = self.profiles.constants
        return {
            app.id: effort(app, constants, self.measured) for app in self.inventory.applications
        }

    @cached_property
    def group_of(self) -> dict[str, tuple[str, ...]]:
        """By application the move group of several that it belongs to."""
        return {name: group for group in self.graph.move_groups for name in group}

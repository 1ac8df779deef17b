"""Moves PostgreSQL databases: has server and roles ready, copies, compares both ends.

A copy is a dump in one snapshot, checked on its way by size and SHA-256, restored beside the old
database and renamed into its place in one transaction. While it lasts, a spool directory of ours
lies on the source: a transient file, and no change of the application's data.
"""

from __future__ import annotations

from dataclasses import dataclass

from govcloud.errors import StepFailedError
from govcloud.model.plan import Change, Phase, Safety
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Route
from govcloud.steps import contents, postgresql_roles, postgresql_server
from govcloud.steps.postgresql_contents import look
from govcloud.steps.postgresql_restore import demand_rooms, dump_words, properties, restore
from govcloud.steps.postgresql_words import has_database
from govcloud.steps.sides import step_key, target_side
from govcloud.steps.spool import carried


@dataclass(frozen=True, slots=True)
class PostgresqlReady:
    """A server of the source's version runs on the target, with the database's roles."""

    phase: Phase
    server: str
    database: str
    safety = Safety.CONVERGENT

    @property
    def key(self) -> str:
        """Its name among the application's steps."""
        return step_key(self.phase, "postgresql-server", self.database, self.server)

    @property
    def change(self) -> Change:
        """What it would do."""
        side = target_side(self.phase)
        summary = f"have PostgreSQL run on the {side}, with the roles of database {self.database}"
        return Change(self.phase, summary, on=side)

    def observe(self, route: Route) -> Observation:
        """Whether the server runs, in the right version, and the roles are there."""
        if not postgresql_server.runs(route):
            return Observation.ABSENT
        lacking = postgresql_roles.missing(route.source, route.target, self.database)
        return Observation.PARTIAL if lacking else Observation.SATISFIED

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Make and start a cluster where none runs; then the roles. May raise PreflightError."""
        evidence = postgresql_server.start(route, self.database)
        lacking = postgresql_roles.missing(route.source, route.target, self.database)
        postgresql_roles.provide(route.target, lacking)
        return {**evidence, "role_statements": len(lacking)}

    def verify(self, route: Route) -> Observation:
        """Look again."""
        return self.observe(route)


@dataclass(frozen=True, slots=True)
class CopyPostgresql:
    """The database on the target is the source's.

    `final`: the source stands still, and all must be equal. Otherwise it is live, and the copy is
    a rehearsal: every object must be there, the rows may lag.
    """

    phase: Phase
    server: str
    database: str
    final: bool = False
    safety = Safety.CONVERGENT

    @property
    def key(self) -> str:
        """Its name among the application's steps."""
        noun = "postgresql-final-copy" if self.final else "postgresql-copy"
        return step_key(self.phase, noun, self.database, self.server)

    @property
    def change(self) -> Change:
        """What it would do."""
        return contents.copy_change(self.phase, f"PostgreSQL database {self.database}", self.final)

    def observe(self, route: Route) -> Observation:
        """Compare both ends, if there is anything to compare."""
        return self._judged(route, all_equal=True)

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Dump, carry, restore beside the old database, which serves until the new one is whole."""
        database_bytes = demand_rooms(route, self.database)
        lacking = postgresql_roles.missing(route.source, route.target, self.database)
        postgresql_roles.provide(route.target, lacking)
        made_by = properties(route.source, self.database)
        with carried(route, f"postgresql:{self.database}", dump_words(self.database)) as dump:
            restore(route.target, self.database, dump, made_by)
        return {**dump.evidence(), "database_bytes": database_bytes}

    def verify(self, route: Route) -> Observation:
        """Compare both ends; while the source is live, what there is of objects."""
        return self._judged(route, all_equal=self.final)

    def _judged(self, route: Route, *, all_equal: bool) -> Observation:
        if not has_database(route.target, self.database):
            return Observation.ABSENT
        source, target = (look(host, self.database) for host in (route.source, route.target))
        return contents.judged(source, target, all_equal=all_equal)


@dataclass(frozen=True, slots=True)
class ComparePostgresql:
    """A check, always made afresh: both ends hold the same, each row of each table.

    `contained`: users have written on the target since; nothing of the source may be missing
    there.
    """

    phase: Phase
    server: str
    database: str
    contained: bool = False
    safety = Safety.CONVERGENT

    @property
    def key(self) -> str:
        """Its name among the application's steps."""
        noun = "postgresql-containment" if self.contained else "postgresql-contents"
        return step_key(self.phase, noun, self.database, self.server)

    @property
    def change(self) -> Change:
        """It changes nothing."""
        return contents.check_change(
            self.phase, f"PostgreSQL database {self.database}", self.contained
        )

    def observe(self, route: Route) -> Observation:
        """A check is never done already."""
        return Observation.ABSENT

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Compare. Raises StepFailedError naming what differs."""
        if not has_database(route.target, self.database):
            raise StepFailedError(
                f"{route.target.identity.name} has no PostgreSQL database {self.database}"
            )
        source, target = (look(host, self.database) for host in (route.source, route.target))
        return contents.compared(source, target, self.database, contained=self.contained)

    def verify(self, route: Route) -> Observation:
        """To have been made is all there is to a check."""
        return Observation.SATISFIED

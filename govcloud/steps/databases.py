"""Moves databases: has server and logins ready, copies, compares both ends.

A copy is a dump in one snapshot, checked on its way by size and SHA-256 before anything on the
target is touched; a PostgreSQL database is restored beside the old one and renamed into its place
in one transaction, a MariaDB database is dropped and made anew. While it lasts, a spool directory
of ours lies on the source: a transient file, and no change of the application's data.
"""

from __future__ import annotations

from dataclasses import dataclass

from govcloud.errors import StepFailedError
from govcloud.model.plan import Change, Phase
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Route
from govcloud.steps import contents
from govcloud.steps.contents import Contents
from govcloud.steps.dialects import Dialect
from govcloud.steps.spool import carried
from govcloud.steps.step import Check, HostStep


@dataclass(frozen=True, slots=True)
class DatabaseReady(HostStep):
    """A server that can take the database runs on the target, with the logins it needs."""

    dialect: Dialect
    database: str

    @property
    def subject(self) -> str:
        return f"{self.dialect.noun}-server:{self.database}"

    @property
    def change(self) -> Change:
        title, logins, side = self.dialect.title, f"{self.dialect.login}s", self.target_side
        summary = f"have {title} run on the {side}, with the {logins} of database {self.database}"
        return Change(self.phase, summary, side)

    def observe(self, route: Route) -> Observation:
        """Whether the server runs, fit for the source's databases, and the logins are there."""
        if not self.dialect.runs(route):
            return Observation.ABSENT
        lacking = self.dialect.missing(route.source, route.target, self.database)
        return Observation.PARTIAL if lacking else Observation.SATISFIED

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Lay out and start a server where none runs; then the logins. May raise PreflightError."""
        evidence = self.dialect.start(route, self.database)
        given = _logins_given(self.dialect, route, self.database)
        return {**evidence, f"{self.dialect.login}_statements": given}


@dataclass(frozen=True, slots=True)
class CopyDatabase(HostStep):
    """The database on the target is the source's.

    `final`: the source stands still, and all must be equal. Otherwise it is live, and the copy is
    a rehearsal: every object must be there, the rows may lag.
    """

    dialect: Dialect
    database: str
    final: bool = False

    @property
    def subject(self) -> str:
        return f"{self.dialect.noun}-{'final-copy' if self.final else 'copy'}:{self.database}"

    @property
    def change(self) -> Change:
        """What it would do. Only a rollback replaces what users have worked with."""
        named, home = f"{self.dialect.title} database {self.database}", self.phase is Phase.ROLLBACK
        how = "again, now that it stands still" if self.final else "while it is in use"
        there = f"copy {named} to the target {how}"
        back = f"replace {named} on the source by the target's"
        return Change(self.phase, back if home else there, self.target_side, destructive=home)

    def observe(self, route: Route) -> Observation:
        """Compare both ends, if there is anything to compare."""
        return self._judged(route, all_equal=True)

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Dump, carry, check, restore."""
        dialect, name = self.dialect, self.database
        size = dialect.preflight(route, name)
        _logins_given(dialect, route, name)
        made_by = dialect.making(route.source, name)
        words = dialect.dump_words(route.source, name)
        with carried(route, f"{dialect.noun}:{name}", words) as dump:
            dialect.restore(route, name, dump, made_by)
        return {**dump.evidence(), "database_bytes": size}

    def verify(self, route: Route) -> Observation:
        """Compare both ends; while the source is live, what there is of objects."""
        return self._judged(route, all_equal=self.final)

    def _judged(self, route: Route, *, all_equal: bool) -> Observation:
        if not self.dialect.has_database(route.target, self.database):
            return Observation.ABSENT
        return contents.judged(*_ends(self.dialect, route, self.database), all_equal=all_equal)


@dataclass(frozen=True, slots=True)
class CompareDatabase(Check):
    """Both ends hold the same, each row of each table.

    `contained`: users have written on the target since; nothing of the source may be missing
    there.
    """

    dialect: Dialect
    database: str
    contained: bool = False

    @property
    def subject(self) -> str:
        what = "containment" if self.contained else "contents"
        return f"{self.dialect.noun}-{what}:{self.database}"

    @property
    def change(self) -> Change:
        named = f"{self.dialect.title} database {self.database}"
        whole = f"prove by checksum of every row that {named} is the same on both sides"
        kept = f"prove by counts that {named} has lost no row of the source's"
        return Change(self.phase, kept if self.contained else whole)

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Compare. Raises StepFailedError naming what differs."""
        if not self.dialect.has_database(route.target, self.database):
            raise StepFailedError(
                f"{route.target.identity.name} has no {self.dialect.title} database {self.database}"
            )
        ends = _ends(self.dialect, route, self.database)
        return contents.compared(*ends, self.database, contained=self.contained)


def _logins_given(dialect: Dialect, route: Route, database: str) -> int:
    """Give the target the logins that it lacks, in so many statements."""
    lacking = dialect.missing(route.source, route.target, database)
    dialect.provide(route.target, lacking)
    return len(lacking)


def _ends(dialect: Dialect, route: Route, database: str) -> tuple[Contents, Contents]:
    return dialect.look(route.source, database), dialect.look(route.target, database)

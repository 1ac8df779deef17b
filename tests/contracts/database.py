"""What the database steps promise for every engine: a copy arrives whole, or is known not to have."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import ClassVar

import pytest

from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Remote, Route
from govcloud.steps.contents import Contents, differences
from govcloud.steps.databases import CompareDatabase, CopyDatabase, DatabaseReady
from govcloud.steps.dialects import Dialect
from tests.fakes_db import Relayed, Spoiling, carried_out, killed_after, refusal, spools

SERVER = "lab-web"
NUMBERS = count(1)
ONE_MORE = "INSERT INTO t (a, b) VALUES (9, '办结');"
SPOILT = ('truncate -s -1 "$1"/dump-*', 'printf x | dd conv=notrunc of="$(echo "$1"/dump-*)"')


class DatabaseContract(ABC):
    """To be subclassed with a fixture `ready`: a route whose both ends run the engine.

    `small` makes a table `t` of 303 rows, and a counter that `counting` moves on; what `since` does
    is seen in the table `written`.
    """

    dialect: ClassVar[Dialect]
    create: ClassVar[str] = "CREATE DATABASE {};"
    small: ClassVar[str]
    counting: ClassVar[str]
    since: ClassVar[str] = ONE_MORE
    written: ClassVar[str]
    orders_min: ClassVar[int]

    @abstractmethod
    def told(self, host: Remote, sql: str, database: str = "") -> None:
        """Give an order in SQL."""

    @abstractmethod
    def asked(self, host: Remote, sql: str, database: str = "") -> list[str]:
        """Ask in SQL."""

    @pytest.fixture
    def quick(self, ready: Route) -> Route:
        """The route, with dumps passed on by the test."""
        return replace(ready, replicator=Relayed())

    @pytest.fixture
    def name(self, quick: Route) -> str:
        """A small database of the test's own on the source."""
        name = f"small{next(NUMBERS)}"
        self.made(quick.source, name)
        return name

    @pytest.fixture
    def copied(self, quick: Route, name: str) -> str:
        """The same, on the target too, as a copy would have left it."""
        self.made(quick.target, name)
        return name

    def made(self, host: Remote, name: str) -> None:
        self.told(host, self.create.format(name))
        self.told(host, self.small, name)

    def ready_for(self, name: str) -> DatabaseReady:
        return DatabaseReady(Phase.PROVISION, SERVER, self.dialect, name)

    def rehearsal(self, name: str) -> CopyDatabase:
        return CopyDatabase(Phase.REPLICATE, SERVER, self.dialect, name)

    def final(self, name: str, phase: Phase = Phase.CUTOVER) -> CopyDatabase:
        return CopyDatabase(phase, SERVER, self.dialect, name, final=True)

    def check(self, name: str, *, contained: bool = False) -> CompareDatabase:
        return CompareDatabase(Phase.ACCEPT, SERVER, self.dialect, name, contained)

    def look(self, host: Remote, name: str) -> Contents:
        return self.dialect.look(host, name)

    def deviates(
        self, route: Route, name: str, words: tuple[str, str], seen: Sequence[str]
    ) -> None:
        """Do and mend on the target what `words` say; see `seen` named meanwhile, and nothing else."""
        deviation, mended = words
        whole = self.look(route.source, name)
        self.told(route.target, f"{deviation};", name)
        found = differences(whole, self.look(route.target, name))
        self.told(route.target, f"{mended};", name)
        assert len(found) == len(seen), found
        assert all(what.startswith(wanted) for what, wanted in zip(found, seen, strict=True)), found

    def survives(self, route: Route, name: str, old: Contents, new: Contents) -> bool:
        """Whether the target is as it may be after a controller was killed."""
        return self.look(route.target, name) in (old, new)

    def test_a_live_database_is_copied_for_a_rehearsal_and_lags(
        self, quick: Route, name: str
    ) -> None:
        step = self.rehearsal(name)
        carried_out(step, quick)
        self.told(quick.source, ONE_MORE, name)
        assert step.verify(quick) is Observation.SATISFIED
        assert step.observe(quick) is Observation.PARTIAL
        assert self.final(name).verify(quick) is Observation.PARTIAL
        carried_out(self.final(name), quick)

    def test_what_users_wrote_since_is_not_held_against_the_target(
        self, quick: Route, copied: str
    ) -> None:
        self.told(quick.target, f"{self.since} {self.counting}", copied)
        contained = self.check(copied, contained=True)
        assert contained.act(quick, Observation.ABSENT)["rows_since"] == 1
        assert self.written in refusal(self.check(copied), quick)
        self.told(quick.target, "DELETE FROM t WHERE a < 5;", copied)
        assert re.search(
            r"parts: table \S*t \(303 rows, 29\d in the copy", refusal(contained, quick)
        )

    def test_a_spoilt_dump_leaves_the_old_database_as_it_was(
        self, quick: Route, copied: str
    ) -> None:
        before = self.look(quick.target, copied)
        self.told(quick.source, ONE_MORE, copied)
        for script in SPOILT:
            spoilt = replace(quick, replicator=Spoiling(script))
            assert "damaged and was not restored" in refusal(self.final(copied), spoilt)
        assert self.look(quick.target, copied) == before
        assert spools(quick) == ""

    @pytest.mark.slow
    def test_a_controller_killed_at_any_order_leaves_nothing_that_passes_for_done(
        self, quick: Route, copied: str
    ) -> None:
        old, step = self.look(quick.target, copied), self.final(copied)
        self.told(quick.source, ONE_MORE, copied)
        new = self.look(quick.source, copied)
        for orders in range(30):
            if not killed_after(orders, step, quick):
                break
            assert self.survives(quick, copied, old, new)
        assert orders >= self.orders_min
        carried_out(step, quick)
        assert self.look(quick.target, copied) == new == self.look(quick.source, copied)
        assert spools(quick) == ""

    def test_a_rollback_carries_home_what_users_wrote(self, quick: Route, copied: str) -> None:
        self.told(quick.target, f"{ONE_MORE} {self.counting}", copied)
        step, back = self.final(copied, Phase.ROLLBACK), quick.reversed()
        assert step.observe(back) is Observation.PARTIAL
        carried_out(step, back)
        found = self.asked(quick.source, "SELECT b FROM t WHERE a = 9 AND ratio IS NULL;", copied)
        assert found == ["办结"]
        assert self.final(copied).observe(quick) is Observation.SATISFIED

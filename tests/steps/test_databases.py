"""The database steps say the same for every engine: what they would do, and that there is nothing yet."""

from __future__ import annotations

import pytest

from govcloud.errors import StepFailedError
from govcloud.model.command import Completed
from govcloud.model.inventory import Engine
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.steps.databases import CompareDatabase, CopyDatabase, DatabaseReady
from govcloud.steps.dialects import DIALECTS, MARIADB, POSTGRESQL, Dialect
from tests.fakes_db import ScriptedHost, means, silent_host

each = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=lambda d: d.noun)
VERSIONS = {POSTGRESQL: b"150018\n", MARIADB: b"10.11.9\n"}


def test_every_engine_that_can_be_moved_has_its_dialect() -> None:
    assert set(DIALECTS) == {engine for engine in Engine if engine.movable}


@each
def test_where_no_server_is_there_is_no_database_and_nothing_to_compare(dialect: Dialect) -> None:
    source = ScriptedHost(lambda c: Completed(0, VERSIONS[dialect]))
    route = means(source, ScriptedHost(silent_host))
    words = ("web", dialect, "portal")
    assert CopyDatabase(Phase.REPLICATE, *words).observe(route) is Observation.ABSENT
    assert DatabaseReady(Phase.PROVISION, *words).observe(route) is Observation.ABSENT
    with pytest.raises(StepFailedError, match=f"has no {dialect.title} database portal"):
        CompareDatabase(Phase.ACCEPT, *words).act(route, Observation.ABSENT)


@each
@pytest.mark.parametrize(
    ("phase", "side", "destructive"),
    [(Phase.REPLICATE, "target", False), (Phase.ROLLBACK, "source", True)],
)
def test_a_copy_says_whose_database_it_replaces(
    dialect: Dialect, phase: Phase, side: str, destructive: bool
) -> None:
    step = CopyDatabase(phase, "web", dialect, "portal", final=True)
    assert (step.change.on, step.change.destructive) == (side, destructive)
    assert f"to the {side}" in step.change.summary or f"on the {side}" in step.change.summary
    assert step.key == f"{phase.value}.{dialect.noun}-final-copy:portal@web"

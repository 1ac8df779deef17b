"""A PostgreSQL database arrives whole on another host, or not at all, and comes home again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from govcloud.errors import StepFailedError
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Route
from govcloud.steps.databases import CompareDatabase, CopyDatabase, DatabaseReady
from govcloud.steps.dialects import POSTGRESQL
from govcloud.steps.postgresql_contents import look
from govcloud.steps.postgresql_restore import incoming
from govcloud.steps.postgresql_words import asked, identifier, literal, told
from tests.estate_postgresql import DATABASE, ESTATE, HOSTILE, ROLES, SMALL
from tests.fakes_db import (
    Relayed,
    Spoiling,
    carried_out,
    killed_after,
    lab_route,
    ordered,
    refusal,
    spools,
)
from tests.lab_fixtures import LabHosts

pytestmark = [pytest.mark.lab, pytest.mark.slow]

SERVER = "lab-web"


@pytest.fixture(scope="module")
def route(lab: LabHosts) -> Iterator[Route]:
    """Two hosts; the source runs PostgreSQL and has the estate's database."""
    with lab_route(lab) as between:
        clusters = ordered(between.source, "pg_lsclusters", "-h")
        if not clusters.startswith("15 main"):
            ordered(between.source, "pg_createcluster", "15", "main")
        start = "service postgresql start >/dev/null 2>&1 </dev/null"
        ordered(between.source, "sh", "-c", start)
        told(between.source, ROLES)
        told(between.source, DATABASE.format(name=identifier(HOSTILE)))
        told(between.source, ESTATE, HOSTILE)
        yield between


@pytest.fixture(scope="module")
def ready(route: Route) -> Route:
    """The same; the target runs PostgreSQL too, with the roles."""
    carried_out(DatabaseReady(Phase.PROVISION, SERVER, POSTGRESQL, HOSTILE), route)
    return route


@pytest.fixture(scope="module")
def quick(ready: Route) -> Route:
    """The same, with dumps passed on by the test."""
    return replace(ready, replicator=Relayed())


NUMBERS = count(1)


@pytest.fixture
def small(ready: Route) -> str:
    """A small database of the test's own on the source."""
    name = f"small{next(NUMBERS)}"
    told(ready.source, f"CREATE DATABASE {name} TEMPLATE template0;")
    told(ready.source, SMALL, name)
    return name


def final(name: str, phase: Phase = Phase.CUTOVER) -> CopyDatabase:
    return CopyDatabase(phase, SERVER, POSTGRESQL, name, final=True)


def one(route: Route, question: str, database: str = "postgres") -> str:
    return "\n".join(asked(route.target, question, database))


def test_a_server_with_the_needed_roles_is_made_ready_once(ready: Route) -> None:
    step = DatabaseReady(Phase.PROVISION, SERVER, POSTGRESQL, HOSTILE)
    assert carried_out(step, ready) == {}
    roles = one(ready, "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 1;")
    assert roles.splitlines() == ["o'app", "portal_rw", "postgres", "业务 owner"]
    assert one(ready, "SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL;") == "0"
    member = "SELECT pg_has_role(E'o''app', 'portal_rw', 'member');"
    assert one(ready, member) == "t"
    told(ready.target, 'ALTER ROLE "o\'app" CONNECTION LIMIT 6;')
    assert step.observe(ready) is Observation.PARTIAL
    carried_out(step, ready)
    assert one(ready, "SELECT rolconnlimit FROM pg_roles WHERE rolname = 'o''app';") == "5"


def test_a_database_arrives_with_all_that_belongs_to_it(ready: Route) -> None:
    before = look(ready.source, HOSTILE)
    step = CopyDatabase(Phase.REPLICATE, SERVER, POSTGRESQL, HOSTILE)
    if step.observe(ready) is Observation.SATISFIED:
        told(ready.target, f"DROP DATABASE {identifier(HOSTILE)};")
    evidence = carried_out(step, ready)
    assert int(str(evidence["dump_bytes"])) > 100_000
    assert int(str(evidence["sent_bytes"])) > 100_000
    assert final(HOSTILE).observe(ready) is Observation.SATISFIED
    check = CompareDatabase(Phase.CUTOVER, SERVER, POSTGRESQL, HOSTILE)
    figures = check.act(ready, check.observe(ready))
    assert (figures["tables"], figures["rows"], figures["sequences"]) == (7, 10_054, 2)
    kept = "SELECT pg_get_userbyid(datdba), datcollate, pg_encoding_to_char(encoding)"
    where = f"FROM pg_database WHERE datname = {literal(HOSTILE)};"
    assert one(ready, f"{kept} {where}") == "业务 owner|C.UTF-8|UTF8"
    granted = "has_database_privilege('bystander2', datname, 'connect')"
    told(ready.target, "CREATE ROLE bystander2;")
    assert one(ready, f"SELECT {granted} {where}") == "f"
    told(ready.target, "DROP ROLE bystander2;")
    assert look(ready.source, HOSTILE) == before
    assert spools(ready) == ""
    assert one(ready, "SELECT count(*) FROM pg_database WHERE datname LIKE 'govcloud%';") == "0"


def test_a_live_database_is_copied_for_a_rehearsal_and_lags(quick: Route, small: str) -> None:
    step = CopyDatabase(Phase.REPLICATE, SERVER, POSTGRESQL, small)
    carried_out(step, quick)
    told(quick.source, "INSERT INTO public.t VALUES (-1, 'later');", small)
    assert step.verify(quick) is Observation.SATISFIED
    assert step.observe(quick) is Observation.PARTIAL
    assert final(small).verify(quick) is Observation.PARTIAL
    carried_out(final(small), quick)


@pytest.mark.parametrize(
    "deviation",
    [
        "UPDATE t SET b = b || ' ' WHERE a = 7",
        "UPDATE t SET ratio = ratio + 1e-13 WHERE a = 7",
        "UPDATE t SET doc = NULL WHERE a = 7",
        "DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t WHERE b = 'twice')",
        "UPDATE t SET a = 2 WHERE b = 'twice'",
        "SELECT nextval('s')",
        "ALTER TABLE t ALTER a TYPE bigint",
        "GRANT SELECT ON t TO portal_rw",
        "CREATE TABLE other ()",
    ],
)
def test_a_single_deviation_is_found(quick: Route, same: str, deviation: str) -> None:
    check = CompareDatabase(Phase.CUTOVER, SERVER, POSTGRESQL, same)
    told(quick.target, f"SET search_path = public; {deviation};", same)
    said = refusal(check, quick)
    assert "public.t" in said or "public.s" in said or "other" in said or 'TABLE "t"' in said
    told(quick.target, f"DROP DATABASE {same};")
    told(quick.target, f"CREATE DATABASE {same} TEMPLATE {same}_kept;")


@pytest.fixture(scope="module")
def same(quick: Route) -> str:
    """A small database that is on both hosts, and on the target once more to begin anew from."""
    told(quick.source, "CREATE DATABASE same TEMPLATE template0;")
    told(quick.source, SMALL, "same")
    carried_out(final("same"), quick)
    told(quick.target, "CREATE DATABASE same_kept TEMPLATE same;")
    return "same"


def test_what_users_wrote_since_is_not_held_against_the_target(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    told(
        quick.target, "INSERT INTO public.t VALUES (9, 'after'); SELECT nextval('public.s');", small
    )
    contained = CompareDatabase(Phase.ACCEPT, SERVER, POSTGRESQL, small, contained=True)
    assert contained.act(quick, Observation.ABSENT)["rows_since"] == 1
    assert "public.t" in refusal(CompareDatabase(Phase.ACCEPT, SERVER, POSTGRESQL, small), quick)
    told(quick.target, "DELETE FROM public.t WHERE a < 5;", small)
    assert "public.t" in refusal(contained, quick)


def test_a_spoilt_dump_leaves_the_old_database_as_it_was(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    before = look(quick.target, small)
    told(quick.source, "INSERT INTO public.t VALUES (9, 'new');", small)
    for script in (
        'truncate -s -1 "$1"/dump-*',
        'printf x | dd conv=notrunc of="$(echo "$1"/dump-*)"',
    ):
        spoilt = replace(quick, replicator=Spoiling(script))
        assert "damaged and was not restored" in refusal(final(small), spoilt)
    assert look(quick.target, small) == before
    assert spools(quick) == ""


def test_a_controller_killed_at_any_order_leaves_the_old_or_the_new_database(
    quick: Route, small: str
) -> None:
    carried_out(final(small), quick)
    old = look(quick.target, small)
    told(quick.source, "INSERT INTO public.t VALUES (9, 'new');", small)
    new = look(quick.source, small)
    for orders in range(30):
        if not killed_after(orders, final(small), quick):
            break
        assert look(quick.target, small) in (old, new)
    assert orders > 5
    carried_out(final(small), quick)
    assert look(quick.target, small) == new == look(quick.source, small)
    assert spools(quick) == ""
    left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'govcloud%';"
    assert one(quick, left) == "0"


def test_open_connections_to_the_old_database_and_an_orphaned_restore_are_ended(
    quick: Route, small: str
) -> None:
    carried_out(final(small), quick)
    told(quick.source, "INSERT INTO public.t VALUES (9, 'new');", small)
    orphaned = incoming(small)
    told(quick.target, f"CREATE DATABASE {orphaned};")
    for name in (small, orphaned):
        hold = "runuser -u postgres -- psql -d $0 -c 'SELECT pg_sleep(60)' >/dev/null 2>&1 &"
        ordered(quick.target, "sh", "-c", hold, name)
    carried_out(final(small), quick)
    assert one(quick, f"SELECT 1 FROM pg_database WHERE datname = '{orphaned}';") == ""


def test_a_rollback_carries_home_what_users_wrote(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    told(
        quick.target, "INSERT INTO public.t VALUES (9, '办结'); SELECT nextval('public.s');", small
    )
    back = quick.reversed()
    step = final(small, Phase.ROLLBACK)
    assert step.observe(back) is Observation.PARTIAL
    carried_out(step, back)
    assert asked(quick.source, "SELECT b FROM public.t WHERE a = 9 AND ratio IS NULL;", small) == [
        "办结"
    ]
    assert final(small).observe(quick) is Observation.SATISFIED


def test_a_database_that_the_source_does_not_have_is_named(quick: Route) -> None:
    with pytest.raises(StepFailedError, match="no PostgreSQL database nothere"):
        DatabaseReady(Phase.PROVISION, SERVER, POSTGRESQL, "nothere").act(quick, Observation.ABSENT)
    with pytest.raises(StepFailedError, match="nothere"):
        final("nothere").act(quick, Observation.ABSENT)

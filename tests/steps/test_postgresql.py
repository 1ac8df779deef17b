"""A PostgreSQL database arrives whole on another host, or not at all, and comes home again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from govcloud.errors import StepFailedError
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Remote, Route
from govcloud.steps.databases import DatabaseReady
from govcloud.steps.dialects import POSTGRESQL
from govcloud.steps.postgresql_contents import look
from govcloud.steps.postgresql_restore import incoming
from govcloud.steps.postgresql_words import asked, identifier, literal, told
from tests.contracts.database import SERVER, DatabaseContract
from tests.estate_postgresql import DATABASE, ESTATE, HOSTILE, ROLES, SMALL
from tests.fakes_db import Relayed, Unwrapped, carried_out, lab_route, ordered, spools
from tests.lab_fixtures import LabHosts

pytestmark = pytest.mark.lab

T = ["table public.t"]
DEVIATIONS = [
    ("UPDATE t SET b = b || ' ' WHERE a = 7", "UPDATE t SET b = '第7' WHERE a = 7", T),
    ("UPDATE t SET ratio = ratio + 1e-13 WHERE a = 7", "UPDATE t SET ratio = 7.1 WHERE a = 7", T),
    ("UPDATE t SET doc = NULL WHERE a = 7", "UPDATE t SET doc = '\\x00ff' WHERE a = 7", T),
    ("DELETE FROM t WHERE ctid = (SELECT min(ctid) FROM t WHERE b = 'twice')",
     "INSERT INTO t VALUES (1, 'twice')", T),
    ("UPDATE t SET a = 2 WHERE b = 'twice'", "UPDATE t SET a = 1 WHERE b = 'twice'", T),
    ("SELECT nextval('s')", "SELECT setval('s', 1, false)", ["sequence public.s"]),
    ("ALTER TABLE t ALTER a TYPE bigint", "ALTER TABLE t ALTER a TYPE int",
     ["definition of table public.t"]),
    ("GRANT SELECT ON t TO portal_rw", "REVOKE SELECT ON t FROM portal_rw",
     ['definition of acl public.TABLE "t"']),
    ("CREATE TABLE other ()", "DROP TABLE other",
     ["table public.other", "definition of table public.other"]),
]  # fmt: skip


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
def same(ready: Route) -> str:
    """A small database that is on both hosts."""
    for host in (ready.source, ready.target):
        told(host, "CREATE DATABASE same TEMPLATE template0;")
        told(host, SMALL, "same")
    return "same"


def one(route: Route, question: str, database: str = "postgres") -> str:
    return "\n".join(asked(route.target, question, database))


class TestPostgresql(DatabaseContract):
    dialect = POSTGRESQL
    create = "CREATE DATABASE {} TEMPLATE template0;"
    small = SMALL
    counting = "SELECT nextval('s');"
    written = "table public.t"
    orders_min = 6

    def told(self, host: Remote, sql: str, database: str = "postgres") -> None:
        told(host, f"SET search_path = public;\n{sql}" if database != "postgres" else sql, database)

    def asked(self, host: Remote, sql: str, database: str = "postgres") -> list[str]:
        return asked(host, f"SET search_path = public;\n{sql}", database)

    @pytest.fixture
    def quick(self, ready: Route) -> Route:
        """The route, with dumps passed on by the test, and psql spared its wrapper."""
        source, target = (Unwrapped(host) for host in (ready.source, ready.target))
        return replace(ready, source=source, target=target, replicator=Relayed())

    @pytest.mark.parametrize(("deviation", "mended", "seen"), DEVIATIONS)
    def test_a_single_deviation_is_found(
        self, quick: Route, same: str, deviation: str, mended: str, seen: list[str]
    ) -> None:
        self.deviates(quick, same, (deviation, mended), seen)

    def test_a_server_with_the_needed_roles_is_made_ready_once(self, ready: Route) -> None:
        step = self.ready_for(HOSTILE)
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

    def test_a_database_arrives_with_all_that_belongs_to_it(self, ready: Route) -> None:
        before = look(ready.source, HOSTILE)
        step = self.rehearsal(HOSTILE)
        if step.observe(ready) is Observation.SATISFIED:
            told(ready.target, f"DROP DATABASE {identifier(HOSTILE)};")
        evidence = carried_out(step, ready)
        assert int(str(evidence["dump_bytes"])) > 100_000
        assert int(str(evidence["sent_bytes"])) > 100_000
        assert self.final(HOSTILE).observe(ready) is Observation.SATISFIED
        check = self.check(HOSTILE)
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

    def test_open_connections_to_the_old_database_and_an_orphaned_restore_are_ended(
        self, quick: Route, copied: str
    ) -> None:
        told(quick.source, "INSERT INTO public.t VALUES (9, 'new');", copied)
        orphaned = incoming(copied)
        told(quick.target, f"CREATE DATABASE {orphaned};")
        for name in (copied, orphaned):
            hold = "runuser -u postgres -- psql -d $0 -c 'SELECT pg_sleep(60)' >/dev/null 2>&1 &"
            ordered(quick.target, "sh", "-c", hold, name)
        carried_out(self.final(copied), quick)
        assert one(quick, f"SELECT 1 FROM pg_database WHERE datname = '{orphaned}';") == ""

    def test_a_database_that_the_source_does_not_have_is_named(self, quick: Route) -> None:
        with pytest.raises(StepFailedError, match="no PostgreSQL database nothere"):
            self.ready_for("nothere").act(quick, Observation.ABSENT)
        with pytest.raises(StepFailedError, match="nothere"):
            self.final("nothere").act(quick, Observation.ABSENT)

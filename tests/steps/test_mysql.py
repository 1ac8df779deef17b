"""A MariaDB database arrives whole on another host, or is known to be partial, and comes home again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest

from govcloud.errors import PreflightError
from govcloud.model.command import ask, tell
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Route
from govcloud.steps.databases import CompareDatabase, CopyDatabase, DatabaseReady
from govcloud.steps.dialects import MARIADB
from govcloud.steps.mysql_contents import look
from govcloud.steps.mysql_restore import dump_words
from govcloud.steps.mysql_words import asked, client, identifier, told
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

HOSTILE = "协同 `办公's\" =_%\\"
PATTERN = HOSTILE.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%")
SERVER = "lab-web"

DATABASE = f"""
CREATE DATABASE {identifier(HOSTILE)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
CREATE DATABASE another;
CREATE USER `o'app`@localhost IDENTIFIED VIA unix_socket;
CREATE USER bystander@localhost IDENTIFIED VIA unix_socket;
GRANT SELECT, INSERT ON {identifier(PATTERN)}.* TO `o'app`@localhost;
GRANT ALL ON another.* TO `o'app`@localhost;
"""
ESTATE = """
CREATE TABLE docs (
  id bigint unsigned AUTO_INCREMENT PRIMARY KEY, `标题 ``x``` varchar(100) NOT NULL, doc longblob,
  fee decimal(20, 6), ratio double, share float, at timestamp(6) NULL, dt datetime(3), day date,
  tm time(2), y year, st enum('受理', '办结', 'N'), fl bit(9), j json, txt text CHARACTER SET gbk,
  u uuid, pt point, g int AS (y * 2) STORED) DEFAULT CHARSET=utf8mb4;
INSERT INTO docs (`标题 ``x```, doc, fee, ratio, share, at, dt, day, tm, y, st, fl, j, txt, u, pt)
SELECT CONCAT('公文😀', seq, IF(seq % 7 = 0, '\\\\ ''\\t\\n', '')), UNHEX(MD5(seq)),
  IF(seq % 5 = 0, NULL, seq * 0.000001), seq / 3, seq * 0.5,
  '2026-01-01 00:00:00.123456' + INTERVAL seq MINUTE, '2026-03-29 02:30:00.123', '2026-01-01',
  '12:34:56.78', 2026, IF(seq % 3 = 0, '办结', 'N'), seq % 512, JSON_OBJECT('k', seq), '中文',
  UUID(), POINT(seq, 1)
FROM seq_1_to_10000;
CREATE TABLE nokey (x int, t text);
INSERT INTO nokey SELECT 1, 'twice' FROM seq_1_to_50;
CREATE TABLE empty (id bigint unsigned, FOREIGN KEY (id) REFERENCES docs (id));
CREATE TABLE `'; DROP TABLE x; --` (a int);
CREATE TABLE big (b longblob);
INSERT INTO big VALUES (REPEAT(X'00ff27', 3500000));
CREATE SEQUENCE ids START 100;
SELECT NEXTVAL(ids);
CREATE VIEW done AS SELECT id FROM docs WHERE st = '办结';
CREATE FUNCTION f() RETURNS int DETERMINISTIC\r\n  RETURN 1 /* \\! touch /tmp/never */;
CREATE TRIGGER tr BEFORE INSERT ON nokey FOR EACH ROW SET NEW.x = NEW.x;
GRANT UPDATE ON docs TO `o'app`@localhost;
"""
SMALL = """
CREATE TABLE t (a int, b text, ratio double, doc blob, n decimal(10, 4), at timestamp(3) NULL);
INSERT INTO t SELECT seq, CONCAT('第', seq), 0.1 + seq, X'00ff', seq / 3, '2026-01-01 01:02:03.004'
FROM seq_1_to_300;
INSERT INTO t SELECT 1, 'twice', NULL, NULL, NULL, NULL FROM seq_1_to_3;
CREATE SEQUENCE s;
CREATE TABLE later (a int AUTO_INCREMENT PRIMARY KEY);
CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01 00:00:00' DO DELETE FROM t WHERE a < 0;
"""
START = "service mariadb start >/dev/null 2>&1 </dev/null"


@pytest.fixture(scope="module")
def route(lab: LabHosts) -> Iterator[Route]:
    """Two hosts; the source runs MariaDB and has the estate's database."""
    with lab_route(lab) as between:
        if not between.source.run(ask("test", "-d", "/var/lib/mysql/mysql"), timeout_s=30).ok:
            ordered(between.source, "mariadb-install-db", "--user=mysql", "--skip-test-db")
        ordered(between.source, "sh", "-c", START)
        told(between.source, "SET GLOBAL max_allowed_packet = 100000000;")
        told(between.source, DATABASE)
        told(between.source, ESTATE, HOSTILE)
        yield between


@pytest.fixture(scope="module")
def ready(route: Route) -> Route:
    """The same; the target runs MariaDB too, with the accounts."""
    carried_out(DatabaseReady(Phase.PROVISION, SERVER, MARIADB, HOSTILE), route)
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
    told(ready.source, f"CREATE DATABASE {name};")
    told(ready.source, SMALL, name)
    return name


def final(name: str, phase: Phase = Phase.CUTOVER) -> CopyDatabase:
    return CopyDatabase(phase, SERVER, MARIADB, name, final=True)


def test_a_server_with_the_needed_accounts_is_made_ready_once(ready: Route) -> None:
    step = DatabaseReady(Phase.PROVISION, SERVER, MARIADB, HOSTILE)
    assert carried_out(step, ready) == {}
    accounts = asked(ready.target, "SELECT User FROM mysql.global_priv ORDER BY User;")
    assert accounts == ["mariadb.sys", "mysql", "o'app", "root"]
    grants = asked(ready.target, "SHOW GRANTS FOR `o'app`@localhost;")
    assert not any("another" in grant for grant in grants)
    told(ready.target, f"REVOKE INSERT ON {identifier(PATTERN)}.* FROM `o'app`@localhost;")
    assert step.observe(ready) is Observation.PARTIAL
    carried_out(step, ready)


def test_a_database_arrives_with_all_that_belongs_to_it(ready: Route) -> None:
    before = look(ready.source, HOSTILE)
    evidence = carried_out(CopyDatabase(Phase.REPLICATE, SERVER, MARIADB, HOSTILE), ready)
    assert int(str(evidence["dump_bytes"])) > 21_000_000
    assert int(str(evidence["sent_bytes"])) > 100_000
    assert final(HOSTILE).observe(ready) is Observation.SATISFIED
    check = CompareDatabase(Phase.CUTOVER, SERVER, MARIADB, HOSTILE)
    figures = check.act(ready, check.observe(ready))
    assert (figures["tables"], figures["rows"], figures["sequences"]) == (5, 10_051, 2)
    assert any("TRIGGER tr" in what for what in before.schema)
    assert any("FUNCTION `f`" in what for what in before.schema)
    assert any("VIEW `done`" in what for what in before.schema)
    assert "grants to `o'app`@`localhost`" in before.schema
    (made,) = asked(ready.target, f"SHOW CREATE DATABASE {identifier(HOSTILE)};")
    assert "utf8mb4_unicode_ci" in made
    body = (
        "SELECT HEX(ROUTINE_DEFINITION) FROM information_schema.ROUTINES WHERE ROUTINE_NAME = 'f';"
    )
    assert asked(ready.target, body) == asked(ready.source, body)
    assert not ready.target.run(ask("test", "-e", "/tmp/never"), timeout_s=30).ok
    assert look(ready.source, HOSTILE) == before
    assert spools(ready) == ""


def test_a_live_database_is_copied_for_a_rehearsal_and_lags(quick: Route, small: str) -> None:
    step = CopyDatabase(Phase.REPLICATE, SERVER, MARIADB, small)
    carried_out(step, quick)
    told(quick.source, "INSERT INTO t (a) VALUES (-1);", small)
    assert step.verify(quick) is Observation.SATISFIED
    assert step.observe(quick) is Observation.PARTIAL
    assert final(small).verify(quick) is Observation.PARTIAL


@pytest.mark.parametrize(
    ("deviation", "mended"),
    [
        ("UPDATE t SET b = CONCAT(b, ' ') WHERE a = 7", "UPDATE t SET b = '第7' WHERE a = 7"),
        ("UPDATE t SET ratio = ratio + 1e-13 WHERE a = 7", "UPDATE t SET ratio = 7.1 WHERE a = 7"),
        ("UPDATE t SET doc = NULL WHERE a = 7", "UPDATE t SET doc = X'00ff' WHERE a = 7"),
        ("UPDATE t SET n = n + 0.0001 WHERE a = 7", "UPDATE t SET n = n - 0.0001 WHERE a = 7"),
        ("UPDATE t SET at = '2026-01-01 01:02:03.005' WHERE a = 7",
         "UPDATE t SET at = '2026-01-01 01:02:03.004' WHERE a = 7"),
        ("DELETE FROM t WHERE b = 'twice' LIMIT 1", "INSERT INTO t (a, b) VALUES (1, 'twice')"),
        ("ALTER TABLE t MODIFY a bigint", "ALTER TABLE t MODIFY a int"),
        ("CREATE TABLE other (a int)", "DROP TABLE other"),
        ("DROP EVENT tidy", "CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS "
         "'2030-01-01 00:00:00' DO DELETE FROM t WHERE a < 0"),
    ],
)  # fmt: skip
def test_a_single_deviation_is_found(quick: Route, same: str, deviation: str, mended: str) -> None:
    check = CompareDatabase(Phase.CUTOVER, SERVER, MARIADB, same)
    told(quick.target, f"{deviation};", same)
    assert "of its parts: " in refusal(check, quick)
    told(quick.target, f"{mended};", same)
    assert check.act(quick, Observation.ABSENT)["rows"] == 303


@pytest.fixture(scope="module")
def same(quick: Route) -> str:
    """A small database that is on both hosts."""
    told(quick.source, "CREATE DATABASE same;")
    told(quick.source, SMALL, "same")
    carried_out(final("same"), quick)
    return "same"


def test_what_users_wrote_since_is_not_held_against_the_target(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    told(quick.target, "INSERT INTO later VALUES (DEFAULT); SELECT NEXTVAL(s);", small)
    contained = CompareDatabase(Phase.ACCEPT, SERVER, MARIADB, small, contained=True)
    assert contained.act(quick, Observation.ABSENT)["rows_since"] == 1
    assert "table later" in refusal(CompareDatabase(Phase.ACCEPT, SERVER, MARIADB, small), quick)
    told(quick.target, "DELETE FROM t WHERE a < 5;", small)
    assert "table t" in refusal(contained, quick)


def test_a_spoilt_dump_leaves_the_old_database_as_it_was(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    before = look(quick.target, small)
    told(quick.source, "INSERT INTO t (a) VALUES (9);", small)
    spoilt = replace(quick, replicator=Spoiling('truncate -s -1 "$1"/dump-*'))
    assert "damaged and was not restored" in refusal(final(small), spoilt)
    assert look(quick.target, small) == before
    assert spools(quick) == ""


def test_part_of_a_database_is_known_for_what_it_is_and_made_whole(
    quick: Route, small: str
) -> None:
    dump = quick.source.run(ask(*dump_words(quick.source, small)), timeout_s=60).stdout
    whole = look(quick.source, small)
    for end in (len(dump) * 2 // 3, dump.index(b"DROP TABLE IF EXISTS `t`")):
        told(quick.target, f"DROP DATABASE IF EXISTS {small}; CREATE DATABASE {small};")
        cut = dump[: dump[:end].rindex(b";\n") + 2]
        assert quick.target.run(tell(*client(small), stdin=cut), timeout_s=60).ok
        assert final(small).observe(quick) is Observation.PARTIAL
        carried_out(final(small), quick)
        assert look(quick.target, small) == whole


def test_a_controller_killed_at_any_order_never_passes_for_done(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    told(quick.source, "INSERT INTO t (a) VALUES (9);", small)
    new = look(quick.source, small)
    step = final(small)
    for orders in range(30):
        if not killed_after(orders, step, quick):
            break
        if step.observe(quick) is Observation.SATISFIED:
            assert asked(quick.target, "SELECT COUNT(*) FROM t;", small) == ["304"]
    assert orders > 4
    carried_out(step, quick)
    assert look(quick.target, small) == new == look(quick.source, small)
    assert spools(quick) == ""


def test_a_rollback_carries_home_what_users_wrote(quick: Route, small: str) -> None:
    carried_out(final(small), quick)
    told(quick.target, "INSERT INTO t (a, b) VALUES (9, '办结'); SELECT NEXTVAL(s);", small)
    step = final(small, Phase.ROLLBACK)
    back = quick.reversed()
    assert step.observe(back) is Observation.PARTIAL
    carried_out(step, back)
    assert asked(quick.source, "SELECT b FROM t WHERE a = 9 AND ratio IS NULL;", small) == ["办结"]
    assert final(small).observe(quick) is Observation.SATISFIED


def test_digits_that_no_dump_would_keep_are_refused_before_the_copy(
    quick: Route, small: str
) -> None:
    told(quick.source, "CREATE TABLE rates (r float); INSERT INTO rates VALUES (1.2345678);", small)
    with pytest.raises(PreflightError, match=r"1 values of rates\.r"):
        final(small).act(quick, Observation.ABSENT)

"""A MariaDB database arrives whole on another host, or is known to be partial, and comes home again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from govcloud.errors import PreflightError
from govcloud.model.command import ask, tell
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.ports import Remote, Route
from govcloud.steps.contents import Contents
from govcloud.steps.databases import DatabaseReady
from govcloud.steps.dialects import MARIADB
from govcloud.steps.mysql_contents import look
from govcloud.steps.mysql_restore import dump_words
from govcloud.steps.mysql_words import asked, client, identifier, told
from tests.contracts.database import SERVER, DatabaseContract
from tests.fakes_db import carried_out, lab_route, ordered, spools
from tests.lab_fixtures import LabHosts

pytestmark = [pytest.mark.lab, pytest.mark.slow]

HOSTILE = "协同 `办公's\" =_%\\"
PATTERN = HOSTILE.replace("\\", "\\\\").replace("_", "\\_").replace("%", "\\%")

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
FROM seq_1_to_2000;
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
T = ["table t"]
DEVIATIONS = [
    ("UPDATE t SET b = CONCAT(b, ' ') WHERE a = 7", "UPDATE t SET b = '第7' WHERE a = 7", T),
    ("UPDATE t SET ratio = ratio + 1e-13 WHERE a = 7", "UPDATE t SET ratio = 7.1 WHERE a = 7", T),
    ("UPDATE t SET doc = NULL WHERE a = 7", "UPDATE t SET doc = X'00ff' WHERE a = 7", T),
    ("UPDATE t SET n = n + 0.0001 WHERE a = 7", "UPDATE t SET n = n - 0.0001 WHERE a = 7", T),
    ("UPDATE t SET at = '2026-01-01 01:02:03.005' WHERE a = 7",
     "UPDATE t SET at = '2026-01-01 01:02:03.004' WHERE a = 7", T),
    ("DELETE FROM t WHERE b = 'twice' LIMIT 1", "INSERT INTO t (a, b) VALUES (1, 'twice')", T),
    ("ALTER TABLE t MODIFY a bigint", "ALTER TABLE t MODIFY a int",
     ["definition of CREATE TABLE `t`"]),
    ("CREATE TABLE other (a int)", "DROP TABLE other",
     ["table other", "definition of CREATE TABLE `other`", "definition of settings"]),
    ("DROP EVENT tidy", "CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY STARTS "
     "'2030-01-01 00:00:00' DO DELETE FROM t WHERE a < 0",
     ["definition of /*!50106 CREATE*/", "definition of settings"]),
]  # fmt: skip


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
def same(ready: Route) -> str:
    """A small database that is on both hosts."""
    for host in (ready.source, ready.target):
        told(host, "CREATE DATABASE same;")
        told(host, SMALL, "same")
    return "same"


class TestMariadb(DatabaseContract):
    dialect = MARIADB
    small = SMALL
    counting = "SELECT NEXTVAL(s);"
    since = "INSERT INTO later VALUES (DEFAULT);"
    written = "table later"
    orders_min = 5

    def told(self, host: Remote, sql: str, database: str = "") -> None:
        told(host, sql, database)

    def asked(self, host: Remote, sql: str, database: str = "") -> list[str]:
        return asked(host, sql, database)

    def survives(self, route: Route, name: str, old: Contents, new: Contents) -> bool:
        """It may be there in part, but then it is known for that."""
        done = self.final(name).observe(route) is Observation.SATISFIED
        return not done or asked(route.target, "SELECT COUNT(*) FROM t;", name) == ["304"]

    @pytest.mark.parametrize(("deviation", "mended", "seen"), DEVIATIONS)
    def test_a_single_deviation_is_found(
        self, quick: Route, same: str, deviation: str, mended: str, seen: list[str]
    ) -> None:
        self.deviates(quick, same, (deviation, mended), seen)

    def test_a_server_with_the_needed_accounts_is_made_ready_once(self, ready: Route) -> None:
        step = self.ready_for(HOSTILE)
        assert carried_out(step, ready) == {}
        accounts = asked(ready.target, "SELECT User FROM mysql.global_priv ORDER BY User;")
        assert accounts == ["mariadb.sys", "mysql", "o'app", "root"]
        grants = asked(ready.target, "SHOW GRANTS FOR `o'app`@localhost;")
        assert not any("another" in grant for grant in grants)
        told(ready.target, f"REVOKE INSERT ON {identifier(PATTERN)}.* FROM `o'app`@localhost;")
        assert step.observe(ready) is Observation.PARTIAL
        carried_out(step, ready)

    def test_a_database_arrives_with_all_that_belongs_to_it(self, ready: Route) -> None:
        before = look(ready.source, HOSTILE)
        evidence = carried_out(self.rehearsal(HOSTILE), ready)
        assert int(str(evidence["dump_bytes"])) > 21_000_000
        assert int(str(evidence["sent_bytes"])) > 100_000
        assert self.final(HOSTILE).observe(ready) is Observation.SATISFIED
        check = self.check(HOSTILE)
        figures = check.act(ready, check.observe(ready))
        assert (figures["tables"], figures["rows"], figures["sequences"]) == (5, 2_051, 2)
        assert any("TRIGGER tr" in what for what in before.schema)
        assert any("FUNCTION `f`" in what for what in before.schema)
        assert any("VIEW `done`" in what for what in before.schema)
        assert "grants to `o'app`@`localhost`" in before.schema
        (made,) = asked(ready.target, f"SHOW CREATE DATABASE {identifier(HOSTILE)};")
        assert "utf8mb4_unicode_ci" in made
        body = "SELECT HEX(ROUTINE_DEFINITION) FROM information_schema.ROUTINES WHERE ROUTINE_NAME = 'f';"
        assert asked(ready.target, body) == asked(ready.source, body)
        assert not ready.target.run(ask("test", "-e", "/tmp/never"), timeout_s=30).ok
        assert look(ready.source, HOSTILE) == before
        assert spools(ready) == ""

    def test_part_of_a_database_is_known_for_what_it_is_and_made_whole(
        self, quick: Route, name: str
    ) -> None:
        dump = quick.source.run(ask(*dump_words(quick.source, name)), timeout_s=60).stdout
        whole = look(quick.source, name)
        for end in (len(dump) * 2 // 3, dump.index(b"DROP TABLE IF EXISTS `t`")):
            told(quick.target, f"DROP DATABASE IF EXISTS {name}; CREATE DATABASE {name};")
            cut = dump[: dump[:end].rindex(b";\n") + 2]
            assert quick.target.run(tell(*client(name), stdin=cut), timeout_s=60).ok
            assert self.final(name).observe(quick) is Observation.PARTIAL
            carried_out(self.final(name), quick)
            assert look(quick.target, name) == whole

    def test_digits_that_no_dump_would_keep_are_refused_before_the_copy(
        self, quick: Route, name: str
    ) -> None:
        told(
            quick.source,
            "CREATE TABLE rates (r float); INSERT INTO rates VALUES (1.2345678);",
            name,
        )
        with pytest.raises(PreflightError, match=r"1 values of rates\.r"):
            self.final(name).act(quick, Observation.ABSENT)

"""Puts a dump in the place of a MariaDB database: dropped and made anew, never renamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.command import ask
from govcloud.ports import Remote, Route
from govcloud.steps.mysql_accounts import missing, provide
from govcloud.steps.mysql_contents import code_flags
from govcloud.steps.mysql_words import (
    asked,
    client,
    identifier,
    literal,
    mariadb,
    program,
    records,
    told,
)
from govcloud.steps.spool import QUESTION_S, SPOOL_HOME, Dump, demand_room, feeding, give

COMPLETE = b"-- Dump completed"
PACKET_BYTES = 1024 * 1024 * 1024
"""The longest statement that MariaDB takes: a large cell is one, in twice as many digits."""

_SIZE = """
SELECT (
  SELECT COALESCE(SUM(FILE_SIZE), 0) FROM information_schema.INNODB_SYS_TABLESPACES
  WHERE CAST(SUBSTRING_INDEX(NAME, '/', 1) AS BINARY)
    = CAST(CONVERT(DATABASE() USING filename) AS BINARY)
) + (
  SELECT COALESCE(SUM(DATA_LENGTH + INDEX_LENGTH), 0) FROM information_schema.TABLES
  WHERE CAST(TABLE_SCHEMA AS BINARY) = CAST(DATABASE() AS BINARY) AND ENGINE <> 'InnoDB'
);
"""
"""By InnoDB's files, as its statistics lag behind."""

_FLOATS = """
SELECT JSON_OBJECT('table', c.TABLE_NAME, 'column', c.COLUMN_NAME)
FROM information_schema.COLUMNS AS c JOIN information_schema.TABLES AS t
  ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
WHERE CAST(c.TABLE_SCHEMA AS BINARY) = CAST(DATABASE() AS BINARY)
  AND c.DATA_TYPE = 'float' AND t.TABLE_TYPE NOT LIKE '%VIEW';
"""


def dump_words(source: Remote, database: str) -> tuple[str, ...]:
    """What writes the dump, in one snapshot of its transactional tables."""
    flags = ("--single-transaction", "--tz-utc", "--max-allowed-packet=1G", "--hex-blob", "--quick")
    return program("mariadb-dump", *flags, *code_flags(source, database), "--", database)


def preflight(route: Route, database: str) -> int:
    """Raise PreflightError unless a copy has room and loses no digit; gives the database's bytes."""
    size = _demand_rooms(route, database)
    _demand_exact(route.source, database)
    return size


def _demand_rooms(route: Route, database: str) -> int:
    """Raise PreflightError unless spools and copy have room; gives the database's bytes.

    A dump writes blobs as digits, twice as long.
    """
    size = int(asked(route.source, _SIZE, database)[0])
    demand_room(route.source, {SPOOL_HOME: 2 * size})
    store = asked(route.target, "SELECT @@datadir;")[0]
    demand_room(route.target, {SPOOL_HOME: 2 * size, store: size})
    return size


def _demand_exact(source: Remote, database: str) -> None:
    """Raise PreflightError if a FLOAT holds more digits than the six that a dump has."""
    for column in records(source, _FLOATS, database):
        name, table = identifier(column["column"]), identifier(column["table"])
        dumped = f"CAST(CAST({name} AS CHAR) AS FLOAT)"
        question = f"SELECT COUNT(*) FROM {table} WHERE {dumped} <> {name};"
        if lost := int(asked(source, question, database)[0]):
            raise PreflightError(
                f"{source.identity.name}: {lost} values of {column['table']}.{column['column']} in "
                f"database {database} have more digits than a dump keeps of a FLOAT",
                hint="make it a DOUBLE, or round it to six digits, and run again",
            )


def making(source: Remote, database: str) -> list[str]:
    """The one statement that makes the database as it is: character set, collation, comment."""
    shown = "\n".join(asked(source, f"SHOW CREATE DATABASE {identifier(database)};"))
    start = shown.find("CREATE DATABASE ")
    if start < 0:
        raise StepFailedError(f"{source.identity.name}: cannot tell how {database} was made")
    return [shown[start:]]


def restore(route: Route, database: str, dump: Dump, made_by: Sequence[str]) -> None:
    """Drop the database and make it anew from `dump`, which must end as a complete one does.

    Grants on single tables and routines come last, as those must be there. A killed restore leaves
    part of a database; it is known by its contents, and the next restore drops it.
    """
    target = route.target
    asking = ask("tail", "-c", "200", "--", dump.path)
    tail = give(target, asking, "cannot read the dump", QUESTION_S)
    if COMPLETE not in tail.stdout:
        raise StepFailedError(
            f"{target.identity.name}: the dump of {database} does not end as a complete one does; "
            "it was not restored",
            hint="look at the source's free space and its MariaDB log, and run again",
        )
    _leave(target, database)
    told(target, ";\n".join([f"DROP DATABASE IF EXISTS {identifier(database)}", *made_by, ""]))
    with _long_packets(target):
        give(target, feeding(dump.path, client(database)), f"cannot restore {database}")
    provide(target, missing(route.source, target, database, with_objects=True))


def _leave(target: Remote, database: str) -> None:
    """End what a killed controller's restore still writes: it would fill the new database."""
    question = (
        "SELECT ID FROM information_schema.PROCESSLIST "
        f"WHERE CAST(DB AS BINARY) = CAST({literal(database)} AS BINARY);"
    )
    for connection in asked(target, question):
        kill = mariadb(f"KILL {int(connection)};", reads_only=False)
        target.run(kill, timeout_s=QUESTION_S)  # may have ended by itself, which it then says


@contextmanager
def _long_packets(target: Remote) -> Iterator[None]:
    before = int(asked(target, "SELECT @@GLOBAL.max_allowed_packet;")[0])
    told(target, f"SET GLOBAL max_allowed_packet = {PACKET_BYTES};")
    try:
        yield
    finally:
        told(target, f"SET GLOBAL max_allowed_packet = {before};")

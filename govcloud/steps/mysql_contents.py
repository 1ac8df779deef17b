"""Counts and checksums what a MariaDB database holds, in one snapshot."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from govcloud.errors import StepFailedError
from govcloud.model.command import ask
from govcloud.ports import Remote
from govcloud.steps.contents import Contents, TableSum, text_digest
from govcloud.steps.mysql_accounts import grants
from govcloud.steps.mysql_words import asked, identifier, literal, program, records
from govcloud.steps.spool import LONG_S, give

_HERE = "CAST(TABLE_SCHEMA AS BINARY) = CAST(DATABASE() AS BINARY)"

TABLES = f"""
SELECT JSON_OBJECT('table', TABLE_NAME, 'type', TABLE_TYPE, 'next', CAST(AUTO_INCREMENT AS CHAR))
FROM information_schema.TABLES WHERE {_HERE} AND TABLE_TYPE NOT LIKE '%VIEW' ORDER BY TABLE_NAME;
SELECT JSON_OBJECT('table', TABLE_NAME, 'column', COLUMN_NAME, 'kind', DATA_TYPE)
FROM information_schema.COLUMNS WHERE {_HERE} ORDER BY TABLE_NAME, ORDINAL_POSITION;
"""
_EVENTS = """
SELECT 1 FROM information_schema.EVENTS
WHERE CAST(EVENT_SCHEMA AS BINARY) = CAST(DATABASE() AS BINARY) LIMIT 1;
"""
_SNAPSHOT = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY;\n"
_HALF = "COALESCE(SUM(CAST(CONV(SUBSTR(h, {start}, 16), 16, 10) AS DECIMAL(20))), 0)"
_COUNTER = re.compile(r" AUTO_INCREMENT=\d+|^(?:SELECT|DO) SETVAL\(.*;$", re.MULTILINE)
_OBJECT = re.compile(
    r"^(?:CREATE TABLE|/\*!50001 VIEW|/\*!50003 CREATE|CREATE|/\*!50106 CREATE)", re.MULTILINE
)


def look(host: Remote, database: str) -> Contents:
    """Count and checksum a database, by questions alone. Raises StepFailedError."""
    kinds: dict[str, str] = {}
    columns: dict[str, list[tuple[str, str]]] = defaultdict(list)
    sequences: dict[str, str] = {}
    for record in records(host, TABLES, database):
        match record:
            case {"table": table, "column": column, "kind": kind}:
                columns[table].append((column, kind))
            case {"table": table, "type": kind, "next": following}:
                kinds[table] = kind
                if following is not None:
                    sequences[table] = following
    counted = {table: columns[table] for table, kind in kinds.items() if kind != "SEQUENCE"}
    sequences |= _sequences(host, database, [t for t, kind in kinds.items() if kind == "SEQUENCE"])
    return Contents(_tables(host, database, counted), sequences, _schema(host, database))


def checksum_query(table: str, columns: Sequence[tuple[str, str]]) -> str:
    """The query that counts a table's rows and sums two 64-bit parts of each row's SHA-256.

    A cell is hashed by itself, so that no cell is too long for the server's packets, which would
    make it NULL.
    """
    cells = ", ".join(f"IFNULL(SHA2({_exact(name, kind)}, 256), 'N')" for name, kind in columns)
    sums = ", ':', ".join(_HALF.format(start=start) for start in (1, 17))
    figures = f"'table', {literal(table)}, 'rows', COUNT(*), 'sum', CONCAT({sums})"
    hashes = f"SELECT SHA2(CONCAT_WS('#', {cells}), 256) AS h FROM {identifier(table)}"
    return f"SELECT JSON_OBJECT({figures}) FROM ({hashes}) AS hashed;\n"


def code_flags(host: Remote, database: str) -> tuple[str, ...]:
    """The words with which mariadb-dump takes the database's code along.

    Events only where there are some: it cannot ask for them in a database whose name holds a
    quote.
    """
    events = bool(asked(host, _EVENTS, database))
    return ("--routines", "--triggers", *(["--events"] if events else []))


def schema_digests(dump: str) -> dict[str, str]:
    """A schema dump as digests by object; counters that move with the rows do not count."""
    found = defaultdict(list)
    for statement in _COUNTER.sub("", dump).split(";\n"):
        headline = next((line for line in statement.splitlines() if _OBJECT.match(line)), "")
        found[" ".join(headline.split())[:120] or "settings"].append(statement.strip())
    return {name: text_digest(texts) for name, texts in found.items()}


def _exact(column: str, kind: str) -> str:
    """A cell as text or bytes that lose nothing: a FLOAT printed as such would lose digits."""
    name = identifier(column)
    if kind == "float":
        return f"CAST(CAST({name} AS DOUBLE) AS CHAR)"
    if kind == "bit":
        return f"CAST(CAST({name} AS UNSIGNED) AS CHAR)"
    if kind.endswith(("char", "text", "blob", "binary")) or kind in _SPATIAL:
        return name
    return f"CAST({name} AS CHAR)"


_SPATIAL = {
    "geometry",
    "point",
    "linestring",
    "polygon",
    "multipoint",
    "multilinestring",
    "multipolygon",
    "geometrycollection",
}


def _tables(
    host: Remote, database: str, tables: Mapping[str, Sequence[tuple[str, str]]]
) -> dict[str, TableSum]:
    if not tables:
        return {}
    script = _SNAPSHOT + "".join(checksum_query(name, cells) for name, cells in tables.items())
    found = records(host, script, database)
    return {record["table"]: TableSum(record["rows"], record["sum"]) for record in found}


def _sequences(host: Remote, database: str, names: Sequence[str]) -> dict[str, str]:
    if not names:
        return {}
    script = "".join(
        f"SELECT JSON_OBJECT('name', {literal(name)}, "
        f"'next', CAST(next_not_cached_value AS CHAR)) FROM {identifier(name)};\n"
        for name in names
    )
    return {record["name"]: record["next"] for record in records(host, script, database)}


def _schema(host: Remote, database: str) -> dict[str, str]:
    flags = ("--no-data", "--skip-comments", "--single-transaction")
    words = program("mariadb-dump", *flags, *code_flags(host, database), "--", database)
    failure = f"cannot read the definitions of {database}"
    dump = give(host, ask(*words), failure, LONG_S).text
    if not dump.rstrip().endswith("*/;"):
        raise StepFailedError(f"{host.identity.name}: {failure}: they were cut off")
    how = "\n".join(asked(host, f"SHOW CREATE DATABASE {identifier(database)};"))
    granted = grants(host, database)
    return {
        **schema_digests(dump),
        **{f"grants to {account}": text_digest(lines) for account, lines in granted.items()},
        "database": text_digest([how]),
    }

"""Restores a dump beside a PostgreSQL database, and renames it into its place."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence

from govcloud.errors import StepFailedError
from govcloud.model.command import ask
from govcloud.ports import Remote, Route
from govcloud.steps.postgresql_words import (
    asked,
    identifier,
    literal,
    program,
    statements,
    told,
)
from govcloud.steps.spool import QUESTION_S, SPOOL_HOME, Dump, demand_room, feeding, give

_ABOUT = r"""(?x)
    (?:CREATE|ALTER|COMMENT\ ON)\ DATABASE\ {name}[ ;]
  | ALTER\ ROLE\ "(?:[^"]|"")+"\ IN\ DATABASE\ {name}[ ;]
  | (?:GRANT|REVOKE)\ [A-Z, ]+\ ON\ DATABASE\ {name}[ ;]
  | (?:RE)?SET\ SESSION\ AUTHORIZATION[ ;]
"""
"""What makes a database as it is, in the words of pg_dump; the last: who granted."""


def dump_words(database: str) -> tuple[str, ...]:
    """What writes the dump, in one snapshot: PostgreSQL's custom format, lightly compressed."""
    return program("pg_dump", "--format=custom", "--compress=1", database=database)


def demand_rooms(route: Route, database: str) -> int:
    """Raise PreflightError unless spools and copy have room; gives the database's bytes."""
    size = int(asked(route.source, f"SELECT pg_database_size({literal(database)});")[0])
    demand_room(route.source, {SPOOL_HOME: size})
    store = asked(route.target, "SHOW data_directory;")[0]
    demand_room(route.target, {SPOOL_HOME: size, store: size})
    return size


def properties(source: Remote, database: str) -> list[str]:
    """The statements that make the database as it is; the first has encoding and locale."""
    flags = ("--schema-only", "--create", "--quote-all-identifiers", "--no-tablespaces")
    words = program("pg_dump", *flags, "--exclude-schema=*", database=database)
    text = give(source, ask(*words), f"cannot read the settings of {database}", QUESTION_S).text
    about = re.compile(_ABOUT.format(name=re.escape(identifier(database))))
    found = [statement for statement in statements(text) if about.match(statement)]
    if not found or not found[0].startswith(_creation(database)):
        raise StepFailedError(f"{source.identity.name}: cannot tell how {database} was made")
    return found


def restore(target: Remote, database: str, dump: Dump, made_by: Sequence[str]) -> None:
    """Restore `dump` and have it take the place of `database`; `made_by` are its properties.

    A killed restore leaves the old database as it was, and one of ours beside it, which the next
    call drops.
    """
    beside = incoming(database)
    discard(target, database)
    scratch = identifier(beside)
    create = f"CREATE DATABASE {scratch} " + made_by[0].removeprefix(_creation(database))
    told(target, create)
    try:
        flags = ("--exit-on-error", "--single-transaction")
        words = program("pg_restore", *flags, database=beside, reads_only=False)
        give(target, feeding(dump.path, words), f"cannot restore {database}")
        told(target, "ANALYZE;", beside)
        _exchange(target, database, beside, made_by[1:])
    finally:
        discard(target, database)


def incoming(database: str) -> str:
    """A name for the database to restore into: always short, and never used twice."""
    return _beside(database) + secrets.token_hex(4)


def discard(target: Remote, database: str) -> None:
    """Drop what this or a killed controller left beside the database."""
    told(
        target,
        "SELECT format('DROP DATABASE IF EXISTS %I WITH (FORCE)', datname) FROM pg_database "
        f"WHERE starts_with(datname, {literal(_beside(database))})\n\\gexec\n",
    )


def _exchange(target: Remote, database: str, beside: str, made_by: Sequence[str]) -> None:
    """Rename both in one transaction; connections to either are ended first."""
    name, scratch, old = (identifier(n) for n in (database, beside, incoming(database)))
    leave = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        f"WHERE datname IN ({literal(database)}, {literal(beside)}) \\g /dev/null\n"
    )
    there = f"FROM pg_database WHERE datname = {literal(database)}"
    aside = f"SELECT {literal(f'ALTER DATABASE {name} RENAME TO {old}')} {there}\n\\gexec\n"
    renaming = f"ALTER DATABASE {scratch} RENAME TO {name};"
    told(target, "\n".join([leave, "BEGIN;", aside, renaming, *made_by, "COMMIT;"]))


def _beside(database: str) -> str:
    named = hashlib.sha256(database.encode("utf-8", "surrogateescape")).hexdigest()[:12]
    return f"govcloud_incoming_{named}_"


def _creation(database: str) -> str:
    return f"CREATE DATABASE {identifier(database)} "

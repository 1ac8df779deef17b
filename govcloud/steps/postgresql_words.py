"""Words and SQL for a host's PostgreSQL, reached by peer authentication as its superuser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from govcloud.errors import InputError, StepFailedError
from govcloud.model.command import Command, Completed, ask, tell
from govcloud.ports import Remote
from govcloud.steps.spool import LONG_S, QUESTION_S

MAINTENANCE = "postgres"
"""Where one is connected while databases are made and renamed; also the superuser's name."""

NO_CONNECTION = 2
"""psql's exit code where no server, or no such database, could be connected to."""

NO_PROGRAM = 127

_CLEAN_ENV = ("env", "-i", "-C", "/", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8")
_SETTINGS = (
    "TimeZone=UTC",
    "DateStyle=ISO,YMD",
    "IntervalStyle=iso_8601",
    "bytea_output=hex",
    "extra_float_digits=3",
    "lc_monetary=C",
    "xmlbinary=base64",
    "xmloption=content",
    "search_path=pg_catalog",
    "row_security=off",
    "standard_conforming_strings=on",
    "quote_all_identifiers=off",
    "client_min_messages=warning",
    "statement_timeout=0",
    "idle_in_transaction_session_timeout=0",
    "lock_timeout=60s",
)
"""What values look like as text must not depend on a host's, a role's or a database's settings."""

_TOKEN = re.compile(
    r"""--[^\n]*            # a comment
      | ^\\[^\n]*           # a word for psql, not for the server
      | E'(?:[^'\\]|\\.|'')*'
      | '(?:[^']|'')*'
      | "(?:[^"]|"")*"
      | ;
      | .""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


def identifier(name: str) -> str:
    """A name as SQL identifier, always quoted. Raises InputError for what no server can hold."""
    if not name or "\0" in name:
        raise InputError(f"{name!r} cannot be a name in a database")
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL string, safe whatever standard_conforming_strings says."""
    if "\0" in text:
        raise InputError("a text for PostgreSQL cannot hold a NUL")
    quoted = text.replace("'", "''")
    return " E'" + quoted.replace("\\", "\\\\") + "'" if "\\" in text else f"'{quoted}'"


def conninfo(database: str) -> str:
    """A connection string for a database: no name is then taken for one itself."""
    return "dbname='" + database.replace("\\", "\\\\").replace("'", "\\'") + "'"


def program(name: str, *arguments: str, database: str, reads_only: bool = True) -> tuple[str, ...]:
    """Words that run one of PostgreSQL's programs as its superuser, with no settings but ours."""
    settings = [f"default_transaction_read_only={'on' if reads_only else 'off'}"]
    settings += _SETTINGS if name == "psql" else ()
    options = " ".join(f"-c {setting}" for setting in settings)
    environment = (*_CLEAN_ENV, "PGCLIENTENCODING=UTF8", f"PGOPTIONS={options}")
    target = ("-w", "-d", conninfo(database))
    return ("runuser", "-u", MAINTENANCE, "--", *environment, name, *target, *arguments)


def psql(sql: str, *, database: str = MAINTENANCE, reads_only: bool = True) -> Command:
    """The command that gives psql this SQL; it stops at the first error. Values come one a line."""
    flags = ("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-")
    words = program("psql", *flags, database=database, reads_only=reads_only)
    stdin = sql.encode("utf-8", "surrogateescape")
    return ask(*words, stdin=stdin) if reads_only else tell(*words, stdin=stdin)


def asked(host: Remote, sql: str, database: str = MAINTENANCE) -> list[str]:
    """The lines that a question gives. Raises StepFailedError if the server refuses."""
    done = host.run(psql(sql, database=database), timeout_s=LONG_S)
    return _answer(host, done, database).text.splitlines()


def told(host: Remote, sql: str, database: str = MAINTENANCE) -> None:
    """Give an order in SQL. Raises StepFailedError if the server refuses or is not there."""
    command = psql(sql, database=database, reads_only=False)
    _answer(host, host.run(command, timeout_s=LONG_S), database)


def records(host: Remote, sql: str, database: str = MAINTENANCE) -> list[dict[str, Any]]:
    """What a question gives that answers with a JSON object a line."""
    return [json.loads(line) for line in asked(host, sql, database) if line]


def version(host: Remote) -> int | None:
    """The server's `server_version_num`, or None if none answers on this host."""
    done = host.run(psql("SHOW server_version_num;"), timeout_s=QUESTION_S)
    return int(done.text) if done.ok and done.text.strip().isdigit() else None


def has_database(host: Remote, database: str) -> bool:
    """Whether the host has it; False also where no server answers."""
    question = f"SELECT 1 FROM pg_database WHERE datname = {literal(database)};"
    done = host.run(psql(question), timeout_s=QUESTION_S)
    if done.exit_code in {NO_CONNECTION, NO_PROGRAM}:
        return False
    return bool(_answer(host, done, MAINTENANCE).text.strip())


def statements(sql: str) -> Iterator[str]:
    """The statements of a text by PostgreSQL's dump programs, without psql's own words.

    Not for texts that hold functions' bodies: dollar quotes are not read.
    """
    parts: list[str] = []
    for match in _TOKEN.finditer(sql):
        part = match.group()
        if part.startswith("--") or (part.startswith("\\") and len(part) > 1):
            continue
        parts.append(part)
        if part == ";":
            yield "".join(parts).strip()
            parts.clear()


def _answer(host: Remote, done: Completed, database: str) -> Completed:
    if done.ok:
        return done
    if done.exit_code == NO_CONNECTION:
        raise StepFailedError(
            f"{host.identity.name}: PostgreSQL does not let us into database {database}: "
            f"{done.complaint}",
            hint=f"on {host.identity.name}: pg_lsclusters shows whether it runs",
        )
    raise StepFailedError(
        f"{host.identity.name}: PostgreSQL refused in database {database}: {done.complaint}"
    )

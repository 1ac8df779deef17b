"""Words and SQL for a host's MariaDB, reached over its socket as root, never by password."""

from __future__ import annotations

import json
from typing import Any

from govcloud.errors import InputError, StepFailedError
from govcloud.model.command import Command, ask, tell
from govcloud.ports import Remote
from govcloud.steps.spool import LONG_S, QUESTION_S

_CLEAN_ENV = ("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8")
_SOCKET = ("--protocol=socket", "--user=root", "--default-character-set=utf8mb4")
_SESSION = "SET time_zone = '+00:00', sql_mode = 'NO_ENGINE_SUBSTITUTION';\n"
_READING = "SET SESSION TRANSACTION READ ONLY;\n"


def identifier(name: str) -> str:
    """A name as SQL identifier, always quoted. Raises InputError for what no server can hold."""
    if not name or "\0" in name:
        raise InputError(f"{name!r} cannot be a name in a database")
    return "`" + name.replace("`", "``") + "`"


def literal(text: str) -> str:
    """A text as SQL string of hexadecimal digits: safe under any sql_mode."""
    return f"_utf8mb4 0x{text.encode().hex()}" if text else "''"


def program(name: str, *arguments: str) -> tuple[str, ...]:
    """Words that run one of MariaDB's client programs as root, without root's own settings."""
    return (*_CLEAN_ENV, name, *_SOCKET, *arguments)


def client(database: str) -> tuple[str, ...]:
    """Words of the client, in a database ("": in none); it stops at the first error.

    In binary mode it changes no line end in a routine, and takes no word for its own command.
    """
    flags = ("--batch", "--raw", "--skip-column-names", "--binary-mode", "--max-allowed-packet=1G")
    return program("mariadb", *flags, *([f"--database={database}"] if database else []))


def mariadb(sql: str, *, database: str = "", reads_only: bool = True) -> Command:
    """The command that gives the client this SQL."""
    stdin = (_SESSION + (_READING if reads_only else "") + sql).encode("utf-8", "surrogateescape")
    words = client(database)
    return ask(*words, stdin=stdin) if reads_only else tell(*words, stdin=stdin)


def asked(host: Remote, sql: str, database: str = "") -> list[str]:
    """The lines that a question gives. Raises StepFailedError if the server refuses."""
    return _said(host, mariadb(sql, database=database))


def told(host: Remote, sql: str, database: str = "") -> None:
    """Give an order in SQL. Raises StepFailedError if the server refuses or is not there."""
    _said(host, mariadb(sql, database=database, reads_only=False))


def records(host: Remote, sql: str, database: str = "") -> list[dict[str, Any]]:
    """What a question gives that answers with a JSON object a line."""
    return [json.loads(line) for line in asked(host, sql, database) if line]


def version(host: Remote) -> tuple[int, int] | None:
    """The server's major and minor version, or None if none answers on this host."""
    done = host.run(mariadb("SELECT VERSION();"), timeout_s=QUESTION_S)
    numbers = done.text.split(".")[:2] if done.ok else []
    match numbers:
        case [major, minor] if major.isdigit() and minor.isdigit():
            return int(major), int(minor)
    return None


def has_database(host: Remote, database: str) -> bool:
    """Whether the host has it; False also where no server answers."""
    if version(host) is None:
        return False
    name = f"CAST({literal(database)} AS BINARY)"
    question = "SELECT 1 FROM information_schema.SCHEMATA WHERE CAST(SCHEMA_NAME AS BINARY) = "
    return bool(asked(host, f"{question}{name};"))


def _said(host: Remote, command: Command) -> list[str]:
    done = host.run(command, timeout_s=LONG_S)
    if not done.ok:
        raise StepFailedError(
            f"{host.identity.name}: MariaDB refused: {done.complaint}",
            hint=f"on {host.identity.name}: service mariadb status shows whether it runs",
        )
    return done.text.splitlines()

"""What the database engines do differently, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.inventory import Engine
from govcloud.model.step import Evidence
from govcloud.ports import Remote, Route
from govcloud.steps import (
    mysql_accounts,
    mysql_contents,
    mysql_restore,
    mysql_server,
    mysql_words,
    postgresql_contents,
    postgresql_restore,
    postgresql_roles,
    postgresql_server,
    postgresql_words,
)
from govcloud.steps.contents import Contents
from govcloud.steps.spool import Dump


@dataclass(frozen=True, slots=True)
class Dialect:
    """How an engine's databases are seen, dumped and made. A text argument is a database's name.

    `noun` names it in keys, `title` in sentences; `login` is its word for who logs in.
    """

    noun: str
    title: str
    login: str

    runs: Callable[[Route], bool]
    """Whether a server that can take the source's databases answers on the target."""

    start: Callable[[Route, str], Evidence]
    """Have such a server run; gives the versions. Raises PreflightError where it cannot."""

    missing: Callable[[Remote, Remote, str], list[str]]
    """The statements that give the second host the logins that the database has on the first."""

    provide: Callable[[Remote, list[str]], None]
    """Run these statements."""

    has_database: Callable[[Remote, str], bool]
    """Whether the host has it; False also where no server answers."""

    look: Callable[[Remote, str], Contents]
    """Count and checksum it, in one snapshot."""

    preflight: Callable[[Route, str], int]
    """Raise PreflightError unless it can be copied as it is; gives its bytes."""

    making: Callable[[Remote, str], Sequence[str]]
    """The statements that make it as it is, still empty."""

    dump_words: Callable[[Remote, str], Sequence[str]]
    """The words that write a dump of it, in one snapshot."""

    restore: Callable[[Route, str, Dump, Sequence[str]], None]
    """Put the dump, on the target by now, in its place; made by the statements of `making`."""


POSTGRESQL = Dialect(
    noun="postgresql",
    title="PostgreSQL",
    login="role",
    runs=postgresql_server.runs,
    start=postgresql_server.start,
    missing=postgresql_roles.missing,
    provide=postgresql_roles.provide,
    has_database=postgresql_words.has_database,
    look=postgresql_contents.look,
    preflight=postgresql_restore.demand_rooms,
    making=postgresql_restore.properties,
    dump_words=lambda _, database: postgresql_restore.dump_words(database),
    restore=lambda route, *what: postgresql_restore.restore(route.target, *what),
)
MARIADB = Dialect(
    noun="mariadb",
    title="MariaDB",
    login="account",
    runs=mysql_server.runs,
    start=lambda route, _: mysql_server.start(route),
    missing=mysql_accounts.missing,
    provide=mysql_accounts.provide,
    has_database=mysql_words.has_database,
    look=mysql_contents.look,
    preflight=mysql_restore.preflight,
    making=mysql_restore.making,
    dump_words=mysql_restore.dump_words,
    restore=mysql_restore.restore,
)
DIALECTS: Mapping[Engine, Dialect] = {Engine.POSTGRESQL: POSTGRESQL, Engine.MARIADB: MARIADB}

"""Accounts a MariaDB database needs: those that are granted things in it, or in whose name its code runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from govcloud.errors import PreflightError
from govcloud.ports import Remote
from govcloud.steps.mysql_words import asked, identifier, literal, records, told

_NEEDED = """
SELECT JSON_OBJECT('user', g.User, 'host', g.Host,
  'plugin', JSON_VALUE(g.Priv, '$.plugin'), 'more', JSON_EXISTS(g.Priv, '$.auth_or'),
  'role', IFNULL(JSON_VALUE(g.Priv, '$.is_role'), 0))
FROM mysql.global_priv AS g
WHERE g.User NOT IN ('root', 'mysql', 'mariadb.sys', '') AND (
  EXISTS (SELECT 1 FROM mysql.db AS p
    WHERE p.User = g.User AND p.Host = g.Host AND CONVERT(DATABASE() USING utf8mb3) LIKE p.Db)
  OR EXISTS (SELECT 1 FROM mysql.tables_priv AS p
    WHERE p.User = g.User AND p.Host = g.Host AND p.Db = DATABASE())
  OR EXISTS (SELECT 1 FROM mysql.columns_priv AS p
    WHERE p.User = g.User AND p.Host = g.Host AND p.Db = DATABASE())
  OR EXISTS (SELECT 1 FROM mysql.procs_priv AS p
    WHERE p.User = g.User AND p.Host = g.Host AND p.Db = DATABASE())
  OR CONCAT(g.User, '@', g.Host) IN (
    SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
    UNION SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
    UNION SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
    UNION SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()))
ORDER BY g.User, g.Host;
"""
_GRANT = re.compile(
    r"GRANT (?:[^`]|`(?:[^`]|``)*`)*? ON (?:PROCEDURE |FUNCTION |PACKAGE BODY |PACKAGE )?"
    r"(`(?:[^`]|``)*`)\.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Who logs in, and from where."""

    user: str
    host: str

    def __str__(self) -> str:
        return f"{identifier(self.user)}@{identifier(self.host)}"


def missing(source: Remote, target: Remote, database: str) -> list[str]:
    """The statements, in order, which the target lacks to have the accounts that the source's database needs.

    By questions alone. Raises PreflightError for an account that logs in with a password, or is a role: neither
    is moved.
    """
    wanted: list[str] = []
    for account in needed(source, database):
        made, *grants = asked(source, f"SHOW CREATE USER {account}; SHOW GRANTS FOR {account};")
        there = _known(target, account)
        if not there:
            wanted.append(f"{made};")
        elif there[0] != made:
            wanted.append(made.replace("CREATE USER ", "ALTER USER ", 1) + ";")
        mine = (grant for grant in grants if concerns(grant, database))
        wanted += [f"{grant};" for grant in mine if grant not in there[1:]]
    return wanted


def needed(source: Remote, database: str) -> list[Account]:
    """The accounts, by the source's own tables."""
    found = records(source, _NEEDED, database)
    for record in found:
        if int(record["role"]) or record["plugin"] != "unix_socket" or record["more"]:
            what = "is a role" if int(record["role"]) else f"logs in by {record['plugin']}"
            raise PreflightError(
                f"{source.identity.name}: account {record['user']}@{record['host']} of database {database} {what}",
                hint="only accounts that log in by unix_socket are moved, so that no password is",
            )
    return [Account(record["user"], record["host"]) for record in found]


def provide(target: Remote, lacking: list[str]) -> None:
    """Run these statements."""
    if lacking:
        told(target, "\n".join(lacking))


def concerns(grant: str, database: str) -> bool:
    """Whether a line of SHOW GRANTS is about this database; the name in it may be a LIKE pattern."""
    found = _GRANT.match(grant)
    if found is None:
        return False
    pattern = found.group(1)[1:-1].replace("``", "`")
    return pattern == database or like(pattern).fullmatch(database) is not None


def like(pattern: str) -> re.Pattern[str]:
    """A LIKE pattern, with its backslashes, as a regular expression."""
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    words = {"%": ".*", "_": "."}
    return re.compile(
        "".join(words.get(part) or re.escape(part[-1]) for part in parts), re.DOTALL
    )


def _known(target: Remote, account: Account) -> list[str]:
    where = f"User = {literal(account.user)} AND Host = {literal(account.host)}"
    if not asked(target, f"SELECT 1 FROM mysql.global_priv WHERE {where};"):  # noqa: S608 - quoted
        return []
    return asked(target, f"SHOW CREATE USER {account}; SHOW GRANTS FOR {account};")

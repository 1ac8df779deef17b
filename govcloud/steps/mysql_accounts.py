"""Accounts a MariaDB database needs: grantees, and those in whose name its code runs."""

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
    r"GRANT (?:[^`]|`(?:[^`]|``)*`)*? ON (PROCEDURE |FUNCTION |PACKAGE BODY |PACKAGE )?"
    r"(`(?:[^`]|``)*`)\.(\*?)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """Who logs in, and from where; a role has no host."""

    user: str
    host: str

    def __str__(self) -> str:
        return (
            f"{identifier(self.user)}@{identifier(self.host)}"
            if self.host
            else identifier(self.user)
        )


def missing(
    source: Remote, target: Remote, database: str, *, with_objects: bool = False
) -> list[str]:
    """The statements, in order, that give the target the accounts of the source's database.

    By questions alone. `with_objects`: also grants on single tables and routines, which must be
    there. Raises PreflightError for an account that logs in with a password, or is a role: neither
    is moved.
    """
    wanted: list[str] = []
    for account in _movable(source, database):
        made, *granted = _declared(source, account)
        there = _declared(target, account) if _is_there(target, account) else []
        if not there:
            wanted.append(f"{made};")
        elif there[0] != made:
            wanted.append(made.replace("CREATE USER ", "ALTER USER ", 1) + ";")
        mine = (g for g in granted if concerns(g, database) and (with_objects or not on_object(g)))
        wanted += [f"{grant};" for grant in mine if grant not in there[1:]]
    return wanted


def grants(host: Remote, database: str) -> dict[str, list[str]]:
    """What is granted in a database, by account."""
    found = {
        str(account): [g for g in _granted(host, account) if concerns(g, database)]
        for account, _ in _needed(host, database)
    }
    return {account: lines for account, lines in found.items() if lines}


def provide(target: Remote, lacking: list[str]) -> None:
    """Run these statements."""
    if lacking:
        told(target, "\n".join(lacking))


def concerns(grant: str, database: str) -> bool:
    """Whether a line of SHOW GRANTS is about this database; it may name a LIKE pattern."""
    found = _GRANT.match(grant)
    if found is None:
        return False
    pattern = found.group(2)[1:-1].replace("``", "`")
    return pattern == database or like(pattern).fullmatch(database) is not None


def on_object(grant: str) -> bool:
    """Whether a line of SHOW GRANTS is about one table or routine."""
    found = _GRANT.match(grant)
    return found is not None and (bool(found.group(1)) or not found.group(3))


def like(pattern: str) -> re.Pattern[str]:
    """A LIKE pattern, with its backslashes, as a regular expression."""
    parts = re.findall(r"\\.|.", pattern, re.DOTALL)
    words = {"%": ".*", "_": "."}
    return re.compile("".join(words.get(part) or re.escape(part[-1]) for part in parts), re.DOTALL)


def _movable(source: Remote, database: str) -> list[Account]:
    accounts = []
    for account, refused in _needed(source, database):
        if refused:
            raise PreflightError(
                f"{source.identity.name}: account {account} of database {database} {refused}",
                hint="only accounts that log in by unix_socket are moved, so that no password is",
            )
        accounts.append(account)
    return accounts


def _needed(host: Remote, database: str) -> list[tuple[Account, str]]:
    """The accounts, each with why it cannot be moved, if it cannot."""
    found = []
    for record in records(host, _NEEDED, database):
        refused = ""
        if int(record["role"]):
            refused = "is a role"
        elif record["plugin"] != "unix_socket" or record["more"]:
            refused = f"logs in by {record['plugin']}"
        found.append((Account(record["user"], record["host"]), refused))
    return found


def _is_there(host: Remote, account: Account) -> bool:
    where = f"User = {literal(account.user)} AND Host = {literal(account.host)}"
    question = f"SELECT 1 FROM mysql.global_priv WHERE {where};"
    return bool(asked(host, question))


def _declared(host: Remote, account: Account) -> list[str]:
    return [*asked(host, f"SHOW CREATE USER {account};"), *_granted(host, account)]


def _granted(host: Remote, account: Account) -> list[str]:
    return asked(host, f"SHOW GRANTS FOR {account};")

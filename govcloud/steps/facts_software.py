"""Questions about what is installed, and about the databases that a host's own servers hold."""

from __future__ import annotations

import re
from dataclasses import replace
from sys import intern

from govcloud.model.facts import FoundDatabase, Package
from govcloud.model.terms import Engine
from govcloud.steps.facts_text import first, gb, number, question, tidy

_PACKAGES = r"""
if command -v dpkg-query >/dev/null 2>&1 && [ -d /var/lib/dpkg ]; then
  found=$(dpkg-query -W -f '${Status}|${Package}|${Version}\n' | grep '^install ok installed|' | head -n 5000)
elif [ -r /lib/apk/db/installed ]; then
  found=$(awk -F: '$1 == "P" { name = $2 } $1 == "V" { print "install ok installed|" name "|" $2 }' \
    /lib/apk/db/installed | head -n 5000)
elif command -v rpm >/dev/null 2>&1; then
  found=$(rpm -qa --qf 'install ok installed|%{NAME}|%{VERSION}-%{RELEASE}\n' | head -n 5000)
else
  echo "neither dpkg, apk nor rpm is there" >&2
  exit 3
fi
[ -n "$found" ] || { echo "the package manager tells nothing" >&2; exit 3; }
printf '%s\n' "$found"
"""
# Every word of SQL reads: the session can do nothing else, and gives up what takes it too long.
_POSTGRESQL = r"""
cd / || exit 3
as_owner() {
  if [ "$(id -u)" != 0 ]; then "$@"
  elif runuser -u postgres -- true 2>/dev/null; then runuser -u postgres -- "$@"
  else runuser -s /bin/sh postgres -c 'exec "$@"' sh "$@"; fi
}
asked() {
  as_owner env -i PATH="$PATH" LC_ALL=C PGCLIENTENCODING=UTF8 PGCONNECT_TIMEOUT=5 \
    PGOPTIONS='-c default_transaction_read_only=on -c statement_timeout=15000 -c lock_timeout=2000' \
    psql -X -q -A -t -w -h "$folder" -p "$port" -d postgres -c "$1"
}
seen='' there=yes
command -v psql >/dev/null 2>&1 || there=no
for socket in /run/postgresql/.s.PGSQL.* /var/run/postgresql/.s.PGSQL.* /tmp/.s.PGSQL.*; do
  [ -S "$socket" ] || continue
  [ "$there" != no ] || { echo "a PostgreSQL runs here, and psql is missing" >&2; exit 3; }
  folder=${socket%/*} port=${socket##*.}
  case " $seen " in *" $port "*) continue ;; esac
  seen="$seen $port"
  version=$(asked 'SHOW server_version') || exit 3
  echo "server|$port|$version"
  asked "SELECT 'database|' || CASE WHEN has_database_privilege(datname, 'CONNECT')
    THEN pg_database_size(oid)::text ELSE '' END || '|' || pg_encoding_to_char(encoding) || '|' || datname
    FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname LIMIT 2000" || exit 3
done
:
"""
# Servers before 5.6 would make their statistics anew when asked for sizes: those are not asked.
_MYSQL = r"""
cd / || exit 3
client=
for name in mariadb mysql; do
  command -v "$name" >/dev/null 2>&1 && { client=$name; break; }
done
asked() {
  env -i PATH="$PATH" LC_ALL=C "$client" --protocol=socket --connect-timeout=5 --user="$login" \
    --default-character-set=utf8 --batch --raw --skip-column-names -e "$1"
}
socket=
for file in /run/mysqld/mysqld.sock /var/run/mysqld/mysqld.sock /var/lib/mysql/mysql.sock /tmp/mysql.sock; do
  [ -S "$file" ] && { socket=$file; break; }
done
if [ -n "$socket" ]; then
  [ -n "$client" ] || { echo "a MariaDB or MySQL runs here, and its client is missing" >&2; exit 3; }
  login=$(id -un)
  version=$(asked 'SELECT VERSION()') || exit 3
  echo "server|$(asked 'SELECT @@port')|$version"
  limits='SET SESSION TRANSACTION READ ONLY;'
  case "$version" in
  1[0-9].*MariaDB*) limits="$limits SET SESSION max_statement_time = 15;" ;;
  esac
  size="(SELECT COALESCE(SUM(data_length + index_length), 0)
    FROM information_schema.tables t WHERE t.table_schema = s.schema_name)"
  case "$version" in
  [34].* | 5.[0-5].*) size="''" limits='' ;;
  esac
  asked "$limits SELECT /*+ MAX_EXECUTION_TIME(15000) */
    CONCAT('database|', $size, '|', s.default_character_set_name, '|', s.schema_name)
    FROM information_schema.schemata s ORDER BY s.schema_name LIMIT 2000" || exit 3
fi
:
"""

_PACKAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9+._-]{0,127}")
_SYSTEM_SCHEMAS = {"mysql", "information_schema", "performance_schema", "sys", "postgres"}


def read_packages(lines: list[str]) -> tuple[Package, ...]:
    """Installed packages, by name."""
    return tuple(sorted(first(_package(line.split("|")) for line in lines), key=lambda p: p.name))


def _package(words: list[str]) -> Package | None:
    match words:
        case ["install ok installed", name, version] if _PACKAGE.fullmatch(name):
            return Package(
                intern(name), intern(tidy(version, 128))
            )  # many hosts have the same ones
    return None


def read_postgresql(lines: list[str]) -> tuple[FoundDatabase, ...]:
    """PostgreSQL's databases, its own maintenance database left out."""
    return _databases(lines, Engine.POSTGRESQL)


def read_mysql(lines: list[str]) -> tuple[FoundDatabase, ...]:
    """MariaDB's or MySQL's databases, those that it keeps for itself left out."""
    text = "\n".join(line for line in lines if line.startswith("server|"))
    engine = Engine.MARIADB if "mariadb" in text.lower() else Engine.MYSQL
    return _databases(lines, engine)


def _databases(lines: list[str], engine: Engine) -> tuple[FoundDatabase, ...]:
    server = FoundDatabase(engine, "", "", None, "")
    found: list[FoundDatabase] = []
    for line in lines:
        match line.split("|", 3):
            case ["server", port, version, *_]:
                exact = re.match(r"\d+(?:\.\d+)*", version)
                known = number(port, 65_535) or 0
                server = replace(server, version=exact[0] if exact else "", port=known)
            case ["database", size, charset, name] if name and name not in _SYSTEM_SCHEMAS:
                told = replace(server, name=tidy(name), size_gb=gb(size, 1))
                found.append(replace(told, charset=tidy(charset, 32)))
    return first(found)


SOFTWARE = (
    question("packages", _PACKAGES, read_packages, "installed packages and their versions"),
    replace(
        question(
            "postgresql",
            _POSTGRESQL,
            read_postgresql,
            "PostgreSQL's databases: name, size, encoding",
        ),
        timeout_s=60.0,
    ),
    replace(
        question(
            "mysql", _MYSQL, read_mysql, "MariaDB's and MySQL's databases: name, size, encoding"
        ),
        timeout_s=60.0,
    ),
)

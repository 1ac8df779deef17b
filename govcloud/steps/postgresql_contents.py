"""Counts and checksums what a PostgreSQL database holds, in one snapshot."""

from __future__ import annotations

import re
from collections import defaultdict

from govcloud.errors import StepFailedError
from govcloud.model.command import ask
from govcloud.ports import Remote
from govcloud.steps.contents import Contents, TableSum, text_digest
from govcloud.steps.postgresql_words import program, records
from govcloud.steps.spool import LONG_S, give

_SUM = """
  json_build_object('table', %1$L::text, 'rows', count(*), 'sum',
    coalesce(sum(('x' || substr(h, 1, 16))::bit(64)::bigint::numeric), 0) || ':' ||
    coalesce(sum(('x' || substr(h, 17, 16))::bit(64)::bigint::numeric), 0))
"""
_ROW_HASH = "encode(sha256(convert_to(%s, getdatabaseencoding())), 'hex') AS h"

QUESTION = f"""
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT format($govcloud$SELECT {_SUM} FROM
    (SELECT {_ROW_HASH % "(x.*)::text"} FROM ONLY %2$I.%3$I AS x) AS hashed$govcloud$,
  n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND c.relpersistence <> 't'
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname
\\gexec
SELECT format($govcloud$SELECT {_SUM} FROM
    (SELECT {_ROW_HASH % "oid::text || ':' || encode(sha256(lo_get(oid)), 'hex')"}
     FROM pg_largeobject_metadata) AS hashed HAVING count(*) > 0$govcloud$, '(large objects)')
\\gexec
SELECT format($govcloud$SELECT json_build_object(
    'sequence', %1$L::text, 'value', last_value || ':' || is_called)
    FROM %2$I.%3$I$govcloud$, n.nspname || '.' || c.relname, n.nspname, c.relname)
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND c.relpersistence <> 't'
ORDER BY n.nspname, c.relname
\\gexec
SELECT json_build_object('extension', extname, 'version', extversion)
FROM pg_extension ORDER BY extname;
COMMIT;
"""
"""The same for every database: the server itself writes, and quotes, each table's query.

A row counts by the SHA-256 of its text form, of which two 64-bit parts are summed.
"""

_ENTRY = re.compile(r"^--\n-- (?:Data for )?Name: ", re.MULTILINE)
_UNSTABLE = ("\\restrict ", "\\unrestrict ", "SET default_table")


def look(host: Remote, database: str) -> Contents:
    """Count and checksum a database, by questions alone. Raises StepFailedError."""
    tables, sequences, schema = {}, {}, {}
    for record in records(host, QUESTION, database):
        match record:
            case {"table": name, "rows": rows, "sum": checksum}:
                tables[name] = TableSum(rows, checksum)
            case {"sequence": name, "value": value}:
                sequences[name] = value
            case {"extension": name, "version": number}:
                schema[f"extension {name}"] = number
    return Contents(tables, sequences, schema | schema_digests(_definitions(host, database)))


def schema_digests(dump: str) -> dict[str, str]:
    """A schema dump as digests of its objects by name.

    What changes from dump to dump of an unchanged database does not count: the order of the
    entries and of the lines that grant, the versions of the programs, the random words against
    injected psql commands.
    """
    entries = defaultdict(list)
    for text in _ENTRY.split(dump)[1:]:
        lines = [line for line in text.splitlines() if not line.startswith(_UNSTABLE)]
        name, kind = _named(lines[0])
        if kind in {"ACL", "DEFAULT ACL"}:
            lines.sort()
        entries[f"{kind.lower()} {name}"].append("\n".join(lines).rstrip())
    return {name: text_digest(texts) for name, texts in entries.items()}


def _definitions(host: Remote, database: str) -> str:
    flags = ("--schema-only", "--create", "--quote-all-identifiers", "--no-tablespaces")
    words = program("pg_dump", *flags, database=database)
    dump = give(host, ask(*words), f"cannot read the definitions of {database}", LONG_S).text
    head, complete, _ = dump.rpartition("\n--\n-- PostgreSQL database dump complete\n--\n")
    if not complete:
        raise StepFailedError(f"{host.identity.name}: the definitions of {database} were cut off")
    return head


def _named(headline: str) -> tuple[str, str]:
    name, _, rest = headline.rpartition("; Type: ")
    kind, _, place = rest.partition("; Schema: ")
    schema = place.partition("; Owner: ")[0]
    return (name if schema in {"-", ""} else f"{schema}.{name}"), kind

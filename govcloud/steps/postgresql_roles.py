"""Roles a PostgreSQL database needs: owners, grantees, and whom they belong with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govcloud.model.command import ask
from govcloud.ports import Remote
from govcloud.steps.postgresql_words import (
    MAINTENANCE,
    identifier,
    literal,
    program,
    records,
    statements,
    told,
)
from govcloud.steps.spool import QUESTION_S, give

_NEEDED = """
WITH RECURSIVE bearing AS (
  SELECT r.oid FROM pg_roles AS r, pg_database AS d
  WHERE d.datname = {name} AND (
    r.oid = d.datdba
    OR EXISTS (SELECT FROM pg_shdepend AS s
      WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid
        AND (s.dbid = d.oid OR (s.classid = 'pg_database'::regclass AND s.objid = d.oid)))
    OR EXISTS (SELECT FROM pg_db_role_setting AS s
      WHERE s.setdatabase = d.oid AND s.setrole = r.oid))
), members AS (
  SELECT oid FROM bearing
  UNION SELECT m.member FROM members JOIN pg_auth_members AS m ON m.roleid = members.oid
), groups AS (
  SELECT oid FROM members
  UNION SELECT m.roleid FROM groups JOIN pg_auth_members AS m ON m.member = groups.oid
)
SELECT json_build_object('role', rolname) FROM pg_roles JOIN groups USING (oid)
WHERE rolname !~ '^pg_' AND rolname <> {superuser} ORDER BY rolname;
"""
_NAME = r'"(?:[^"]|"")+"'
_ABOUT_ONE = re.compile(rf"(?:CREATE ROLE|ALTER ROLE|COMMENT ON ROLE) ({_NAME})[ ;]")
_MEMBERSHIP = re.compile(rf"GRANT ({_NAME}) TO ({_NAME})[ ;]")
_GRANTOR = re.compile(rf" GRANTED BY {_NAME};\Z")


def missing(source: Remote, target: Remote, database: str) -> list[str]:
    """The statements, in order, that give the target the roles of the source's database.

    By questions alone. Attributes, settings, comments and memberships count; passwords are never
    read.
    """
    question = _NEEDED.format(name=literal(database), superuser=literal(MAINTENANCE))
    needed = [record["role"] for record in records(source, question)]
    if not needed:
        return []
    there = set(_declared(target))
    return [text for text in about(_declared(source), needed) if text not in there]


def about(declared: Iterable[str], roles: Iterable[str]) -> list[str]:
    """The statements that make, alter or comment on these roles, or grant them to each other."""
    names = {identifier(role) for role in roles}
    return [text for text in declared if _concerns(text, names)]


def provide(target: Remote, lacking: Iterable[str]) -> None:
    """Run these statements in one transaction, but for making roles that are there."""
    asking = "SELECT json_build_object('role', rolname) FROM pg_roles;"
    there = {f"CREATE ROLE {identifier(record['role'])};" for record in records(target, asking)}
    wanted = [text for text in lacking if text not in there]
    if wanted:
        told(target, "\n".join(["BEGIN;", *wanted, "COMMIT;"]))


def _concerns(statement: str, names: set[str]) -> bool:
    if one := _ABOUT_ONE.match(statement):
        return one.group(1) in names
    if two := _MEMBERSHIP.match(statement):
        group, member = two.groups()
        return member in names and (group in names or group.startswith('"pg_'))
    return False


def _declared(host: Remote) -> list[str]:
    flags = ("--roles-only", "--no-role-passwords", "--quote-all-identifiers")
    words = program("pg_dumpall", *flags, database=MAINTENANCE)
    text = give(host, ask(*words), "cannot read its roles", QUESTION_S).text
    return [_GRANTOR.sub(";", statement) for statement in statements(text)]

"""What is said to PostgreSQL says what it should, whatever the names are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.errors import InputError, PreflightError
from govcloud.model.command import Command, Completed
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.steps.databases import DatabaseReady
from govcloud.steps.dialects import POSTGRESQL
from govcloud.steps.postgresql_contents import schema_digests
from govcloud.steps.postgresql_roles import about
from govcloud.steps.postgresql_words import conninfo, identifier, literal, psql, statements
from tests.fakes_db import ScriptedHost, means

HOSTILE = ["省级门户", 'a"b', "a'b", "a\\b", "a b", "-d", "dbname=x", "postgresql://h/x", "x; DROP"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_becomes_one_quoted_identifier(name: str) -> None:
    quoted = identifier(name)
    assert quoted[0] == quoted[-1] == '"'
    assert quoted[1:-1].replace('""', "").count('"') == 0
    assert quoted[1:-1].replace('""', '"') == name


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_no_server_can_hold_is_no_name(name: str) -> None:
    with pytest.raises(InputError):
        identifier(name)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_text_becomes_one_literal(text: str) -> None:
    (statement,) = statements(f"SELECT {literal(text)};")
    assert statement == f"SELECT {literal(text)};"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_the_server_is_asked_in_words_that_are_one_by_one_its_own(name: str) -> None:
    words = psql("SELECT 1;", database=name).words
    assert words[words.index("-d") + 1] == conninfo(name)
    assert conninfo(name).startswith("dbname='")


def test_a_question_is_put_in_a_session_that_cannot_write() -> None:
    (options,) = [w for w in psql("SELECT 1;").words if w.startswith("PGOPTIONS=")]
    assert "default_transaction_read_only=on" in options
    assert psql("SELECT 1;").reads_only
    assert not psql("DROP TABLE x;", reads_only=False).reads_only


def test_no_setting_of_the_login_reaches_the_programs() -> None:
    words = psql("SELECT 1;").words
    assert words[:6] == ("runuser", "-u", "postgres", "--", "env", "-i")
    assert "-X" in words
    assert "-w" in words


def test_statements_are_told_apart_whatever_stands_in_quotes() -> None:
    text = """
-- a comment; with a semicolon
\\restrict abc
CREATE ROLE "a;b";
COMMENT ON ROLE "a;b" IS 'x;
-- no comment ''; y';
ALTER ROLE "a;b" SET "x" TO E'\\\\;';
\\connect "d"
"""
    assert list(statements(text)) == [
        'CREATE ROLE "a;b";',
        "COMMENT ON ROLE \"a;b\" IS 'x;\n-- no comment ''; y';",
        'ALTER ROLE "a;b" SET "x" TO E\'\\\\;\';',
    ]


def test_only_roles_that_are_needed_move_with_their_memberships() -> None:
    declared = [
        'CREATE ROLE "portal";',
        'ALTER ROLE "portal" WITH NOSUPERUSER LOGIN;',
        'CREATE ROLE "other";',
        'GRANT "group" TO "portal";',
        'GRANT "portal" TO "other";',
        'GRANT "pg_read_all_data" TO "portal" WITH ADMIN OPTION;',
        'COMMENT ON ROLE "portal" IS \'GRANT "other" TO "portal";\';',
    ]
    assert about(declared, ["portal", "group"]) == [
        declared[0],
        declared[1],
        declared[3],
        declared[5],
        declared[6],
    ]


def entry(name: str, kind: str, text: str) -> str:
    return f"--\n-- Name: {name}; Type: {kind}; Schema: public; Owner: postgres\n--\n\n{text}\n\n"


def test_a_schema_is_the_same_in_whatever_order_it_is_dumped() -> None:
    table, index = entry("t", "TABLE", "CREATE TABLE t;"), entry("i", "INDEX", "CREATE INDEX i;")
    grants = entry("TABLE t", "ACL", "GRANT a;\nGRANT b;")
    swapped = entry("TABLE t", "ACL", "GRANT b;\nGRANT a;")
    one = schema_digests("\\restrict x\n" + table + index + grants)
    other = schema_digests("\\restrict y\n" + swapped + index + table)
    assert one == other
    assert set(one) == {"table public.t", "index public.i", "acl public.TABLE t"}


def test_an_altered_definition_has_another_digest() -> None:
    one = schema_digests(entry("t", "TABLE", "CREATE TABLE t (a int);"))
    other = schema_digests(entry("t", "TABLE", "CREATE TABLE t (a bigint);"))
    assert set(one) == set(other)
    assert one != other


def test_a_target_without_the_programs_is_refused_with_the_command_that_gets_them() -> None:
    def source(command: Command) -> Completed:
        template = b'{"encoding": "UTF8", "collate": "C", "ctype": "C"}\n'
        known = b"server_version_num" in command.stdin_bytes
        return Completed(0, b"150018\n" if known else template)

    def target(command: Command) -> Completed:
        return Completed(0 if command.words == ("locale", "-a") else 127)

    route = means(ScriptedHost(source), ScriptedHost(target))
    with pytest.raises(PreflightError, match="PostgreSQL 15 is not installed") as refused:
        DatabaseReady(Phase.PROVISION, "web", POSTGRESQL, "portal").act(route, Observation.ABSENT)
    assert "apt-get install postgresql-15" in refused.value.hint

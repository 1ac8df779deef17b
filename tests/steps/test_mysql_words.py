"""What is said to MariaDB says what it should, whatever the names are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.errors import InputError, PreflightError, StepFailedError
from govcloud.model.command import Command, Completed
from govcloud.model.plan import Phase
from govcloud.model.step import Observation
from govcloud.steps.databases import DatabaseReady
from govcloud.steps.dialects import MARIADB
from govcloud.steps.mysql_accounts import concerns, like, on_object
from govcloud.steps.mysql_contents import checksum_query, schema_digests
from govcloud.steps.mysql_restore import dump_words, restore
from govcloud.steps.mysql_words import client, identifier, literal, mariadb
from govcloud.steps.spool import Dump
from tests.fakes_db import ScriptedHost, means, silent_host


@pytest.mark.parametrize("name", ["协同办公", "a`b", "a'b", 'a"b', "a\\b", "a b", "-d", "x; DROP"])
def test_a_name_becomes_one_quoted_identifier(name: str) -> None:
    quoted = identifier(name)
    assert quoted[1:-1].replace("``", "`") == name
    assert quoted[1:-1].replace("``", "").count("`") == 0
    assert f"--database={name}" in client(name)
    words = dump_words(ScriptedHost(lambda c: Completed(0)), name)
    assert words[-2:] == ("--", name)


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_no_server_can_hold_is_no_name(name: str) -> None:
    with pytest.raises(InputError):
        identifier(name)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_written_in_digits(text: str) -> None:
    written = literal(text)
    assert written == "''" or bytes.fromhex(written.removeprefix("_utf8mb4 0x")).decode() == text


def test_a_question_is_put_in_a_session_that_cannot_write() -> None:
    question = mariadb("SELECT 1;")
    assert question.reads_only
    assert b"SET SESSION TRANSACTION READ ONLY" in question.stdin_bytes
    assert question.words[:4] == (
        "env",
        "-i",
        "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL=C.UTF-8",
    )
    order = mariadb("DROP TABLE x;", reads_only=False)
    assert not order.reads_only
    assert b"READ ONLY" not in order.stdin_bytes


def test_a_checksum_reads_each_kind_of_cell_without_loss() -> None:
    query = checksum_query(
        "a`b", [("f", "float"), ("b", "bit"), ("t", "longblob"), ("d", "decimal")]
    )
    assert "SHA2(CAST(CAST(`f` AS DOUBLE) AS CHAR), 256)" in query
    assert "SHA2(CAST(CAST(`b` AS UNSIGNED) AS CHAR), 256)" in query
    assert "SHA2(`t`, 256)" in query
    assert "SHA2(CAST(`d` AS CHAR), 256)" in query
    assert "FROM `a``b`" in query


GRANT = "GRANT SELECT ON {place} TO `app`@`localhost`"


@pytest.mark.parametrize(
    ("place", "mine", "on_one"),
    [
        ("`oa`.*", True, False),
        ("`o%`.*", True, False),
        ("`oa`.`docs`", True, True),
        ("PROCEDURE `oa`.`p`", True, True),
        ("`oa2`.*", False, False),
        ("*.*", False, False),
    ],
)
def test_a_grant_is_known_by_the_database_it_is_about(place: str, mine: bool, on_one: bool) -> None:
    grant = GRANT.format(place=place)
    assert concerns(grant, "oa") is mine
    assert on_object(grant) is on_one


def test_a_column_cannot_pass_for_a_database() -> None:
    grant = "GRANT SELECT (` ON ``oa``.* `), INSERT ON `other`.`t` TO `app`@`localhost`"
    assert not concerns(grant, "oa")
    assert concerns(grant, "other")


@pytest.mark.parametrize(
    ("pattern", "name", "matches"),
    [("a\\_b", "a_b", True), ("a\\_b", "axb", False), ("a_b", "axb", True), ("a%", "abc", True)],
)
def test_a_pattern_of_a_grant_is_read_as_the_server_does(
    pattern: str, name: str, matches: bool
) -> None:
    assert bool(like(pattern).fullmatch(name)) is matches


def test_counters_that_move_with_rows_are_no_part_of_a_definition() -> None:
    one = "CREATE TABLE `t` (\n  `a` int\n) ENGINE=InnoDB AUTO_INCREMENT=5 X;\nDO SETVAL(`s`, 1, 0);\n"
    other = one.replace("=5", "=99").replace("1, 0", "7, 0")
    assert schema_digests(one) == schema_digests(other)
    assert schema_digests(one) != schema_digests(one.replace("int", "bigint"))


def test_a_dump_without_its_last_line_is_refused_before_anything_is_dropped() -> None:
    host = ScriptedHost(lambda c: Completed(0, b"INSERT INTO `t` VALUES (1);\n"))
    with pytest.raises(StepFailedError, match="does not end as a complete one does"):
        restore(means(host, host), "oa", Dump("/var/lib/x/dump", 1, "0"), ["CREATE DATABASE `oa`"])
    assert all(command.reads_only for command in host.heard)


@pytest.mark.parametrize(
    ("account", "why"),
    [
        (
            b'{"user":"app","host":"%","plugin":"mysql_native_password","more":0,"role":0}',
            "logs in by",
        ),
        (b'{"user":"app","host":"","plugin":"","more":0,"role":"1"}', "is a role"),
    ],
)
def test_an_account_that_cannot_move_without_a_password_is_refused(
    account: bytes, why: str
) -> None:
    def source(command: Command) -> Completed:
        return Completed(0, account if b"global_priv" in command.stdin_bytes else b"10.11.9\n")

    route = means(ScriptedHost(source), ScriptedHost(lambda c: Completed(0, b"10.11.9\n")))
    with pytest.raises(PreflightError, match=why):
        DatabaseReady(Phase.PROVISION, "oa", MARIADB, "oa").act(route, Observation.ABSENT)


def test_an_older_server_is_refused() -> None:
    source = ScriptedHost(lambda c: Completed(0, b"10.11.9-MariaDB\n"))
    route = means(source, ScriptedHost(lambda c: Completed(0, b"10.5.1-MariaDB\n")))
    step = DatabaseReady(Phase.PROVISION, "oa", MARIADB, "oa")
    assert step.observe(route) is Observation.ABSENT
    with pytest.raises(PreflightError, match=r"MariaDB 10\.5 is older than the source's, 10\.11"):
        step.act(route, Observation.ABSENT)


def test_a_target_without_the_programs_is_refused() -> None:
    source = ScriptedHost(lambda c: Completed(0, b"10.11.9\n"))
    route = means(source, ScriptedHost(silent_host))
    with pytest.raises(PreflightError, match="MariaDB is not installed"):
        DatabaseReady(Phase.PROVISION, "oa", MARIADB, "oa").act(route, Observation.ABSENT)

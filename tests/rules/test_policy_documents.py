"""Policy documents are read in all the forms that clouds take them in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from govcloud.model.cloud_resource import UNKNOWN, Unknown
from govcloud.rules.policy_documents import (
    Statement,
    accounts,
    demands_mfa,
    denies_plain_http,
    is_root,
    open_to_all,
    people,
    statements,
)

ROOT = "arn:aws-cn:iam::123456789012:root"
ROLE = "arn:aws-cn:iam::999999999999:role/reader"
REFUSES = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}
NO_TLS = {"Bool": {"aws:SecureTransport": "false"}}


def read(*rows: dict[str, Any]) -> tuple[Statement, ...]:
    found = statements(json.dumps({"Statement": list(rows)}))
    assert not isinstance(found, Unknown)
    return found


def test_one_statement_needs_no_list_and_one_action_neither() -> None:
    found = statements(
        json.dumps({"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}})
    )
    assert found == (Statement("Allow", ("s3:*",), ("*",)),)


def test_what_is_not_known_yet_stays_so_and_what_is_no_document_says_nothing() -> None:
    assert statements(UNKNOWN) is UNKNOWN
    assert statements(None) == statements("no json") == statements("[1]") == ()


@given(some.recursive(some.none() | some.booleans() | some.integers() | some.text(max_size=5),
                      lambda inner: some.lists(inner, max_size=3) | some.dictionaries(
                          some.sampled_from(["Statement", "Effect", "Action", "Principal", "Condition", "AWS"]), inner),
                      max_leaves=12))  # fmt: skip
def test_no_document_stops_the_reading(value: Any) -> None:
    found = statements(json.dumps(value))
    assert isinstance(found, tuple)
    assert not demands_mfa(found) or found
    list(accounts(found))


@pytest.mark.parametrize(
    ("row", "refuses"),
    [
        ({**REFUSES, "Condition": NO_TLS}, True),
        ({**REFUSES, "Principal": {"AWS": "*"}, "Condition": NO_TLS}, True),
        ({**REFUSES, "Action": ["s3:Get*", "s3:Put*"], "Condition": NO_TLS}, True),
        ({**REFUSES, "Action": "s3:GetObject", "Condition": NO_TLS}, False),
        ({**REFUSES, "Principal": {"AWS": ROLE}, "Condition": NO_TLS}, False),
        ({**REFUSES, "Effect": "Allow", "Condition": NO_TLS}, False),
        ({**REFUSES, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}, False),
        (REFUSES, False),
    ],
)
def test_a_bucket_refuses_plain_http_only_if_everybody_is_refused_everything(
    row: dict[str, Any], refuses: bool
) -> None:
    assert denies_plain_http(read(row)) is refuses


def test_everybody_on_no_condition_is_the_public() -> None:
    public = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "*"}
    assert open_to_all(read(public))
    assert not open_to_all(
        read({**public, "Condition": {"StringEquals": {"aws:SourceAccount": "1"}}})
    )
    assert not open_to_all(read({**public, "Principal": {"Service": "sns.amazonaws.com"}}))


def test_given_to_all_but_a_few_is_given_to_all_and_refused_to_all_but_a_few_to_nobody() -> None:
    (given,) = read({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"})
    assert given.everything
    assert open_to_all(read({"Effect": "Allow", "NotPrincipal": {"AWS": ROLE}, "Action": "s3:*"}))
    assert not denies_plain_http(read({**REFUSES, "NotPrincipal": "*", "Condition": NO_TLS}))


def test_accounts_and_people_are_told_from_services() -> None:
    rows = read(
        {"Effect": "Allow", "Principal": {"AWS": [ROOT, ROLE, "123456789012"]}, "Action": "*"},
        {"Effect": "Allow", "Principal": {"Service": "logs.amazonaws.com"}, "Action": "*"},
        {"Effect": "Deny", "Principal": {"AWS": "888888888888"}, "Action": "*"},
    )
    assert set(accounts(rows)) == {"123456789012", "999999999999"}
    assert people(rows) == (ROOT, ROLE, "123456789012")
    assert [is_root(name) for name in people(rows)] == [True, False, True]

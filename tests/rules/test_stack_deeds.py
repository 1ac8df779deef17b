"""What destroying, importing and adopting would do is one value: another deed is another digest."""

from __future__ import annotations

import pytest

from govcloud.errors import RefusedError, UsageError
from govcloud.model.stack_plan import Scope
from govcloud.rules import stack_deeds as rules
from tests.drift_samples import record, recorded

HERE = Scope("w1", "production", "123456789012", "cn-north-1")
TENANT, DATABASE = recorded(), recorded("db-orders", id="orders-1")


def test_destroying_is_another_deed_once_what_it_deletes_or_lifts_moved() -> None:
    deeds = [
        rules.destroying(HERE, [record(TENANT, DATABASE, mark="a")], []),
        rules.destroying(HERE, [record(TENANT, DATABASE, mark="b")], []),
        rules.destroying(HERE, [record(TENANT, mark="a")], []),
        rules.destroying(HERE, [record(TENANT, DATABASE, mark="a")], [DATABASE]),
    ]
    assert len({one.digest for one in deeds}) == len(deeds)
    assert "the 2 resources of department/t-GD-HRS" in deeds[0].said
    assert "lift the deletion protection of db-orders" in deeds[3].said
    assert deeds[0].details == [("department/t-GD-HRS", "2 ec2:Vpc")]


def test_the_order_in_which_stacks_are_named_is_no_other_deed() -> None:
    first, second = record(TENANT), record(stack="landing-zone/t")
    one, other = (
        rules.destroying(HERE, records, []) for records in ([first, second], [second, first])
    )
    assert one.digest == other.digest


def test_importing_is_of_this_file_in_place_of_that_state() -> None:
    asked = [("lz", b"1", "a"), ("lz", b"2", "a"), ("lz", b"1", "b"), ("dp", b"1", "a")]
    digests = {rules.importing(HERE, *each).digest for each in asked}
    assert len(digests) == len(asked)


def test_what_is_protected_stays_unless_each_is_named() -> None:
    with pytest.raises(RefusedError, match="E-STK-018") as refused:
        rules.to_lift([TENANT, DATABASE], ["tenant"])
    assert "--unprotect db-orders" in refused.value.hint
    assert rules.to_lift([TENANT, DATABASE], ["tenant", "orders-1"]) == [TENANT, DATABASE]
    assert rules.to_lift([], []) == []


def test_a_name_that_protects_nothing_is_told() -> None:
    with pytest.raises(UsageError, match="db-other"):
        rules.to_lift([DATABASE], ["db-orders", "db-other"])

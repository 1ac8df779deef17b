"""A machine that cannot hold a lab is told exactly why."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing

import pytest

from govcloud.errors import InputError
from govcloud.local.needs import demand_lab, missing_for_lab
from govcloud.local.switch import claim


def told_by(work: Callable[[], str]) -> str:
    """What `work` gives when it is done by nobody's account, in a child of its own."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        os.write(into, work().encode())
        os._exit(0)
    os.close(into)
    os.waitpid(child, 0)
    with os.fdopen(out) as pipe:
        return pipe.read()


def refusal() -> str:
    try:
        demand_lab()
    except InputError as error:
        return error.message
    return ""


@pytest.mark.lab
def test_nothing_is_missing_where_these_tests_run() -> None:
    assert missing_for_lab() == []


@pytest.mark.lab
def test_whoever_is_not_root_is_told_to_be() -> None:
    assert "root" in told_by(lambda: " ".join(missing_for_lab()))
    assert "the lab cannot run here" in told_by(refusal)


def test_two_labs_claim_two_networks() -> None:
    number, held = claim()
    with closing(held):
        other, too = claim(number)
        too.close()
    assert number != other

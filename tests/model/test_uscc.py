"""Unified social credit codes are told from codes with a slip of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.uscc import organisation_code, uscc, uscc_fault

REAL = "9144030071526726XG"
SYNTHETIC = "11440000990000017N"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

bodies = st.text("0123456789", min_size=6, max_size=6)


def made(serial: str) -> str:
    return uscc("11440000" + organisation_code("99" + serial))


@pytest.mark.parametrize("code", [REAL, SYNTHETIC])
def test_a_code_whose_check_digits_hold_is_right(code: str) -> None:
    assert uscc_fault(code) == ""


@given(bodies)
def test_a_code_that_is_made_here_is_right(serial: str) -> None:
    assert uscc_fault(made(serial)) == ""


@given(bodies, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_found(serial: str, place: int, letter: str) -> None:
    code = made(serial)
    slip = code[:place] + letter + code[place + 1 :]
    assert (uscc_fault(slip) == "") == (slip == code)


@given(bodies, st.integers(8, 14))
def test_two_neighbours_that_changed_places_are_found(serial: str, place: int) -> None:
    code = made(serial)
    slip = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (uscc_fault(slip) == "") == (slip == code)


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("", "has 0 characters"),
        (REAL + "0", "has 19 characters"),
        (REAL.lower(), "is not formed"),
        ("\uff11\uff11" + SYNTHETIC[2:], "is not formed"),
        (SYNTHETIC[:17] + "I", "is not formed"),
        (SYNTHETIC[:17] + "P", "has a wrong check digit"),
        (uscc("11440000990000018"), "organisation code 990000018"),
    ],
)
def test_what_is_wrong_is_said(code: str, what: str) -> None:
    assert what in uscc_fault(code)

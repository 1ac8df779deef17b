"""What users are served from is neither deleted nor copied over."""

from __future__ import annotations

import pytest

from govcloud.errors import IntegrityError, RefusedError
from govcloud.rules import gates


def test_a_stack_that_users_are_served_from_is_not_deleted() -> None:
    with pytest.raises(RefusedError, match=r"E-STK-002.*GD-GSD-008"):
        gates.may_delete(["GD-GSD-008"])
    gates.may_delete([])


def test_what_serves_from_the_cloud_may_not_vanish_from_the_inventory() -> None:
    with pytest.raises(RefusedError, match=r"E-STK-003: FJ-PSD-001 serves"):
        gates.still_listed(["FJ-PSD-001", "GD-GSD-008"], {"GD-GSD-008"})
    gates.still_listed(["GD-GSD-008"], {"GD-GSD-008"})


def test_nothing_is_copied_onto_a_side_whose_service_runs() -> None:
    with pytest.raises(IntegrityError, match="E-CUT-006"):
        gates.nobody_serves("GD-GSD-008", "target", runs=True)
    gates.nobody_serves("GD-GSD-008", "target", runs=False)

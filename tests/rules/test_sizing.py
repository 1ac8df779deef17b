"""A target is the smallest size that is not smaller than its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.inventory import Server
from govcloud.model.technical_terms import Arch
from govcloud.rules.sizing import UNTOLD, Size, server_size, smallest


@pytest.mark.parametrize(
    ("cpus", "mem_gb", "wanted"),
    [
        (1, 1.0, "t3.small"),
        (2, 8.0, "m5.large"),
        (4, 8.0, "c5.xlarge"),
        (8, 64.0, "r5.2xlarge"),
        (None, 16.0, "r5.large"),
        (32, None, "c5.12xlarge"),
        (400, 9000.0, "r5.24xlarge"),
    ],
)
def test_processors_and_memory_choose_the_size(
    cpus: int | None, mem_gb: float | None, wanted: str
) -> None:
    assert server_size(Server("a", cpu_cores=cpus, mem_gb=mem_gb)) == wanted


def test_an_arm_server_stays_on_arm() -> None:
    assert server_size(Server("a", arch=Arch.AARCH64, cpu_cores=4, mem_gb=16)) == "m6g.xlarge"


def test_nobody_told_is_not_guessed() -> None:
    assert server_size(Server("a")) == UNTOLD


SIZES = st.lists(
    st.builds(Size, st.text("ab", min_size=1), st.integers(1, 64), st.integers(1, 512)), min_size=1
)


@given(SIZES, st.integers(1, 64), st.integers(1, 512))
def test_no_smaller_size_would_have_done(sizes: list[Size], cpus: int, mem_gb: int) -> None:
    found = smallest(sizes, cpus, mem_gb)
    fitting = [size for size in sizes if size.cpus >= cpus and size.mem_gb >= mem_gb]
    if fitting:
        assert found in fitting
        assert not [s for s in fitting if s.cpus < found.cpus]

"""What every test of govcloud lives by: nothing is skipped, what takes long comes first, and the lab is made once."""

from __future__ import annotations

pytest_plugins = [
    "tests.no_skips",
    "tests.longest_first",
    "tests.lab_fixtures",
    "tests.stack_place",
]

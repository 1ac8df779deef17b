"""What every test of govcloud lives by: nothing is skipped, and the lab is made once."""

from __future__ import annotations

pytest_plugins = ["tests.no_skips", "tests.lab_fixtures"]

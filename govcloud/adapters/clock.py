"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime


class SystemClock:
    """Implements ports.Clock."""

    def now(self) -> str:
        """UTC, ISO 8601 with milliseconds and Z."""
        return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

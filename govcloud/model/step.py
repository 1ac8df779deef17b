"""What is seen of a step, how an attempt ends, and which side users are led to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from govcloud.model.canonical import Json

Evidence = Mapping[str, Json]
"""What proves that a step did its work: figures and digests, no secrets, canonical JSON values only."""


class Observation(StrEnum):
    """What a look at the world says of a step. UNKNOWN: could not be told, which is not the same as ABSENT."""

    SATISFIED = "satisfied"
    ABSENT = "absent"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """How an attempt ended."""

    DONE = "done"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Where users of an application are led."""

    SOURCE = "source"
    TARGET = "target"

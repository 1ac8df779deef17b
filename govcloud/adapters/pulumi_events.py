"""What the engine's events say: which resources changed, what failed and why, and the stack's outputs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

from pulumi.automation import EngineEvent
from pulumi.automation.events import OpType, StepEventMetadata

from govcloud.adapters.pulumi_settings import masked
from govcloud.model.stack import ResourceChange, StackRef
from govcloud.ports import Progress

_KINDS = {
    OpType.SAME: "same",
    OpType.CREATE: "create",
    OpType.UPDATE: "update",
    OpType.DELETE: "delete",
    OpType.REPLACE: "replace",
    OpType.IMPORT: "create",
}
_STACK = "pulumi:pulumi:Stack"


class Events:
    """Collects one run's events; what `progress` raises is kept and raised when the run is over."""

    def __init__(self, ref: StackRef, progress: Progress) -> None:
        self._ref = ref
        self._progress = progress
        self._over = threading.Event()
        self._seen: set[tuple[str, str]] = set()
        self.changes: list[ResourceChange] = []
        self.counts: Counter[str] = Counter()
        self.outputs: Mapping[str, Any] = {}
        self.failures: dict[str, list[str]] = {}
        self.began = False
        self.raised: Exception | None = None

    def __call__(self, event: EngineEvent) -> None:
        """Take one event, in the engine's order."""
        self.began = True
        if event.res_outputs_event:
            self._done(event.res_outputs_event.metadata)
        elif event.res_op_failed_event:
            self.failures.setdefault(event.res_op_failed_event.metadata.urn, [])
        elif event.diagnostic_event and event.diagnostic_event.severity == "error":
            told = event.diagnostic_event
            self.failures.setdefault(told.urn or "", []).append(plain_text(told.message))
        elif event.cancel_event:
            self._over.set()

    def settle(self, timeout_s: float) -> None:
        """Wait for the last event, if there was a first."""
        if self.began:
            self._over.wait(timeout_s)

    def _done(self, metadata: StepEventMetadata) -> None:
        if metadata.type == _STACK:
            if metadata.new and metadata.new.outputs is not None:
                self.outputs = masked(metadata.new.outputs)
            return
        kind = _KINDS.get(metadata.op)
        if (
            kind is None
            or metadata.type.startswith("pulumi:")
            or (kind, metadata.urn) in self._seen
        ):
            return
        # A component is told twice: when it is registered, and when its outputs are.
        self._seen.add((kind, metadata.urn))
        change = ResourceChange(kind, metadata.type, metadata.urn.rpartition("::")[2])
        self.counts[kind] += 1
        if kind != "same":
            self.changes.append(change)
        try:
            self._progress(self._ref, change)
        except Exception as error:  # noqa: BLE001 - raised again when the run is over
            self.raised = self.raised or error


def plain_text(message: str) -> str:
    """A diagnostic as one line: without the engine's colour marks, line breaks, and a program's traceback."""
    text = message.partition("Traceback (most recent call last)")[0]
    text = text.removeprefix("python inline source runtime error: ")
    while "<{%" in text and "%}>" in text:
        before, _, rest = text.partition("<{%")
        text = before + rest.partition("%}>")[2]
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())

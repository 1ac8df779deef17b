"""What the engine's events say: which resources changed, what failed and why, and the stack's outputs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pulumi.automation import EngineEvent
from pulumi.automation.events import (
    DiffKind,
    OpType,
    StepEventMetadata,
    StepEventStateMetadata,
)

from govcloud.adapters.pulumi_faulty import placed
from govcloud.adapters.pulumi_settings import masked
from govcloud.model.stack import (
    PropertyChange,
    ResourceChange,
    StackRef,
    StackResource,
    StackResult,
)
from govcloud.ports import Progress
from govcloud.rules.property_paths import value_at

_KINDS = {
    OpType.SAME: "same",
    OpType.CREATE: "create",
    OpType.UPDATE: "update",
    OpType.DELETE: "delete",
    OpType.REPLACE: "replace",
    OpType.IMPORT: "create",
}
_ENGINES_OWN = "pulumi:"
_STACK = "pulumi:pulumi:Stack"
_REPLACING = {DiffKind.ADD_REPLACE, DiffKind.UPDATE_REPLACE, DiffKind.DELETE_REPLACE}
_DIFFERING = {"update", "replace"}


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
        self.wanted: dict[str, StackResource] = {}
        self.standing: dict[str, StackResource] = {}
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

    def result(self, seconds: float) -> StackResult:
        """What the run amounts to."""
        return StackResult(
            self._ref,
            dict(self.counts),
            tuple(self.changes),
            seconds,
            self.outputs,
            tuple(self.wanted[urn] for urn in sorted(self.wanted)),
            tuple(self.standing[urn] for urn in sorted(self.standing)),
        )

    def _done(self, metadata: StepEventMetadata) -> None:
        if metadata.type == _STACK:
            if metadata.new and metadata.new.outputs is not None:
                self.outputs = masked(metadata.new.outputs)
            return
        if metadata.type.startswith(_ENGINES_OWN):
            return
        before, after = _inputs(metadata.old), _inputs(metadata.new)
        self._noted(metadata, before, after)
        kind = _KINDS.get(metadata.op)
        if kind is None or (kind, metadata.urn) in self._seen:
            return
        # A component is told twice: when it is registered, and when its outputs are.
        self._seen.add((kind, metadata.urn))
        name = metadata.urn.rpartition("::")[2]
        properties = tuple(_properties(kind, metadata, before, after))
        self._changed(ResourceChange(kind, metadata.type, name, properties))

    def _changed(self, change: ResourceChange) -> None:
        self.counts[change.op] += 1
        if change.op != "same":
            self.changes.append(change)
        try:
            self._progress(self._ref, change)
        except Exception as error:  # noqa: BLE001 - raised again when the run is over
            self.raised = self.raised or error

    def _noted(
        self, metadata: StepEventMetadata, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        """What is wanted of it, and what was recorded before it was touched."""
        if metadata.new is not None:
            self.wanted[metadata.urn] = StackResource(metadata.urn, metadata.type, after)
        if metadata.old is not None:
            standing = StackResource(metadata.urn, metadata.type, before)
            self.standing.setdefault(metadata.urn, standing)


def _properties(
    kind: str, metadata: StepEventMetadata, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[PropertyChange]:
    """What becomes different, by path; of what is made anew, everything that the program says."""
    if kind == "create":
        for name, value in sorted(after.items()):
            yield PropertyChange(name, None, value)
    if kind not in _DIFFERING:
        return
    told = metadata.detailed_diff or {}
    for path in sorted(told) or sorted(metadata.diffs or ()):
        replaces = path in told and told[path].diff_kind in _REPLACING
        yield PropertyChange(path, value_at(before, path), value_at(after, path), replaces)


def _inputs(state: StepEventStateMetadata | None) -> Mapping[str, Any]:
    found: Mapping[str, Any] = masked((state.inputs if state else None) or {})
    return found


def plain_text(message: str) -> str:
    """A diagnostic as one line: without the engine's colour marks, line breaks, a program's traceback."""
    text = placed(message)
    while "<{%" in text and "%}>" in text:
        before, _, rest = text.partition("<{%")
        text = before + rest.partition("%}>")[2]
    return " ".join("".join(c if c.isprintable() or c.isspace() else " " for c in text).split())


def unheard(_ref: StackRef, _change: ResourceChange) -> None:
    """Progress of which nobody is told."""

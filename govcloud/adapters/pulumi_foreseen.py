"""Proves without the engine that a stack's plan is empty, or leaves it to the engine."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from pulumi.runtime.proto import resource_pb2

from govcloud.adapters.pulumi_foreseen_run import Monitor, run
from govcloud.adapters.pulumi_foreseen_state import (
    PROVIDERS,
    REFERENCE,
    STACK,
    Known,
    NotSureError,
    known,
)
from govcloud.adapters.pulumi_own import runs_inline
from govcloud.adapters.pulumi_program import program_of
from govcloud.adapters.pulumi_proven import Proven, resting_on
from govcloud.adapters.pulumi_settings import (
    ORGANIZATION,
    ProjectFiles,
    StackSettings,
    StateFiles,
    masked,
)
from govcloud.adapters.toolbox import ENGINE_VERSION
from govcloud.model.stack import StackRef, StackResult

_PLAIN = {
    "type", "name", "parent", "custom", "object", "dependencies", "propertyDependencies", "version",
    "acceptSecrets", "acceptResources", "supportsPartialValues", "supportsResultReporting",
    "sourcePosition", "stackTrace", "id", "properties",
}  # fmt: skip
"""The fields of a registration whose meaning is compared here; any other asks the engine."""


class Judge(Protocol):
    """The provider's own judgement, in this process."""

    def plain(self, struct: Any) -> dict[str, Any]:
        """What a message says."""

    def struct(self, properties: Mapping[str, Any]) -> Any:
        """The message of properties."""

    def unchanged(
        self,
        urn: str,
        given: Mapping[str, Any],
        inputs: Mapping[str, Any],
        state: Mapping[str, Any],
    ) -> bool:
        """Whether a program that gives `given` wants exactly what is recorded."""


class Unchanged(Monitor):
    """Answers with what is recorded, as long as the program asks for that. Raises NotSureError otherwise."""

    def __init__(
        self,
        ref: StackRef,
        recorded: Known,
        judge: Judge,
        outputs_of: Callable[[str], Mapping[str, Any]],
    ) -> None:
        """`outputs_of` gives the outputs of another stack by its full name."""
        self._ref = ref
        self._known = recorded
        self._judge = judge
        self._outputs_of = outputs_of
        self._used: set[str] = set()
        self.is_stale = False
        """Whether the state would be written anew: it holds former outputs of another stack."""

    def proven(
        self, program: Callable[[], None], organization: str, config: Mapping[str, str]
    ) -> None:
        """Run the program. Raises NotSureError unless applying it would change nothing, in the state neither."""
        settings = {
            key.partition(":")[2]: value
            for key, value in config.items()
            if key.startswith("govcloud:")
        }
        self._same_providers(settings)
        run(program, self, (organization, self._ref.project, self._ref.stack), config)
        gone = set(self._known.resources) - self._used
        if gone:
            raise NotSureError(f"{min(gone)} is not asked for any more")

    def registered(self, request: Any) -> resource_pb2.RegisterResourceResponse:
        """See Monitor."""
        recorded = self._recorded(request)
        urn, given = recorded["urn"], self._judge.plain(request.object)
        inputs, outputs = recorded.get("inputs", {}), recorded.get("outputs", {})
        if not request.custom:
            if given != inputs:
                raise NotSureError(f"{urn} changes")
            return resource_pb2.RegisterResourceResponse(urn=urn)
        self._same_dependencies(request, recorded)
        if not self._judge.unchanged(urn, given, inputs, outputs):
            raise NotSureError(f"{urn} changes")
        return resource_pb2.RegisterResourceResponse(
            urn=urn, id=recorded["id"], object=self._judge.struct(outputs)
        )

    def read(self, request: Any) -> resource_pb2.ReadResourceResponse:
        """See Monitor: another stack's outputs, as they are now."""
        recorded = self._recorded(request)
        if request.type != REFERENCE:
            raise NotSureError(f"{recorded['urn']} is read from the cloud")
        told = {
            "name": request.id,
            "outputs": self._outputs_of(request.id),
            "secretOutputNames": [],
        }
        self.is_stale = self.is_stale or told != recorded.get("outputs")
        return resource_pb2.ReadResourceResponse(
            urn=recorded["urn"], properties=self._judge.struct(told)
        )

    def done(self, request: Any) -> None:
        """See Monitor."""
        recorded = self._known.of(request.urn)
        if self._judge.plain(request.outputs) != recorded.get("outputs", {}):
            raise NotSureError(f"outputs of {request.urn} change")

    def _recorded(self, request: Any) -> Mapping[str, Any]:
        said = {field.name for field, value in request.ListFields() if not _is_empty(value)}
        unusual = said - _PLAIN
        if unusual:
            raise NotSureError(f"{request.name}: {', '.join(sorted(unusual))}")
        recorded = self._known.of(self._urn(request))
        if recorded["urn"] in self._used or recorded.get("parent", "") != request.parent:
            raise NotSureError(f"{recorded['urn']} stands elsewhere")
        self._used.add(recorded["urn"])
        if "provider" in recorded:
            self._same_provider(request, recorded["provider"])
        return recorded

    def _urn(self, request: Any) -> str:
        """As the engine makes it: the root stack is no part of the type."""
        kind = request.parent.split("::")[2] if request.parent else ""
        above = f"{kind}$" if kind and kind != STACK else ""
        head = f"urn:pulumi:{self._ref.stack}::{self._ref.project}"
        return f"{head}::{above}{request.type}::{request.name}"

    def _same_provider(self, request: Any, reference: str) -> None:
        urn, _, identity = reference.rpartition("::")
        package = request.type.partition(":")[0]
        number = request.version.replace(".", "_").replace("-", "_").replace("+", "_")
        name = f"default_{number}" if number else "default"
        head = f"urn:pulumi:{self._ref.stack}::{self._ref.project}"
        if urn != f"{head}::{PROVIDERS}{package}::{name}" or self._known.of(urn)["id"] != identity:
            raise NotSureError(f"{request.name} has another provider")
        self._used.add(urn)

    def _same_dependencies(self, request: Any, recorded: Mapping[str, Any]) -> None:
        each = {key: set(told.urns) for key, told in request.propertyDependencies.items()}
        kept = {key: set(urns) for key, urns in recorded.get("propertyDependencies", {}).items()}
        whole = set(recorded.get("dependencies", ()))
        if set(request.dependencies) != whole or each != kept:
            raise NotSureError(f"{recorded['urn']} depends on others")

    def _same_providers(self, settings: Mapping[str, str]) -> None:
        for urn, each in self._known.resources.items():
            if not each["type"].startswith(PROVIDERS):
                continue
            given = {k: v for k, v in each.get("inputs", {}).items() if k not in _OWN_OF_ENGINE}
            package = each["type"].removeprefix(PROVIDERS)
            if given != (dict(settings) if package == "govcloud" else {}):
                raise NotSureError(f"{urn} is set otherwise")


_OWN_OF_ENGINE = {"__internal", "version"}


def _is_empty(value: Any) -> bool:
    """Whether a field is a message that says nothing."""
    return hasattr(value, "ByteSize") and not value.ByteSize()


@dataclass(frozen=True, slots=True)
class Foresight:
    """Tells for which stacks a plan is empty. `judge` None: for none, the engine is always asked."""

    settings: StackSettings
    files: ProjectFiles
    judge: Judge | None

    def still(self, ref: StackRef, before: Proven | None) -> Proven | None:
        """The same proof, if nothing was touched since that it rests on. The caller holds the stack's lease."""
        root = self.settings.state_root
        if before is None or root is None or StateFiles(root).locks(ref):
            return None
        return before if self._rests_on(root, ref, {}) == before.rests_on else None

    def empty_plan(self, ref: StackRef, more: Mapping[str, Any]) -> Proven | None:
        """What the engine would say, if that is that nothing changes; None where only the engine can tell.

        The caller holds the stack's lease. Files are read, no cloud is asked.
        """
        began, root = time.monotonic(), self.settings.state_root
        if self.judge is None or root is None or version("pulumi") != ENGINE_VERSION:
            return None  # the SDK's inner workings are relied on
        state = StateFiles(root)
        if not runs_inline(self.settings.workspace, ref.project):
            return None
        try:
            recorded = self._known(state, ref)
            rests_on = self._rests_on(root, ref, more)
            program = program_of(self.settings.workspace, ref.project)
            config = {k: _text(v) for k, v in self.files.config(ref, more).items()}
            unchanged = Unchanged(
                ref, recorded, self.judge, lambda name: known(state.path(_named(name))).outputs()
            )
            unchanged.proven(program, ORGANIZATION, config)
            if self._known(state, ref).content != recorded.content:
                return None
        except NotSureError:
            return None
        standing = recorded.standing()
        seconds, outputs = time.monotonic() - began, masked(recorded.outputs())
        same = {"same": len(standing)}
        result = StackResult(ref, same, (), seconds, outputs, standing, standing)
        return Proven(result, unchanged.is_stale, rests_on)

    def _rests_on(self, root: Path, ref: StackRef, more: Mapping[str, Any]) -> str:
        programs, states = self.settings.workspace / "stacks", root / ".pulumi" / "stacks"
        return resting_on(programs, states, self.files.config(ref, more))

    def _known(self, state: StateFiles, ref: StackRef) -> Known:
        if state.locks(ref):
            raise NotSureError(f"an engine holds a lock on {ref}")
        return known(state.path(ref))


def _text(value: Any) -> str:
    """A setting as the engine hands it to a program."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _named(name: str) -> StackRef:
    _, project, stack = name.split("/")
    return StackRef(project, stack)

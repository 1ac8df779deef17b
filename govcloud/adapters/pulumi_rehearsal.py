"""Runs the programs of all stacks without engine and cloud, to see what they would register."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from pulumi.runtime.proto import resource_pb2

from govcloud.adapters.pulumi_foreseen_run import Monitor, rehearsed, uncollected
from govcloud.adapters.pulumi_foreseen_state import REFERENCE, STACK, NotSureError
from govcloud.adapters.pulumi_program import program_of
from govcloud.adapters.pulumi_settings import ORGANIZATION, ProjectFiles, StackSettings
from govcloud.errors import InputError
from govcloud.model.cloud_resource import CloudResource
from govcloud.model.stack import StackRef


class Actor(Protocol):
    """What stands in for the provider and its cloud."""

    def struct(self, properties: Mapping[str, Any]) -> Any:
        """The message of properties."""

    def asked(self, urn: str, struct: Any) -> dict[str, Any]:
        """The inputs as they would be used."""

    def given(self, urn: str, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """An id and the outputs that would follow."""


@dataclass(slots=True)
class Rehearsed:
    """What the programs would register, and for which stacks nobody can tell, with the reason."""

    resources: list[CloudResource] = field(default_factory=list)
    untold: dict[str, str] = field(default_factory=dict)


class _Stage(Monitor):
    """Answers one program, and notes what it registers."""

    def __init__(
        self, ref: StackRef, actor: Actor, told: Mapping[str, Mapping[str, Any]], root: str
    ) -> None:
        """`told` are the outputs of other stacks, by full name. With a `root`, the workspace, places are told."""
        self._ref = ref
        self._actor = actor
        self._told = told
        self._root = root
        self.wants_places = bool(root)
        self.registered_ones: list[CloudResource] = []
        self.outputs: Mapping[str, Any] = {}

    def Log(self, request: Any) -> None:  # noqa: N802 - the protocol names the methods
        """What a program says is for an engine run to show."""

    def registered(self, request: Any) -> resource_pb2.RegisterResourceResponse:
        """See Monitor."""
        urn = self._urn(request)
        if not request.custom:
            return resource_pb2.RegisterResourceResponse(urn=urn)
        inputs = self._actor.asked(urn, request.object)
        identity, outputs = self._actor.given(urn, inputs)
        file, line = self._place(request)
        one = CloudResource(
            type=request.type.partition(":")[2],
            name=request.name,
            stack=str(self._ref),
            inputs=inputs,
            outputs=outputs,
            identity=identity,
            urn=urn,
            file=file,
            line=line,
        )
        self.registered_ones.append(one)
        answer = self._actor.struct({**inputs, **outputs})
        return resource_pb2.RegisterResourceResponse(urn=urn, id=identity, object=answer)

    def read(self, request: Any) -> resource_pb2.ReadResourceResponse:
        """See Monitor: another stack's outputs, as they would be."""
        if request.type != REFERENCE or request.id not in self._told:
            raise NotSureError(f"{request.type} {request.name} is read from the cloud")
        told = {"name": request.id, "outputs": self._told[request.id], "secretOutputNames": []}
        return resource_pb2.ReadResourceResponse(
            urn=self._urn(request), properties=self._actor.struct(told)
        )

    def done(self, request: Any) -> None:
        """See Monitor."""
        if request.urn.split("::")[2] == STACK:
            self.outputs = self._actor.asked(request.urn, request.outputs)

    def _place(self, request: Any) -> tuple[str, int]:
        """The innermost line of the workspace's stacks that led to the registration."""
        for frame in request.stackTrace.frames if self._root else ():
            path = unquote(urlsplit(frame.pc.uri).path)
            if path.startswith(f"{self._root}/stacks/"):
                return path.removeprefix(f"{self._root}/"), frame.pc.line
        return "", 0

    def _urn(self, request: Any) -> str:
        kind = request.parent.split("::")[2] if request.parent else ""
        above = f"{kind}$" if kind and kind != STACK else ""
        head = f"urn:pulumi:{self._ref.stack}::{self._ref.project}"
        return f"{head}::{above}{request.type}::{request.name}"


def rehearse(
    settings: StackSettings, refs: Iterable[StackRef], actor: Actor, *, places: bool = False
) -> Rehearsed:
    """Run the programs in this order; each may read the outputs of those before it. Only files are read.

    With `places` each resource tells the file and line that registers it, which takes half as long again.
    """
    files, found = ProjectFiles(settings), Rehearsed()
    told: dict[str, Mapping[str, Any]] = {}
    root = str(settings.workspace.resolve()) if places else ""
    with uncollected():
        for ref in refs:
            stage = _Stage(ref, actor, told, root)
            config = {key: _text(value) for key, value in files.config(ref, {}).items()}
            names = (ORGANIZATION, ref.project, ref.stack)
            try:
                rehearsed(program_of(settings.workspace, ref.project), stage, names, config)
            except (NotSureError, InputError) as error:
                found.untold[str(ref)] = str(error)
                continue
            told[f"{ORGANIZATION}/{ref}"] = stage.outputs
            found.resources += stage.registered_ones
    return found


def _text(value: Any) -> str:
    """A setting as the engine hands it to a program."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

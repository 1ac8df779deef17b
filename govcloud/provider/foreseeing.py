"""Says without an engine whether a program asks for what is recorded: the same judgement, in this very process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf import struct_pb2

from govcloud.provider import checking, diffing
from govcloud.provider.checking import Naming
from govcloud.provider.clients import Clients
from govcloud.provider.lifecycle import name_of, type_of
from govcloud.provider.table import TABLE
from govcloud.provider.wire import from_struct, to_struct


class Foreseeing:
    """The provider's Check and Diff as functions. Asks no cloud."""

    def __init__(self) -> None:
        self._clients = Clients()

    def plain(self, struct: struct_pb2.Struct) -> dict[str, Any]:
        """What a message says. Secrets and unknown values equal nothing that a state file holds."""
        return from_struct(struct)

    def struct(self, properties: Mapping[str, Any]) -> struct_pb2.Struct:
        """The message of properties."""
        return to_struct(properties)

    def unchanged(
        self,
        urn: str,
        given: Mapping[str, Any],
        inputs: Mapping[str, Any],
        state: Mapping[str, Any],
    ) -> bool:
        """Whether a program that gives `given` wants exactly the recorded `inputs`; False where that is not sure."""
        entry = TABLE.get(type_of(urn))
        if entry is None:
            return False
        naming = Naming(name_of(urn), b"")
        checked = checking.check(entry, given, inputs, naming, self._clients.input_shape)
        if checked.faults or checked.inputs != inputs:
            return False
        sides = diffing.Sides(inputs, checked.inputs, state, name_of(urn))
        return not diffing.diff(entry, sides).changes

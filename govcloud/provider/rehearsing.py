"""Says without a cloud what a resource would be asked for and would give: made-up ids stand in for the cloud's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf import struct_pb2

from govcloud.model import cloud_resource
from govcloud.model.place import Place
from govcloud.provider import checking, template
from govcloud.provider.checking import Naming
from govcloud.provider.lifecycle import name_of, type_of
from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Resource
from govcloud.provider.wire import UNKNOWN, Secret, from_struct, to_struct

PACKAGE = "govcloud:"
_SECRET = "[secret]"  # noqa: S105 - what is shown in a secret's place


def legible(value: Any) -> Any:
    """A value as the rest of the house knows it: secrets are hidden, what is not known yet is UNKNOWN."""
    if value is UNKNOWN:
        return cloud_resource.UNKNOWN
    if isinstance(value, Secret):
        return _SECRET
    if isinstance(value, Mapping):
        return {key: legible(item) for key, item in value.items()}
    return [legible(item) for item in value] if isinstance(value, list) else value


def plain(struct: struct_pb2.Struct) -> dict[str, Any]:
    """What a message says, legibly."""
    found: dict[str, Any] = legible(from_struct(struct))
    return found


class Rehearsing:
    """Inputs as the provider completes them, and outputs that stand in for those of a cloud at `place`.

    Whether the cloud would take the inputs is for the engine to find out.
    """

    def __init__(self, place: Place) -> None:
        self._place = place

    def struct(self, properties: Mapping[str, Any]) -> struct_pb2.Struct:
        """The message of properties."""
        return to_struct(properties)

    def asked(self, urn: str, struct: struct_pb2.Struct) -> dict[str, Any]:
        """The inputs as they would be used."""
        given, entry = plain(struct), TABLE.get(type_of(urn))
        told = {name: value for name, value in given.items() if value is not None}
        if entry is None:
            return told
        return checking.completed(entry, told, {}, Naming(name_of(urn), b""))

    def given(self, urn: str, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """An id and the outputs that would follow from the inputs."""
        entry = TABLE.get(type_of(urn))
        stack, project = urn.removeprefix("urn:pulumi:").split("::")[:2]
        made_up = f"~{project}.{stack}.{type_of(urn).rpartition(':')[2]}.{name_of(urn)}"
        if entry is None:
            return made_up, {}
        identity = template.compose(entry.id, inputs) if "{" in entry.id else made_up
        return identity, dict(self._outputs(entry, identity, inputs))

    def _outputs(self, entry: Resource, identity: str, inputs: Mapping[str, Any]) -> dict[str, str]:
        place = self._place
        here = {
            "partition": place.partition,
            "region": place.region,
            "account": place.account,
            "id": identity,
        }
        found: dict[str, str] = {}
        for name, output in entry.outputs.items():
            if output.path.startswith("arn:"):
                found[name] = template.compose(output.path, {**inputs, **found, **here})
            else:
                found[name] = identity if output.path == "$id" else f"{identity}.{name}"
        return found

"""The codec between protobuf values as Pulumi sends them and plain Python values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf import struct_pb2

_MARK = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - a marker of the protocol, no password
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
_RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e"
_UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


class Unknown:
    """The type of UNKNOWN."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()
"""A value that is not known before something else has been made; compared by identity."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A value that must never be shown; its repr keeps it."""

    value: Any

    def __repr__(self) -> str:
        return "Secret(…)"


def decode(value: struct_pb2.Value) -> Any:
    """What a protobuf value says, with UNKNOWN, Secret, and whole numbers restored."""
    kind = value.WhichOneof("kind")
    match kind:
        case None | "null_value":
            return None
        case "number_value":
            number = value.number_value
            return int(number) if number.is_integer() else number
        case "bool_value":
            return value.bool_value
        case "string_value":
            return UNKNOWN if value.string_value == _UNKNOWN_TEXT else value.string_value
        case "list_value":
            return [decode(item) for item in value.list_value.values]
        case _:
            return _decode_struct(value.struct_value)


def _decode_struct(struct: struct_pb2.Struct) -> Any:
    fields = struct.fields
    mark = fields[_MARK].string_value if _MARK in fields else ""
    if mark == _SECRET:
        return Secret(decode(fields["value"]))
    if mark == _OUTPUT:
        inner = decode(fields["value"]) if "value" in fields else UNKNOWN
        return Secret(inner) if "secret" in fields and fields["secret"].bool_value else inner
    if mark == _RESOURCE:
        return decode(fields["id"]) if "id" in fields else fields["urn"].string_value
    return {key: decode(item) for key, item in fields.items()}


def encode(value: Any) -> struct_pb2.Value:
    """The protobuf value of a plain one; raises TypeError for what has none."""
    if value is UNKNOWN:
        value = _UNKNOWN_TEXT
    match value:
        case None:
            return struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)
        case Secret(value=inner):
            marked = {_MARK: encode(_SECRET), "value": encode(inner)}
            return struct_pb2.Value(struct_value=struct_pb2.Struct(fields=marked))
        case str():
            return struct_pb2.Value(string_value=value)
        case bool():  # before numbers: a bool is an int
            return struct_pb2.Value(bool_value=value)
        case int() | float():
            return struct_pb2.Value(number_value=value)
    return _encode_many(value)


def _encode_many(value: Any) -> struct_pb2.Value:
    if isinstance(value, Mapping):
        return struct_pb2.Value(struct_value=to_struct(value))
    if isinstance(value, (list, tuple)):
        items = struct_pb2.ListValue(values=[encode(item) for item in value])
        return struct_pb2.Value(list_value=items)
    raise TypeError(f"no value of the protocol: {type(value).__name__}")


def to_struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    """A whole set of properties as the protocol carries it."""
    return struct_pb2.Struct(fields={key: encode(item) for key, item in properties.items()})


def from_struct(struct: struct_pb2.Struct) -> dict[str, Any]:
    """The set of properties in a message."""
    return {key: decode(item) for key, item in struct.fields.items()}


def bare(value: Any) -> Any:
    """The value with all secrets unwrapped, at any depth."""
    if isinstance(value, Secret):
        return bare(value.value)
    if isinstance(value, Mapping):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [bare(item) for item in value]
    return value


def holds_secret(value: Any) -> bool:
    """Whether there is a secret in it, at any depth."""
    if isinstance(value, Mapping):
        return any(holds_secret(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return any(holds_secret(item) for item in value)
    return isinstance(value, Secret)


def holds_unknown(value: Any) -> bool:
    """Whether there is an unknown in it, at any depth."""
    if isinstance(value, Mapping):
        return any(holds_unknown(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return any(holds_unknown(item) for item in value)
    return value is UNKNOWN or (isinstance(value, Secret) and holds_unknown(value.value))


def secret_names(properties: Mapping[str, Any]) -> set[str]:
    """The names of the properties that hold a secret."""
    return {name for name, value in properties.items() if holds_secret(value)}


def seal(properties: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The same properties, those in `names` wrapped as secrets as a whole."""
    sealed = set(names)
    return {
        name: Secret(bare(value)) if name in sealed else value for name, value in properties.items()
    }

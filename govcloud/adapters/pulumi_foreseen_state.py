"""A stack's recorded resources, where nothing in them is out of the ordinary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.model.stack import StackResource

STACK = "pulumi:pulumi:Stack"
REFERENCE = "pulumi:pulumi:StackReference"
PROVIDERS = "pulumi:providers:"

SECRET_MARK = "4dabf18193072939515e22adb298388d"  # noqa: S105 - the protocol's marker, no password
_VERSION = 3
_LATEST = {"manifest", "metadata", "resources", "secrets_providers"}
_ORDINARY = {
    "created",
    "custom",
    "dependencies",
    "id",
    "inputs",
    "modified",
    "outputs",
    "parent",
    "propertyDependencies",
    "provider",
    "sourcePosition",
    "stackTrace",
    "type",
    "urn",
}


class NotSureError(Exception):
    """Only the engine can tell; the message says why."""


@dataclass(frozen=True, slots=True)
class Known:
    """The resources by URN, and the file's bytes."""

    resources: Mapping[str, Mapping[str, Any]]
    content: bytes

    @property
    def sealed(self) -> bool:
        """Whether there are secrets among them."""
        return SECRET_MARK.encode() in self.content

    def of(self, urn: str) -> Mapping[str, Any]:
        """What is recorded of a resource. Raises NotSureError if nothing is, or what cannot be compared.

        Secrets are ciphertext with a fresh nonce each time.
        """
        if urn not in self.resources:
            raise NotSureError(f"{urn} is new")
        found = self.resources[urn]
        if self.sealed and SECRET_MARK in json.dumps([found.get("inputs"), found.get("outputs")]):
            raise NotSureError(f"{urn} holds secrets")
        return found

    def standing(self) -> tuple[StackResource, ...]:
        """The resources that are not the engine's own, by URN; nothing in them is secret or unknown."""
        return tuple(
            StackResource(urn, each["type"], each.get("inputs") or {})
            for urn, each in sorted(self.resources.items())
            if not each["type"].startswith("pulumi:")
        )

    def outputs(self) -> Mapping[str, Any]:
        """The stack's own outputs. Raises NotSureError as `of` does."""
        for urn, each in self.resources.items():
            if each["type"] == STACK:
                told: Mapping[str, Any] = self.of(urn).get("outputs", {})
                return told
        raise NotSureError("no stack is recorded")


def known(path: Path) -> Known:
    """Read a state file. Raises NotSureError unless every field of every resource is of the ordinary kind."""
    try:
        content = path.read_bytes()
        return Known(_ordinary(json.loads(content)), content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotSureError(f"{path.name} cannot be read: {error}") from error


def _ordinary(told: Any) -> dict[str, Mapping[str, Any]]:
    latest = told.get("checkpoint", {}).get("latest") or {}
    if told.get("version") != _VERSION or set(latest) - _LATEST or latest.get("metadata"):
        raise NotSureError("the state is not of the ordinary form")
    resources = latest.get("resources") or []
    for each in resources:
        strange = set(each) - _ORDINARY
        if strange - ({"external"} if each.get("type") == REFERENCE else set()):
            raise NotSureError(f"{each.get('urn')}: {', '.join(sorted(strange))}")
    by_urn = {each["urn"]: each for each in resources}
    if len(by_urn) != len(resources):
        raise NotSureError("two resources have one name")
    return by_urn

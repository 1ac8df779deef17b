"""Finds what an interrupted run made and nobody recorded, and deletes it where nobody wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.errors import CloudError
from govcloud.model.stack_left import Orphan
from govcloud.provider import changing, recovering
from govcloud.provider.clients import Clients
from govcloud.provider.lifecycle import type_of
from govcloud.provider.made_names import made_names
from govcloud.provider.reading import Found
from govcloud.provider.settings import Settings, parse
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE

_OURS = "govcloud:"


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks by the birth tag, as creating does after an interruption."""

    settings: Settings
    clients: Clients

    def find(self, urn: str, inputs: Mapping[str, Any]) -> Orphan | None:
        """What was made for this URN with these inputs; None if nothing was, or its type is another provider's."""
        token = type_of(urn)
        if token not in TABLE:
            return None
        try:
            found = self._found(urn, inputs)
        except CloudError as error:
            return Orphan(urn, token, "", error.message)
        return Orphan(urn, token, found.identity) if found else None

    def remove(self, urn: str, inputs: Mapping[str, Any]) -> None:
        """Delete what was made for this URN with these inputs, if anything was. Raises CloudError."""
        found = self._found(urn, inputs) if type_of(urn) in TABLE else None
        if found:
            changing.delete(self._site(urn), found.identity, {**found.state, **found.inputs})

    def _found(self, urn: str, inputs: Mapping[str, Any]) -> Found | None:
        drawn = made_names(urn, inputs)
        told = {name: value for name, value in inputs.items() if name not in drawn}
        return recovering.find(self._site(urn), urn, told)

    def _site(self, urn: str) -> Site:
        return Site(TABLE[type_of(urn)], self.settings, self.clients)

    def made_names(self, urn: str, inputs: Mapping[str, Any]) -> dict[str, str]:
        """The physical names that we made up for a resource, by property."""
        return made_names(urn, inputs)


def finder(config: Mapping[str, Any]) -> Finder:
    """What looks where a stack with this configuration stands."""
    own = {key.removeprefix(_OURS): str(v) for key, v in config.items() if key.startswith(_OURS)}
    return Finder(parse(own), Clients())

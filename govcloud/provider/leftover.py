"""Finds, for a plan to tell, what an interrupted run made and nobody recorded. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.errors import CloudError
from govcloud.model.stack_left import Orphan
from govcloud.provider import recovering
from govcloud.provider.clients import Clients
from govcloud.provider.lifecycle import type_of
from govcloud.provider.made_names import made_names
from govcloud.provider.settings import Settings
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE


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
        site = Site(TABLE[token], self.settings, self.clients)
        drawn = made_names(urn, inputs)
        told = {name: value for name, value in inputs.items() if name not in drawn}
        try:
            found = recovering.find(site, urn, told)
        except CloudError as error:
            return Orphan(urn, token, "", error.message)
        return Orphan(urn, token, found.identity) if found else None

    def made_names(self, urn: str, inputs: Mapping[str, Any]) -> dict[str, str]:
        """The physical names that we made up for a resource, by property."""
        return made_names(urn, inputs)

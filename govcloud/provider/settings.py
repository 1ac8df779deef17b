"""What the provider is told by its configuration, and what of it may change."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

KEYS = {
    "region": "The region in which resources are made.",
    "endpointUrl": "The cloud's endpoint, where it is not the public one of the region.",
    "partition": "The partition, where the region does not tell it.",
    "accountId": "The account; asked of the cloud if not given.",
    "workspaceId": "The id of the workspace, part of every birth tag.",
    "recovery": "`true` after an interrupted run: Create first looks for what it made then.",
}
ENGINES_OWN = frozenset({"version", "pluginDownloadURL", "pluginChecksums", "__internal"})
REQUIRED = ("region",)
REPLACING = frozenset({"region", "partition", "accountId"})


@dataclass(frozen=True, slots=True)
class Settings:
    """The configuration of one provider instance."""

    region: str
    endpoint: str = ""
    partition: str = ""
    account: str = ""
    workspace: str = ""
    recovery: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the endpoint is on this machine: then no credentials of this machine are used."""
        return is_loopback(self.endpoint)


def is_loopback(url: str) -> bool:
    """Whether a URL's host is this machine itself."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def faults(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is wrong with a configuration, as pairs of key and reason."""
    wrong = [
        (key, f"unknown setting `{key}`; govcloud knows {', '.join(KEYS)}")
        for key in given
        if key not in KEYS and key not in ENGINES_OWN
    ]
    wrong += [
        (key, f"`{key}` is missing: set it with `pulumi config set govcloud:{key} …`")
        for key in REQUIRED
        if given.get(key) in (None, "")
    ]
    recovery = given.get("recovery")
    if isinstance(recovery, str) and recovery not in ("true", "false"):
        wrong.append(("recovery", "`recovery` is either `true` or `false`"))
    return wrong


def parse(given: Mapping[str, Any]) -> Settings:
    """The settings in a configuration that has no faults."""
    return Settings(
        region=str(given["region"]),
        endpoint=str(given.get("endpointUrl") or ""),
        partition=str(given.get("partition") or ""),
        account=str(given.get("accountId") or ""),
        workspace=str(given.get("workspaceId") or ""),
        recovery=given.get("recovery") in (True, "true"),
    )

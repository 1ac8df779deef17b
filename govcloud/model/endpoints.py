"""How a cloud is reached: whose base URL answers for a service, and whether the cloud is a site's own."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

EVERY = "AWS_ENDPOINT_URL"
"""The variable for all services; one for a service alone has the service's id behind it."""

_IGNORED = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"
_SCHEMES = ("http", "https")


def variable_of(service_id: str) -> str:
    """Which variable tells a service's own endpoint: "Elastic Load Balancing v2" is ELASTIC_LOAD_BALANCING_V2's."""
    return f"{EVERY}_{service_id.replace(' ', '_').replace('-', '_').upper()}"


def endpoint_of(service_id: str, told: str, variables: Mapping[str, str]) -> str:
    """The service's own variable, else what the environment's settings say (`told`), else the variable for all.

    "" is the provider's public endpoint.
    """
    if _ignored(variables):
        return told
    return variables.get(variable_of(service_id)) or told or variables.get(EVERY, "")


def is_own(told: str, variables: Mapping[str, str]) -> bool:
    """Whether the cloud is a site's own: its settings or the variable for all services name an endpoint."""
    return bool(told or (variables.get(EVERY) and not _ignored(variables)))


def fault(url: str) -> str:
    """What is wrong with an endpoint in settings, "" for nothing. Credentials have no place in one."""
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        return f"`{_bare(url)}` is no URL of a cloud"
    if parts.username is not None or parts.password is not None:
        return f"`{_bare(url)}` was given with credentials"
    return f"`{_bare(url)}` has more than a base URL" if parts.query or parts.fragment else ""


def _bare(url: str) -> str:
    """Without what may be secret in it."""
    return url.partition("?")[0].partition("#")[0].rpartition("@")[2]


def _ignored(variables: Mapping[str, str]) -> bool:
    return variables.get(_IGNORED, "").lower() == "true"

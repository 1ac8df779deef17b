"""What checks may ask of a resource: its own properties, and traits that are worked out from what stands around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govcloud.model.cloud_resource import UNKNOWN, CloudResource, Unknown
from govcloud.model.tagging import REQUIRED
from govcloud.rules.cloud_trait import Found, Trait, trait
from govcloud.rules.cloud_traits_access import ACCESS, POLICIES
from govcloud.rules.cloud_traits_keeping import KEEPING
from govcloud.rules.cloud_traits_network import NETWORK
from govcloud.rules.cloud_traits_ports import PORTS
from govcloud.rules.cloudscape import Cloudscape
from govcloud.rules.conditions import Kind
from govcloud.rules.policy_documents import accounts


def _bears_tags(one: CloudResource, scape: Cloudscape) -> bool:
    """What the cloud made with the account is nobody's to tag."""
    return one.type in scape.setting.bearing and one.inputs.get("isDefault") is not True


def _missing_tags(one: CloudResource, scape: Cloudscape) -> Found:
    if not _bears_tags(one, scape):
        return ()
    told = one.inputs.get("tags", {})
    return UNKNOWN if told is UNKNOWN else tuple(sorted(REQUIRED - set(told)))


def _foreign_accounts(one: CloudResource, scape: Cloudscape) -> Found:
    found: set[str] = set()
    for prop, read in POLICIES.items():
        rows = read(one, prop)
        if isinstance(rows, Unknown):
            return rows
        found.update(accounts(rows))
    return tuple(sorted(found - {scape.setting.account}))


COMMON: Mapping[str, Trait] = {
    "name": trait(Kind.TEXT, "its name in the program, or the cloud's", lambda one, _: one.name),
    "stack": trait(Kind.TEXT, "the stack it is in", lambda one, _: one.stack),
    "in_stack": trait(Kind.FLAG, "a stack made it", lambda one, _: bool(one.stack)),
    "owner": trait(
        Kind.TEXT, "whose it is by its tags: a department, or SHARED", lambda one, _: one.owner
    ),
    "zone": trait(Kind.TEXT, "the zone in its tags", lambda one, _: one.zone),
    "bears_tags": trait(Kind.FLAG, "it is somebody's, and its type can bear tags", _bears_tags),
    "missing_tags": trait(Kind.LIST, "tags of the dictionary that it lacks", _missing_tags),
    "foreign_accounts": trait(
        Kind.LIST, "other accounts to whom its policy gives something", _foreign_accounts
    ),
}
"""Traits of every resource."""

DERIVED: Mapping[str, Mapping[str, Trait]] = {**NETWORK, **PORTS, **KEEPING, **ACCESS}
"""Traits by type of resource."""


class ResourceTraits(Mapping[str, Any]):
    """A resource's traits, each found when it is first asked for; a property that nobody set is None."""

    def __init__(self, one: CloudResource, scape: Cloudscape) -> None:
        self._one = one
        self._scape = scape
        self._derived = DERIVED.get(one.type, {})

    def __getitem__(self, name: str) -> Any:
        found = self._derived.get(name) or COMMON.get(name)
        if found is not None:
            return found.find(self._one, self._scape)
        return plain(self._one.inputs.get(name))

    def __iter__(self) -> Iterator[str]:
        return iter({**COMMON, **self._derived, **self._one.inputs})

    def __len__(self) -> int:
        return len({**COMMON, **self._derived, **self._one.inputs})


def plain(value: Any) -> Any:
    """A property as conditions take it: lists are tuples, mappings the tuple of their keys."""
    if isinstance(value, list | tuple):
        return UNKNOWN if UNKNOWN in value else tuple(map(str, value))
    return tuple(sorted(value)) if isinstance(value, Mapping) else value


def alone(kind: str, name: str) -> bool:
    """Whether a trait of this type is known from the resource by itself."""
    found = DERIVED.get(kind, {}).get(name) or COMMON.get(name)
    return found is None or found.alone

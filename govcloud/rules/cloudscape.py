"""All resources that are looked at together, and how each leads to others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from govcloud.model.cloud_resource import UNKNOWN, CloudResource

SHARED = "SHARED"
Answer = TypeVar("Answer")
_NAMING = ("bucket", "roleName", "policyName", "groupName", "name", "keyName")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where resources stand.

    `bearing` are the types that can bear tags, `lacking` the services that are not there, `whole` whether all
    stacks are looked at: where they are not, nothing follows from what is missing.
    """

    region: str = ""
    account: str = ""
    bearing: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()
    whole: bool = True


class Cloudscape:
    """Resources of one environment; nothing in it changes."""

    def __init__(self, resources: Iterable[CloudResource], setting: Setting) -> None:
        self.resources = tuple(resources)
        self.setting = setting
        self._once: dict[str, Any] = {}
        self._linked: dict[tuple[str, str], dict[int, list[CloudResource]]] = {}

    def of(self, kind: str) -> tuple[CloudResource, ...]:
        """All resources of one type."""
        return self._by_type.get(kind, ())

    def target(self, kind: str, holder: CloudResource, prop: str) -> CloudResource | None:
        """The resource of type `kind` that a property of `holder` names; None if it is not among these."""
        return next(iter(self.targets(kind, holder, prop)), None)

    def targets(self, kind: str, holder: CloudResource, prop: str) -> tuple[CloudResource, ...]:
        """As `target`, of a property that may name several."""
        given = holder.inputs.get(prop)
        rows = given if isinstance(given, list) else [given]
        found = [self._named(kind, value) for value in rows if value not in (None, UNKNOWN)]
        if UNKNOWN in rows:
            urns = holder.refers.get(prop, ())
            found += [self._by_urn.get(urn) for urn in urns]
        return tuple(one for one in found if one is not None and one.type == kind)

    def linked(self, kind: str, prop: str, to: CloudResource) -> tuple[CloudResource, ...]:
        """The resources of type `kind` whose property names `to`."""
        key = (kind, f"{prop} {to.type}")
        if key not in self._linked:
            table: dict[int, list[CloudResource]] = {}
            for holder in self.of(kind):
                for one in self.targets(to.type, holder, prop):
                    table.setdefault(id(one), []).append(holder)
            self._linked[key] = table
        return tuple(self._linked[key].get(id(to), ()))

    def once(self, name: str, find: Callable[[Cloudscape], Answer]) -> Answer:
        """What `find` finds in all of it, found the first time it is asked for."""
        if name not in self._once:
            self._once[name] = find(self)
        answer: Answer = self._once[name]
        return answer

    def _named(self, kind: str, value: Any) -> CloudResource | None:
        """By id, ARN or name; of an ARN with more behind it (a folder, `:*`) the longest part that is known."""
        table = self._by_name.get(kind, {})
        text = str(value)
        while text not in table and (cut := max(text.rfind("/"), text.rfind(":"))) > 0:
            text = text[:cut]
        return table.get(text)

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[CloudResource, ...]]:
        found: dict[str, list[CloudResource]] = {}
        for one in self.resources:
            found.setdefault(one.type, []).append(one)
        return {kind: tuple(rows) for kind, rows in found.items()}

    @cached_property
    def _by_urn(self) -> Mapping[str, CloudResource]:
        return {one.urn: one for one in self.resources if one.urn}

    @cached_property
    def _by_name(self) -> Mapping[str, Mapping[str, CloudResource]]:
        found: dict[str, dict[str, CloudResource]] = {}
        for one in self.resources:
            table = found.setdefault(one.type, {})
            for name in _names(one):
                table.setdefault(name, one)
        return found


def _names(one: CloudResource) -> Iterator[str]:
    """All that others may call it by, the surest first."""
    yield from filter(None, [one.identity])
    yield from (value for value in one.outputs.values() if isinstance(value, str) and value)
    named = (one.inputs.get(prop) for prop in _NAMING)
    yield from (value for value in named if isinstance(value, str) and value)

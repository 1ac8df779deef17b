"""Looks at all that stands in an account, whoever made it, in the form in which programs ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from govcloud.errors import GovcloudError
from govcloud.model.cloud_resource import CloudResource
from govcloud.model.drift import Recorded
from govcloud.provider import reading
from govcloud.provider.clients import Clients
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.gathering import Answers, Question
from govcloud.provider.observing_account import people_and_copies
from govcloud.provider.observing_lists import CLOUDS_OWN, LISTS, WITHIN, Within
from govcloud.provider.rehearsing import PACKAGE, legible
from govcloud.provider.settings import Settings
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Op
from govcloud.provider.template import PARTS

_THREADS, _THREADS_EMBEDDED = 16, 4


@dataclass(slots=True)
class Observed:
    """What stands there, and what could not be looked at: a type, or one resource, with the reason."""

    resources: list[CloudResource] = field(default_factory=list)
    untold: dict[str, str] = field(default_factory=dict)


class Observer:
    """Reads one account. Changes nothing."""

    def __init__(self, settings: Settings, clients: Clients, recorded: Iterable[Recorded]) -> None:
        """`recorded` is all that stacks have recorded: what is not among it stands in no stack."""
        self._settings = settings
        self._clients = clients
        self._known = {(one.type, one.id): one for one in recorded}
        self._found = Observed()

    def everything(self, lacking: Iterable[str]) -> Observed:
        """All of it but what belongs to services that are `lacking`. Raises UnreachableError, CredentialError."""
        absent = set(lacking)
        ids: dict[str, list[str]] = {}
        for token, op in LISTS.items():
            if TABLE[token].service not in absent:
                ids[token] = self._listed(token, op)
        for token, within in WITHIN.items():
            parents = ids.get(within.parent, ())
            ids[token] = [one for each in parents for one in self._inside(token, within, each)]
        for token, held in ids.items():
            self._found.resources += self._read(token, held)
        more, untold = people_and_copies(self._settings, self._clients)
        self._found.resources += more
        self._found.untold.update(untold)
        return self._found

    def _site(self, token: str) -> Site:
        return Site(TABLE[token], self._settings, self._clients)

    def _listed(self, token: str, op: Op) -> list[str]:
        try:
            return list(_expanded(self._site(token).every(op, {})))
        except CallRefusedError as refusal:
            self._found.untold[token.removeprefix(PACKAGE)] = refusal.message
            return []

    def _inside(self, token: str, within: Within, parent: str) -> list[str]:
        try:
            inner = self._site(token).every(within.op, {"id": parent})
        except CallRefusedError as refusal:
            self._found.untold[token.removeprefix(PACKAGE)] = refusal.message
            return []
        return [f"{parent}{PARTS}{name}" for name in inner]

    def _read(self, token: str, ids: list[str]) -> Iterator[CloudResource]:
        site, answers = self._site(token), Answers()
        threads = _THREADS_EMBEDDED if self._settings.embedded else _THREADS
        answers.gather((question for one in ids for question in _asks(site, one)), threads)
        ask = answers.ask(site, {})
        for one in dict.fromkeys(ids):
            try:
                made = self._one(token, site, one, ask)
            except GovcloudError as error:
                self._found.untold[f"{token.removeprefix(PACKAGE)} {one}"] = error.message
                continue
            if made is not None:
                yield made

    def _one(self, token: str, site: Site, one: str, ask: reading.Ask) -> CloudResource | None:
        answer = reading.looked(site, {"id": one, "in": {}}, ask)
        is_clouds_own = CLOUDS_OWN.get(token)
        if answer is None or (is_clouds_own and is_clouds_own(answer)):
            return None
        found = reading.view(site, reading.Seen(one, answer, None), ask)
        known = self._known.get((token, one))
        default = answer.get("IsDefault") or answer.get("DefaultForAz")
        more = {"isDefault": default, "publicIp": answer.get("PublicIpAddress")}
        return CloudResource(
            type=token.removeprefix(PACKAGE),
            name=known.name if known else _name(found.inputs, one),
            stack=known.stack if known else "",
            inputs=legible({**found.inputs, **{k: v for k, v in more.items() if v is not None}}),
            outputs={name: found.state[name] for name in site.entry.outputs if name in found.state},
            identity=one,
            urn=known.urn if known else "",
        )


def _asks(site: Site, one: str) -> Iterator[Question]:
    values = {"id": one, "in": {}}
    yield Question(site, site.entry.read, values)
    for prop in site.entry.props.values():
        if prop.get is not None:
            yield Question(site, prop.get, values)


def _expanded(found: Iterable[Any]) -> Iterator[str]:
    """Ids; of a mapping (`of`, `each`) a composed id for each of those."""
    for item in found:
        if isinstance(item, Mapping):
            yield from (f"{item['of']}{PARTS}{each}" for each in item["each"] or ())
        elif item is not None:
            yield str(item)


def _name(inputs: Mapping[str, Any], one: str) -> str:
    told = inputs.get("tags")
    return str(told["Name"]) if isinstance(told, Mapping) and told.get("Name") else one

"""A resource's life as the engine drives it: check, diff, create, read, update, delete."""

from __future__ import annotations

from typing import Any

from pulumi.runtime.proto import provider_pb2 as pb

from govcloud.errors import InputError
from govcloud.provider import changing, checking, diffing, making, reading, recovering, tags
from govcloud.provider.checking import Naming
from govcloud.provider.clients import Clients
from govcloud.provider.configured import Configured
from govcloud.provider.failures import InitFailedError
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Resource
from govcloud.provider.wire import (
    UNKNOWN,
    bare,
    from_struct,
    holds_unknown,
    seal,
    secret_names,
    to_struct,
)


def type_of(urn: str) -> str:
    """The type token in a URN, without those of its parents."""
    return urn.split("::")[2].rpartition("$")[2]


def name_of(urn: str) -> str:
    """The resource's name in its program."""
    return urn.split("::", 3)[3]


def entry_of(urn: str) -> Resource:
    """The table's entry for a resource; raises InputError that lists the types if there is none."""
    token = type_of(urn)
    if token not in TABLE:
        raise InputError(f"govcloud has no type {token}; it has {', '.join(TABLE)}")
    return TABLE[token]


class Lifecycle:
    """Works any entry of the table. Raises GovcloudErrors; knows nothing of gRPC but its messages."""

    def __init__(self, clients: Clients, configured: Configured) -> None:
        self._clients = clients
        self._configured = configured

    def check(self, request: pb.CheckRequest) -> pb.CheckResponse:
        """Judge and complete a program's inputs."""
        checked = checking.check(
            entry_of(request.urn),
            from_struct(request.news),
            from_struct(request.olds),
            self._naming(request),
            self._clients.input_shape,
        )
        failures = [pb.CheckFailure(property=n, reason=reason) for n, reason in checked.faults]
        return pb.CheckResponse(inputs=to_struct(checked.inputs), failures=failures)

    def diff(self, request: pb.DiffRequest) -> pb.DiffResponse:
        """Tell what differs; nothing is asked of the cloud."""
        state = bare(from_struct(request.olds))
        olds = bare(from_struct(request.old_inputs)) or state
        sides = diffing.Sides(olds, bare(from_struct(request.news)), state, name_of(request.urn))
        found = diffing.diff(entry_of(request.urn), sides, request.ignoreChanges)
        some = pb.DiffResponse.DIFF_SOME if found.changes else pb.DiffResponse.DIFF_NONE
        details = {
            path: pb.PropertyDiff(kind=pb.PropertyDiff.Kind.Name(kind), inputDiff=True)
            for path, kind in found.changes.items()
        }
        return pb.DiffResponse(
            changes=some,
            replaces=found.replaces,
            diffs=sorted({path.split(".")[0].split("[")[0] for path in found.changes}),
            detailedDiff=details,
            hasDetailedDiff=True,
            deleteBeforeReplace=found.delete_first,
        )

    def create(self, request: pb.CreateRequest) -> pb.CreateResponse:
        """Make it; in a preview only say what would be known."""
        given = from_struct(request.properties)
        sealed = self._sealed(request.urn, given)
        if request.preview:
            return pb.CreateResponse(properties=to_struct(seal(_previewed(request), sealed)))
        site = self._site(request.urn)
        inputs = bare(given)
        made = None
        try:
            if site.settings.recovery:
                made = recovering.adopt(site, request.urn, inputs)
            identity, state = made or making.create(site, request.urn, inputs)
        except InitFailedError as error:
            error.state = seal(error.state, sealed)
            error.inputs = given
            raise
        return pb.CreateResponse(id=identity, properties=to_struct(seal(state, sealed)))

    def read(self, request: pb.ReadRequest) -> pb.ReadResponse:
        """Tell what stands there, for a refresh or an import; an empty id means gone."""
        state, inputs = from_struct(request.properties), from_struct(request.inputs)
        sealed = self._sealed(request.urn, state) | secret_names(inputs)
        importing = not state and not inputs
        known = None if importing else bare(inputs)
        found = reading.read(self._site(request.urn), request.id, known)
        if found is None:
            return pb.ReadResponse()
        return pb.ReadResponse(
            id=found.identity,
            properties=to_struct(seal(found.state, sealed)),
            inputs=to_struct(seal(found.inputs, sealed)),
        )

    def update(self, request: pb.UpdateRequest) -> pb.UpdateResponse:
        """Change it in place; in a preview nothing is done."""
        state, given = from_struct(request.olds), from_struct(request.news)
        sealed = self._sealed(request.urn, given)
        if request.preview:
            kept = {n: v for n, v in state.items() if n not in entry_of(request.urn).all_props}
            return pb.UpdateResponse(properties=to_struct(seal({**kept, **given}, sealed)))
        olds = bare(from_struct(request.old_inputs)) or bare(state)
        site = self._site(request.urn)
        try:
            after = changing.update(site, request.id, changing.Wish(olds, bare(given), bare(state)))
        except InitFailedError as error:
            error.state = seal(error.state, sealed | secret_names(state))
            error.inputs = from_struct(request.old_inputs)
            raise
        return pb.UpdateResponse(properties=to_struct(seal(after, sealed)))

    def delete(self, request: pb.DeleteRequest) -> None:
        """Delete it; gone already is well."""
        inputs = {
            **bare(from_struct(request.properties)),
            **bare(from_struct(request.old_inputs)),
        }
        changing.delete(self._site(request.urn), request.id, inputs)

    def _naming(self, request: pb.CheckRequest) -> Naming:
        options = pb.CheckRequest.AutonamingOptions
        tagging = entry_of(request.urn).tagging
        settings = self._configured.find(request.urn)
        late = tagging is not None and not tagging.in_create and settings is not None
        birth = tags.birth_value(settings.workspace, request.urn) if settings else ""
        return Naming(
            resource_name=name_of(request.urn),
            seed=request.randomSeed,
            proposed=self._lost_name(request) or request.autonaming.proposed_name,
            forbidden=request.autonaming.mode == options.DISABLE,
            mark=tags.name_mark(birth) if late else "",
        )

    def _lost_name(self, request: pb.CheckRequest) -> str:
        """After an interrupted run, the name that we made then for what was never recorded; else ""."""
        entry, settings = entry_of(request.urn), self._configured.find(request.urn)
        named = [name for name, prop in entry.props.items() if prop.autoname]
        given = bare(from_struct(request.news))
        asked_for = not request.olds.fields and named and named[0] not in given
        if settings is None or not settings.recovery or not asked_for or holds_unknown(given):
            return ""
        found = recovering.find(self._site(request.urn), request.urn, given)
        return str(found.state[named[0]]) if found else ""

    def _site(self, urn: str) -> Site:
        return Site(entry_of(urn), self._configured.get(urn), self._clients)

    def _sealed(self, urn: str, given: dict[str, Any]) -> set[str]:
        props = entry_of(urn).all_props
        return secret_names(given) | {name for name, prop in props.items() if prop.secret}


def _previewed(request: pb.CreateRequest) -> dict[str, Any]:
    """The inputs, and UNKNOWN for all that only the cloud can tell."""
    entry = entry_of(request.urn)
    chosen = [name for name, prop in entry.props.items() if prop.computed]
    unknown = dict.fromkeys([*chosen, *entry.outputs], UNKNOWN)
    return {**unknown, **from_struct(request.properties)}

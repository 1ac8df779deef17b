"""Holds recorded resources against the cloud: what was changed, what is missing, what was added by hand."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from govcloud.errors import CredentialError
from govcloud.model.drift import Deviation, Kind, Recorded, Remedy, Sealed, Survey, Untold
from govcloud.provider import comparing, diffing, reading, tags, template, watched
from govcloud.provider.clients import Clients
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.gathering import Answers, Question
from govcloud.provider.reading import Ask
from govcloud.provider.settings import Settings
from govcloud.provider.site import Site
from govcloud.provider.table import TABLE
from govcloud.provider.table.entry import Inside

_THREADS = 16
_THREADS_EMBEDDED = 4
_SECRET = "[secret]"  # noqa: S105 - what stands in place of one
_WAITS = "waits for its deletion"
_HIDDEN = "the mark by which govcloud finds it again"
_NOT_OURS = "its type is another provider's: govcloud stack plan --engine tells"

Known = Container[tuple[str, str]]
"""(type, id) of all that any stack has recorded."""


@dataclass(frozen=True, slots=True)
class Surveyor:
    """Looks at resources of one account. Raises GovcloudErrors where the cloud cannot be asked at all.

    `lacking` are the services that are not there.
    """

    settings: Settings
    clients: Clients
    lacking: frozenset[str] = frozenset()

    def look(self, resources: Sequence[Recorded], known: Known) -> Survey:
        """Everything that is not as recorded. Nothing is changed."""
        ours = [one for one in resources if one.type in TABLE]
        answers = Answers()
        deviations: list[Deviation] = []
        untold = [Untold(one, "", _NOT_OURS) for one in resources if one.type not in TABLE]
        with _uncollected():
            sites = [self.site(one) for one in ours]
            pairs = list(zip(ours, sites, strict=True))
            about = (q for one, site in pairs for q in (*_asks(one, site), *self._wider(one, site)))
            answers.gather(about, self._threads)
            for one, site in pairs:
                look = _Look(one, site, answers, known)
                deviations += look.deviations(untold, self._insides(site))
        return Survey(tuple(deviations), tuple(untold), answers.calls)

    def read(self, resources: Sequence[Recorded]) -> list[reading.Found | None]:
        """What stands there of each, as the provider's Read tells it; None of what is gone.

        Raises CallRefusedError where one cannot be read.
        """
        answers, found = Answers(), list[reading.Found | None]()
        sites = [self.site(one) for one in resources]
        asks = (q for one, site in zip(resources, sites, strict=True) for q in _asks(one, site))
        answers.gather(asks, self._threads)
        for one, site in zip(resources, sites, strict=True):
            ask = answers.ask(site, plain(one))
            seen = seen_of(site, one, ask)
            found.append(None if seen is None else reading.view(site, seen, ask))
        return found

    def _wider(self, one: Recorded, site: Site) -> Iterator[Question]:
        """What a Read does not ask: where the program is silent, and what stands inside."""
        values = {"id": one.id, "in": plain(one)}
        for name, prop in site.entry.props.items():
            if prop.get is not None and prop.watched and name not in one.inputs:
                yield Question(site, prop.get, values)
        for inside in self._insides(site):
            yield Question(beside(site, inside), inside.op, values)

    def _insides(self, site: Site) -> list[Inside]:
        return [one for one in site.entry.inside if one.service not in self.lacking]

    def demand_account(self) -> None:
        """See that the cloud knows us, and as whom we were told. Raises CredentialError, UnreachableError."""
        told = self.settings.account
        found = self.clients.account(replace(self.settings, account=""))
        if told and found != told:
            raise CredentialError(
                f"the credentials are of account {found}, and the environment's is {told}",
                hint="nothing would be found there: take the environment's credentials",
            )

    def opened(self, sealed: bytes) -> bytes:
        """What KMS sealed, opened. Raises CloudError."""
        answer = self.clients.call(self.settings, "kms", "decrypt", {"CiphertextBlob": sealed})
        return bytes(answer["Plaintext"])

    @property
    def _threads(self) -> int:
        return _THREADS_EMBEDDED if self.settings.embedded else _THREADS

    def site(self, one: Recorded) -> Site:
        """The resource's entry, and the place where it stands."""
        settings = self.settings
        if one.region and one.region != settings.region:
            settings = replace(settings, region=one.region)
        return Site(TABLE[one.type], settings, self.clients)


def plain(one: Recorded) -> dict[str, Any]:
    """Its recorded inputs, without secrets that could not be opened."""
    return {name: value for name, value in one.inputs.items() if not isinstance(value, Sealed)}


def seen_of(site: Site, one: Recorded, ask: Ask) -> reading.Seen | None:
    """What stands there; None if nothing does."""
    answer = reading.looked(site, {"id": one.id}, ask)
    return None if answer is None else reading.Seen(one.id, answer, plain(one))


def is_waiting(site: Site, identity: str) -> bool:
    """Whether it is still there, waiting for its deletion."""
    try:
        answer = site.do(site.entry.read, {"id": identity})
    except CallRefusedError as refusal:
        if refusal.code in site.entry.gone:
            return False
        raise
    return bool(answer is not None and template.search(site.entry.gone_when, answer))


def beside(site: Site, inside: Inside) -> Site:
    """Where what stands inside is asked about."""
    return replace(site, elsewhere=inside.service) if inside.service else site


def _asks(one: Recorded, site: Site) -> Iterator[Question]:
    """All that a Read asks of a resource."""
    entry, known = site.entry, plain(one)
    values = {"id": one.id, "in": known}
    yield Question(site, entry.read, values)
    for name, prop in entry.props.items():
        if prop.get is not None and name in known:
            yield Question(site, prop.get, values)
    if entry.tagging is not None and entry.tagging.get is not None:
        own = site.own_arn(one.id, known)
        yield Question(site, entry.tagging.get, {**values, "arn": own})


@dataclass(frozen=True, slots=True)
class _Look:
    """One resource, and the answers about it."""

    one: Recorded
    site: Site
    answers: Answers
    known: Known

    @property
    def ask(self) -> Ask:
        """Its way to ask."""
        return self.answers.ask(self.site, plain(self.one))

    def deviations(self, untold: list[Untold], insides: Sequence[Inside]) -> Iterator[Deviation]:
        """In what it is not as recorded; what cannot be told is added to `untold`."""
        one = self.one
        try:
            seen = seen_of(self.site, one, self.ask)
            if seen is None:
                yield self._missing()
                return
            yield from self._changed(seen, untold)
        except CallRefusedError as refusal:
            untold.append(Untold(one, "", refusal.message))
            return
        for inside in insides:
            try:
                yield from self._added(inside)
            except CallRefusedError as refusal:
                untold.append(Untold(one, inside.type, refusal.message))

    def _missing(self) -> Deviation:
        one, entry = self.one, self.site.entry
        told = {k: self._shown(k, v) for k, v in plain(one).items() if k != "tags"}
        waits = bool(entry.revive) and is_waiting(self.site, one.id)
        found, remedy = (_WAITS, Remedy.REVIVE) if waits else (None, Remedy.ENGINE)
        return Deviation(one, Kind.MISSING, one.type, one.id, "", found, told, remedy)

    def _changed(self, seen: reading.Seen, untold: list[Untold]) -> Iterator[Deviation]:
        one, entry = self.one, self.site.entry
        found = reading.view(self.site, seen, self.ask)
        sides = diffing.Sides(found.inputs, seen.known or {}, found.state, one.name)
        for change in comparing.changes(entry, sides, one.ignored):
            yield self._deviation(change, Remedy.ENGINE)
        for change in watched.changes(self.site, one, seen, self.ask):
            yield self._deviation(change, Remedy.RESTORE)
        if entry.tagging is not None:
            yield from self._tags(seen)
        for name, prop in entry.props.items():
            if isinstance(one.inputs.get(name), Sealed) and not prop.write_only:
                untold.append(Untold(one, name, "it is secret, and its key could not be used"))

    def _tags(self, seen: reading.Seen) -> Iterator[Deviation]:
        one = self.one
        borne = reading.all_tags(self.site, seen, seen.known or {}, self.ask)
        birth = tags.birth_value(self.site.settings.workspace, one.urn)
        is_now = borne.get(tags.BIRTH)
        if is_now != birth and not (is_now is None and one.imported):
            change = comparing.Change(Kind.CHANGED, f"{tags.BIRTH}: {_HIDDEN}", is_now, birth)
            yield self._deviation(change, Remedy.RETAG)
        if "tags" not in one.inputs and "tags" not in one.ignored:
            for key, value in tags.shown(borne).items():
                change = comparing.Change(Kind.ADDED, f"tags[{key}]", value, None)
                yield self._deviation(change, Remedy.RESTORE)

    def _deviation(self, change: comparing.Change, remedy: Remedy) -> Deviation:
        one, what = self.one, change.what
        found, wanted = (self._shown(what, value) for value in (change.found, change.wanted))
        return Deviation(
            one,
            change.kind,
            one.type,
            one.id,
            what,
            found,
            wanted,
            remedy,
            replaces=change.replaces,
        )

    def _shown(self, what: str, value: Any) -> Any:
        """A value, unless it is secret."""
        name = what.partition(":")[0].partition("[")[0]
        prop = self.site.entry.all_props.get(name)
        hidden = name in self.one.secrets or (prop is not None and prop.secret)
        return _SECRET if hidden and value is not None else value

    def _added(self, inside: Inside) -> Iterator[Deviation]:
        """What stands in it that no stack recorded."""
        ask = self.answers.ask(beside(self.site, inside), plain(self.one))
        listing = ask(inside.op, {"id": self.one.id})
        for item in _items(inside, listing, self.one):
            if inside.unless and template.search(inside.unless, item):
                continue
            identity = str(template.search(inside.id, item))
            if (inside.type, identity) not in self.known:
                shown = _said(template.search(inside.shows, item))
                yield Deviation(
                    self.one,
                    Kind.ADDED,
                    inside.type,
                    identity,
                    found=shown,
                    remedy=Remedy.REMOVE,
                    item=item,
                )


def _items(inside: Inside, listing: Any, one: Recorded) -> Iterator[dict[str, Any]]:
    about = {"owner": one.id, "recorded": one.inputs}
    for item in listing if isinstance(listing, list) else [listing] if listing else []:
        if not inside.each:
            yield {**item, **about}
        for member in (item.get(inside.each) or []) if inside.each else ():
            yield {**item, **member, **about, "above": item}


def _said(shown: Any) -> Any:
    """What is shown of an addition, without what has no value."""
    if isinstance(shown, Mapping):
        return {key: value for key, value in shown.items() if value not in (None, [], "")}
    return shown


@contextmanager
def _uncollected() -> Iterator[None]:
    """Collecting garbage among answers that all stay takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

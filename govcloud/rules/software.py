"""Recognises software by the names people write: whose it is, and until when somebody cares for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from govcloud.model.application import Application, Component
from govcloud.model.technical_terms import Origin, Tier
from govcloud.rules.profiles import EndOfLife, Product, Profiles

_LAYER_OF = {Tier.DB: "database", Tier.CACHE: "database"}
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_SLASHED = re.compile(r"[0-9.]+(?:/[0-9.]+)+")
_RELEASE = re.compile(r"r[0-9](?![0-9])")

T = TypeVar("T", Product, EndOfLife)
Version = tuple[tuple[int, ...], str]


class Installed(NamedTuple):
    """A piece of software of an application: on `where`, a server's name or a component's tier.

    `product` is its recognised name, or what was written; `ends_on` is None where no date is known.
    """

    layer: str
    product: str
    version: str
    where: str
    origin: Origin | None = None
    ends_on: date | None = None
    extended_on: date | None = None
    verified: bool = False
    source: str = ""

    def ended(self, today: date) -> bool:
        """Whether its maker cares for it no longer."""
        return self.ends_on is not None and self.ends_on < today


class Recogniser:
    """The profiles' products by the words that they are known by; each text is looked at once."""

    def __init__(self, profiles: Profiles) -> None:
        self._products = _Words((p.match, p.layer, p) for p in profiles.products)
        self._ends = _Words((e.match, e.layer, e) for e in profiles.ends_of_life)
        self._known: dict[tuple[str, str, str], Installed] = {}

    def installed(self, app: Application) -> tuple[Installed, ...]:
        """Systems, databases and components of an application, in its own order."""
        found = [
            self._named("os", server.os, server.os_version, server.name)
            for server in app.servers
            if server.os
        ]
        for store in app.datastores:
            found.append(
                self._named(
                    "database", store.engine.value, store.version, store.server or store.name
                )
            )
        for part in app.components:
            layer = _LAYER_OF.get(part.tier, "")
            known = self._named(layer, part.product, part.version, part.tier.value)
            found.append(_as_told(known, part))
            if part.language:
                found.append(self._named("runtime", part.language, "", part.tier.value))
        return tuple(found)

    def _named(self, layer: str, name: str, version: str, where: str) -> Installed:
        key = (layer, name, version)
        if key not in self._known:
            self._known[key] = self._recognised(layer, name, version)
        return self._known[key]._replace(where=where)

    def _recognised(self, layer: str, name: str, version: str) -> Installed:
        text = " ".join(f"{name} {version}".casefold().split())
        products = self._products.found(text, layer)
        product = products[0] if products else None
        ends = self._ends.found(text, layer)
        end = _kindest(ends, _versions(version or _after(text, ends)))
        shown = end.product if end else product.name if product else name
        return Installed(
            layer=layer or (end.layer if end else product.layer if product else ""),
            product=shown,
            version=version or _written(_after(text, ends)),
            where="",
            origin=product.origin if product else None,
            ends_on=end.ends_on if end else None,
            extended_on=end.extended_on if end else None,
            verified=bool(end and end.verified),
            source=end.source if end else "",
        )


class _Words(Generic[T]):
    """Entries by their words, the longest word first."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], str, T]]) -> None:
        by_word: dict[tuple[str, str], list[T]] = {}
        for match, layer, entry in entries:
            for word in match:
                by_word.setdefault((word.casefold(), layer), []).append(entry)
        rows = sorted(by_word, key=lambda row: (-len(row[0]), row))
        self._rows: list[tuple[str, str, list[T]]] = [
            (word, of, by_word[word, of]) for word, of in rows
        ]
        self._patterns: dict[str, re.Pattern[str]] = {w: _pattern(w) for w, _ in rows}

    def found(self, text: str, layer: str) -> list[T]:
        """The entries whose longest word stands in `text`; `layer` "" takes any."""
        for word, of, entries in self._rows:
            if layer in {"", of} and self._patterns[word].search(text):
                return entries
        return []


def _pattern(word: str) -> re.Pattern[str]:
    if word.isascii():
        return re.compile(rf"(?<![a-z]){re.escape(word)}(?![a-z])")
    return re.compile(re.escape(word))


def _after(text: str, ends: list[EndOfLife]) -> str:
    """What follows the product's name in a text that tells name and version together."""
    words = [word.casefold() for end in ends[:1] for word in end.match]
    places = [(text.find(word), word) for word in words if word in text]
    return text[max(at + len(word) for at, word in places) :] if places else text


def _written(text: str) -> str:
    found = _NUMBERS.search(text)
    return found.group() if found else ""


def _versions(text: str) -> list[Version]:
    """The versions that a text names: usually one; several where it says `6/7`."""
    lowered = text.casefold()
    release = _RELEASE.search(lowered)
    suffix = release.group() if release else ""
    slashed = _SLASHED.search(lowered)
    first = _NUMBERS.search(lowered)
    texts = slashed.group().split("/") if slashed else [first.group()] if first else []
    return [(tuple(int(n) for n in part.split(".") if n), suffix) for part in texts if part]


def _kindest(ends: list[EndOfLife], versions: list[Version]) -> EndOfLife | None:
    """The entry that ends last among those of all the versions named; None if one of them has none."""
    found = [_of_version(ends, version) for version in versions]
    known = [end for end in found if end is not None]
    return max(known, key=lambda e: e.ends_on) if known and len(known) == len(found) else None


def _of_version(ends: list[EndOfLife], version: Version) -> EndOfLife | None:
    """The entry that names most of the version's numbers."""
    fitting = []
    for end in ends:
        ((numbers, suffix), *_) = _versions(end.version) or [((), "")]
        if numbers == version[0][: len(numbers)] and suffix in {"", version[1]}:
            fitting.append((len(numbers), bool(suffix), end))
    return max(fitting, key=lambda row: row[:2])[2] if fitting else None


def _as_told(known: Installed, part: Component) -> Installed:
    """What the inventory itself says of a component counts more than what is known of its product."""
    told = known._replace(origin=part.origin or known.origin)
    if part.eol_on is None or part.eol_on == known.ends_on:
        return told
    return told._replace(ends_on=part.eol_on, extended_on=None, verified=False, source="inventory")

"""Asks the cloud about many resources in few calls, and hands each its share of the answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from govcloud.provider import template
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.reading import Ask
from govcloud.provider.site import Site
from govcloud.provider.table.entry import Many, Op

_LATER = ("$answer", "$asked")
_BY_ID = {"$ids", "$one"}
Key = tuple[str, str, str, str, str]
"""Region, service, call, request (with `$ids` in it, if many are asked at once), and who is asked about."""


@dataclass(frozen=True, slots=True)
class Question:
    """One operation about one resource; `values` are what its templates may name."""

    site: Site
    op: Op
    values: Mapping[str, Any]


@dataclass(slots=True)
class _Answer:
    """What one call gave (or why it was refused), and the items in it by their key."""

    given: Any = None
    refusal: CallRefusedError | None = None
    shares: dict[tuple[str, str], dict[Any, list[Any]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Call:
    """One call to make, and under which keys its answer is kept."""

    site: Site
    name: str
    request: dict[str, Any]
    whole: bool
    keys: tuple[Key, ...]


class Answers:
    """What was asked before. What was not is asked now, one by one. Safe to read from any thread."""

    def __init__(self) -> None:
        self._by_key: dict[Key, _Answer] = {}
        self._lock = threading.Lock()
        self.calls = 0

    def gather(self, questions: Iterable[Question], threads: int) -> None:
        """Ask them all. Raises GovcloudError where the cloud cannot be asked at all; a refusal is an answer."""
        calls = list(_calls(_with_joined(questions)))
        self.calls += len(calls)
        with ThreadPoolExecutor(threads, thread_name_prefix="survey") as pool:
            for call, answer in zip(calls, pool.map(_made, calls), strict=True):
                self._by_key.update(dict.fromkeys(call.keys, answer))

    def ask(self, site: Site, known: Mapping[str, Any]) -> Ask:
        """A resource's way to ask; `known` are its recorded inputs. Raises CallRefusedError as a call does."""

        def asked(op: Op, values: Mapping[str, Any]) -> Any:
            return self._find(Question(site, op, {"in": known, **values}))

        return asked

    def _find(self, question: Question) -> Any:
        op, values = question.op, question.values
        key = _key(question)
        answer = self._by_key.get(key) if key else None
        if answer is None:
            with self._lock:
                self.calls += 1
            return question.site.do(op, values)
        if answer.refusal is not None:
            if answer.refusal.code in op.absent:
                return None
            raise answer.refusal
        if op.many is None:
            return template.search(op.path, answer.given, values)
        items = _share(op.many, answer, values)
        if op.many.joined:
            laid_under = self._find(Question(question.site, _joined(op.many.joined), values))
            items = [{**dict(laid_under or {}), **item} for item in items]
        if op.many.path:
            return template.search(op.many.path, items, values)
        return template.search(op.path, {op.many.items: items}, values)


def _with_joined(questions: Iterable[Question]) -> Iterable[Question]:
    for question in questions:
        yield question
        if question.op.many and question.op.many.joined:
            yield Question(question.site, _joined(question.op.many.joined), question.values)


def _joined(many: Many) -> Op:
    """What is joined, as an operation of its own."""
    if id(many) not in _joins:
        _joins[id(many)] = Op(many.call, path=f"{many.items}[0]", many=many)
    return _joins[id(many)]


_joins: dict[int, Op] = {}


def _share(many: Many, answer: _Answer, values: Mapping[str, Any]) -> list[Any]:
    place = (many.items, many.key)
    if place not in answer.shares:
        by_key: dict[Any, list[Any]] = {}
        for item in template.search(many.items, answer.given) or []:
            by_key.setdefault(template.search(many.key, item) if many.key else None, []).append(
                item
            )
        answer.shares[place] = by_key
    wanted = template.lookup(many.of or many.ask, values) if many.key else None
    return answer.shares[place].get(wanted, [])


def _calls(questions: Iterable[Question]) -> Iterable[_Call]:
    """As few calls as will answer them."""
    wholes: dict[tuple[str, ...], tuple[Site, Many, dict[str, Key]]] = {}
    singles: dict[Key, _Call] = {}
    for question in questions:
        key, many = _key(question), question.op.many
        if key is None:
            continue
        if many is None:
            request = template.fill(dict(question.op.params), question.values) or {}
            singles[key] = _Call(question.site, question.op.call, request, False, (key,))
        else:
            _, _, asked = wholes.setdefault(key[:4], (question.site, many, {}))
            asked[key[4]] = key
    for (_, _, name, _), (site, many, asked) in wholes.items():
        yield from _in_portions(site, name, many, asked)
    yield from singles.values()


def _in_portions(site: Site, name: str, many: Many, asked: Mapping[str, Key]) -> Iterable[_Call]:
    every = list(asked)
    for start in range(0, len(every), many.most):
        ids = every[start : start + many.most]
        request = template.fill(dict(many.params), {"ids": ids, "one": ids[0]}) or {}
        yield _Call(site, name, request, True, tuple(asked[one] for one in ids))


def _key(question: Question) -> Key | None:
    """Under what the answer is kept; None for what can only be asked later, or only one by one."""
    op, site = question.op, question.site
    form = _form(op)
    if form.later:
        return None
    place = (site.settings.region, site.service)
    if op.many is None:
        request = template.fill(dict(op.params), question.values) or {}
        return *place, op.call, json.dumps(request, sort_keys=True), ""
    wanted = template.lookup(op.many.ask, question.values) if form.by_id else ""
    if not isinstance(wanted, str) or (form.by_id and not wanted):
        return None
    return *place, op.many.call or op.call, form.params, wanted


@dataclass(frozen=True, slots=True)
class _Form:
    """What of an operation is the same whomever it is asked about."""

    op: Op
    later: bool
    by_id: bool
    params: str


_forms: dict[int, _Form] = {}


def _form(op: Op) -> _Form:
    """Kept by the operation's identity: each is held here, so that no other can come to have it."""
    found = _forms.get(id(op))
    if found is None:
        many = op.many
        later = bool(op.asks) or any(w.startswith(_LATER) for w in template.words(op.params))
        by_id = many is not None and not template.words(many.params).isdisjoint(_BY_ID)
        params = json.dumps(many.params, sort_keys=True) if many else ""
        found = _forms[id(op)] = _Form(op, later, by_id, params)
    return found


def _made(call: _Call) -> _Answer:
    site = call.site
    ask = site.clients.pages if call.whole else site.clients.call
    try:
        return _Answer(ask(site.settings, site.service, call.name, call.request))
    except CallRefusedError as refusal:
        return _Answer(refusal=refusal)

"""One type of resource at one configured cloud: makes the table's operations into calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govcloud.provider import template
from govcloud.provider.clients import Clients
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.settings import Settings
from govcloud.provider.table.entry import Op, Resource, Waiter

_FIRST_REGION = "us-east-1"
_OPTIONAL_WORDS = ("$old", "$state")


@dataclass(frozen=True, slots=True)
class Site:
    """An entry of the table with the settings and clients to work it.

    `elsewhere` is another service than the entry's own, for questions about what stands inside.
    """

    entry: Resource
    settings: Settings
    clients: Clients
    elsewhere: str = ""

    @property
    def service(self) -> str:
        """Whose calls are made."""
        return self.elsewhere or self.entry.service

    def do(self, op: Op, values: Mapping[str, Any]) -> Any:
        """Make the call of an operation; gives what its path finds, None for what is "not set"."""
        known = self.knowing(op, values)
        return self.send(op, template.fill(dict(op.params), known) or {}, known)

    def make_calls(self, ops: tuple[Op, ...], values: Mapping[str, Any]) -> None:
        """Make the calls in order, without those about a former value that there is not."""
        for op in ops:
            optional = [w for w in template.words(op.params) if w.startswith(_OPTIONAL_WORDS)]
            if all(template.lookup(word, values) is not None for word in optional):
                self.do(op, values)

    def send(self, op: Op, request: dict[str, Any], values: Mapping[str, Any]) -> Any:
        """Make one call with a finished request."""
        try:
            answer = self.clients.call(self.settings, self.service, op.call, request)
        except CallRefusedError as refusal:
            if refusal.code in op.absent:
                return None
            raise
        return template.search(op.path, answer, values)

    def every(self, op: Op, values: Mapping[str, Any]) -> list[Any]:
        """What an operation lists, over all its pages."""
        request = template.fill(dict(op.params), values) or {}
        try:
            answer = self.clients.pages(self.settings, self.service, op.call, request)
        except CallRefusedError as refusal:
            if refusal.code in op.absent:
                return []
            raise
        return list(template.search(op.path, answer, values) or [])

    def knowing(self, op: Op, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values that an operation's templates may name, after asking what it has to know first."""
        region = self.settings.region
        location = None if region == _FIRST_REGION else region
        asked: dict[str, Any] = dict(values.get("asked", {}))
        known = {**values, "region": region, "location": location, "asked": asked}
        for name, question in op.asks.items():
            asked[name] = self.do(question, known)
        return known

    def wait(self, waiter: Waiter, identity: str) -> None:
        """Wait as the table says; "gone" counts as content."""
        params = template.fill(dict(waiter.params), {"id": identity})
        try:
            self.clients.wait(self.settings, self.service, waiter, params)
        except CallRefusedError as refusal:
            if refusal.code not in self.entry.gone:
                raise

    def arn(self, form: str, identity: str, inputs: Mapping[str, Any]) -> str:
        """An ARN built from the settings and the inputs, never read from an answer."""
        here = {
            "partition": self.clients.partition(self.settings),
            "region": self.settings.region,
            "account": self.clients.account(self.settings),
            "id": identity,
        }
        return template.compose(form, {**inputs, **here})

    def own_arn(self, identity: str, inputs: Mapping[str, Any]) -> str | None:
        """The resource's ARN where tags are set by ARN; None where no operation asks for it."""
        output = self.entry.outputs.get("arn")
        tagging = self.entry.tagging
        if output is None or tagging is None or not output.path.startswith("arn:"):
            return None
        ops = [op for op in (tagging.tag, tagging.untag, tagging.get) if op is not None]
        if not any("$arn" in template.words(op.params) for op in ops):
            return None
        return self.arn(output.path, identity, inputs)

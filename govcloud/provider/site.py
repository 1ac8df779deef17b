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
    """An entry of the table with the settings and clients to work it."""

    entry: Resource
    settings: Settings
    clients: Clients

    def do(self, op: Op, values: Mapping[str, Any]) -> Any:
        """Make the call of an operation; gives what its path finds, None for what is "not set"."""
        request = template.fill(dict(op.params), {**self.constants(), **values}) or {}
        return self.send(op, request, str(values.get("id", "")))

    def do_all(self, ops: tuple[Op, ...], values: Mapping[str, Any]) -> None:
        """Make the calls in order, without those about a former value that there is not."""
        for op in ops:
            optional = [w for w in template.words(op.params) if w.startswith(_OPTIONAL_WORDS)]
            if all(template.lookup(word, values) is not None for word in optional):
                self.do(op, values)

    def send(self, op: Op, request: dict[str, Any], identity: str = "") -> Any:
        """Make one call with a finished request."""
        try:
            answer = self.clients.call(self.settings, self.entry.service, op.call, request)
        except CallRefusedError as refusal:
            if refusal.code in op.absent:
                return None
            raise
        return template.search(op.path, answer, identity)

    def every(self, op: Op, values: Mapping[str, Any]) -> list[Any]:
        """What an operation lists, over all its pages; `$id` in its path is the first input."""
        request = template.fill(dict(op.params), {**self.constants(), **values}) or {}
        answer = self.clients.pages(self.settings, self.entry.service, op.call, request)
        owner = values.get("in", {}).get(next(iter(self.entry.props), ""), "")
        return list(template.search(op.path, answer, str(owner)) or [])

    def wait(self, waiter: Waiter, identity: str) -> None:
        """Wait as the table says; "gone" counts as content."""
        params = template.fill(dict(waiter.params), {"id": identity})
        try:
            self.clients.wait(self.settings, self.entry.service, waiter, params)
        except CallRefusedError as refusal:
            if refusal.code not in self.entry.gone:
                raise

    def constants(self) -> dict[str, Any]:
        """What `$` words mean at this site whatever the resource."""
        region = self.settings.region
        return {"region": region, "location": None if region == _FIRST_REGION else region}

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

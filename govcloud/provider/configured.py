"""Which settings hold for which stack: one provider process may serve many."""

from __future__ import annotations

import threading

from govcloud.errors import InputError
from govcloud.provider.settings import Settings

Stack = tuple[str, str]


def stack_of(urn: str) -> Stack:
    """The (stack, project) of `urn:pulumi:STACK::PROJECT::TYPE::NAME`; ("", "") of anything else."""
    parts = urn.removeprefix("urn:pulumi:").split("::")
    return (parts[0], parts[1]) if urn.startswith("urn:pulumi:") and len(parts) > 1 else ("", "")


class Configured:
    """The settings of each stack, as its engine said them. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._settings: dict[Stack, Settings] = {}
        self._urns: dict[Stack, str] = {}

    def set(self, urn: str, settings: Settings) -> None:
        """Keep what an engine said; the URN is its provider's, "" where it says none.

        Raises InputError if another provider of the same stack already works in another region: a
        resource's URN does not name its provider, so one process cannot tell the two apart.
        """
        stack = stack_of(urn)
        with self._lock:
            held = self._settings.get(stack)
            other = self._urns.get(stack, urn) != urn
            if held is not None and other and held.region != settings.region:
                raise InputError(
                    f"stack {stack[0]} already has a provider in {held.region}",
                    hint="run it without a shared provider: each then gets a process of its own",
                )
            self._settings[stack] = settings
            self._urns[stack] = urn

    def get(self, urn: str) -> Settings:
        """The settings for a resource's URN; raises InputError if its stack was never configured."""
        found = self.find(urn)
        if found is None:
            raise InputError(f"the provider is not configured for the stack of {urn}")
        return found

    def find(self, urn: str) -> Settings | None:
        """The settings for a resource's URN; None if they are not known (yet: a preview may not know)."""
        with self._lock:
            return self._settings.get(stack_of(urn)) or self._settings.get(("", ""))

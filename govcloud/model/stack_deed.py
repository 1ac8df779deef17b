"""What a verb would do to stacks beside applying a plan, as a value under one digest, so that it can be approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.canonical import Json, digest
from govcloud.model.stack_plan import Scope


@dataclass(frozen=True, slots=True)
class Deed:
    """What `verb` would do in `scope`.

    `body` is plain JSON: what is approved; `said` tells it, and `details` tells more of each stack.
    """

    scope: Scope
    verb: str
    body: Mapping[str, Json]
    said: str
    details: Sequence[tuple[str, str]] = ()

    def plain(self) -> dict[str, Json]:
        """As plain JSON: what the digest is over, and what is kept."""
        return {
            "scope": self.scope.plain(),
            "verb": self.verb,
            "body": dict(self.body),
            "said": self.said,
        }

    @property
    def subject(self) -> str:
        """What would be done, as the record names it."""
        return f"stacks:{self.scope.environment}:{self.verb}"

    @property
    def digest(self) -> str:
        """Names this deed: what was approved is what is done."""
        return digest(self.plain())

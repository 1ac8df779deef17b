"""A plan of the shared cloud as a value: what would change in each stack, and on what that rests, under one digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from govcloud.model.canonical import Json, digest


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a plan holds: the workspace by its id, the environment, its account and its region."""

    workspace: str
    environment: str
    account: str
    region: str

    def plain(self) -> dict[str, Json]:
        """As plain JSON."""
        return {
            "workspace": self.workspace,
            "environment": self.environment,
            "account": self.account,
            "region": self.region,
        }


@dataclass(frozen=True, slots=True)
class Marks:
    """What a stack's plan rests on, as digests: the inputs wanted, the state recorded, the cloud as it was read.

    `state` is "" where nothing is recorded; `cloud` is "" where the cloud was not read. `deviations` is in how many
    things the cloud was not as recorded.
    """

    wanted: str
    state: str
    cloud: str = ""
    deviations: int = 0


@dataclass(frozen=True, slots=True)
class StackPlan:
    """The plan of some stacks. `stacks` and `sizes` are plain JSON; `checked` is JSON text: what controls found."""

    scope: Scope
    stacks: Sequence[Mapping[str, Json]]
    sizes: Sequence[Mapping[str, Json]]
    checked: str

    def plain(self) -> dict[str, Json]:
        """As plain JSON: what the digest is over, and what is kept."""
        return {
            "scope": self.scope.plain(),
            "stacks": list(self.stacks),
            "sizes": list(self.sizes),
            "checked": self.checked,
        }

    @property
    def names(self) -> list[str]:
        """The stacks, in order."""
        return [str(stack["stack"]) for stack in self.stacks]

    @property
    def changed(self) -> bool:
        """Whether anything would change."""
        return any(stack["changed"] for stack in self.stacks)

    @property
    def subject(self) -> str:
        """What is planned, as the record names it."""
        return f"stacks:{self.scope.environment}"

    @property
    def digest(self) -> str:
        """Names this plan: what was approved is what is applied."""
        return digest(self.plain())

    def marks(self) -> dict[str, Marks]:
        """What each stack's plan rests on."""
        return {
            str(stack["stack"]): Marks(
                str(stack["wanted"]), str(stack["state"]), str(stack["cloud"])
            )
            for stack in self.stacks
        }

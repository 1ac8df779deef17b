"""Takes file trees from one host to the other, and compares them byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.errors import StepFailedError
from govcloud.model.manifest import compare, named
from govcloud.model.plan import Change, Phase
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Route
from govcloud.steps.hosts import answered, asked, called, told
from govcloud.steps.manifest import manifests
from govcloud.steps.step import Check, HostStep

_MAKE_PARENT = r"""
[ -d "$1" ] || mkdir -- "$1" || exit 1
chown -- "$2" "$1" && chmod -- "$3" "$1"
"""


@dataclass(frozen=True, slots=True)
class MakeParents(HostStep):
    """Make the directories above a tree, each with the owner and mode it has on the source."""

    path: str

    @property
    def subject(self) -> str:
        return f"parents:{self.path}"

    @property
    def change(self) -> Change:
        side = self.target_side
        return Change(self.phase, f"make the directories above {self.path} on the {side}", side)

    def observe(self, route: Route) -> Observation:
        """SATISFIED if none is missing."""
        return Observation.ABSENT if self._missing(route) else Observation.SATISFIED

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Make those that are missing, from the top down."""
        made: list[str] = []
        for parent in self._missing(route):
            stat = answered(route.source, "stat", "-L", "-c", "%u:%g %a", "--", parent)
            owner, mode = stat.split()
            told(route.target, "sh", "-c", _MAKE_PARENT, "parents", parent, owner, mode)
            made.append(parent)
        return {"made": made}

    def _missing(self, route: Route) -> list[str]:
        return [p for p in _parents(self.path) if not asked(route.target, "test", "-d", p).ok]


@dataclass(frozen=True, slots=True)
class CopyTree(HostStep):
    """Make the target's tree equal to the source's. `final`: the source stands still by now."""

    path: str
    final: bool

    @property
    def subject(self) -> str:
        return f"tree:{self.path}"

    @property
    def change(self) -> Change:
        """What it would do. What is on the receiving side only is deleted there."""
        source, target = self.source_side, self.target_side
        what = "what has changed since in " if self.final else ""
        summary = f"copy {what}{self.path} from the {source} to the {target}"
        return Change(self.phase, summary, target, destructive=self.phase is Phase.ROLLBACK)

    def observe(self, route: Route) -> Observation:
        """Compare all but the content of both sides."""
        differences = route.replicator.differences(route, self.path)
        if differences < 0:
            return Observation.ABSENT
        return Observation.PARTIAL if differences else Observation.SATISFIED

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Copy what differs."""
        return route.replicator.copy(route, self.path)

    def verify(self, route: Route) -> Observation:
        """The tree is there; and equal, if the source stands still."""
        seen = self.observe(route)
        live = not self.final and seen is Observation.PARTIAL
        return Observation.SATISFIED if live else seen


@dataclass(frozen=True, slots=True)
class CompareTree(Check):
    """Prove that both trees are the same, every byte read on both sides.

    `contained`: users write on the target already, so it may hold more and newer, but must hold
    all of the source.
    """

    path: str
    contained: bool = False

    @property
    def subject(self) -> str:
        return f"manifest:{self.path}"

    @property
    def change(self) -> Change:
        how = "holds all of the source's" if self.contained else "is the same on both sides"
        return Change(self.phase, f"prove by SHA-256 that {self.path} {how}")

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Read both sides whole. Raises StepFailedError naming what differs."""
        source, target = manifests(route, self.path)
        differences = compare(source, target, contained=self.contained)
        if differences:
            raise StepFailedError(
                f"{self.path}: {len(differences)} of {len(source.entries)} entries are not as on "
                f"{called(route.source)}: {named(differences)}",
                hint="see who writes there; then copy and compare again",
            )
        return {
            **source.totals,
            "digest": source.digest,
            "target_digest": target.digest,
            "compared": "contained" if self.contained else "equal",
        }


def _parents(path: str) -> Iterator[str]:
    """The directories above `path`, from the top down, without the root."""
    names = path.strip("/").split("/")[:-1]
    for count in range(1, len(names) + 1):
        yield "/" + "/".join(names[:count])

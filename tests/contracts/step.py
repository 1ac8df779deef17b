"""What every `Step` promises: it looks without touching, does what it says, and twice is as once."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from govcloud.adapters.remotes import ReadOnly
from govcloud.model.canonical import canonical
from govcloud.model.step import Observation
from govcloud.ports import Route, Step

CANARY = "canary-7f3a"
"""A secret that the hosts of a contract's fixtures may hold: it has no business in evidence."""


def looking_only(route: Route) -> Route:
    """The same route, along which no order can be given."""
    return replace(route, source=ReadOnly(route.source), target=ReadOnly(route.target))


class StepContract:
    """To be subclassed with fixtures `route`, on which the step is not done yet, and `step`.

    `made_afresh`: a check, which is never found done.
    """

    made_afresh: ClassVar[bool] = False

    def test_it_looks_acts_and_is_seen_to_be_done(self, step: Step, route: Route) -> None:
        looking = looking_only(route)
        seen = step.observe(looking)
        assert seen in {Observation.ABSENT, Observation.PARTIAL}
        evidence = step.act(route, seen)
        assert step.verify(looking) is Observation.SATISFIED
        again = step.observe(looking)
        assert again is (Observation.ABSENT if self.made_afresh else Observation.SATISFIED)
        assert CANARY.encode() not in canonical(evidence)

    def test_twice_is_as_once(self, step: Step, route: Route) -> None:
        step.act(route, step.observe(route))
        step.act(route, step.observe(route))
        assert step.verify(looking_only(route)) is Observation.SATISFIED

    def test_its_name_and_its_change_say_what_it_is(self, step: Step) -> None:
        assert step.key.startswith(f"{step.phase.value}.")
        assert step.key.endswith(f"@{step.server}")
        assert step.change.phase is step.phase
        assert step.change.summary
        assert step.change.on in {"source", "target", "users", ""}

"""Leads the users of an application to one side or the other, and looks at it as they would."""

from __future__ import annotations

import time
from dataclasses import dataclass

from govcloud.errors import StepFailedError
from govcloud.model.inventory import Probe
from govcloud.model.plan import Change
from govcloud.model.step import Evidence, Observation, Side
from govcloud.ports import Answer, Route
from govcloud.steps.step import Check, HostStep

GET_TIMEOUT_S = 5.0
LIMIT_S = 20.0
PAUSES_S = (0.2, 0.5, 1.0, 2.0, 3.0, 4.0, 4.0, 4.0)
"""Between looks, as services take a while to start; none begins after LIMIT_S."""

_OK = 200
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class SwitchTraffic(HostStep):
    """Users are led to one side. Where an application has no entry there is nothing to switch."""

    application: str
    to: Side

    @property
    def subject(self) -> str:
        return f"traffic:{self.application}"

    @property
    def change(self) -> Change:
        summary = f"lead the users of {self.application} to the {self.to.value}"
        return Change(self.phase, summary, on="users")

    def observe(self, route: Route) -> Observation:
        """Where users are led now; UNKNOWN if that cannot be told."""
        if not route.traffic.entry(self.application):
            return Observation.SATISFIED
        now = route.traffic.read(self.application)
        if now is None:
            return Observation.UNKNOWN
        return Observation.SATISFIED if now is self.to else Observation.ABSENT

    def act(self, route: Route, seen: Observation) -> Evidence:
        route.traffic.switch(self.application, self.to)
        return {"entry": route.traffic.entry(self.application), "to": self.to.value}


@dataclass(frozen=True, slots=True)
class ProbeApplication(Check):
    """A check, always made afresh: users are led to `side`, and get the wanted answer there."""

    application: str
    probe: Probe
    side: Side
    pauses_s: tuple[float, ...] = PAUSES_S

    @property
    def subject(self) -> str:
        return f"probe-{self.side.value}:{self.application}"

    @property
    def change(self) -> Change:
        what = f"answers its users from the {self.side.value} at {self.probe.http}"
        return Change(self.phase, f"check that {self.application} {what}")

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Look, again for a while if need be. Raises StepFailedError that says what was seen."""
        url = self._url(route)
        answer = self._answer(route, url)
        if not self._serves(answer):
            shown = "".join(c if c.isprintable() else " " for c in answer.body[:_SHOWN])
            raise StepFailedError(
                f"{self.application} at {url} answers {answer.status or 'nothing'}: {shown!r}; "
                f"wanted {_OK} and {self.probe.contains!r}",
                hint=f"look at its services and their logs on the {self.side.value}, and run again",
            )
        return {"url": url, "status": answer.status, "bytes": len(answer.body.encode())}

    def _url(self, route: Route) -> str:
        entry = route.traffic.entry(self.application)
        if not entry:
            raise StepFailedError(
                f"{self.application} has a probe, but no entry address is known to look at",
                hint="take the probe out of the inventory, or have its entry address known",
            )
        led = route.traffic.read(self.application)
        if led not in {self.side, None}:
            raise StepFailedError(
                f"the users of {self.application} are led to the {led}, not to the {self.side}"
            )
        return entry.rstrip("/") + "/" + self.probe.http.lstrip("/")

    def _answer(self, route: Route, url: str) -> Answer:
        ends = time.monotonic() + LIMIT_S
        answer = route.prober.get(url, timeout_s=GET_TIMEOUT_S)
        for pause_s in self.pauses_s:
            if self._serves(answer) or time.monotonic() + pause_s >= ends:
                break
            time.sleep(pause_s)
            left_s = max(ends - time.monotonic(), 0.1)
            answer = route.prober.get(url, timeout_s=min(GET_TIMEOUT_S, left_s))
        return answer

    def _serves(self, answer: Answer) -> bool:
        return answer.status == _OK and self.probe.contains in answer.body

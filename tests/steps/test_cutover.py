"""Users are led to the side that was asked for, and seen to be served there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govcloud.errors import StepFailedError
from govcloud.model.inventory import Probe
from govcloud.model.plan import Phase
from govcloud.model.step import Observation, Side
from govcloud.ports import Answer, Route
from govcloud.steps.cutover import ProbeApplication, SwitchTraffic
from tests.fakes_db import FakeProber, FakeTraffic, ScriptedHost, means, silent_host

SWITCH = SwitchTraffic(Phase.CUTOVER, "web", "GD-GSD-008", Side.TARGET)
PROBE = ProbeApplication(
    Phase.ACCEPT, "web", "GD-GSD-008", Probe("/health", "正常"), Side.TARGET, (0.0, 0.0, 0.0)
)
WELL = Answer(200, '{"host": "elsewhere", "state": "正常"}')


def route(traffic: FakeTraffic, *answers: Answer) -> Route:
    host = ScriptedHost(silent_host)
    return replace(means(host, host), traffic=traffic, prober=FakeProber(list(answers)))


def test_users_are_switched_once_and_for_all() -> None:
    traffic = FakeTraffic(Side.SOURCE)
    way = route(traffic)
    assert SWITCH.observe(way) is Observation.ABSENT
    assert SWITCH.act(way, Observation.ABSENT) == {"entry": traffic.url, "to": "target"}
    assert SWITCH.verify(way) is Observation.SATISFIED
    assert SWITCH.observe(way) is Observation.SATISFIED


def test_where_users_have_no_entry_there_is_nothing_to_switch() -> None:
    assert SWITCH.observe(route(FakeTraffic(None, url=""))) is Observation.SATISFIED


def test_where_users_are_led_may_be_unknown() -> None:
    assert SWITCH.observe(route(FakeTraffic(None))) is Observation.UNKNOWN


def test_a_switch_shows_in_the_plan_as_a_change_for_users() -> None:
    assert SWITCH.change.on == "users"
    assert SWITCH.key == "cutover.traffic:GD-GSD-008@web"
    back = SwitchTraffic(Phase.ROLLBACK, "web", "GD-GSD-008", Side.SOURCE)
    assert back.key == "rollback.traffic:GD-GSD-008@web"
    assert "to the source" in back.change.summary


def test_a_service_is_given_time_to_start() -> None:
    way = route(FakeTraffic(Side.TARGET), Answer(0, "refused"), Answer(503, "starting"), WELL)
    assert PROBE.observe(way) is Observation.ABSENT
    evidence = PROBE.act(way, Observation.ABSENT)
    assert evidence == {
        "url": "http://127.20.255.1/health",
        "status": 200,
        "bytes": len(WELL.body.encode()),
    }


@pytest.mark.parametrize(
    "answer",
    [Answer(0, "connection refused"), Answer(500, "正常"), Answer(302, ""), Answer(200, "维护中")],
    ids=["silence", "an error", "a redirect", "another content"],
)
def test_an_application_that_does_not_serve_fails_with_what_was_seen(answer: Answer) -> None:
    way = route(FakeTraffic(Side.TARGET), answer)
    with pytest.raises(StepFailedError) as failed:
        PROBE.act(way, Observation.ABSENT)
    assert str(answer.status or "nothing") in failed.value.message
    assert answer.body in failed.value.message
    assert failed.value.hint


def test_a_probe_of_the_other_side_proves_nothing() -> None:
    with pytest.raises(StepFailedError, match="led to the source, not to the target"):
        PROBE.act(route(FakeTraffic(Side.SOURCE), WELL), Observation.ABSENT)


def test_a_probe_needs_an_entry_to_look_at() -> None:
    with pytest.raises(StepFailedError, match="no entry address"):
        PROBE.act(route(FakeTraffic(None, url=""), WELL), Observation.ABSENT)

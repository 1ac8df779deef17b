"""A wave plan as files: a calendar by the letter of RFC 5545, a page that fetches nothing, inert tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.cli.wiring.waves_files import makers
from govcloud.model.programme import DateSpan, Freeze, Programme
from govcloud.reports.waves_ics import calendar
from govcloud.reports.waves_page import waves_page
from govcloud.rules import views_waves_plan
from govcloud.rules.waves_plan import plan_waves
from tests.wave_programmes import MONDAY, app, case

NASTY = '<script>alert(1)</script> href=javascript:x "; \\ , \u202e\n=1+1'
FREEZE = Freeze("春节", (DateSpan(MONDAY, MONDAY.replace(day=10)),), "Spring, Festival")


def view(name: str = "门户") -> dict[str, Any]:
    rules = Programme(start=MONDAY, pilot=None, freezes=(FREEZE,))
    apps = (app("GD-AA-001", "GD-BB-002", name_zh=name), app("GD-BB-002", name_zh=name))
    return views_waves_plan.plan(plan_waves(case(*apps, programme=rules)), ())


def parsed(content: bytes) -> list[dict[str, str]]:
    """The events of a calendar, read strictly: CRLF, 75 octets, unfolded, matched, escaped as TEXT asks."""
    assert content.endswith(b"\r\n")
    raw = content[:-2].split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in raw)
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in raw:
        line.decode("utf-8")  # no character is torn
    lines = re.sub("\r\n ", "", content.decode("utf-8")).removesuffix("\r\n").split("\r\n")
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", lines[2]]
    assert lines[-1] == "END:VCALENDAR"
    events = list(blocks(lines[1:-1]))
    for event in events:
        assert {"UID", "DTSTAMP", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        starts = [key for key in event if key.startswith("DTSTART")]
        ends = [key for key in event if key.startswith("DTEND")]
        assert (len(starts), len(ends)) == (1, 1)
        assert event[starts[0]] < event[ends[0]]
    assert len({event["UID"] for event in events}) == len(events)
    return events


def blocks(lines: list[str]) -> Iterator[dict[str, str]]:
    """The events between BEGIN and END, each property once."""
    event: dict[str, str] | None = None
    for line in lines:
        found = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[A-Z-]+)*):([^\x00-\x08\x0a-\x1f]*)", line)
        assert found, line
        name, value = found.groups()
        if name in {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME"}:
            assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,n])*", value), value
        if name == "BEGIN":
            assert (value, event) == ("VEVENT", None)
            event = {}
        elif name == "END":
            assert value == "VEVENT"
            assert event is not None
            yield event
            event = None
        elif event is not None:
            assert name not in event, f"{name} comes twice"
            event[name] = value


def test_the_calendar_holds_windows_in_utc_and_days_of_rehearsal_and_approval() -> None:
    events = parsed(calendar(view(), made_on="2027-01-04", version="0.1.0"))
    windows = [event for event in events if event.get("CATEGORIES") == "CUTOVER"]
    assert [event["UID"] for event in windows] == ["W01-window@govcloud", "W02-window@govcloud"]
    opens = datetime.strptime(windows[0]["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert opens == datetime(2027, 1, 15, 16, tzinfo=UTC)
    assert len(events) == 2 * 3 + 1
    (freeze,) = [event for event in events if "封网" in event["SUMMARY"]]
    assert (freeze["DTSTART;VALUE=DATE"], freeze["DTEND;VALUE=DATE"]) == ("20270104", "20270111")
    assert "Spring\\, Festival" in freeze["SUMMARY"]


@given(st.text(max_size=200))
def test_no_name_breaks_the_calendar(name: str) -> None:
    view_ = view()
    for wave in view_["waves"]:
        wave["name"] = name
        for each in wave["applications"]:
            each["name_zh"] = name
    parsed(calendar(view_, made_on="2027-01-04", version="0.1.0"))


def test_the_page_shows_the_chart_and_runs_nothing_of_what_names_say() -> None:
    page = waves_page(view(NASTY), made_on="2027-01-04", version="0.1.0").decode()
    assert "<svg" in page
    assert "<script>" not in page
    assert "default-src &#39;none&#39;" in page
    assert 'class="window"' in page
    assert "春节" in page


def test_a_plan_without_dates_has_a_page_too() -> None:
    empty = view()
    for wave in empty["waves"]:
        wave.update(starts="", ends="", approval_by="", rehearsal_on="", decide_by="")
    assert "No wave has a date" in waves_page(empty, made_on="2027-01-04", version="0").decode()


@pytest.mark.parametrize("suffix", [".html", ".ics", ".csv", ".xlsx", ".md"])
def test_each_file_is_the_same_for_the_same_plan(suffix: str) -> None:
    once, again = (makers(view(NASTY), "d" * 64, MONDAY)[suffix]() for _ in range(2))
    assert once == again
    assert len(once) > 100


def test_no_cell_of_the_table_is_a_formula() -> None:
    csv = makers(view("=1+1"), "d" * 64, MONDAY)[".csv"]().decode("utf-8-sig")
    assert "'=1+1" in csv

"""The tour: the main job end to end, each stage with the very command that it ran. Run by `make demo`.

It works on the sample workspace's own `.govcloud/`, and goes on from whatever an earlier tour left there.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
WAVE, SHOWN = "W01", "GD-GSD-008"
OPERATOR, APPROVER = "operator", "approver"
REFUSED = 4
COMMAND_TIMEOUT_S = 600
HTTP_TIMEOUT_S = 10


class TourError(Exception):
    """A stage did not end as it should."""


@dataclass(slots=True)
class Tour:
    """Runs commands, and keeps what each stage took."""

    seconds: dict[str, float] = field(default_factory=dict)
    stage: str = ""

    def begin(self, title: str) -> None:
        """A new stage."""
        self.stage = title
        say(f"\n\033[1m── {title}\033[0m" if sys.stdout.isatty() else f"\n── {title}")

    def run(self, *words: str, expect: int = 0, operator: str = OPERATOR) -> None:
        """Run a command as a person would see it. Raises TourError for another exit code."""
        self._run(words, expect, operator, capture=False)

    def ask(self, *words: str, expect: int = 0) -> dict[str, Any]:
        """The JSON document that a command prints."""
        text = self._run((*words, "-o", "json"), expect, OPERATOR, capture=True)
        return dict(json.loads(text.strip().splitlines()[-1]))

    def _run(self, words: tuple[str, ...], expect: int, operator: str, *, capture: bool) -> str:
        said = f"--operator {operator}" if operator != OPERATOR else ""
        say(f"$ govcloud {' '.join(words)} {said}".rstrip())
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "govcloud", *words],
            cwd=ROOT,
            env={**os.environ, "GOVCLOUD_OPERATOR": operator, "GOVCLOUD_ENV": "local"},
            stdout=subprocess.PIPE if capture else None,
            stdin=subprocess.DEVNULL,
            timeout=COMMAND_TIMEOUT_S,
            check=False,
            text=True,
        )
        took = time.monotonic() - began
        self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + took
        if done.returncode != expect:
            raise TourError(
                f"`govcloud {' '.join(words)}` ended with {done.returncode}, not {expect}"
            )
        return done.stdout or ""


def say(text: str) -> None:
    """A line of the tour."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def http(url: str, body: bytes | None = None) -> str:
    """What a user gets at an entry address (loopback)."""
    request = urllib.request.Request(url, data=body)  # noqa: S310 - the lab's own loopback entry
    with urllib.request.urlopen(request, timeout=HTTP_TIMEOUT_S) as answer:  # noqa: S310 - the same
        return str(answer.read().decode())


def entries(tour: Tour) -> dict[str, str]:
    """Application -> URL at which users reach it."""
    return {e["application"]: e["url"] for e in tour.ask("local", "status")["entries"]}


def prepare(tour: Tour) -> None:
    """Stages 1 to 5: this machine, the embedded cloud, the inventory, the stacks."""
    tour.begin("1. Is everything here?")
    tour.run("doctor")
    tour.begin("2. Start the embedded cloud and the source hosts")
    tour.run("local", "up")
    tour.begin("3. Is the inventory sound?  (合成数据, synthetic)")
    tour.run("inventory", "check")
    tour.begin("4. Provision the shared cloud with the real Pulumi engine")
    before = tour.ask("stack", "plan")
    _counted(before)
    if not before["changed"]:
        say("  was applied already: the plan has no changes")
    _counted(tour.ask("stack", "apply", "--yes"))
    if tour.ask("stack", "apply", "--yes")["changed"]:
        raise TourError("a second apply changed something")
    say("  the second apply changed nothing")
    tour.begin("5. The instances that the stacks made are alive")
    tour.run("local", "status")


def _counted(view: dict[str, Any]) -> None:
    for stack in view["stacks"]:
        counts = ", ".join(f"{n} {op}" for op, n in stack["counts"].items() if n) or "nothing"
        say(f"  {stack['stack']}: {counts} ({stack['seconds']} s)")


def move(tour: Tour) -> None:
    """Stage 6: plan, refuse, approve, move."""
    tour.begin("6. Plan, approve, move")
    plan = tour.ask("migrate", "plan", "--wave", WAVE)
    digest = str(plan["digest"])[:12]
    steps = sum(len(a["steps"]) for a in plan["applications"])
    say(f"  {len(plan['applications'])} applications, {steps} steps, digest {digest}")
    decided = tour.ask("approvals")["approvals"]
    if any(str(a["plan"]).startswith(digest) for a in decided):
        say("  this plan was approved already")
    else:
        say("  without approval everything up to cutover is done, then it stops (exit 4):")
        tour.run("migrate", "run", "--wave", WAVE, expect=REFUSED)
        say("  its author cannot approve it (exit 4):")
        tour.run("approve", digest, expect=REFUSED)
        tour.run("approve", digest, operator=APPROVER)
    tour.run("migrate", "run", "--wave", WAVE)


def look_and_return(tour: Tour) -> None:
    """Stage 7: users are served from the targets; one application goes home with what was written, and back."""
    tour.begin("7. Users are served from the cloud; one application goes home and comes back")
    places = entries(tour)
    for application, url in places.items():
        health = json.loads(http(url + "/health"))
        say(f"  {application}  {url}  answers from {health['address']}, {health['rows']} rows")
    say("  (the sources are in 10.250.0.0/16: these are the targets)")
    note = f"written on the target at {time.strftime('%H:%M:%S')}"
    url = places[SHOWN]
    http(url + "/entries", urllib.parse.urlencode({"text": note}).encode())
    say(f"  wrote to {SHOWN} in the cloud: {note!r}")
    tour.run("migrate", "rollback", SHOWN)
    _still_there(url, note, "home on its source")
    tour.run("migrate", "run", "--wave", WAVE)
    _still_there(url, note, "back in the cloud")


def _still_there(url: str, note: str, where: str) -> None:
    if note not in http(url + "/entries"):
        raise TourError(f"{SHOWN} is {where}, and what a user wrote is lost")
    say(f"  {SHOWN} is {where}, and what the user wrote is there")


def prove(tour: Tour, began: float) -> None:
    """Stage 8: status, audit, and what was proved."""
    tour.begin("8. Status and evidence")
    tour.run("status")
    verified = tour.ask("audit", "verify")
    export = ".govcloud/ledger.json"
    tour.run("audit", "export", export)
    tour.run("audit", "verify", "--file", export)
    totals = tour.ask("status")["totals"]
    say("\nWhat was proved")
    say(f"  {totals['applications']} applications moved and answering from the cloud")
    say(f"  {totals['files']} files, {totals['bytes']} bytes verified by SHA-256 on both sides")
    say(f"  {totals['tables']} tables, {totals['rows']} rows verified by checksum on both sides")
    say(f"  {verified['rows']} ledger entries verified, head {str(verified['head'])[:16]}")
    for title, seconds in tour.seconds.items():
        say(f"  {seconds:6.1f} s  {title}")
    say(f"  {time.monotonic() - began:6.1f} s  in all")
    say("\nLook around:  .venv/bin/govcloud status   ·   .venv/bin/govcloud audit log")
    for application, url in entries(tour).items():
        say(f"  {application}  {url}")
    say("Clean up:     .venv/bin/govcloud local down")


def main() -> int:
    """The whole tour; 1 if a stage did not end as it should."""
    tour, began = Tour(), time.monotonic()
    try:
        prepare(tour)
        move(tour)
        look_and_return(tour)
        prove(tour, began)
    except (TourError, OSError, subprocess.TimeoutExpired) as error:
        sys.stderr.write(f"\nthe tour stopped in stage `{tour.stage}`: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

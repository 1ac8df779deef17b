"""What is wrong on a host or on this machine ends a command with a sentence, before anything was changed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from govcloud.local.lab import Lab
from tests.journey import WAVE, Journey

pytestmark = [pytest.mark.lab, pytest.mark.engine]


@contextmanager
def replaced(path: Path, content: bytes) -> Iterator[None]:
    """Another content for a while."""
    kept, mode = path.read_bytes(), path.stat().st_mode
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(kept)
        path.chmod(mode)


def other_key(folder: Path) -> tuple[bytes, str]:
    """A key pair that nobody knows: the private file and the public line."""
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / "other")],
        check=True,
    )
    return (folder / "other").read_bytes(), (folder / "other.pub").read_text("utf-8").strip()


def test_an_unknown_host_key_is_refused_and_trusted_by_fingerprint_only(journey: Journey) -> None:
    pins = journey.workspace / ".govcloud/known_hosts"
    address = journey.hosts()[("gsd-web", "source")]["address"]
    lines = pins.read_text("utf-8").splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith(f"{address} "))
    assert len(without.splitlines()) == len(lines) - 1
    with replaced(pins, without.encode()):
        rows = journey.rows()
        refused = journey.govcloud("migrate", "plan", "--wave", WAVE)
        assert refused.code == 12
        assert "govcloud hosts trust gsd-web --side source" in refused.err
        assert journey.rows() == rows
        wrong = journey.govcloud("hosts", "trust", "gsd-web", "--fingerprint", "SHA256:wrong")
        assert (wrong.code, journey.rows()) == (4, rows)
        unasked = journey.govcloud("hosts", "trust", "gsd-web")
        assert unasked.code == 2
        key = journey.on_disk_host_key("gsd-web", "source")
        journey.must("hosts", "trust", "gsd-web", "--fingerprint", key)
        assert journey.events(after=rows)[-1]["event"] == "host.pinned"
        journey.must("migrate", "plan", "--wave", WAVE)


def test_a_changed_host_key_is_refused_with_both_fingerprints(
    journey: Journey, tmp_path: Path
) -> None:
    pins = journey.workspace / ".govcloud/known_hosts"
    address = journey.hosts()[("gsd-web", "target")]["address"]
    _private, public = other_key(tmp_path)
    changed = [
        f"{address} {public}\n" if line.startswith(f"{address} ") else line
        for line in pins.read_text("utf-8").splitlines(keepends=True)
    ]
    with replaced(pins, "".join(changed).encode()):
        refused = journey.govcloud("migrate", "plan", "--wave", WAVE)
    assert refused.code == 12
    assert journey.on_disk_host_key("gsd-web", "target") in refused.err


def test_a_refused_login_is_told_with_the_host(journey: Journey, tmp_path: Path) -> None:
    private, _public = other_key(tmp_path)
    with replaced(journey.workspace / ".govcloud/keys/local_ed25519", private):
        refused = journey.govcloud("migrate", "plan", "--wave", WAVE)
    assert refused.code == 12
    assert "refused" in refused.err


@pytest.mark.parametrize(
    ("answer", "says"),
    [("", "pulumi"), ("v3.100.0", "3.100.0")],
    ids=["missing", "too old"],
)
def test_a_missing_or_old_engine_is_told_with_the_ways_to_get_one(
    journey: Journey, tmp_path: Path, answer: str, says: str
) -> None:
    if answer:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin/pulumi").write_text(f"#!/bin/sh\necho {answer}\n", "utf-8")
        (tmp_path / "bin/pulumi").chmod(0o755)
    done = journey.govcloud("stack", "plan", GOVCLOUD_PULUMI_ROOT=str(tmp_path))
    assert done.code == 10
    assert says in done.err
    assert "make setup" in done.err


@pytest.mark.slow
def test_a_host_that_is_down_is_told_as_unreachable(journey: Journey) -> None:
    lab = Lab(journey.workspace / ".govcloud/local")
    address = journey.hosts()[("fjpsd-qgn", "target")]["address"]
    lab.stop(address)
    try:
        done = journey.govcloud("migrate", "plan", "--wave", WAVE)
    finally:
        lab.start(address)
    assert done.code == 13
    assert "fjpsd-qgn" in done.err

"""How long the embedded cloud takes to start: empty, and with the kept state of 48 departments."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import pytest

from govcloud.local.cloud import EmbeddedCloud
from tests.bench.spent import Spent, ours, say, shown, spending
from tests.engine_fixtures import client
from tests.quiet_port import quiet_port
from tests.stack_place import place_of

PEER = "moto_server, without state"
ROUNDS, DEPARTMENTS = 5, 48
_POLL_S, _LIMIT_S = 0.01, 30.0

pytestmark = [pytest.mark.bench, pytest.mark.timeout(600)]


def test_starting_the_embedded_cloud(tmp_path: Path) -> None:
    rounds: dict[str, list[Spent]] = defaultdict(list)
    with place_of(tmp_path / "full", DEPARTMENTS) as place:
        place.govcloud("stack", "apply", "--yes")
        full = EmbeddedCloud(place.folder / ".govcloud/local")
        full.down()
        kept = full.status().snapshot
        for turn in range(ROUNDS):
            port = quiet_port()
            with _moto_server(port) as started:
                rounds[PEER].append(_timed(started))
                asked = partial(_networks, f"http://127.0.0.1:{port}", 1)
                rounds[f"{PEER}: first answer"].append(_timed(asked))
            empty = EmbeddedCloud(tmp_path / f"empty-{turn}")
            rounds["empty"].append(_timed(empty.up))
            rounds["empty: first answer"].append(_timed(partial(_networks, empty.endpoint, 1)))
            empty.down()
            rounds["48 departments"].append(_timed(full.up))
            asked = partial(_networks, full.endpoint, DEPARTMENTS)
            rounds["48 departments: first answer"].append(_timed(asked))
            full.down()
    say(f"\nkept state of {DEPARTMENTS} departments: {kept['bytes'] / 1e6:.1f} MB")
    shown("the embedded cloud until it listens, and from then to its first answer", rounds, PEER)


def _networks(endpoint: str, least: int) -> None:
    assert len(client("ec2", endpoint).describe_vpcs()["Vpcs"]) >= least


def _timed(work: Callable[[], object]) -> Spent:
    with spending({"starting": ours}) as spent:
        work()
    return spent


@contextmanager
def _moto_server(port: int) -> Iterator[Callable[[], None]]:
    """What starts the peer and waits until it listens; it is ended afterwards."""
    made: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        quiet = subprocess.DEVNULL
        made.append(subprocess.Popen(words, stdout=quiet, stderr=quiet))
        deadline = time.monotonic() + _LIMIT_S
        while time.monotonic() < deadline:
            with closing(socket.socket()) as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(_POLL_S)
        raise AssertionError("moto_server does not listen")

    yield start
    for process in made:
        process.terminate()
        process.wait()

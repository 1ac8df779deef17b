"""The embedded cloud's kept state: whole or refused, whatever happened to the file or to the daemon."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from govcloud.errors import IntegrityError
from govcloud.local import cloud_seal, cloud_snapshot
from govcloud.local.cloud import EmbeddedCloud
from govcloud.local.pidfile import started
from tests.engine_fixtures import ROOT, client

OTHER = b'{"moto": "4.0.0", "python": "3.11"}\n'
OURS = b'{"moto": "5.2.5", "python": "3.11"}\n'
ENDED_S = 20


def sealed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[EmbeddedCloud]:
    made = EmbeddedCloud(tmp_path / "local")
    yield made
    made.down()


@pytest.mark.parametrize(
    ("content", "mode", "reason"),
    [
        (OURS + b"pickled", 0o600, "E-LOC-003: .* an earlier govcloud"),
        (sealed(OTHER + b"pickled"), 0o600, "E-LOC-003: .* written by moto 4.0.0, python 3.11"),
        (b"", 0o600, "E-LOC-002: .* is damaged"),
        (b"nonsense", 0o600, "E-LOC-002: .* is damaged"),
        (sealed(OURS + b"pickled")[:-1], 0o600, "E-LOC-002: .* is damaged"),
        (sealed(OURS + b"no pickle"), 0o600, "E-LOC-002: .* cannot be read"),
        (sealed(OURS), 0o644, "E-LOC-004: .* can be changed by others"),
    ],
)
def test_a_snapshot_that_is_not_whole_and_ours_is_refused(
    tmp_path: Path, content: bytes, mode: int, reason: str
) -> None:
    snapshot = tmp_path / "cloud.snapshot"
    snapshot.write_bytes(content)
    snapshot.chmod(mode)
    with pytest.raises(IntegrityError, match=reason) as raised:
        cloud_snapshot.read(snapshot)
    assert "govcloud local reset" in raised.value.hint
    assert snapshot.read_bytes() == content


def test_any_flipped_byte_and_any_cut_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    size = cloud_seal.write(path, OURS + bytes(range(256)))
    whole = path.read_bytes()
    assert size == len(whole)
    assert cloud_seal.read(path) == OURS + bytes(range(256))
    for place in range(size):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(IntegrityError, match=r"E-LOC-00[23]"):
            cloud_seal.read(path)
        path.write_bytes(whole[:place])
        with pytest.raises(IntegrityError, match="E-LOC-002"):
            cloud_seal.read(path)


@pytest.mark.slow
def test_a_damaged_snapshot_is_told_by_status_and_reset_helps(cloud: EmbeddedCloud) -> None:
    client("ec2", cloud.up()).create_vpc(CidrBlock="10.5.0.0/16")
    cloud.down()
    told = cloud.status().snapshot
    assert told["bytes"] > 0
    assert (told["fault"], told["age_s"] < ENDED_S) == ("", True)
    snapshot = cloud.home / "cloud.snapshot"
    content = bytearray(snapshot.read_bytes())
    content[len(content) // 2] ^= 1
    snapshot.write_bytes(content)
    assert "is damaged" in cloud.status().snapshot["fault"]
    with pytest.raises(IntegrityError, match="did not start: E-LOC-002") as raised:
        cloud.up()
    assert "govcloud local reset" in raised.value.hint
    assert not cloud.status().running
    cloud.reset()
    assert cloud.status().snapshot == {}
    found = client("ec2", cloud.up()).describe_vpcs()["Vpcs"]
    assert [vpc for vpc in found if not vpc["IsDefault"]] == []


@pytest.mark.slow
def test_a_cloud_that_is_killed_while_it_saves_comes_back_with_a_whole_snapshot(
    cloud: EmbeddedCloud,
) -> None:
    endpoint = cloud.up()
    bucket, saver = client("s3", endpoint), "POST /_govcloud/snapshot HTTP/1.0\r\n\r\n"
    busy = (
        "import socket,sys\n"
        "while True:\n"
        f"    s=socket.create_connection(('127.0.0.1',{endpoint.rpartition(':')[2]}))\n"
        f"    s.sendall({saver!r}.encode()); s.recv(99); s.close()\n"
    )
    made: list[str] = []
    with subprocess.Popen([sys.executable, "-c", busy], stderr=subprocess.DEVNULL) as saving:
        until = time.monotonic() + 1.0
        while time.monotonic() < until:
            name = f"archive-{len(made)}"
            where = {"LocationConstraint": "cn-north-1"}
            bucket.create_bucket(Bucket=name, CreateBucketConfiguration=where)
            made.append(name)
        pid = cloud.status().pid
        os.kill(pid, signal.SIGKILL)
        saving.kill()
    while started(pid):
        time.sleep(0.01)
    assert cloud.status().snapshot["fault"] == ""
    cloud.up()
    found = sorted(one["Name"] for one in bucket.list_buckets()["Buckets"])
    assert found == sorted(made[: len(found)]), "what is lost is the end, not the middle"
    assert len(found) >= len(made) // 2


def test_the_kept_state_is_read_by_a_process_that_knows_no_moto() -> None:
    words = (
        "import sys, govcloud.local.cloud; print([m for m in sys.modules if m.startswith('moto')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"

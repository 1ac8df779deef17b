"""The plugin as a process: one line says its port, and it ends with the one it works for."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import grpc
from pulumi.runtime.proto import provider_pb2 as pb

from govcloud import __version__
from govcloud.provider.plugin import install
from govcloud.provider.watching import started_at
from tests.provider.rig import connect

WAIT_S = 20.0


def test_the_launcher_is_laid_where_the_engine_looks(tmp_path: Path) -> None:
    launcher = install(tmp_path, "1.2.3", Path(sys.executable))
    folder = tmp_path / "plugins" / "resource-govcloud-v1.2.3"
    assert launcher == folder / "pulumi-resource-govcloud"
    assert launcher.stat().st_mode & 0o777 == 0o755
    assert len(launcher.read_text("utf-8").splitlines()) == 2
    written = launcher.stat().st_mtime_ns
    assert install(tmp_path, "1.2.3", Path(sys.executable)).stat().st_mtime_ns == written
    assert [path.name for path in folder.iterdir()] == ["pulumi-resource-govcloud"]


def test_a_shared_provider_serves_until_the_process_that_it_works_for_ends(tmp_path: Path) -> None:
    launcher = install(tmp_path, __version__, Path(sys.executable))
    with (
        subprocess.Popen(["/bin/cat"], stdin=subprocess.PIPE) as master,
        subprocess.Popen(
            [str(launcher), "--parent", str(master.pid)], stdout=subprocess.PIPE
        ) as plugin,
    ):
        assert plugin.stdout is not None
        port = int(plugin.stdout.readline())
        channel, stub = connect(port)
        schema = stub.GetSchema(pb.GetSchemaRequest()).schema
        assert "govcloud:ec2:Vpc" in schema
        channel.close()
        assert plugin.poll() is None
        master.communicate()
        assert plugin.wait(WAIT_S) == 0
        assert plugin.stdout.read() == b""


def test_a_provider_ends_with_the_engine_that_started_it(tmp_path: Path) -> None:
    launcher = install(tmp_path, __version__, Path(sys.executable))
    # the shell stands for an engine that dies without a word to its plugin
    script = '"$0" 127.0.0.1:1 & echo $!; read gone'
    with subprocess.Popen(
        ["/bin/sh", "-c", script, str(launcher)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as engine:
        assert engine.stdout is not None
        first, second = (int(engine.stdout.readline()) for _ in range(2))
        pid, port = first, second
        channel, stub = connect(port)
        grpc.channel_ready_future(channel).result(WAIT_S)
        del stub
        channel.close()
        assert started_at(pid)
        engine.kill()
    until = time.monotonic() + WAIT_S
    while started_at(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not started_at(pid)


def test_a_master_that_does_not_run_is_refused(tmp_path: Path) -> None:
    launcher = install(tmp_path, __version__, Path(sys.executable))
    done = subprocess.run(
        [str(launcher), "--parent", "0"], capture_output=True, check=False, timeout=WAIT_S
    )
    assert done.returncode == 2
    assert done.stdout == b""

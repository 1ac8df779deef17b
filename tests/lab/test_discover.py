"""The sample's hosts are asked what they are: what they say is true, and asking leaves no trace on them."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from govcloud.local.lab import Lab
from tests.journey import Journey, laid_out, seen
from tests.lab.test_refusals import other_key, replaced

pytestmark = pytest.mark.lab

HOLD = """
import socket, sys, time
held = socket.create_connection((sys.argv[1], int(sys.argv[2])))
print("open", flush=True)
time.sleep(300)
"""
FOUR = ("GD-GSD-001", "GD-GSD-008", "GD-GSD-009", "GD-HRS-001")
BUSY = (
    "var/lib/postgresql",
    "var/lib/mysql",
    "var/log",
    "run",
    "tmp",
    "dev",
    "proc",
    "sys",
    "srv/qianguani",
)


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """Four of the sample's applications on their hosts, without a cloud to go to."""
    found = laid_out(tmp_path_factory.mktemp("discovery"), FOUR)
    try:
        found.must("local", "up")
        yield found
    finally:
        found.govcloud("local", "reset", "--confirm", "local")


def asked(estate: Journey, *words: str, code: int = 0) -> dict[str, Any]:
    """The view of a discovery that ends with `code`."""
    done = estate.govcloud("inventory", "discover", *words, "-o", "json")
    assert done.code == code, done.err
    return done.view


@contextmanager
def connected(estate: Journey, server: str, to: str, port: int) -> Iterator[None]:
    """A program on `server` that holds a connection open."""
    pid = estate.on(
        server,
        "source",
        f"python3 -c '{HOLD}' {to} {port} </dev/null >/tmp/held 2>&1 & "
        "for _ in $(seq 100); do grep -q open /tmp/held && break; sleep 0.05; done; echo $!",
    )
    try:
        yield
    finally:
        estate.on(server, "source", f"kill {int(pid)}; rm -f /tmp/held")


def test_hosts_tell_system_machine_ports_services_and_databases(estate: Journey) -> None:
    view = asked(estate, "--all")
    assert view["outcomes"] == {"answered": 4, "partly": 0, "failed": 0, "stopped": 0}
    hosts = {host["name"]: host for host in view["hosts"]}
    told = platform.freedesktop_os_release()
    for host in hosts.values():
        facts = host["facts"]
        assert facts["system"]["os"] == told["NAME"]
        assert facts["system"]["hostname"] == host["name"]
        assert facts["interfaces"]["addresses"] == [host["address"]]
        assert {"root"} <= {account["name"] for account in facts["accounts"]}
        assert host["untold"] == {}
    assert {name: host["ports"] for name, host in hosts.items() if host["ports"]} == {
        **{"gsd-identity": [80], "gsd-web": [80], "gsd-oa": [80]}
    }
    databases = {
        name: [
            (d["engine"], d["name"]) for key in ("postgresql", "mysql") for d in host["facts"][key]
        ]
        for name, host in hosts.items()
    }
    assert databases["gsd-web"] == [("postgresql", "portal")]
    assert databases["gsd-oa"] == [("mariadb", "oa")]
    assert databases["hrs-archive"] == []
    services = {u["name"]: u.get("running") for u in hosts["gsd-web"]["facts"]["services"]}
    assert services["portal"] is True
    against = {d["subject"] for d in view["differences"] if d["contradicts"]}
    assert against <= {"cpu_cores", "mem_gb", "disks", "os", "os_version", "arch", "kind"}, (
        "the lab's hosts are as large as the machine they are on, whatever the sample says"
    )


def test_an_open_connection_is_evidence_for_a_dependency(estate: Journey) -> None:
    with (
        connected(estate, "gsd-oa", "10.250.0.1", 80),
        connected(estate, "gsd-web", "10.250.0.1", 80),
    ):
        view = asked(estate, "GD-GSD", "--out", "proposal.yaml")
    edges = {(e["from"], e["to"], e["port"]): e for e in view["dependencies"]}
    known, fresh = edges["gsd-web", "gsd-identity", 80], edges["gsd-oa", "gsd-identity", 80]
    assert (known["in_inventory"], known["candidate"]) == (True, False)
    assert (fresh["in_inventory"], fresh["candidate"]) == (False, True)
    assert fresh["programs"] == ["python3"]
    proposal = (estate.workspace / "proposal.yaml").read_text("utf-8")
    assert "dependency taken over as soft: GD-GSD-009 -> GD-GSD-001" in proposal


def test_what_the_inventory_does_not_know_is_found(estate: Journey) -> None:
    estate.on(
        "gsd-web",
        "source",
        "runuser -u postgres -- createdb extra; cd /opt; "
        "setsid python3 -m http.server 8099 </dev/null >/dev/null 2>&1 & echo $! >/tmp/served; "
        "for _ in $(seq 100); do ss -ltn | grep -q :8099 && break; sleep 0.05; done",
    )
    try:
        view = asked(estate, "gsd-web")
    finally:
        estate.on(
            "gsd-web", "source", "kill $(cat /tmp/served); runuser -u postgres -- dropdb extra"
        )
    found = {(d["subject"], d["found"].split(",")[0]) for d in view["differences"]}
    assert ("port", "8099 (python3)") in found
    assert any(what == "database" and said.startswith("extra postgresql") for what, said in found)


def test_asking_changes_nothing_on_a_host(estate: Journey) -> None:
    names = ("hrs-archive", "gsd-web")

    def looks() -> dict[str, Any]:
        tops = {name: estate.root(name, "source").parent for name in names}
        found = {name: {**seen(top / "root"), **seen(top / "upper")} for name, top in tops.items()}
        return {
            name: {path: told for path, told in tree.items() if not path.startswith(BUSY)}
            for name, tree in found.items()
        }

    def programs() -> list[str]:
        return estate.on(
            "hrs-archive", "source", "ps -e -o pid=,args= | grep -v ' ps \\|sshd:\\|grep\\|-c ps '"
        ).split("\n")

    before, running = looks(), programs()
    asked(estate, *names)
    assert looks() == before
    assert programs() == running


def test_the_ledger_says_who_was_asked_and_how_they_answered(estate: Journey) -> None:
    rows = estate.rows()
    asked(estate, "gsd-oa")
    begun, ended = estate.events(after=rows)[-2:]
    assert (begun["event"], begun["data"]["hosts"]) == (
        "discovery.asked",
        ["gsd-oa root@10.250.0.9"],
    )
    assert (ended["event"], ended["data"]["outcomes"]) == (
        "discovery.answered",
        {"gsd-oa": "answered"},
    )


def test_a_changed_key_is_refused_and_the_others_are_asked(estate: Journey, tmp_path: Path) -> None:
    pins = estate.workspace / ".govcloud/known_hosts"
    _private, public = other_key(tmp_path)
    lines = pins.read_text("utf-8").splitlines()
    changed = [f"10.250.0.9 {public}" if line.startswith("10.250.0.9 ") else line for line in lines]
    with replaced(pins, "\n".join(changed).encode()):
        both = asked(estate, "gsd-oa", "gsd-web", code=3)
        alone = asked(estate, "gsd-oa", code=12)
    assert [host["kind"] for host in both["hosts"]] == ["credential", ""]
    assert "is pinned" in alone["hosts"][0]["message"]
    assert "govcloud hosts trust gsd-oa" in alone["hosts"][0]["hint"]


def test_a_host_that_is_down_is_told_and_the_others_are_asked(estate: Journey) -> None:
    lab = Lab(estate.workspace / ".govcloud/local")
    lab.stop("10.250.0.21")
    try:
        both = asked(estate, "hrs-archive", "gsd-web", code=3)
        asked(estate, "hrs-archive", code=13)
    finally:
        lab.start("10.250.0.21")
    assert [host["outcome"] for host in both["hosts"]] == ["failed", "answered"]


def test_a_host_outside_the_inventory_is_trusted_by_fingerprint_then_asked(estate: Journey) -> None:
    host = estate.hosts()["hrs-archive", "source"]
    address = f"root@{host['loopback']}"
    refused = estate.govcloud("inventory", "discover", address)
    assert refused.code == 12
    assert f"govcloud hosts trust {address}" in refused.err
    key = estate.on_disk_host_key("hrs-archive", "source")
    estate.must("hosts", "trust", address, "--fingerprint", key)
    view = asked(estate, address)
    assert view["hosts"][0]["in_inventory"] is False
    assert view["hosts"][0]["facts"]["system"]["hostname"] == "hrs-archive"


def test_a_proposal_is_an_inventory_and_is_written_nowhere_else(
    estate: Journey, tmp_path: Path
) -> None:
    before = (estate.workspace / "inventory.yaml").read_bytes()
    asked(estate, "hrs-archive", "--out", "whole.yaml")
    asked(estate, "gsd-web", "--out", "whole.yaml")
    assert (estate.workspace / "inventory.yaml").read_bytes() == before
    kept = (estate.workspace / "whole.yaml").read_bytes()
    other = estate.govcloud("inventory", "discover", "gsd-web", "--out", "pyproject.toml")
    own = estate.govcloud("inventory", "discover", "gsd-web", "--out", "inventory.yaml")
    assert (other.code, own.code) == (10, 10)
    assert "E-DSC-004" in own.err
    merged = laid_out(tmp_path, FOUR)
    (tmp_path / "inventory.yaml").write_bytes(kept)
    listed = json.loads(merged.must("inventory", "list", "-o", "json").out)["applications"]
    web = next(s for a in listed for s in a["servers"] if s["name"] == "gsd-web")
    assert web["cpu_cores"] >= 1

"""What the lab writes down of itself is whole, or told to be damaged."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from govcloud.errors import IntegrityError
from govcloud.local.pids import NOBODY, Pid
from govcloud.local.registry import EntryRecord, HostRecord, LabRecord, Registry

WEB = HostRecord("web", "source", "10.250.0.8", "", (22, 80), "ssh-ed25519 AAAA")
ENTRY = EntryRecord("127.16.255.1", 80, "web", 80, "source")


@pytest.fixture
def registry(tmp_path: Path) -> Registry:
    """A registry of a lab that owns 127.16.0.0/16."""
    made = Registry(tmp_path)
    made.keep_lab(LabRecord(16, Pid.of(os.getpid())))
    return made


def test_a_host_is_read_back_as_it_was_written(registry: Registry) -> None:
    written = registry.allocate(WEB)
    assert registry.hosts() == {"10.250.0.8": written}
    assert written.loopback == "127.16.0.4"


def test_each_host_has_an_address_of_its_own_and_keeps_it(registry: Registry) -> None:
    first = registry.allocate(WEB)
    second = registry.allocate(HostRecord("db", "source", "10.250.0.9", "", (22,)))
    again = registry.allocate(WEB)
    assert first.loopback != second.loopback
    assert again.loopback == first.loopback


def test_the_lab_s_file_tells_others_which_process_holds_it(registry: Registry) -> None:
    told = json.loads(registry.lab_file.read_text())
    assert told["pid"] == os.getpid()
    assert registry.lab().holder.alive
    assert not registry.lab().entries.alive


def test_a_process_with_the_same_pid_but_another_start_is_not_the_one(registry: Registry) -> None:
    mine = Pid.of(os.getpid())
    assert mine.alive
    assert not Pid(mine.pid, mine.start_time - 1).alive
    assert not NOBODY.alive


def test_all_addresses_follow_when_the_lab_gets_another_network(registry: Registry) -> None:
    registry.allocate(WEB)
    registry.keep_entry("GD-LAB-001", ENTRY)
    registry.move_to(77)
    assert registry.hosts()["10.250.0.8"].loopback == "127.77.0.4"
    assert registry.entries()["GD-LAB-001"].loopback == "127.77.255.1"


def test_an_entry_is_altered_in_one_thing_and_kept_in_the_others(registry: Registry) -> None:
    registry.keep_entry("GD-LAB-001", ENTRY)
    registry.alter_entry("GD-LAB-001", side="target")
    assert registry.entries()["GD-LAB-001"].side == "target"
    assert registry.entries()["GD-LAB-001"].server == "web"
    assert registry.free_entry() == "127.16.255.2"


@pytest.mark.parametrize("content", ["{", '{"hosts": {"10.0.0.1": {"name": "web"}}}'])
def test_a_damaged_file_is_told(registry: Registry, content: str) -> None:
    registry.hosts_file.write_text(content)
    with pytest.raises(IntegrityError):
        registry.hosts()


def test_the_files_are_for_their_owner_alone(registry: Registry) -> None:
    registry.allocate(WEB)
    for file in (registry.hosts_file, registry.lab_file):
        assert file.stat().st_mode & 0o777 == 0o600

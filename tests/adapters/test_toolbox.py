"""What `govcloud doctor` looks at, on a machine that we make up with fake programs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from govcloud.adapters import toolbox
from govcloud.adapters.programs import hear, locate, numbers, version_in
from govcloud.adapters.toolbox import ENGINE_VERSION, ToolCheck, checks, pulumi_root
from govcloud.errors import MissingProgramError

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Machine:
    """A folder of fake programs on PATH, and a workspace."""

    bin: Path
    workspace: Path

    def program(self, name: str, script: str, at: Path | None = None) -> Path:
        """Put a program there that does what `script` says."""
        folder = at or self.bin
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    def check(self, name: str, setting: str = "") -> ToolCheck:
        """What doctor says of this one."""
        return next(each for each in checks(self.workspace, setting) if each.name == name)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A machine with nothing on PATH, and no engine in any checkout."""
    made = Machine(tmp_path / "site" / "bin", tmp_path / "workspace")
    made.bin.mkdir(parents=True)
    made.workspace.mkdir()
    monkeypatch.setenv("PATH", str(made.bin))
    monkeypatch.setattr(toolbox, "_CHECKOUT", tmp_path / "checkout")
    return made


def test_the_sites_own_engine_comes_first(machine: Machine, tmp_path: Path) -> None:
    machine.program("pulumi", "echo v3.300.0")
    machine.program("pulumi", "echo v3.260.1", at=tmp_path / "chosen" / "bin")
    assert pulumi_root(str(tmp_path / "chosen"), machine.workspace) == tmp_path / "chosen"


def test_an_engine_on_path_comes_before_the_one_that_setup_built(machine: Machine) -> None:
    machine.program("pulumi", "echo v3.260.0")
    tools = machine.workspace / ".tools" / f"pulumi-{ENGINE_VERSION}"
    machine.program("pulumi", f"echo v{ENGINE_VERSION}", at=tools / "bin")
    assert pulumi_root("", machine.workspace) == machine.bin.parent


@pytest.mark.parametrize("said", ["v3.258.9", "v4.0.0", "v2.999.0", "nothing", ""])
def test_an_engine_that_does_not_go_with_the_sdk_is_passed_over(
    machine: Machine, said: str
) -> None:
    machine.program("pulumi", f"echo {said}")
    tools = machine.workspace / ".tools" / f"pulumi-{ENGINE_VERSION}"
    machine.program("pulumi", f"echo v{ENGINE_VERSION}", at=tools / "bin")
    assert pulumi_root("", machine.workspace) == tools


def test_a_missing_engine_names_the_three_ways_to_get_one(machine: Machine) -> None:
    with pytest.raises(MissingProgramError, match="is not here") as raised:
        pulumi_root("", machine.workspace)
    assert raised.value.exit_code == 10
    for way in ("GOVCLOUD_PULUMI_ROOT", "PATH", "make setup"):
        assert way in raised.value.hint


def test_an_engine_that_is_too_old_is_named_with_its_version(machine: Machine) -> None:
    machine.program("pulumi", "echo v3.100.0")
    with pytest.raises(MissingProgramError, match=r"too old: .*3\.100\.0") as raised:
        pulumi_root("", machine.workspace)
    assert str(machine.bin) in raised.value.message


@pytest.mark.parametrize("script", [None, "echo v3.1.0", "exit 1"], ids=["absent", "old", "broken"])
def test_the_sites_own_choice_is_never_silently_replaced(
    machine: Machine, tmp_path: Path, script: str | None
) -> None:
    machine.program("pulumi", f"echo v{ENGINE_VERSION}")
    if script:
        machine.program("pulumi", script, at=tmp_path / "chosen" / "bin")
    with pytest.raises(MissingProgramError, match="chosen"):
        pulumi_root(str(tmp_path / "chosen"), machine.workspace)
    check = machine.check("pulumi", str(tmp_path / "chosen"))
    assert (check.found, check.ok) == ("", False)
    assert "make setup" in check.remedy


def test_a_program_that_hangs_is_ended_with_all_it_started(machine: Machine) -> None:
    hanging = machine.program("pulumi", "/bin/sleep 600 & /bin/sleep 600")
    said = hear([str(hanging), "version"], limit_s=0.2)
    assert (said.exit_code, said.text) == (None, "")


def test_a_program_that_cannot_be_started_is_no_surprise(machine: Machine) -> None:
    path = machine.program("pulumi", "")
    path.write_bytes(b"\x7fELF broken")
    assert hear([str(path), "version"], limit_s=5.0).exit_code == 127


def test_where_the_engine_is_missing_doctor_looks_for_go(machine: Machine) -> None:
    assert machine.check("go").remedy == "make setup"
    machine.program("go", "echo go version go1.26.8 linux/amd64")
    assert machine.check("go").ok
    machine.program("pulumi", f"echo v{ENGINE_VERSION}")
    assert "go" not in [each.name for each in checks(machine.workspace, "")]


@pytest.mark.parametrize(
    ("said", "found", "ok"),
    [
        ("rsync  version 3.5.0  protocol version 32", "3.5.0", True),
        ("rsync  version 3.2.7  protocol version 31", "3.2.7", True),
        ("rsync  version 3.1.3  protocol version 31", "3.1.3", False),
        ("rsync: error while loading shared libraries", "", False),
    ],
)
def test_rsync_is_judged_by_its_version(machine: Machine, said: str, found: str, ok: bool) -> None:
    machine.program("rsync", f"echo '{said}'")
    check = machine.check("rsync")
    assert (check.found, check.ok) == (found, ok)
    assert check.remedy == ("" if ok else "apt-get install rsync")


def test_each_missing_program_comes_with_the_command_that_gets_it(machine: Machine) -> None:
    for check in checks(machine.workspace, ""):
        assert check.ok == (check.remedy == "")
        assert check.wanted
        assert check.needed_for


@pytest.mark.parametrize(
    ("banner", "version"),
    [
        ("OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.19 27 Jan 2026", "9.2"),
        ("mariadb  Ver 15.1 Distrib 10.11.19-MariaDB, for debian-linux-gnu", "10.11.19"),
        ("ip utility, iproute2-6.1.0, libbpf 1.1.2", "6.1.0"),
        ("psql (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "15.18"),
    ],
)
def test_a_version_is_found_in_whatever_a_program_says(
    machine: Machine, banner: str, version: str
) -> None:
    path = machine.program("any", f"echo '{banner}' >&2")
    assert toolbox._version(path, ("-V",)) == version


def test_versions_compare_as_numbers() -> None:
    assert numbers("3.10.0") > numbers("3.9.12")
    assert version_in("no version at all") == ""


def test_servers_are_found_outside_a_common_users_path(machine: Machine) -> None:
    assert locate("sh") is None
    assert machine.check("sshd").found
    assert machine.bin.is_dir()


def test_looking_at_namespaces_leaves_nothing_behind(machine: Machine) -> None:
    before = sorted(machine.workspace.iterdir())
    check = machine.check("namespaces")
    assert check.ok == (check.remedy == "")
    assert sorted(machine.workspace.iterdir()) == before


@pytest.mark.engine
@pytest.mark.lab
def test_a_machine_that_setup_prepared_lacks_nothing() -> None:
    found = checks(ROOT, os.environ.get("GOVCLOUD_PULUMI_ROOT", ""))
    assert [check for check in found if not check.ok] == []

"""Setup runs long work with limits, and builds only what is not there yet."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest

from govcloud.adapters.toolbox import ENGINE_VERSION
from tools import engine, venv
from tools.setup import turn
from tools.terminal import Job, SetupError, run

ROOT = Path(__file__).resolve().parents[2]


def job(tmp_path: Path, script: str, limit_s: float = 30.0) -> Job:
    """A job of this shell script."""
    words = ["/bin/sh", "-c", script]
    return Job("work", words, tmp_path, tmp_path / "logs" / "work.log", limit_s)


def test_a_job_says_what_it_does_and_how_long_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(job(tmp_path, "echo made"))
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "setup: work …"
    assert said[1].startswith("setup: work: done in ")
    assert (tmp_path / "logs" / "work.log").read_text() == "made\n"


def test_a_job_that_fails_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"exit 3; .*work\.log ends with\nno room"):
        run(job(tmp_path, "echo no room >&2; exit 3"))


def alive(pid: str) -> bool:
    """Whether a process with this number runs; one that was killed and not yet waited for does not."""
    try:
        stat = (Path("/proc") / pid / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_job_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="took longer than"):
        run(job(tmp_path, "sleep 600 & echo $! >child; wait", limit_s=0.5))
    child = (tmp_path / "child").read_text().strip()
    deadline = time.monotonic() + 10
    while alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not alive(child)


def test_two_setups_take_turns(tmp_path: Path) -> None:
    with turn(tmp_path / "setup.lock"):
        pass
    with turn(tmp_path / "setup.lock"):
        assert (tmp_path / "setup.lock").is_file()


def test_an_engine_that_is_there_is_not_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "site" / "bin" / "pulumi"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho v{ENGINE_VERSION}\n")
    program.chmod(0o755)
    monkeypatch.setenv("GOVCLOUD_PULUMI_ROOT", str(tmp_path / "site"))
    engine.provide(ROOT)
    assert str(program) in capsys.readouterr().out


def test_the_sites_own_engine_is_an_error_where_it_does_not_suit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVCLOUD_PULUMI_ROOT", str(tmp_path))
    with pytest.raises(SetupError, match="there is no"):
        engine.provide(ROOT)


def test_the_engine_is_built_with_the_version_that_the_sdk_asks_for(tmp_path: Path) -> None:
    words = engine.build_words(Path("go"), tmp_path / "pulumi")
    assert f"version.Version=v{ENGINE_VERSION}" in " ".join(words)
    environment = engine.build_environment(tmp_path)
    assert environment["GOTOOLCHAIN"] == "local"
    folders = [environment[name] for name in ("GOPATH", "GOMODCACHE", "GOCACHE", "GOTMPDIR")]
    assert [each for each in folders if not each.startswith(str(tmp_path))] == []


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a lock and a project."""
    (tmp_path / "requirements.lock").write_text("one==1\n")
    text = '[build-system]\n[project]\nname="x"\n[tool.hatch]\n[tool.ruff]\nline-length = 100\n'
    (tmp_path / "pyproject.toml").write_text(text)
    return tmp_path


def test_what_the_venv_shall_hold_follows_the_lock_and_the_project(checkout: Path) -> None:
    before = venv.wanted(checkout)
    (checkout / "pyproject.toml").write_text(
        (checkout / "pyproject.toml").read_text().replace("100", "90")
    )
    assert venv.wanted(checkout) == before
    (checkout / "requirements.lock").write_text("one==2\n")
    after = venv.wanted(checkout)
    assert {key for key in after if after[key] != before[key]} == {"lock"}


def test_a_venv_without_a_sound_stamp_counts_as_not_set_up(tmp_path: Path) -> None:
    assert venv.stamped(tmp_path) == {}
    (tmp_path / venv.STAMP).write_text("{")
    assert venv.stamped(tmp_path) == {}
    (tmp_path / venv.STAMP).write_text(json.dumps({"python": "3.11.0"}))
    assert venv.stamped(tmp_path) == {"python": "3.11.0"}


def test_a_venv_of_another_python_does_not_work(tmp_path: Path) -> None:
    assert not venv.works(tmp_path)
    assert venv.works(Path(sys.prefix))


def test_the_projects_own_modules_are_compiled_and_a_broken_one_is_left_to_python(
    tmp_path: Path,
) -> None:
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    (tmp_path / "govcloud").mkdir()
    (tmp_path / "govcloud/sound.py").write_text("ANSWER = 1\n")
    (tmp_path / "govcloud/broken.py").write_text("def\n")
    venv.compile_sources(tmp_path)
    kept = [file.name.partition(".")[0] for file in tmp_path.glob("govcloud/__pycache__/*.pyc")]
    assert kept == ["sound"]

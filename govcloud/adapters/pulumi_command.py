"""The Pulumi command line as a process of ours: explicit environment, one version check, a limit on its time."""

from __future__ import annotations

import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pulumi import automation as auto
from pulumi.automation import _cmd as internals
from pulumi.automation.errors import create_command_error
from semver import VersionInfo

from govcloud.adapters.engine_version import engine_version
from govcloud.errors import MissingProgramError, UnreachableError

PINNED = VersionInfo(3, 259, 0)
"""The engine that goes with the SDK that we are built on."""

_INTERRUPTED_S = 60.0
_EPOCH = datetime.fromtimestamp(0, UTC)
_HINT = "make setup builds it, or name the site's engine in the settings; govcloud doctor says what is there"


class Engine(auto.PulumiCommand):
    """`pulumi`, run with the given environment and nothing else of ours."""

    def __init__(self, root: Path | None, environment: Mapping[str, str], limit_s: float) -> None:
        """Raises MissingProgramError if there is no engine, or one that is too old."""
        found = shutil.which("pulumi") if root is None else str(root / "bin" / "pulumi")
        if found is None or not Path(found).is_file():
            raise MissingProgramError(
                f"there is no Pulumi engine at {found or 'any place on PATH'}", hint=_HINT
            )
        self.command = found
        self._environment = dict(environment)
        self._limit_s = limit_s
        self._told = threading.local()
        self.version = self._checked_version()

    def attach(self, port: int) -> None:
        """Have all runs use the provider that listens at this port of loopback."""
        self._environment["PULUMI_DEBUG_PROVIDERS"] = f"govcloud:{port}"

    def watched_by(self, running: Callable[[int], None] | None) -> None:
        """Whom to tell the pid of the engines that this thread starts."""
        self._told.running = running

    def _checked_version(self) -> VersionInfo:
        try:
            version = VersionInfo.parse(engine_version(Path(self.command)))
        except ValueError as error:
            raise MissingProgramError(
                f"{self.command} does not say its version", hint=_HINT
            ) from error
        if version < PINNED or version.major != PINNED.major:
            raise MissingProgramError(
                f"{self.command} is {version}; {PINNED} is the oldest that fits", hint=_HINT
            )
        return version

    def run(
        self,
        args: list[str],
        cwd: str,
        additional_env: Mapping[str, str],
        on_output: Callable[[str], Any] | None = None,
        on_error: Callable[[str], Any] | None = None,
    ) -> internals.CommandResult:
        """Run one command. Raises CommandError as the SDK does, UnreachableError after the limit."""
        words = [self.command, "--non-interactive", *args]
        engine = subprocess.Popen(
            words, cwd=cwd, text=True,
            env={**self._environment, **additional_env, "PULUMI_AUTOMATION_API": "true"},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, errors="replace",
        )  # fmt: skip
        with engine:
            if running := getattr(self._told, "running", None):
                running(engine.pid)
            stdout, stderr = self._awaited(engine)
        result = internals.CommandResult(stdout=stdout, stderr=stderr, code=engine.returncode)
        if result.code != 0:
            raise create_command_error(result)
        return result

    def _awaited(self, engine: subprocess.Popen[str]) -> tuple[str, str]:
        try:
            return engine.communicate(timeout=self._limit_s)
        except subprocess.TimeoutExpired as error:
            _interrupt(engine)
            raise UnreachableError(
                f"the Pulumi engine was stopped after {self._limit_s:.0f} s",
                hint="govcloud stack apply continues where it was",
            ) from error
        except BaseException:
            _interrupt(engine)
            raise


class QuietStack(auto.Stack):
    """A stack whose runs are one command each: what else the SDK asks for comes with the events."""

    def __init__(self, name: str, workspace: auto.LocalWorkspace) -> None:
        self.name = name
        self.workspace = workspace

    def __repr__(self) -> str:
        return f"QuietStack({self.name!r})"

    def outputs(self) -> auto.OutputMap:
        """Nothing: the events have them, secrets masked."""
        return {}

    def info(self, show_secrets: bool = False) -> auto.UpdateSummary:
        """Nothing of interest: the events say what was done."""
        return auto.UpdateSummary(
            kind="update", start_time=_EPOCH, message="", environment={}, config={}, result=""
        )


def _interrupt(engine: subprocess.Popen[str]) -> None:
    """Let it end what is under way and save its state."""
    if engine.poll() is None:
        engine.send_signal(signal.SIGINT)
    try:
        engine.communicate(timeout=_INTERRUPTED_S)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.communicate()

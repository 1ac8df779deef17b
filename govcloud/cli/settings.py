"""Settings: flag > environment > workspace's pyproject.toml > user's file > default, and where each came from."""

from __future__ import annotations

import getpass
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcloud.errors import InputError
from govcloud.model.endpoints import fault

EMBEDDED = "embedded"
OPERATOR_LENGTH_MAX = 64
_TEXTS = ("endpoint", "backend", "secrets_provider", "partition", "dns_suffix")
APPROVALS = ("", "required")
"""What `approvals.stack` may say."""
_NAME = re.compile(r"[a-z][a-z0-9-]{0,19}")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in `[tool.govcloud]`, its environment variable, default and meaning."""

    name: str
    env: str
    default: str
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "workspace", "GOVCLOUD_WORKSPACE", "", "folder with inventory.yaml; default: here or above"
    ),
    Setting("env", "GOVCLOUD_ENV", "local", "which [tool.govcloud.env.NAME] to work on"),
    Setting("output", "GOVCLOUD_OUTPUT", "table", "table or json"),
    Setting(
        "operator",
        "GOVCLOUD_OPERATOR",
        "",
        "who acts, in every ledger row; default: the login name",
    ),
    Setting(
        "workers", "GOVCLOUD_WORKERS", "4", "applications (or stacks) worked on at a time, 1 to 32"
    ),
    Setting(
        "pulumi_root", "GOVCLOUD_PULUMI_ROOT", "", "folder whose bin/pulumi is the site's engine"
    ),
    Setting(
        "pulumi_plugin_dir",
        "GOVCLOUD_PULUMI_PLUGIN_DIR",
        "",
        "folder with the site's own plugins, each in `resource-NAME-vVERSION/`",
    ),
    Setting(
        "controls",
        "GOVCLOUD_CONTROLS",
        "",
        "profile of controls that stacks are held to; default: the one that knows the region",
    ),
    Setting("approval_days", "GOVCLOUD_APPROVAL_DAYS", "30", "days until an approval lapses"),
)


@dataclass(frozen=True, slots=True)
class Environment:
    """One `[tool.govcloud.env.NAME]`: where stacks are applied. `endpoint` "embedded" is the local cloud's."""

    name: str
    region: str
    endpoint: str
    account: str
    backend: str
    secrets_provider: str
    partition: str = ""
    dns_suffix: str = ""
    zones: tuple[str, ...] = ("a", "b")
    lacking: tuple[str, ...] = ()
    interconnect: str = "transit"
    stack_approval: str = ""

    @property
    def embedded(self) -> bool:
        """Whether this environment is the workspace's own embedded cloud."""
        return self.endpoint == EMBEDDED


@dataclass(frozen=True, slots=True)
class Settings:
    """Values by name, and the origin of each ("flag", a variable's name, a file's path, "default")."""

    values: Mapping[str, str]
    origins: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def number(self, name: str, low: int, high: int) -> int:
        """An integer setting within limits. Raises InputError (E-SET-001)."""
        text = self.values[name]
        if not text.isdecimal() or not low <= int(text) <= high:
            raise InputError(
                f"E-SET-001: setting `{name}` is `{text}`, not a number from {low} to {high}",
                hint=f"it came from: {self.origins[name]}",
            )
        return int(text)


def resolve(
    flags: Mapping[str, str], environ: Mapping[str, str], workspace: Path | None
) -> Settings:
    """All settings. Raises InputError for a file that cannot be read as TOML."""
    user_file = (
        Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "govcloud/config.toml"
    )
    layers: list[tuple[str, Mapping[str, Any]]] = []
    if workspace is not None:
        path = workspace / "pyproject.toml"
        layers.append((str(path), _govcloud_table(path)))
    layers.append((str(user_file), _read(user_file)))
    values: dict[str, str] = {}
    origins: dict[str, str] = {}
    for setting in SETTINGS:
        values[setting.name], origins[setting.name] = _pick(setting, flags, environ, layers)
    if not values["operator"]:
        values["operator"], origins["operator"] = getpass.getuser(), "login name"
    if len(values["operator"]) > OPERATOR_LENGTH_MAX or not values["operator"].isprintable():
        raise InputError(
            f"E-SET-007: an operator's name is one line of at most {OPERATOR_LENGTH_MAX} characters",
            hint=f"it came from: {origins['operator']}",
        )
    return Settings(values, origins)


def environment(workspace: Path, name: str) -> Environment:
    """The environment called `name`. Raises InputError (E-SET-002, E-SET-003, E-SET-006, E-SET-009, E-SET-010)."""
    path = workspace / "pyproject.toml"
    known = _govcloud_table(path).get("env", {})
    if name not in known:
        listed = ", ".join(sorted(known)) or "none"
        raise InputError(
            f"E-SET-002: {path} has no environment `{name}`",
            hint=f"known: {listed}; add [tool.govcloud.env.{name}] with region, endpoint and account",
        )
    if not _NAME.fullmatch(name):
        raise InputError(
            f"E-SET-006: `{name}` in {path} is no name for an environment",
            hint="small letters, digits and `-`, at most 20, a letter first",
        )
    table = known[name]
    missing = [key for key in ("region", "account") if not table.get(key)]
    if missing:
        raise InputError(
            f"E-SET-003: [tool.govcloud.env.{name}] in {path} lacks {', '.join(missing)}"
        )
    interconnect = _inner(table, "network", "interconnect", "transit")
    approval = _approval(table, f"[tool.govcloud.env.{name}] in {path}")
    _check_endpoint(table, f"[tool.govcloud.env.{name}] in {path}")
    endpoint, backend, secrets, partition, suffix = (str(table.get(key, "")) for key in _TEXTS)
    return Environment(
        name,
        str(table["region"]),
        endpoint,
        str(table["account"]),
        backend,
        secrets,
        partition,
        suffix,
        _listed(table.get("zones", ["a", "b"])),
        _listed(table.get("lacking", [])),
        interconnect,
        approval,
    )


def _approval(table: Mapping[str, Any], where: str) -> str:
    found = _inner(table, "approvals", "stack", "")
    if found not in APPROVALS:
        raise InputError(
            f"E-SET-009: `approvals.stack` of {where} is `{found}`",
            hint="`required`: stacks are applied by approved plans only; leave it out otherwise",
        )
    return found


def _check_endpoint(table: Mapping[str, Any], where: str) -> None:
    found = str(table.get("endpoint", ""))
    wrong = "" if found in {"", EMBEDDED} else fault(found)
    if wrong:
        raise InputError(
            f"E-SET-010: the endpoint of {where}: {wrong}",
            hint="`https://HOST[:PORT]`; credentials come from AWS_PROFILE or AWS_ACCESS_KEY_ID",
        )


def _inner(table: Mapping[str, Any], part: str, key: str, default: str) -> str:
    """A setting of a table in the table; what is no table has none that fits."""
    found = table.get(part, {})
    return str(found.get(key, default)) if isinstance(found, dict) else ""


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def environ() -> Mapping[str, str]:
    """The environment of this process."""
    return os.environ


def _pick(
    setting: Setting,
    flags: Mapping[str, str],
    variables: Mapping[str, str],
    layers: list[tuple[str, Mapping[str, Any]]],
) -> tuple[str, str]:
    if flags.get(setting.name):
        return flags[setting.name], "flag"
    if variables.get(setting.env):
        return variables[setting.env], setting.env
    for origin, table in layers:
        if setting.name in table and not isinstance(table[setting.name], dict):
            return str(table[setting.name]), origin
    return setting.default, "default"


def _govcloud_table(path: Path) -> Mapping[str, Any]:
    found = _read(path).get("tool", {}).get("govcloud", {})
    return found if isinstance(found, dict) else {}


def _read(path: Path) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(f"E-SET-004: {path} cannot be read as TOML: {error}") from error

"""A user's own stack project: what its Pulumi.yaml says, and how the engine is told to run it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from govcloud.adapters.pulumi_program import program_of
from govcloud.adapters.yaml_text import load_yaml
from govcloud.errors import Fault, InputError, MissingProgramError
from govcloud.rules.own_stacks import OURS

INLINE = "python"
_FILE = "Pulumi.yaml"
_LINK = "program"


@dataclass(frozen=True, slots=True)
class OwnProject:
    """`runtime` and `plugins` as the engine is to read them, paths whole; `config` without what an environment says."""

    folder: Path
    runtime: Any
    plugins: Mapping[str, Any]
    config: Mapping[str, Any]

    @property
    def language(self) -> str:
        """The name of the runtime."""
        return language_in(self.runtime)

    def written(self, work_dir: Path) -> dict[str, Any]:
        """What the project file in `work_dir` says beside name and backend. Puts a link there that it needs."""
        told: dict[str, Any] = {"plugins": self.plugins} if self.plugins else {}
        if self.language == INLINE:
            return told
        link = work_dir / _LINK  # `main` must stand below the project file
        if not link.is_symlink() or link.readlink() != self.folder.absolute():
            link.unlink(missing_ok=True)
            link.symlink_to(self.folder.absolute())
        return {**told, "runtime": self.runtime, "main": _LINK}


def own_folders(workspace: Path) -> list[str]:
    """The folders under stacks/ that are users' projects. What they say is not looked at."""
    return sorted(
        path.parent.name
        for path in (workspace / "stacks").glob(f"*/{_FILE}")
        if path.parent.name not in OURS
    )


def own_project(workspace: Path, project: str) -> OwnProject | None:
    """A user's project; None of our own, or where there is none. Raises InputError, MissingProgramError."""
    folder = workspace / "stacks" / project
    file = folder / _FILE
    if project in OURS or not file.is_file():
        return None
    told = _mapping(file)
    if told.get("name") != project:
        _refuse(file, f"`name: {told.get('name')}` is not the folder's name, `{project}`")
    if not language_in(told.get("runtime")):
        _refuse(file, "`runtime:` is missing: python, or another that the site's Pulumi has")
    return OwnProject(folder, told["runtime"], _plugins(file, told), _config(file, told, project))


def config_of(workspace: Path, project: str, env: str) -> Mapping[str, Any]:
    """What a user's project and its Pulumi.ENV.yaml set, keys in full. Raises InputError."""
    own = own_project(workspace, project)
    if own is None:
        return {}
    file = own.folder / f"Pulumi.{env}.yaml"
    return {**own.config, **(_config(file, _mapping(file), project) if file.is_file() else {})}


def runs_inline(workspace: Path, project: str) -> bool:
    """Whether the program can be run in this process. Raises InputError."""
    own = own_project(workspace, project)
    return own is None or own.language == INLINE


def engine_program(
    workspace: Path, project: str, engine_root: Path | None
) -> Callable[[], None] | None:
    """The program for the engine to call back; None where its language host runs it.

    Raises InputError, MissingProgramError where there is no such host.
    """
    own = own_project(workspace, project)
    if own is None or own.language == INLINE:
        return program_of(workspace, project)
    host = f"pulumi-language-{own.language}"
    beside = str(engine_root / "bin") if engine_root else ""
    if not any(shutil.which(host, path=path) for path in (beside, os.environ.get("PATH", ""))):
        raise MissingProgramError(
            f"E-STK-017: stacks/{project} runs as {own.language}, and there is no `{host}`",
            hint="put it beside the engine, or on PATH; Python programs need none",
        )
    return None


def language_in(runtime: Any) -> str:
    """The name in a `runtime:`, which is a word, or a table with a name."""
    name = runtime.get("name") if isinstance(runtime, Mapping) else runtime
    return name if isinstance(name, str) else ""


def _plugins(file: Path, told: Mapping[str, Any]) -> dict[str, Any]:
    plugins = told.get("plugins") or {}
    if not isinstance(plugins, Mapping):
        _refuse(file, "`plugins:` is no table of `providers:` and others")
    found: dict[str, Any] = {}
    for kind, listed in plugins.items():
        if not isinstance(listed, list) or not all(map(_is_plugin, listed)):
            _refuse(file, f"`plugins: {kind}:` is no list of entries with `name` and `path`")
        found[kind] = [
            {**one, "path": str((file.parent / one["path"]).absolute())} for one in listed
        ]
    for one in found.get("providers", ()):
        _demand(file, one)
    return found


def _is_plugin(one: Any) -> bool:
    return isinstance(one, Mapping) and all(isinstance(one.get(k), str) for k in ("name", "path"))


def _demand(file: Path, one: Mapping[str, str]) -> None:
    program = Path(one["path"]) / f"pulumi-resource-{one['name']}"
    if not os.access(program, os.X_OK):
        raise MissingProgramError(
            f"E-STK-017: {_shown(file)} names the plugin `{one['name']}`, and {program} is no program",
            hint="put it there, and make it executable; nothing is downloaded",
        )


def _config(file: Path, told: Mapping[str, Any], project: str) -> dict[str, Any]:
    config = told.get("config") or {}
    if not isinstance(config, Mapping):
        _refuse(file, "`config:` is no table")
    found: dict[str, Any] = {}
    for key, value in config.items():
        inner = value if isinstance(value, Mapping) else {}
        if "secure" in inner:
            _refuse(file, f"`{key}` is sealed, by a key that is not the stack's: name a secret")
        plain = inner.get("value", inner.get("default", value))
        if plain is not None and not ("type" in inner and plain is value):
            found[key if ":" in key else f"{project}:{key}"] = plain
    return found


def _mapping(file: Path) -> Mapping[str, Any]:
    told, _ = load_yaml(file.read_bytes(), _shown(file))
    if not isinstance(told, dict):
        _refuse(file, "is no table of `name:`, `runtime:` and others")
    return told


def _shown(file: Path) -> str:
    return f"stacks/{file.parent.name}/{file.name}"


def _refuse(file: Path, what: str) -> NoReturn:
    name = _shown(file)
    raise InputError(
        f"{name} cannot be used",
        faults=[Fault(name, 0, "E-STK-015", what, "docs/own-stacks.md")],
    )

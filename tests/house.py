"""The floor plan of ARCHITECTURE.md as values, and how to see what a file imports."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("govcloud", "stacks", "migrations", "tests", "docs", "tools")

GROUND = {"errors", "model"}
NOUNS_AND_PORTS = GROUND | {"ports"}
NOUNS_AND_RULES = GROUND | {"rules"}
INSIDE = NOUNS_AND_PORTS | NOUNS_AND_RULES | {"resources", "__init__"}

MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "model": {"errors"},
    "ports": GROUND,
    "rules": GROUND,
    "resources": set(),
    "engine": NOUNS_AND_PORTS | NOUNS_AND_RULES,
    "steps": NOUNS_AND_PORTS,
    "adapters": NOUNS_AND_PORTS | NOUNS_AND_RULES,
    "provider": GROUND | {"__init__"},
    "local": NOUNS_AND_PORTS,
    "reports": NOUNS_AND_RULES,
    "ui": NOUNS_AND_RULES,
    "cli": INSIDE | {"engine", "steps", "adapters", "provider", "local", "reports", "ui"},
    "__main__": {"cli", "errors"},
    "stacks": {"resources", "model"},
    "migrations": {"steps", "ports", "model"},
    "docs": {"cli", "errors"},
    "tools": {"adapters", "cli", "errors", "model"},
}
"""Which rooms a room may import; its own is always open to it, tests may import all."""

KNOWN_ONLY_TO: dict[str, tuple[str, ...]] = {
    "apsw": ("govcloud/adapters/store_",),
    "boto3": ("govcloud/adapters/aws", "govcloud/provider/"),
    "botocore": ("govcloud/adapters/aws", "govcloud/provider/"),
    "cloudpickle": ("govcloud/local/",),
    "cryptography": ("govcloud/adapters/", "govcloud/local/"),
    "google.protobuf": ("govcloud/provider/",),
    "grpc": ("govcloud/provider/",),
    "jinja2": ("govcloud/reports/",),
    "moto": ("govcloud/local/",),
    "paramiko": ("govcloud/adapters/ssh",),
    "pulumi": (
        "govcloud/adapters/pulumi_",
        "govcloud/provider/",
        "govcloud/resources/",
        "stacks/",
    ),
    "pydantic": ("govcloud/adapters/inventory_", "govcloud/adapters/importers/"),
    "python_calamine": ("govcloud/adapters/importers/",),
    "rich": ("govcloud/ui/",),
    "ryaml": ("govcloud/adapters/yaml_text",),
    "sqlite3": (),
    "typer": ("govcloud/cli/", "govcloud/__main__.py", "docs/"),
    "werkzeug": ("govcloud/local/",),
    "xlsxwriter": ("govcloud/reports/",),
    "yaml": ("govcloud/adapters/yaml_text",),
}
"""Where each third-party library may be known, by the beginning of the path; tests may know all."""


@dataclass(frozen=True, slots=True)
class Source:
    """A Python file of the checkout, parsed."""

    path: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The room it belongs to."""
        parts = Path(self.path).with_suffix("").parts
        return parts[1] if parts[0] == "govcloud" else parts[0]

    @property
    def module(self) -> str:
        """Its dotted name."""
        return ".".join(Path(self.path).with_suffix("").parts).removesuffix(".__init__")

    @property
    def imports(self) -> Iterator[str]:
        """Every dotted name that it imports, wherever in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def sources() -> list[Source]:
    """All Python files that are ours."""
    paths = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [parsed(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


def parsed(path: str, text: str) -> Source:
    """A source of this text."""
    # A collection in the middle may compile something itself, which CPython before 3.11.9 takes
    # for a fault of the tree (python/cpython issue 106905).
    gc.disable()
    try:
        return Source(path, text, ast.parse(text, path))
    finally:
        gc.enable()


def trespasses(source: Source) -> Iterator[str]:
    """Imports of rooms that the file's room may not know."""
    if source.room == "tests":
        return
    for name in source.imports:
        parts = [*name.split("."), "", ""]
        room = parts[1] if parts[0] == "govcloud" else parts[0]
        own = room in {source.room, ""} or (parts[0] == "govcloud" and room not in MAY_IMPORT)
        if room in MAY_IMPORT and not own and room not in MAY_IMPORT[source.room]:
            yield f"{source.path} imports {name}"


def strangers(source: Source) -> Iterator[str]:
    """Imports of libraries that only other rooms may know."""
    if source.path.startswith("tests/"):
        return
    for name in source.imports:
        for library, rooms in KNOWN_ONLY_TO.items():
            if f"{name}.".startswith(f"{library}.") and not source.path.startswith(rooms):
                yield f"{source.path} imports {name}"


def arrows(files: list[Source]) -> dict[str, set[str]]:
    """Which module of ours imports which."""
    known = {source.module for source in files}
    found: dict[str, set[str]] = {}
    for source in files:
        heads = {name if name in known else name.rpartition(".")[0] for name in source.imports}
        found[source.module] = (heads & known) - {source.module}
    return found

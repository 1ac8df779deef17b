"""A new workspace, put together from the sample, the schemas and the writer of inventories."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def lay_down_workspace(target: Path, *, sample: bool, folder: bool, force: bool) -> dict[str, Any]:
    """Lay a workspace down in `target`; the view of what was done. Raises InputError (E-WS-005), FailedError."""
    from govcloud.adapters.workspace_seed import first_inventory, lay_down, workspace_files

    inventory = _sample(folder=folder) if sample else first_inventory(folder=folder)
    done = lay_down(target, {**inventory, **workspace_files(sample=sample)}, force=force)
    return {
        "folder": str(target),
        "sample": sample,
        "written": list(done.written),
        "kept": list(done.kept),
        "next": _next(target, sample=sample),
    }


def _sample(*, folder: bool) -> dict[str, bytes]:
    from govcloud.adapters.inventory_write import department_files
    from govcloud.adapters.inventory_yaml import read_inventory
    from govcloud.adapters.workspace_seed import headed, sample_inventory

    path = sample_inventory()
    if not folder:
        return {"inventory.yaml": headed(path.read_text("utf-8"), "inventory.yaml")}
    label = "合成数据 / SYNTHETIC: no real system is described; laid down by `govcloud init`"
    files = department_files(read_inventory(path), heading=label)
    return {f"inventory/{name}": headed(text, f"inventory/{name}") for name, text in files}


def _next(target: Path, *, sample: bool) -> list[str]:
    first = [] if target.resolve() == Path.cwd() else [f"cd {target}"]
    begun = ["govcloud inventory check", "govcloud inventory completeness"]
    rehearse = ["govcloud doctor", "govcloud local up", "govcloud stack plan"]
    return [*first, *begun, *(rehearse if sample else [])]

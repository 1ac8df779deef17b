"""The workspace is found from anywhere inside it, and its recipe is loaded or refused by a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from govcloud.adapters.workspace import load_recipe
from govcloud.adapters.workspace_place import find_workspace
from govcloud.errors import InputError

RECIPE = "def steps(application):\n    return [application.id]\n\n\ndef rollback(application):\n    return []\n"


def test_the_workspace_is_the_nearest_folder_with_an_inventory(tmp_path: Path) -> None:
    inner = tmp_path / "workspace" / "stacks" / "department"
    inner.mkdir(parents=True)
    (tmp_path / "workspace" / "inventory.yaml").touch()
    assert find_workspace(inner) == tmp_path / "workspace"


def test_without_an_inventory_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="E-WS-001") as refusal:
        find_workspace(tmp_path)
    assert "--workspace" in refusal.value.hint


def test_a_recipe_gives_its_steps_and_its_way_home(tmp_path: Path) -> None:
    path = tmp_path / "recipe.py"
    dataclass = "from __future__ import annotations\nimport dataclasses\n@dataclasses.dataclass\nclass A:\n    b: int\n"
    path.write_text(dataclass + RECIPE)
    recipe = load_recipe(path)
    assert callable(recipe.steps)
    assert callable(recipe.rollback)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (None, "E-WS-002", 0),
        ("def steps(:\n", "E-WS-003", 1),
        ("import sys\n\nimport not_there_at_all\n", "E-WS-003", 3),
        ("def steps(application):\n    return []\n", "E-WS-004", 0),
    ],
    ids=["missing", "syntax", "import", "no way home"],
)
def test_a_recipe_that_cannot_be_used_is_refused_at_its_line(
    tmp_path: Path, text: str | None, code: str, line: int
) -> None:
    path = tmp_path / "migrations" / "recipe.py"
    path.parent.mkdir()
    if text is not None:
        path.write_text(text)
    with pytest.raises(InputError) as refusal:
        load_recipe(path)
    (fault,) = refusal.value.faults
    assert (fault.file, fault.line, fault.code) == ("migrations/recipe.py", line, code)

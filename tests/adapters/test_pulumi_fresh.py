"""A stack that we lay down is one that the engine made, as far as the engine can see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govcloud.adapters.pulumi_command import Engine
from govcloud.adapters.pulumi_fresh import laid_down
from govcloud.model.stack import StackRef
from tests.engine_fixtures import ROOT, settings

REF = StackRef("department", "test-GD-GSD")


@pytest.mark.engine
def test_the_engine_finds_it_beside_its_own_and_exports_it_empty(tmp_path: Path) -> None:
    backend, project = tmp_path / "backend", tmp_path / "project"
    project.mkdir()
    told = {"name": REF.project, "runtime": "python", "backend": {"url": f"file://{backend}"}}
    (project / "Pulumi.yaml").write_text(json.dumps(told))
    environment = settings(ROOT, tmp_path / "home", "http://127.0.0.1:9").environment()
    engine = Engine(
        settings(ROOT, tmp_path, "http://127.0.0.1:9").engine_root,
        environment | {"PULUMI_CONFIG_PASSPHRASE": "of no use"},
        60.0,
    )
    assert laid_down(backend, REF)
    engine.run(["stack", "init", f"organization/{REF.project}/own"], str(project), {})
    listed = json.loads(engine.run(["stack", "ls", "--json"], str(project), {}).stdout)
    assert {one["name"].rpartition("/")[2] for one in listed} == {"own", REF.stack}
    words = ["stack", "export", "--stack", f"organization/{REF.project}/{REF.stack}"]
    exported = json.loads(engine.run(words, str(project), {}).stdout)
    assert not (exported.get("deployment") or {}).get("resources")


def test_a_second_stack_leaves_the_first_as_it_is(tmp_path: Path) -> None:
    assert laid_down(tmp_path, REF)
    state = tmp_path / ".pulumi/stacks/department/test-GD-GSD.json"
    state.write_text("applied")
    assert laid_down(tmp_path, StackRef("department", "test-GD-PSD"))
    assert state.read_text() == "applied"
    assert sorted(path.name for path in state.parent.iterdir()) == [
        "test-GD-GSD.json",
        "test-GD-PSD.json",
    ]


def test_a_backend_of_another_layout_is_left_to_the_engine(tmp_path: Path) -> None:
    old = tmp_path / ".pulumi/stacks/of-old.json"
    old.parent.mkdir(parents=True)
    old.write_text("{}")
    assert not laid_down(tmp_path, REF)
    (tmp_path / ".pulumi/meta.yaml").write_text("version: 2\n")
    assert not laid_down(tmp_path, REF)
    assert not (tmp_path / ".pulumi/stacks/department").exists()

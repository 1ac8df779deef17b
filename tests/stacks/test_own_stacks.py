"""Users' own stacks on the real engine, with a second provider: planned, made, changed, read from, deleted."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from govcloud.adapters.pulumi_stack import PulumiStacks, StackSettings
from govcloud.errors import InputError, MissingProgramError
from govcloud.model.stack import StackRef
from tests.engine_fixtures import ROOT, running_cloud, settings, silent, stacks_of

pytestmark = pytest.mark.engine

SHARED, NOTES = StackRef("landing-zone", "test"), StackRef("notes", "test")
OUTPUTS = 'import pulumi\npulumi.export("network", "10.0.0.0/16")\n'
PAGES = """
import pulumi

class Page(pulumi.CustomResource):
    length: pulumi.Output[int]

    def __init__(self, name, path, text):
        given = {"path": path, "text": text, "length": None}
        super().__init__("notebook:index:Page", name, given)
"""
PROGRAM = """
import pulumi
from pages import Page

hub = pulumi.StackReference("organization/landing-zone/test")
setting = pulumi.Config()
page = Page("first", setting.require("path"), hub.require_output("network"))
pulumi.export("length", page.length)
"""


@pytest.fixture
def chosen(tmp_path: Path) -> Iterator[StackSettings]:
    workspace = tmp_path / "workspace"
    written(workspace / "stacks/landing-zone", "name: landing-zone\nruntime: python\n", OUTPUTS)
    notes = workspace / "stacks/notes"
    written(notes, "name: notes\nruntime: python\n", PROGRAM)
    (notes / "pages.py").write_text(PAGES, encoding="utf-8")
    page = tmp_path / "first.txt"
    (notes / "Pulumi.test.yaml").write_text(f"config:\n  notes:path: {page}\n", encoding="utf-8")
    with running_cloud(tmp_path) as cloud:
        yield settings(workspace, tmp_path, cloud.endpoint)


def written(folder: Path, project: str, program: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Pulumi.yaml").write_text(project, encoding="utf-8")
    (folder / "__main__.py").write_text(program, encoding="utf-8")


def plugin(folder: Path) -> Path:
    """The provider's program in this folder."""
    folder.mkdir(parents=True)
    launcher = folder / "pulumi-resource-notebook"
    script = ROOT / "tests/notebook_provider.py"
    words = shlex.join([sys.executable, "-P", str(script)])
    launcher.write_text(f'#!/bin/sh\nexec {words} "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return folder


def test_a_folder_of_the_users_is_planned_made_changed_and_deleted_like_any_stack(
    chosen: StackSettings, tmp_path: Path
) -> None:
    plugin(tmp_path / "plugins/resource-notebook-v1.2.3")
    page = tmp_path / "first.txt"
    with stacks_of(replace(chosen, plugin_dir=tmp_path / "plugins")) as stacks:
        stacks.apply(SHARED, silent)
        assert stacks.plan(NOTES, silent).counts == {"create": 1}
        assert not page.exists()
        assert stacks.apply(NOTES, silent).outputs == {"length": len("10.0.0.0/16")}
        assert page.read_text() == "10.0.0.0/16"
        assert not stacks.plan(NOTES, silent).changed

        other = OUTPUTS.replace("10.0.0.0/16", "172.16.0.0/16")
        (chosen.workspace / "stacks/landing-zone/__main__.py").write_text(other, encoding="utf-8")
        stacks.apply(SHARED, silent)
        assert stacks.plan(NOTES, silent).counts == {"update": 1}
        stacks.apply(NOTES, silent)
        assert page.read_text() == "172.16.0.0/16"
        assert stacks.outputs(NOTES) == {"length": len("172.16.0.0/16")}

        stacks.destroy(NOTES, silent)
        assert not page.exists()


def test_a_plugin_that_the_folder_names_is_used_and_one_that_is_missing_is_named(
    chosen: StackSettings, tmp_path: Path
) -> None:
    with stacks_of(chosen) as stacks:
        stacks.apply(SHARED, silent)
        with pytest.raises(
            MissingProgramError, match="needs the plugin `pulumi-resource-notebook`"
        ):
            stacks.plan(NOTES, silent)
        project = chosen.workspace / "stacks/notes/Pulumi.yaml"
        entry = "plugins:\n  providers:\n    - {name: notebook, path: ../../../mine}\n"
        project.write_text(f"name: notes\nruntime: python\n{entry}", encoding="utf-8")
        with pytest.raises(
            MissingProgramError, match="mine/pulumi-resource-notebook is no program"
        ):
            stacks.plan(NOTES, silent)
        plugin(tmp_path / "mine")
        assert stacks.plan(NOTES, silent).counts == {"create": 1}


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ("x = 1\ny = = 2\n", "stacks/notes/__main__.py:2: SyntaxError"),
        ("def f():\n    return 1 / 0\nf()\n", "stacks/notes/__main__.py:2: ZeroDivisionError"),
        ("import pulumi\n\nhoorah()\n", "stacks/notes/__main__.py:3: NameError"),
        ("import sys\nsys.exit(3)\n", "stacks/notes/__main__.py:2: SystemExit: 3"),
        ("import pulumi\npulumi.Config().require('size')\n", "the setting `notes:size`"),
    ],
)
def test_a_faulty_program_is_a_sentence_with_file_and_line(
    faulty: tuple[PulumiStacks, Path], program: str, told: str
) -> None:
    stacks, folder = faulty
    written(folder, "name: notes\nruntime: python\n", program)
    with pytest.raises(InputError) as caught:
        stacks.plan(NOTES, silent)
    assert told in caught.value.message
    assert "Traceback" not in str(caught.value)


def test_a_runtime_without_its_language_host_is_a_sentence(
    faulty: tuple[PulumiStacks, Path],
) -> None:
    stacks, folder = faulty
    written(folder, "name: notes\nruntime: nowhere\n", "")
    with pytest.raises(MissingProgramError, match="there is no `pulumi-language-nowhere`"):
        stacks.plan(NOTES, silent)


def test_a_project_with_another_name_than_its_folder_is_refused(
    faulty: tuple[PulumiStacks, Path],
) -> None:
    stacks, folder = faulty
    written(folder, "name: other\nruntime: python\n", "")
    with pytest.raises(InputError) as caught:
        stacks.plan(NOTES, silent)
    assert "is not the folder's name" in str(caught.value.faults[0])


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PulumiStacks, Path]]:
    """Stacks, and the folder whose program is to be written."""
    home = tmp_path_factory.mktemp("own")
    with running_cloud(home) as cloud:
        chosen = settings(home / "workspace", home, cloud.endpoint)
        with stacks_of(chosen) as stacks:
            yield stacks, home / "workspace/stacks/notes"

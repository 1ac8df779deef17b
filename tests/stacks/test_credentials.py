"""Stacks on a private cloud with an operator's credentials: neither those nor secrets are in anything that is kept."""

from __future__ import annotations

import os
import shutil
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine_fixtures import ROOT
from tests.private_cloud import ACCESS, NAME, SECRET, PrivateCloud, private_cloud
from tests.stack_place import Place, inventory

pytestmark = pytest.mark.engine

TYPED = "open-sesame-typed-in-a-program"
MARKED = "open-sesame-marked-as-a-secret"
PROXY_PASSWORD = "hush-of-the-proxy"

SETTINGS = """\
[tool.govcloud.env.province]
region = "cn-north-1"
endpoint = "{url}"
account = "123456789012"
secrets_provider = "awskms"
partition = "aws-cn"
dns_suffix = "cloud.example"
"""
PROGRAM = f"""
import pulumi
from govcloud.model.tagging import Tags
from govcloud.resources import kms, secretsmanager, ssm

tags = Tags("SHARED", "SHARED", 3).of("typed")
key = kms.Key("typed", enable_key_rotation=True, tags=tags)
secretsmanager.Secret("typed", secret_string="{TYPED}", kms_key_id=key.arn, tags=tags)
ssm.Parameter("marked", name="/marked", value=pulumi.Output.secret("{MARKED}"), tags=tags)
pulumi.export("handed-on", pulumi.Output.secret("{MARKED}"))
"""


@pytest.fixture
def cloud(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateCloud]:
    with private_cloud(tmp_path / "cloud") as made:
        variables = dict(made.variables)
        proxy = variables["HTTPS_PROXY"].replace("http://", f"http://operator:{PROXY_PASSWORD}@")
        for name, value in {**variables, "HTTPS_PROXY": proxy}.items():
            monkeypatch.setenv(name, value)
        yield made


@pytest.fixture
def place(tmp_path: Path, cloud: PrivateCloud) -> Place:
    """A workspace for that cloud; its landing zone has secrets that somebody wrote into the program."""
    folder = tmp_path / "workspace"
    for part in ("stacks", "migrations"):
        shutil.copytree(ROOT / part, folder / part)
    with (folder / "stacks/landing-zone/__main__.py").open("a") as program:
        program.write(PROGRAM)
    (folder / "pyproject.toml").write_text(SETTINGS.format(url=cloud.url), "utf-8")
    (folder / "inventory.yaml").write_text(inventory(1), "utf-8")
    (folder / "migrations/waves.yaml").write_text("waves: []\n", "utf-8")
    return Place(folder, cloud.url)


def kept(folder: Path) -> dict[str, bytes]:
    """Every file that govcloud and the engine wrote: states, history, plans, exports, logs, the ledger."""
    found = [
        one for one in folder.rglob("*") if one.is_file() and "stacks" not in _rooms(folder, one)
    ]
    return {str(one.relative_to(folder)): one.read_bytes() for one in found}


def _rooms(folder: Path, path: Path) -> str:
    """The workspace's own room that a file is in."""
    return path.relative_to(folder).parts[0]


SHORT = (
    ("stack", "plan", "landing-zone", "--save", "plan.json"),
    ("stack", "apply", "--plan", "plan.json", "--yes"),
    ("stack", "export", "landing-zone", "--file", "moved.json"),
)
LONG = (
    *SHORT,
    ("stack", "plan", "landing-zone", "--engine", "-o", "json"),
    ("stack", "outputs", "landing-zone"),
    ("stack", "history", "landing-zone"),
    ("stack", "drift", "landing-zone"),
    ("audit", "export", "ledger.json"),
)


@pytest.mark.parametrize(
    "commands",
    [pytest.param(SHORT, marks=pytest.mark.slow), pytest.param(LONG, marks=pytest.mark.faults)],
    ids=["short", "long"],
)
def test_neither_credentials_nor_secrets_are_kept_anywhere(
    place: Place, cloud: PrivateCloud, commands: tuple[tuple[str, ...], ...]
) -> None:
    (place.folder / "left.log").write_text(os.environ["AWS_SECRET_ACCESS_KEY"], "utf-8")
    said = []
    for words in commands:
        done = place.govcloud("--env", "province", *words)
        said.append(done.stdout + done.stderr)
    files = kept(place.folder)
    states = [name for name in files if name.endswith("landing-zone/province.json")]
    assert states
    assert {"plan.json", "moved.json"} <= files.keys()
    assert b"arn:aws-cn:kms:cn-north-1:" in files[states[0]]
    assert set(cloud.asked) == {f"{NAME}:443"}

    files["what was said"] = "\n".join(said).encode()
    secrets = [SECRET, ACCESS, TYPED, MARKED, PROXY_PASSWORD]
    forms = [one.encode() for one in secrets] + [b64encode(one.encode()) for one in secrets]
    found = {name for name, content in files.items() if any(form in content for form in forms)}
    assert found == {"left.log"}, "the test left that itself, to see that the search finds"

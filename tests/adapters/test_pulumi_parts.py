"""What stands around the engine: its environment, its files, its texts, and our lease on a stack."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pulumi.automation import CommandResult
from pulumi.automation.errors import CommandError, ConcurrentUpdateError, create_command_error

from govcloud.adapters.pulumi_errors import lock_holder, translated
from govcloud.adapters.pulumi_events import plain_text
from govcloud.adapters.pulumi_lease import leased
from govcloud.adapters.pulumi_settings import ProjectFiles, StackSettings, StateFiles, masked
from govcloud.errors import (
    CloudError,
    CredentialError,
    IntegrityError,
    LockedError,
    MissingProgramError,
    UnreachableError,
)
from govcloud.model.stack import StackRef

REF = StackRef("department", "local-GD-HRS", {"env": "local"})
LOCKED = (
    "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to "
    "end or delete the lock file with `pulumi cancel`.\n"
    "  file:///w/.govcloud/pulumi/.pulumi/locks/organization/department/local-GD-HRS/1.json: "
    "created by root@controller (pid 4711) at 2026-11-24T09:00:00Z"
)


def settings(home: Path, endpoint: str = "http://127.0.0.1:25000") -> StackSettings:
    return StackSettings(
        home, None, home / "pulumi", "us-gov-west-1", "123456789012", "w1", "local", endpoint
    )


def failure(stderr: str) -> CommandError:
    return create_command_error(CommandResult(stdout="", stderr=stderr, code=255))


def test_an_embedded_cloud_is_never_given_ambient_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "REAL")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "REAL")
    monkeypatch.setenv("AWS_PROFILE", "production")
    environment = settings(tmp_path).environment()
    assert "REAL" not in environment.values()
    assert "AWS_PROFILE" not in environment
    assert environment["AWS_ENDPOINT_URL_KMS"] == "http://127.0.0.1:25000"


def test_a_real_cloud_is_given_the_operators_credentials(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    environment = settings(tmp_path, endpoint="").environment()
    assert environment["AWS_PROFILE"] == "production"
    assert "AWS_ENDPOINT_URL" not in environment


def test_the_engine_asks_a_private_cloud_as_the_provider_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = {
        "AWS_ENDPOINT_URL": "https://another",
        "AWS_ENDPOINT_URL_S3": "https://s3",
        "AWS_CA_BUNDLE": "/etc/ssl/site.pem",
        "https_proxy": "http://proxy:3128",
    }
    monkeypatch.setenv("no_proxy", "internal.example")
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    environment = settings(tmp_path, endpoint="https://cloud.example").environment()
    assert environment | told | {"AWS_ENDPOINT_URL": "https://cloud.example"} == environment
    assert "internal.example" in environment["NO_PROXY"]


def test_a_partition_that_no_region_tells_is_told_to_the_provider(tmp_path: Path) -> None:
    told = replace(settings(tmp_path, endpoint="https://cloud.example"), partition="aws-cn")
    config = ProjectFiles(told).config(StackRef("a", "b"), {})
    assert config["govcloud:partition"] == "aws-cn"
    assert config["govcloud:endpointUrl"] == "https://cloud.example"
    assert "govcloud:partition" not in ProjectFiles(settings(tmp_path)).config(
        StackRef("a", "b"), {}
    )


def test_the_engine_sees_nothing_else_of_our_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOMEBODYS_TOKEN", "hush")
    environment = settings(tmp_path).environment()
    assert "SOMEBODYS_TOKEN" not in environment
    assert environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] == "true"
    assert "127.0.0.1" in environment["NO_PROXY"]


def test_the_state_key_is_the_regions_own_unless_another_is_chosen(tmp_path: Path) -> None:
    url = settings(tmp_path).secrets_url
    assert url == "awskms://alias/govcloud-state?region=us-gov-west-1"


def test_writing_a_stacks_settings_keeps_the_engines_data_key(tmp_path: Path) -> None:
    files = ProjectFiles(settings(tmp_path))
    path = files.write_stack(REF, {})
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["config"]["department:spec"] == {"env": "local"}
    for saved in (f"encryptedkey: AbC+/=\nconfig: {json.dumps(told['config'])}\n",
                  f"{{config: {json.dumps(told['config'])}, encryptedkey: AbC+/=}}\n"):  # fmt: skip
        path.write_text(saved, encoding="utf-8")
        files.write_stack(REF, {})
        assert json.loads(path.read_text(encoding="utf-8"))["encryptedkey"] == "AbC+/="


def test_what_was_never_applied_has_no_state(tmp_path: Path) -> None:
    assert StateFiles(tmp_path).read(REF) is None


def test_secrets_are_masked_however_deep_they_lie() -> None:
    secret = {"4dabf18193072939515e22adb298388d": "1b47", "ciphertext": "x"}
    assert masked({"a": [secret, 1], "b": secret}) == {"a": ["[secret]", 1], "b": "[secret]"}


def test_who_holds_the_engines_lock_is_read_from_its_text() -> None:
    error = failure(LOCKED)
    assert isinstance(error, ConcurrentUpdateError)
    assert lock_holder(error) == ("controller", 4711)
    ours = translated(REF, "apply", error, {})
    assert isinstance(ours, LockedError)
    assert "process 4711 on controller" in ours.message


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("error: Post \"http://127.0.0.1:1/\": dial tcp: connect: connection refused", UnreachableError),
        ("error: constructing secrets manager of type \"cloud\": KMS: Decrypt, NotFoundException", IntegrityError),
        ("error: no resource plugin 'govcloud' found", MissingProgramError),
        ("error: something that nobody foresaw", CloudError),
    ],
)  # fmt: skip
def test_each_text_of_the_engine_becomes_an_error_of_ours(said: str, kind: type[Exception]) -> None:
    assert type(translated(REF, "plan", failure(said), {})) is kind


def test_refused_credentials_are_told_from_other_failures() -> None:
    urn = "urn:pulumi:local::department::govcloud:ec2:Vpc::tenant"
    failed = {urn: ["CreateVpc: AuthFailure: not you (request 1)"]}
    assert type(translated(REF, "apply", failure("error"), failed)) is CredentialError


def test_many_failures_are_counted_and_the_first_are_named() -> None:
    failed = {
        f"urn:pulumi:local::department::govcloud:ec2:Subnet::app-{n}": ["no room"] for n in range(7)
    }
    said = translated(REF, "apply", failure("error"), failed)
    assert said.message.startswith("department/local-GD-HRS: 7 resources failed: Subnet app-0: no")
    assert said.message.endswith("and 2 more")


def test_a_diagnostic_is_one_line_without_colours() -> None:
    assert plain_text("<{%fg 1%}>error:<{%reset%}> no\n  room\x1b") == "error: no room"


def test_a_lease_is_given_back_at_the_end_and_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in mid-run"), leased(tmp_path, REF, "stack apply"):
        raise ValueError("in mid-run")
    assert not (tmp_path / "department/local-GD-HRS.json").exists()
    with leased(tmp_path, REF, "stack apply"):
        assert (tmp_path / "department/local-GD-HRS.json").exists()


def test_a_lease_is_held_by_one(tmp_path: Path) -> None:
    with leased(tmp_path, REF, "stack apply"):
        said = f"`stack apply` is under way, process {os.getpid()}"
        with pytest.raises(LockedError, match=said), leased(tmp_path, REF, "stack destroy"):
            raise AssertionError("two at a time")
        assert (tmp_path / "department/local-GD-HRS.json").exists()


def test_a_dead_holders_lease_is_inherited(tmp_path: Path) -> None:
    path = tmp_path / "department/local-GD-HRS.json"
    path.parent.mkdir()
    path.write_text("torn", encoding="utf-8")
    with leased(tmp_path, REF, "stack apply"):
        assert json.loads(path.read_text(encoding="utf-8"))["pid"] == os.getpid()

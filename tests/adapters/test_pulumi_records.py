"""States as records: what stands, what is secret and can be opened, what a run left open."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from govcloud.adapters.pulumi_records import StackRecords
from govcloud.adapters.pulumi_settings import StackSettings
from govcloud.errors import CloudError, InputError
from govcloud.model.drift import Record, Sealed
from govcloud.model.stack import StackRef

KEY, SEALED_KEY = bytes(range(32)), b"sealed"
REF = StackRef("landing-zone", "test")
PROVIDER = "urn:pulumi:test::landing-zone::pulumi:providers:govcloud::default"
PARAMETER = "govcloud:ssm:Parameter"


def sealed(value: Any, nonce: bytes = bytes(12)) -> dict[str, str]:
    """As the engine writes a secret."""
    body = AESGCM(KEY).encrypt(nonce, json.dumps(value).encode(), None)
    text = f"v1:{base64.b64encode(nonce).decode()}:{base64.b64encode(body).decode()}"
    return {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        "ciphertext": text,
    }


def resource(name: str, type_: str = PARAMETER, **more: Any) -> dict[str, Any]:
    return {
        "urn": f"urn:pulumi:test::landing-zone::{type_}::{name}",
        "custom": True,
        "type": type_,
        "id": f"/{name}",
        "inputs": {"name": f"/{name}"},
        "outputs": {},
        "provider": f"{PROVIDER}::p1",
        **more,
    }


def state(*resources: dict[str, Any], **more: Any) -> dict[str, Any]:
    key = {
        "url": "awskms://alias/govcloud-state?region=cn-north-1",
        "encryptedkey": base64.b64encode(SEALED_KEY).decode(),
    }
    provider = resource("default", "pulumi:providers:govcloud", inputs={"region": "cn-north-1"})
    stack = {"urn": "urn:stack", "type": "pulumi:pulumi:Stack", "custom": False}
    return {
        "resources": [stack, {**provider, "urn": PROVIDER, "id": "p1"}, *resources],
        "secrets_providers": {"type": "cloud", "state": key},
        **more,
    }


def opener(blob: bytes) -> bytes:
    if blob != SEALED_KEY:
        raise CloudError("Decrypt: InvalidCiphertextException")
    return KEY


def refusing(_blob: bytes) -> bytes:
    raise CloudError("Decrypt: AccessDeniedException")


def settings(home: Path, backend: str = "") -> StackSettings:
    return StackSettings(home, None, home, "cn-north-1", "1", "w", "test", backend=backend)


def written(home: Path, latest: dict[str, Any], ref: StackRef = REF) -> None:
    path = home / ".pulumi/stacks" / ref.project / f"{ref.stack}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"version": 3, "checkpoint": {"latest": latest}}), "utf-8")


def read(home: Path, latest: dict[str, Any], open_with: Any = opener) -> Record:
    written(home, latest)
    record = StackRecords(settings(home), lambda _ref: b"", open_with).read(REF)
    assert record is not None
    return record


def test_resources_are_recorded_and_what_is_the_engines_own_is_not(tmp_path: Path) -> None:
    record = read(tmp_path, state(resource("plan", ignoreChanges=["value"], importID="/plan")))
    [one] = record.resources
    assert (one.stack, one.name, one.id) == ("landing-zone/test", "plan", "/plan")
    assert (one.ignored, one.imported, one.region) == (("value",), True, "cn-north-1")
    assert record.unfinished == ""


def test_a_secret_is_opened_in_memory_and_remembered_as_one(tmp_path: Path) -> None:
    inputs = {"name": "/plan", "value": sealed({"hub": "10.0.0.0/16"})}
    [one] = read(tmp_path, state(resource("plan", inputs=inputs))).resources
    assert one.inputs["value"] == {"hub": "10.0.0.0/16"}
    assert one.secrets == {"value"}


def test_a_secret_whose_key_may_not_be_used_stays_sealed_and_does_not_show(tmp_path: Path) -> None:
    secret = sealed("open sesame")
    latest = state(resource("plan", inputs={"name": "/plan", "value": secret}))
    [one] = read(tmp_path, latest, refusing).resources
    assert isinstance(one.inputs["value"], Sealed)
    assert "sesame" not in repr(one)
    assert secret["ciphertext"] not in repr(one)
    passphrase = {"type": "passphrase", "state": {"salt": "v1:x"}}
    [one] = read(tmp_path, {**latest, "secrets_providers": passphrase}).resources
    assert isinstance(one.inputs["value"], Sealed)


def test_a_secret_of_another_state_stays_sealed(tmp_path: Path) -> None:
    torn = {**sealed("x"), "ciphertext": "v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
    [one] = read(tmp_path, state(resource("plan", inputs={"value": torn}))).resources
    assert isinstance(one.inputs["value"], Sealed)


def test_the_key_is_asked_for_only_where_there_are_secrets(tmp_path: Path) -> None:
    def never(blob: bytes) -> bytes:
        raise AssertionError(blob)

    assert len(read(tmp_path, state(resource("plan")), never).resources) == 1


def test_what_waits_for_its_deletion_is_known_and_not_looked_for(tmp_path: Path) -> None:
    record = read(tmp_path, state(resource("old", delete=True), resource("new")))
    assert [one.name for one in record.resources] == ["new"]
    assert record.others == ((PARAMETER, "/old"),)


def test_a_run_that_did_not_end_is_told(tmp_path: Path) -> None:
    pending = state(resource("plan"), pending_operations=[{"type": "creating"}])
    assert read(tmp_path, pending).unfinished == "an interrupted run left operations open"
    marker = tmp_path / "locks/test/landing-zone/test.unfinished"
    marker.parent.mkdir(parents=True)
    marker.touch()
    assert read(tmp_path, state()).unfinished == "its last run did not come to its end"
    marker.write_text("2026-01-02T03:04:05Z", "utf-8")
    assert "imported at 2026-01-02T03:04:05Z" in read(tmp_path, state()).unfinished
    marker.unlink()
    lock = tmp_path / ".pulumi/locks/organization/landing-zone/test/1.json"
    lock.parent.mkdir(parents=True)
    lock.write_text("{}", "utf-8")
    assert read(tmp_path, state()).unfinished == "an engine holds a lock on it"


def test_all_stacks_that_are_there_are_read_the_ones_asked_for_first(tmp_path: Path) -> None:
    other = StackRef("own", "test")
    for ref in (other, REF):
        written(tmp_path, state(), ref)
    records = StackRecords(settings(tmp_path), lambda _ref: b"", opener)
    absent = StackRef("department", "test-GD-HRS")
    found = [record.stack for record in records.every([REF, absent])]
    assert found == ["landing-zone/test", "own/test"]


def test_a_state_that_changed_has_another_mark(tmp_path: Path) -> None:
    first = read(tmp_path, state(resource("plan")))
    assert read(tmp_path, state(resource("plan"))).mark == first.mark
    assert read(tmp_path, state(resource("other"))).mark != first.mark


def test_another_backend_is_asked_through_the_engine(tmp_path: Path) -> None:
    exported = json.dumps({"version": 3, "deployment": state(resource("plan"))}).encode()
    chosen = settings(tmp_path, "s3://states")
    records = StackRecords(chosen, lambda ref: exported if ref == REF else b"", opener)
    [record] = records.every([REF, StackRef("department", "x")])
    assert [one.name for one in record.resources] == ["plan"]


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 9, "checkpoint": {}}', "3"])
def test_a_state_that_cannot_be_read_is_said_with_its_name(tmp_path: Path, content: str) -> None:
    written(tmp_path, state())
    (tmp_path / ".pulumi/stacks/landing-zone/test.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match="the state of landing-zone/test cannot be read"):
        StackRecords(settings(tmp_path), lambda _ref: b"", opener).read(REF)

"""What no program registers: the root user, people's credentials, disks and their snapshots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from govcloud.model.cloud_resource import CloudResource
from govcloud.provider.clients import Clients
from govcloud.provider.failures import CallRefusedError
from govcloud.provider.settings import Settings

_NO_LOGIN = "NoSuchEntity"


def people_and_copies(
    settings: Settings, clients: Clients
) -> tuple[list[CloudResource], dict[str, str]]:
    """All of it, and what could not be looked at, with the reason."""
    account = _Account(settings, clients)
    looks: dict[str, Callable[[], Iterator[CloudResource]]] = {
        "account:Account": account.root,
        "iam:User": account.users,
        "ec2:Volume": account.volumes,
        "ec2:Snapshot": account.snapshots,
    }
    found: list[CloudResource] = []
    untold: dict[str, str] = {}
    for kind, look in looks.items():
        try:
            found += look()
        except CallRefusedError as refusal:
            untold[kind] = refusal.message
    return found, untold


@dataclass(frozen=True, slots=True)
class _Account:
    """The account, asked page by page."""

    settings: Settings
    clients: Clients

    def root(self) -> Iterator[CloudResource]:
        told = self._ask("iam", "get_account_summary")["SummaryMap"]
        keys, factors = (
            told.get(key, 0) for key in ("AccountAccessKeysPresent", "AccountMFAEnabled")
        )
        inputs = {"rootAccessKeys": int(keys), "rootMfa": bool(factors)}
        yield CloudResource("account:Account", "root user", inputs=inputs)

    def users(self) -> Iterator[CloudResource]:
        now = datetime.now(UTC)
        for user in self._ask("iam", "list_users").get("Users", []):
            name = user["UserName"]
            factors = self._ask("iam", "list_mfa_devices", UserName=name).get("MFADevices", [])
            keys = self._ask("iam", "list_access_keys", UserName=name).get("AccessKeyMetadata", [])
            ages = [(now - self._used(key)).days for key in keys if key["Status"] == "Active"]
            inputs = {
                "console": self._logs_in(name),
                "mfa": bool(factors),
                **({"unusedDays": max(ages)} if ages else {}),
            }
            yield CloudResource("iam:User", name, inputs=inputs, identity=user["Arn"])

    def volumes(self) -> Iterator[CloudResource]:
        for one in self._ask("ec2", "describe_volumes").get("Volumes", []):
            inputs = {"encrypted": bool(one.get("Encrypted"))}
            yield CloudResource("ec2:Volume", one["VolumeId"], inputs=inputs)

    def snapshots(self) -> Iterator[CloudResource]:
        for one in self._ask("ec2", "describe_snapshots", OwnerIds=["self"]).get("Snapshots", []):
            asked = {"SnapshotId": one["SnapshotId"], "Attribute": "createVolumePermission"}
            told = self._ask("ec2", "describe_snapshot_attribute", **asked)
            held = told.get("CreateVolumePermissions", [])
            shared = [each.get("Group") or each["UserId"] for each in held]
            inputs = {"encrypted": bool(one.get("Encrypted")), "sharedWith": shared}
            yield CloudResource("ec2:Snapshot", one["SnapshotId"], inputs=inputs)

    def _used(self, key: Mapping[str, Any]) -> datetime:
        told = self._ask("iam", "get_access_key_last_used", AccessKeyId=key["AccessKeyId"])
        moment: datetime = told["AccessKeyLastUsed"].get("LastUsedDate") or key["CreateDate"]
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def _logs_in(self, name: str) -> bool:
        try:
            self._ask("iam", "get_login_profile", UserName=name)
        except CallRefusedError as refusal:
            if refusal.code == _NO_LOGIN:
                return False
            raise
        return True

    def _ask(self, service: str, call: str, **request: Any) -> Any:
        return self.clients.pages(self.settings, service, call, request)

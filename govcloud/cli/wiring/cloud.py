"""The cloud's part of a desk: stacks, account, targets and whose host keys are believed."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from govcloud import __version__
from govcloud.cli import settings as settings_of
from govcloud.cli.wiring.record import RecordDesk
from govcloud.engine.provision import Provisioning, TargetKeys
from govcloud.errors import CredentialError, InputError, UnreachableError
from govcloud.model.endpoints import is_own
from govcloud.model.place import Place
from govcloud.model.stack import ResourceChange, StackRef
from govcloud.ports import Cloud, Pins, Stacks
from govcloud.rules.movable import unhoused

OWN_KEY = "awskms"


class CloudDesk(RecordDesk):
    """The environment's cloud."""

    @cached_property
    def endpoint(self) -> str:
        """The cloud's endpoint URL; the embedded cloud's own, which must be up. "" for the partition's."""
        from govcloud.local.cloud import EmbeddedCloud

        if not self.environment.embedded:
            return self.environment.endpoint
        return EmbeddedCloud(self.home / "local").endpoint

    @cached_property
    def pins(self) -> Pins:
        """The workspace's known_hosts."""
        from govcloud.adapters.known_hosts import KnownHosts

        return KnownHosts(self.home / "known_hosts")

    @cached_property
    def key_file(self) -> Path:
        """The private key that opens servers; its public half is the instances' key pair."""
        return self.home / "keys" / f"{self.environment.name}_ed25519"

    @cached_property
    def login_key(self) -> str:
        """The public half, made on first use."""
        from govcloud.adapters.login_key import ensure_login_key

        return ensure_login_key(self.key_file)

    @cached_property
    def cloud(self) -> Cloud:
        """The environment's account. Raises UnreachableError, CredentialError."""
        from govcloud.adapters.aws import AwsCloud, AwsSettings

        place = self.environment
        return AwsCloud(AwsSettings(place.region, place.account, self.endpoint))

    @cached_property
    def place(self) -> Place:
        """Where the environment stands. Raises InputError (E-SET-008)."""
        from govcloud.adapters.aws_places import Site, place_of

        told = self.environment
        own = not told.embedded and is_own(told.endpoint, settings_of.environ())
        return place_of(
            Site(
                told.name,
                told.region,
                told.account,
                told.partition,
                told.dns_suffix,
                told.zones,
                (*told.lacking, *(self._found_lacking() if own else ())),
                told.interconnect,
                private=own or told.embedded,
            )
        )

    def _found_lacking(self) -> tuple[str, ...]:
        """What a site's own cloud says it lacks; nothing while it cannot be asked, as in a check without a cloud."""
        try:
            return self.cloud.lacking()
        except (UnreachableError, CredentialError):
            return ()

    always_engine = False
    """Set before the stacks are: plans that are empty are told by the engine too."""

    @cached_property
    def stacks(self) -> Stacks:
        """The Pulumi engine over this workspace's stacks. Raises MissingProgramError."""
        stacks: Stacks = self.healing_stacks
        return stacks

    @cached_property
    def healing_stacks(self) -> Any:
        """The same, which can heal drift too."""
        from govcloud.adapters.pulumi_healing import HealingStacks
        from govcloud.provider.foreseeing import Foreseeing
        from govcloud.provider.plugin import install

        return HealingStacks(
            self.stack_settings,
            lambda home: install(home, __version__, Path(sys.executable)),
            judge=None if self.always_engine else Foreseeing(),
            remove=self._remove,
        )

    def _remove(self, urn: str, inputs: Mapping[str, Any]) -> None:
        """Delete what a killed run made for `urn` and nobody asks for any more."""
        from govcloud.adapters.pulumi_settings import ProjectFiles
        from govcloud.provider.leftover import finder

        finder(ProjectFiles(self.stack_settings).config(StackRef("", ""), {})).remove(urn, inputs)

    @cached_property
    def stack_settings(self) -> Any:
        """What the engine needs to know of the environment."""
        from govcloud.adapters.pulumi_settings import StackSettings
        from govcloud.adapters.toolbox import pulumi_root

        place = self.environment
        return StackSettings(
            workspace=self.workspace,
            engine_root=pulumi_root(self.settings["pulumi_root"], self.workspace),
            home=self.home / "pulumi",
            region=place.region,
            endpoint=self.endpoint,
            partition=place.partition,
            account=place.account,
            backend=place.backend,
            secrets_provider="" if place.secrets_provider == OWN_KEY else place.secrets_provider,
            workspace_id=self.workspace_id,
            env_name=place.name,
            plugin_dir=self._plugin_dir(),
        )

    def _plugin_dir(self) -> Path | None:
        told = self.settings["pulumi_plugin_dir"]
        return self.workspace / Path(told).expanduser() if told else None

    def ready_cloud(self) -> None:
        """See that the cloud answers, is the right account, and holds the key that seals stack states.

        Raises UnreachableError, CredentialError.
        """
        if self.environment.secrets_provider in {"", OWN_KEY}:
            self.cloud.ensure_state_key()
        else:
            self.cloud.account()

    @cached_property
    def workspace_id(self) -> str:
        """Names this workspace in the birth tag of what it makes; kept for its whole life."""
        path = self.home / "workspace-id"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(secrets.token_hex(8), "utf-8")
        return path.read_text("utf-8").strip()

    @cached_property
    def provisioning(self) -> Provisioning:
        """What applies stacks and records it."""
        return Provisioning(self.stacks, self.store, self.progress, self.dispatcher)

    def progress(self, ref: StackRef, change: ResourceChange) -> None:
        """One resource done, told as it happens."""
        if change.op != "same":
            self.console.say(f"  {ref}: {change.op} {change.type} {change.name}", style="dim")

    def quiet_progress(self, _ref: StackRef, _change: ResourceChange) -> None:
        """Planning shows its result at the end."""

    def refs(self, names: Sequence[str]) -> tuple[StackRef, ...]:
        """The stacks that the inventory asks for, or those named. Raises InputError (E-STK-001, E-NET-006)."""
        from govcloud.adapters.pulumi_own import own_folders
        from govcloud.rules.own_stacks import own_refs
        from govcloud.rules.stacks import stack_refs

        for row in self.inventory.departments:
            if not row.network and any(
                name == row.id or name.endswith(f"-{row.id}") for name in names
            ):
                code, message, hint = unhoused(row.id)
                raise InputError(f"{code}: {message}", hint=hint)
        asked = stack_refs(self.inventory, self.waves, self.place, self.login_key)
        every = (*asked, *own_refs(own_folders(self.workspace), self.place))
        known = {alias: ref for ref in every for alias in _aliases(ref)}
        for name in names:
            if name not in known:
                listed = ", ".join(str(ref) for ref in every)
                raise InputError(f"E-STK-001: there is no stack `{name}`", hint=f"known: {listed}")
        return tuple(ref for ref in every if not names or set(_aliases(ref)) & set(names))

    def targets(self) -> dict[str, Mapping[str, Any]]:
        """Server name -> {id, address}, from the department stacks' outputs."""
        found: dict[str, Mapping[str, Any]] = {}
        for ref in (ref for ref in self.refs([]) if ref.project == "department"):
            found.update(self.stacks.outputs(ref).get("servers", {}))
        return found

    def pin_targets(self) -> None:
        """Pin the host keys that new instances printed, where instances come alive."""
        from govcloud.adapters.known_hosts import keys_from_console
        from govcloud.local.lab import Lab

        if self.environment.embedded and not Lab(self.home / "local").is_up():
            self.console.say("the lab is not up: instances are records only (govcloud local up)")
            return
        keys = TargetKeys(self.cloud, self.pins, self.store, keys_from_console)
        keys.pin(self.targets())

    def doctor(self) -> dict[str, Any]:
        """What is on this machine."""
        from dataclasses import asdict

        from govcloud.adapters.toolbox import checks

        root = settings_of.environ().get("GOVCLOUD_PULUMI_ROOT", "")
        return {"checks": [asdict(check) for check in checks(self.workspace, root)]}


def _aliases(ref: StackRef) -> tuple[str, ...]:
    """What a stack may be called: `department/local-GD-HRS`, `local-GD-HRS`, `GD-HRS`, or its project."""
    code = ref.stack.partition("-")[2]
    return (str(ref), ref.project, ref.stack, code) if code else (str(ref), ref.project)

"""Clients of the cloud, made once per service, region and endpoint, and the calls through them."""

from __future__ import annotations

import os
import threading
from typing import Any

import botocore.session
from botocore.config import Config

from govcloud.errors import CloudError
from govcloud.model.endpoints import endpoint_of
from govcloud.provider.failures import translated
from govcloud.provider.settings import Settings
from govcloud.provider.table.entry import Waiter

POOL = 64
_TRIES = 8
_WAIT_DELAY_S = 1
_CONNECT_TIMEOUT_S = 10
_READ_TIMEOUT_S = 60


def operation_name(call: str) -> str:
    """`create_vpc` as the cloud's documentation writes it: `CreateVpc`."""
    return "".join(word.capitalize() for word in call.split("_"))


class Clients:
    """All clients of one provider process. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._clients: dict[tuple[str, str, str], Any] = {}
        self._sessions: dict[bool, botocore.session.Session] = {}
        self._accounts: dict[Settings, str] = {}
        self._partitions: dict[str, str] = {}
        self._shapes: dict[tuple[str, str], Any] = {}

    def call(self, settings: Settings, service: str, call: str, params: dict[str, Any]) -> Any:
        """Make one call; raises CallRefusedError with the cloud's code, or another GovcloudError."""
        client = self.client(settings, service)
        with translated(operation_name(call), embedded=settings.embedded):
            return getattr(client, call)(**params)

    def pages(self, settings: Settings, service: str, call: str, params: dict[str, Any]) -> Any:
        """Make a call that lists, and give its answer with all pages in one."""
        client = self.client(settings, service)
        if not client.can_paginate(call):
            return self.call(settings, service, call, params)
        with translated(operation_name(call), embedded=settings.embedded):
            return client.get_paginator(call).paginate(**params).build_full_result()

    def wait(
        self, settings: Settings, service: str, waiter: Waiter, params: dict[str, Any]
    ) -> None:
        """Wait until botocore's waiter is content, at most `waiter.tries` seconds."""
        client = self.client(settings, service)
        with translated(f"waiting for {waiter.name}", embedded=settings.embedded):
            pace = {"Delay": _WAIT_DELAY_S, "MaxAttempts": waiter.tries}
            client.get_waiter(waiter.name).wait(**params, WaiterConfig=pace)

    def client(self, settings: Settings, service: str) -> Any:
        """The client of one service: clients may be shared by threads, but not made by several."""
        key = (service, settings.region, settings.endpoint)
        with self._lock:
            if key not in self._clients:
                with translated(f"client of {service}", embedded=settings.embedded):
                    self._clients[key] = self._make(settings, service)
            return self._clients[key]

    def partition(self, settings: Settings) -> str:
        """The partition, from the settings or the region."""
        if settings.partition:
            return settings.partition
        with self._lock, translated("partition of the region", embedded=settings.embedded):
            if settings.region not in self._partitions:
                session = self._session(embedded=settings.embedded)
                found = str(session.get_partition_for_region(settings.region))
                self._partitions[settings.region] = found
            return self._partitions[settings.region]

    def account(self, settings: Settings) -> str:
        """The account, from the settings or STS; asked once."""
        if settings.account:
            return settings.account
        if settings not in self._accounts:
            answer = self.call(settings, "sts", "get_caller_identity", {})
            self._accounts[settings] = str(answer["Account"])
        return self._accounts[settings]

    def input_shape(self, service: str, call: str) -> Any:
        """Botocore's model of a call's request; asks no cloud."""
        with self._lock:
            if (service, call) not in self._shapes:
                self._shapes[service, call] = self._input_shape(service, call)
            return self._shapes[service, call]

    def _input_shape(self, service: str, call: str) -> Any:
        model = self._session(embedded=True).get_service_model(service)
        name = operation_name(call)
        found = {n.lower(): n for n in model.operation_names}.get(name.lower())
        if found is None:
            raise CloudError(f"{service} has no operation {name}")
        return model.operation_model(found).input_shape

    def _session(self, *, embedded: bool) -> botocore.session.Session:
        if embedded not in self._sessions:
            # no profile and no file of this machine has a say about the embedded cloud
            fixed = {
                "profile": (None, None, None, None),
                "config_file": (None, None, "/dev/null", None),
                "credentials_file": (None, None, "/dev/null", None),
            }
            session = botocore.session.Session(session_vars=fixed if embedded else None)
            self._sessions[embedded] = session
        return self._sessions[embedded]

    def _make(self, settings: Settings, service: str) -> Any:
        embedded = settings.embedded
        session = self._session(embedded=embedded)
        endpoint = settings.endpoint
        if not embedded:
            service_id = str(session.get_service_model(service).service_id)
            endpoint = endpoint_of(service_id, settings.endpoint, os.environ)
        config = Config(
            max_pool_connections=POOL,
            connect_timeout=_CONNECT_TIMEOUT_S,
            read_timeout=_READ_TIMEOUT_S,
            retries=(
                {"mode": "standard", "total_max_attempts": 1}
                if embedded
                else {"mode": "adaptive", "total_max_attempts": _TRIES}
            ),
            proxies={} if embedded else None,
            **(_as_compatible_clouds_need_it() if endpoint else {}),
        )
        dummy: dict[str, Any] = {
            "aws_access_key_id": "embedded",
            "aws_secret_access_key": "embedded",
        }
        return session.create_client(
            service,
            region_name=settings.region,
            endpoint_url=endpoint or None,
            config=config,
            **(dummy if embedded else {}),
        )


def _as_compatible_clouds_need_it() -> dict[str, Any]:
    """Buckets are named in paths, not in hosts; checksums that not every cloud knows are sent where they must be."""
    wanted = {
        "request_checksum_calculation": "AWS_REQUEST_CHECKSUM_CALCULATION",
        "response_checksum_validation": "AWS_RESPONSE_CHECKSUM_VALIDATION",
    }
    unsaid = {key: "when_required" for key, name in wanted.items() if name not in os.environ}
    return {"s3": {"addressing_style": "path"}, **unsaid}

"""Drives the provider over gRPC as the engine does, against an embedded cloud."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import boto3
import grpc
from pulumi.runtime.proto import provider_pb2 as pb
from pulumi.runtime.proto import provider_pb2_grpc

from govcloud.provider.wire import from_struct, to_struct

PROJECT = "landing-zone"
WORKSPACE = "w-1"


def urn(token: str, name: str, stack: str = "test") -> str:
    """A resource's URN."""
    return f"urn:pulumi:{stack}::{PROJECT}::{token}::{name}"


@dataclass(frozen=True, slots=True)
class Made:
    """A resource that a test made: all that an engine would keep of it."""

    token: str
    name: str
    identity: str
    inputs: dict[str, Any]
    state: dict[str, Any]


@dataclass(slots=True)
class Rig:
    """One provider, spoken to as the engine speaks."""

    stub: Any
    endpoint: str
    region: str = "us-east-1"
    stack: str = "test"
    _count: list[int] = field(default_factory=lambda: [0])

    def fresh(self, stem: str = "r") -> str:
        """A name that no other resource of this rig has."""
        self._count[0] += 1
        return f"{stem}-{self.stack}-{self._count[0]}"

    def configure(self, **more: str) -> None:
        """What the engine does first."""
        args = {
            "region": self.region,
            "endpointUrl": self.endpoint,
            "workspaceId": WORKSPACE,
            "version": "0.1.0",
            **more,
        }
        self.stub.Configure(
            pb.ConfigureRequest(
                args=to_struct(args),
                urn=urn("pulumi:providers:govcloud", "default", self.stack),
                acceptSecrets=True,
            )
        )

    def urn(self, token: str, name: str) -> str:
        """The URN of a resource in this rig's stack."""
        return urn(token, name, self.stack)

    def check(
        self, token: str, name: str, news: dict[str, Any], olds: dict[str, Any] | None = None
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """The checked inputs, and what is wrong by property."""
        answer = self.stub.Check(
            pb.CheckRequest(
                urn=self.urn(token, name),
                news=to_struct(news),
                olds=to_struct(olds or {}),
                randomSeed=name.encode(),
            )
        )
        return from_struct(answer.inputs), {f.property: f.reason for f in answer.failures}

    def create(self, token: str, name: str, news: dict[str, Any]) -> Made:
        """Check and create."""
        inputs, failures = self.check(token, name, news)
        assert failures == {}
        answer = self.stub.Create(
            pb.CreateRequest(urn=self.urn(token, name), properties=to_struct(inputs))
        )
        return Made(token, name, answer.id, inputs, from_struct(answer.properties))

    def preview(self, token: str, name: str, inputs: dict[str, Any]) -> dict[str, Any]:
        """Create in a preview."""
        answer = self.stub.Create(
            pb.CreateRequest(urn=self.urn(token, name), properties=to_struct(inputs), preview=True)
        )
        assert answer.id == ""
        return from_struct(answer.properties)

    def diff(
        self, made: Made, news: dict[str, Any], ignore: tuple[str, ...] = ()
    ) -> pb.DiffResponse:
        """Check the new inputs against the old ones, then diff."""
        inputs, failures = self.check(made.token, made.name, news, made.inputs)
        assert failures == {}
        answer: pb.DiffResponse = self.stub.Diff(
            pb.DiffRequest(
                id=made.identity,
                urn=self.urn(made.token, made.name),
                olds=to_struct(made.state),
                old_inputs=to_struct(made.inputs),
                news=to_struct(inputs),
                ignoreChanges=ignore,
            )
        )
        return answer

    def update(self, made: Made, news: dict[str, Any]) -> Made:
        """Check the new inputs, then update."""
        inputs, failures = self.check(made.token, made.name, news, made.inputs)
        assert failures == {}
        answer = self.stub.Update(
            pb.UpdateRequest(
                id=made.identity,
                urn=self.urn(made.token, made.name),
                olds=to_struct(made.state),
                old_inputs=to_struct(made.inputs),
                news=to_struct(inputs),
            )
        )
        return Made(made.token, made.name, made.identity, inputs, from_struct(answer.properties))

    def refresh(self, made: Made) -> Made | None:
        """Read what is there, knowing what was recorded."""
        return self._read(made, to_struct(made.state), to_struct(made.inputs))

    def take(self, token: str, name: str, identity: str) -> Made | None:
        """Import by id: read knowing nothing."""
        return self._read(Made(token, name, identity, {}, {}), None, None)

    def _read(self, made: Made, state: Any, inputs: Any) -> Made | None:
        answer = self.stub.Read(
            pb.ReadRequest(
                id=made.identity,
                urn=self.urn(made.token, made.name),
                properties=state,
                inputs=inputs,
            )
        )
        if not answer.id:
            return None
        return Made(
            made.token,
            made.name,
            answer.id,
            from_struct(answer.inputs),
            from_struct(answer.properties),
        )

    def delete(self, made: Made) -> None:
        """Delete it."""
        self.stub.Delete(
            pb.DeleteRequest(
                id=made.identity,
                urn=self.urn(made.token, made.name),
                properties=to_struct(made.state),
                old_inputs=to_struct(made.inputs),
            )
        )


def connect(port: int) -> tuple[grpc.Channel, Any]:
    """A channel to a provider on this machine, and the stub on it."""
    channel = grpc.insecure_channel(f"127.0.0.1:{port}")
    return channel, provider_pb2_grpc.ResourceProviderStub(channel)


def client(service: str, endpoint: str) -> Any:
    """Plain boto3, to see and change what is really there."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id="x",
        aws_secret_access_key="x",
    )

"""The gRPC face of the provider: the protocol's methods, and its form of errors."""

# ruff: noqa: N802 - the protocol names the methods
from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import grpc
from google.protobuf import any_pb2, empty_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2_grpc, status_pb2
from pulumi.runtime.proto import provider_pb2 as pb

from govcloud import __version__
from govcloud.errors import CloudError, GovcloudError
from govcloud.provider import settings
from govcloud.provider.clients import Clients
from govcloud.provider.configured import Configured
from govcloud.provider.failures import InitFailedError
from govcloud.provider.lifecycle import Lifecycle
from govcloud.provider.schema import schema
from govcloud.provider.wire import bare, from_struct, holds_unknown, to_struct

Answer = TypeVar("Answer")


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """Serves one engine, or several that attach to it."""

    def __init__(self) -> None:
        self._clients = Clients()
        self._configured = Configured()
        self._lifecycle = Lifecycle(self._clients, self._configured)

    def Handshake(self, request: Any, context: Any) -> pb.ProviderHandshakeResponse:
        """Say what of the protocol we speak."""
        return pb.ProviderHandshakeResponse(
            accept_secrets=True,
            accept_resources=False,
            accept_outputs=False,
            supports_autonaming_configuration=True,
        )

    def Attach(self, request: Any, context: Any) -> empty_pb2.Empty:
        """An engine attaches to this running process; all we know of it comes with Configure."""
        return empty_pb2.Empty()

    def GetPluginInfo(self, request: Any, context: Any) -> plugin_pb2.PluginInfo:
        """Our version."""
        return plugin_pb2.PluginInfo(version=__version__)

    def GetSchema(self, request: Any, context: Any) -> pb.GetSchemaResponse:
        """The schema, made from the table."""
        return pb.GetSchemaResponse(schema=schema())

    def CheckConfig(self, request: pb.CheckRequest, context: Any) -> pb.CheckResponse:
        """Judge the configuration; secrets in it stay secret."""
        given = from_struct(request.news)
        failures = [
            pb.CheckFailure(property=key, reason=reason)
            for key, reason in settings.faults(bare(given))
        ]
        return pb.CheckResponse(inputs=to_struct(given), failures=failures)

    def DiffConfig(self, request: pb.DiffRequest, context: Any) -> pb.DiffResponse:
        """Another region, partition or account replaces all; another endpoint must be the same cloud."""
        return self._answered(context, lambda: self._diff_config(request))

    def Configure(self, request: pb.ConfigureRequest, context: Any) -> pb.ConfigureResponse:
        """Keep the settings for the stack of the provider's URN."""

        def configure() -> pb.ConfigureResponse:
            given = bare(from_struct(request.args))
            if not holds_unknown(given):
                self._configured.set(request.urn, settings.parse(given))
            return pb.ConfigureResponse(
                acceptSecrets=True,
                supportsPreview=True,
                acceptResources=False,
                acceptOutputs=False,
                supports_autonaming_configuration=True,
            )

        return self._answered(context, configure)

    def Check(self, request: pb.CheckRequest, context: Any) -> pb.CheckResponse:
        """Judge and complete inputs."""
        return self._answered(context, lambda: self._lifecycle.check(request))

    def Diff(self, request: pb.DiffRequest, context: Any) -> pb.DiffResponse:
        """Compare inputs."""
        return self._answered(context, lambda: self._lifecycle.diff(request))

    def Create(self, request: pb.CreateRequest, context: Any) -> pb.CreateResponse:
        """Make a resource."""
        return self._answered(context, lambda: self._lifecycle.create(request))

    def Read(self, request: pb.ReadRequest, context: Any) -> pb.ReadResponse:
        """Read a resource."""
        return self._answered(context, lambda: self._lifecycle.read(request))

    def Update(self, request: pb.UpdateRequest, context: Any) -> pb.UpdateResponse:
        """Change a resource."""
        return self._answered(context, lambda: self._lifecycle.update(request))

    def Delete(self, request: pb.DeleteRequest, context: Any) -> empty_pb2.Empty:
        """Delete a resource."""
        self._answered(context, lambda: self._lifecycle.delete(request))
        return empty_pb2.Empty()

    def Cancel(self, request: Any, context: Any) -> empty_pb2.Empty:
        """Running calls end by themselves: each call and each wait has a limit."""
        return empty_pb2.Empty()

    def _diff_config(self, request: pb.DiffRequest) -> pb.DiffResponse:
        olds = bare(from_struct(request.old_inputs)) or bare(from_struct(request.olds))
        news = bare(from_struct(request.news))
        replaces = sorted(k for k in settings.REPLACING if k in olds and olds.get(k) != news.get(k))
        if replaces:
            return pb.DiffResponse(changes=pb.DiffResponse.DIFF_SOME, replaces=replaces)
        known = not (holds_unknown(olds) or holds_unknown(news))
        if known and olds.get("region") and olds.get("endpointUrl") != news.get("endpointUrl"):
            self._same_cloud(settings.parse(olds), settings.parse(news))
        if olds.get("recovery") != news.get("recovery"):
            # Without a difference the engine would go on with the configuration in the state.
            return pb.DiffResponse(changes=pb.DiffResponse.DIFF_SOME, diffs=["recovery"])
        return pb.DiffResponse(changes=pb.DiffResponse.DIFF_NONE)

    def _same_cloud(self, old: settings.Settings, new: settings.Settings) -> None:
        try:
            before = (self._clients.account(old), self._clients.partition(old))
        except GovcloudError as error:
            raise CloudError(
                f"the endpoint changed from {old.endpoint or 'the public one'} to "
                f"{new.endpoint or 'the public one'}, and the former cannot be asked whether both "
                f"are one cloud ({error}): name the account with govcloud:accountId"
            ) from error
        after = (self._clients.account(new), self._clients.partition(new))
        if before != after:
            raise CloudError(
                f"{new.endpoint or 'the public endpoint'} is another cloud than this stack's: "
                f"account {after[0]} of {after[1]}, not {before[0]} of {before[1]}"
            )

    def _answered(self, context: Any, work: Callable[[], Answer]) -> Answer:
        try:
            return work()
        except InitFailedError as error:
            context.set_trailing_metadata((("grpc-status-details-bin", _details(error)),))
            context.abort(grpc.StatusCode.UNKNOWN, error.message)
            raise
        except GovcloudError as error:
            hint = f" ({error.hint})" if error.hint else ""
            context.abort(grpc.StatusCode.UNKNOWN, f"{error.message}{hint}")
            raise
        except Exception as error:
            # a bug: its text may hold what a program gave us, so only its place is told
            context.abort(grpc.StatusCode.INTERNAL, f"bug in the provider: {_place(error)}")
            raise


def _place(error: BaseException) -> str:
    """The kind of an error, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{last}"


def _details(error: InitFailedError) -> bytes:
    """The trailer that makes the engine record id and state of what was half set up."""
    failed = pb.ErrorResourceInitFailed(
        id=error.identity,
        properties=to_struct(error.state),
        inputs=to_struct(error.inputs),
        reasons=[error.message],
    )
    packed = any_pb2.Any()
    packed.Pack(failed)
    status = status_pb2.Status(
        code=grpc.StatusCode.UNKNOWN.value[0], message=error.message, details=[packed]
    )
    serialized: bytes = status.SerializeToString()
    return serialized

"""A second, small Pulumi provider for tests, `notebook`: its Page is a text file, its Stamp a value drawn once."""

# ruff: noqa: N802 - the protocol names the methods
from __future__ import annotations

import sys
import uuid
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2, struct_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2_grpc
from pulumi.runtime.proto import provider_pb2 as pb

PAGE = "notebook:index:Page"
STAMP = "notebook:index:Stamp"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"


def struct(values: dict[str, Any]) -> struct_pb2.Struct:
    """The message of plain values."""
    made = struct_pb2.Struct()
    made.update(values)
    return made


def kind_of(urn: str) -> str:
    """The type in a URN."""
    return urn.split("::")[2].rpartition("$")[2]


class Notebook(provider_pb2_grpc.ResourceProviderServicer):
    """`Page(path, text)` gives `length`; another path makes it anew. `Stamp(on)` gives `value`."""

    def GetPluginInfo(self, request: Any, context: Any) -> plugin_pb2.PluginInfo:
        """The version."""
        return plugin_pb2.PluginInfo(version="1.2.3")

    def GetSchema(self, request: Any, context: Any) -> pb.GetSchemaResponse:
        """No more than the engine needs."""
        return pb.GetSchemaResponse(schema='{"name": "notebook", "version": "1.2.3"}')

    def CheckConfig(self, request: pb.CheckRequest, context: Any) -> pb.CheckResponse:
        """Everything is accepted."""
        return pb.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: pb.DiffRequest, context: Any) -> pb.DiffResponse:
        """Nothing in the configuration matters."""
        return pb.DiffResponse(changes=pb.DiffResponse.DIFF_NONE)

    def Configure(self, request: pb.ConfigureRequest, context: Any) -> pb.ConfigureResponse:
        """Nothing to keep."""
        return pb.ConfigureResponse(supportsPreview=True)

    def Check(self, request: pb.CheckRequest, context: Any) -> pb.CheckResponse:
        """A page needs a path."""
        missing = kind_of(request.urn) == PAGE and "path" not in request.news.fields
        failures = [pb.CheckFailure(property="path", reason="is needed")] if missing else []
        return pb.CheckResponse(inputs=request.news, failures=failures)

    def Diff(self, request: pb.DiffRequest, context: Any) -> pb.DiffResponse:
        """Each property that differs; another path replaces."""
        olds, news = dict(request.old_inputs), dict(request.news)
        diffs = sorted(key for key in olds.keys() | news.keys() if olds.get(key) != news.get(key))
        found = pb.DiffResponse.DIFF_SOME if diffs else pb.DiffResponse.DIFF_NONE
        replaces = [key for key in diffs if key in {"path", "on"}]
        return pb.DiffResponse(changes=found, diffs=diffs, replaces=replaces)

    def Create(self, request: pb.CreateRequest, context: Any) -> pb.CreateResponse:
        """Write the page, or draw the value."""
        given = dict(request.properties)
        if request.preview:
            return pb.CreateResponse(properties=struct(given))
        if kind_of(request.urn) == STAMP:
            drawn = uuid.uuid4().hex
            return pb.CreateResponse(id=drawn, properties=struct({**given, "value": drawn}))
        return pb.CreateResponse(id=given["path"], properties=self._written(given))

    def Update(self, request: pb.UpdateRequest, context: Any) -> pb.UpdateResponse:
        """Write the page again."""
        given = dict(request.news)
        return pb.UpdateResponse(
            properties=struct(given) if request.preview else self._written(given)
        )

    def Read(self, request: pb.ReadRequest, context: Any) -> pb.ReadResponse:
        """What is recorded."""
        return pb.ReadResponse(id=request.id, properties=request.properties, inputs=request.inputs)

    def Delete(self, request: pb.DeleteRequest, context: Any) -> empty_pb2.Empty:
        """Take the page away."""
        if kind_of(request.urn) == PAGE:
            Path(request.id).unlink(missing_ok=True)
        return empty_pb2.Empty()

    def Cancel(self, request: Any, context: Any) -> empty_pb2.Empty:
        """Nothing takes long."""
        return empty_pb2.Empty()

    @staticmethod
    def _written(given: dict[str, Any]) -> struct_pb2.Struct:
        Path(given["path"]).write_text(given.get("text", ""), encoding="utf-8")
        return struct({**given, "length": len(given.get("text", ""))})


def main() -> None:
    """Serve the engine that started us; its end of our standard output tells when it is gone."""
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4))
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Notebook(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    server.wait_for_termination()


if __name__ == "__main__":
    main()

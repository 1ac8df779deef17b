"""A gRPC server with the provider on a port of the loopback interface."""

from __future__ import annotations

from concurrent import futures

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from govcloud.provider.clients import POOL
from govcloud.provider.servicer import Provider

_MESSAGE_BYTES_MAX = 400 * 1024 * 1024


def serve(provider: Provider) -> tuple[grpc.Server, int]:
    """Start serving; gives the server and its port."""
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=POOL),
        options=[
            ("grpc.max_receive_message_length", _MESSAGE_BYTES_MAX),
            ("grpc.max_send_message_length", _MESSAGE_BYTES_MAX),
        ],
    )
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port

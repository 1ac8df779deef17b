"""An embedded cloud and a provider in this process, for the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from moto.server import ThreadedMotoServer

from govcloud.local.cloud_mends import mend
from govcloud.provider.servicer import Provider
from govcloud.provider.serving import serve
from tests.provider.rig import Rig, connect


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The embedded cloud's URL."""
    mend()
    patch = pytest.MonkeyPatch()
    patch.setenv("MOTO_EC2_LOAD_DEFAULT_AMIS", "false")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()
    patch.undo()


@pytest.fixture(scope="session")
def provider_port() -> Iterator[int]:
    """The port of one provider for all tests, as stacks share it."""
    server, port = serve(Provider())
    yield port
    server.stop(None).wait(5)


@pytest.fixture(scope="session")
def rig(endpoint: str, provider_port: int) -> Iterator[Rig]:
    """The provider, configured for one stack in us-east-1."""
    channel, stub = connect(provider_port)
    made = Rig(stub, endpoint)
    made.configure()
    yield made
    channel.close()


@pytest.fixture(scope="session")
def recovering_rig(endpoint: str, provider_port: int) -> Iterator[Rig]:
    """The same provider, configured for a stack whose last run was interrupted."""
    channel, stub = connect(provider_port)
    made = Rig(stub, endpoint, stack="recovering")
    made.configure(recovery="true")
    yield made
    channel.close()

"""A department's tenant as one program."""

from __future__ import annotations

import pulumi

from department_stack.databases import databases
from department_stack.hub import Hub, hub_of
from department_stack.identity import identity, server_profile
from department_stack.network import Tenant, network
from department_stack.servers import servers
from department_stack.spec import Spec
from department_stack.storage import Storage, storage

_IMAGE = "ami-00000000000000001"


def main() -> None:
    """Register everything and export what migrations need."""
    config = pulumi.Config()
    spec = Spec.of(config.require_object("spec"))
    unbuilt = config.get_object("unbuilt") or []
    hub = hub_of(spec.landing_zone, unbuilt, by_transit=spec.place.by_transit)
    tenant = network(spec, hub)
    kept = storage(spec)
    identity(spec, hub, kept)
    pulumi.export("vpc_id", tenant.vpc.vpc_id)
    pulumi.export("network", spec.network)
    pulumi.export("key_arn", kept.key.arn)
    pulumi.export("bucket", kept.bucket.bucket)
    pulumi.export("secret", kept.secret.name)
    pulumi.export("databases", databases(spec, tenant, kept) if spec.databases else {})
    pulumi.export("databases_on_servers", [dict(one) for one in spec.staying])
    _export_servers(spec, hub, (tenant, kept), config.get("imageId") or _IMAGE)


def _export_servers(spec: Spec, hub: Hub, made: tuple[Tenant, Storage], image: str) -> None:
    tenant, kept = made
    machines = {}
    if spec.servers:
        machines = servers(spec, tenant, server_profile(spec, hub, kept), image)
    told = {
        name: {"id": one.instance_id, "address": one.private_ip} for name, one in machines.items()
    }
    pulumi.export("servers", told)

"""A department's tenant as one program."""

from __future__ import annotations

import pulumi

from department_stack.hub import hub_of
from department_stack.identity import identity
from department_stack.network import network
from department_stack.servers import servers
from department_stack.spec import Spec
from department_stack.storage import storage


def main() -> None:
    """Register everything and export what migrations need."""
    config = pulumi.Config()
    spec = Spec.of(config.require_object("spec"), pulumi.Config("govcloud"))
    hub = hub_of(spec.landing_zone, config.get_object("unbuilt") or [])
    tenant = network(spec, hub)
    kept = storage(spec)
    profile = identity(spec, hub, kept)
    image = config.get("imageId") or "ami-00000000000000001"
    machines = servers(spec, tenant, profile, (image, config.get("instanceType") or "t3.small"))
    pulumi.export("vpc_id", tenant.vpc.vpc_id)
    pulumi.export("network", spec.network)
    pulumi.export("key_arn", kept.key.arn)
    pulumi.export("bucket", kept.bucket.bucket)
    pulumi.export(
        "servers",
        {
            name: {"id": one.instance_id, "address": one.private_ip}
            for name, one in machines.items()
        },
    )

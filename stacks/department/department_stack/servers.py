"""One target server for each server of the department's applications that move."""

from __future__ import annotations

from department_stack.network import Tenant
from department_stack.spec import Server, Spec
from govcloud.resources import ec2, iam

_SSH = 22


def servers(
    spec: Spec, tenant: Tenant, profile: iam.InstanceProfile, image: str
) -> dict[str, ec2.Instance]:
    """Register them; gives the instances by the servers' names in the inventory."""
    login = ec2.KeyPair(
        "login",
        key_name=f"govcloud-{spec.env}-{spec.department}",
        public_key=spec.public_key,
        tags=spec.tags("login", "MGMT"),
    )
    return {
        server.name: ec2.Instance(
            server.name,
            image_id=image,
            instance_type=server.size,
            subnet_id=tenant.apps[server.mlps].subnet_id,
            security_group_ids=[tenant.exchange.group_id, _group(spec, tenant, server).group_id],
            key_name=login.key_name,
            iam_instance_profile=profile.name,
            tags=spec.server_tags(server),
        )
        for server in spec.servers
    }


def _group(spec: Spec, tenant: Tenant, server: Server) -> ec2.SecurityGroup:
    """Its ports for its users, and SSH for the server it is replicated from."""
    tags = spec.server_tags(server)
    group = ec2.SecurityGroup(
        server.name,
        vpc_id=tenant.vpc.vpc_id,
        description=f"{server.app} on {server.name}",
        tags=tags,
    )
    for port in server.ports:
        for place, peers in enumerate(spec.peers):
            name = f"{server.name}-{port}" + (f"-{place}" if place else "")
            _ingress(name, group, port, peers, tags)
    _ingress(f"{server.name}-replication", group, _SSH, f"{server.source}/32", tags)
    return group


def _ingress(
    name: str, group: ec2.SecurityGroup, port: int, source: str, tags: dict[str, str]
) -> None:
    ec2.SecurityGroupIngress(
        name,
        security_group_id=group.group_id,
        protocol="tcp",
        from_port=port,
        to_port=port,
        cidr_block=source,
        tags=tags,
    )

"""Who may do what in the tenant: its administrator and its servers, both within the landing zone's boundary."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi

from department_stack.hub import Hub
from department_stack.spec import Spec
from department_stack.storage import Storage
from govcloud.resources import iam


def identity(spec: Spec, hub: Hub, kept: Storage) -> iam.InstanceProfile:
    """Register the roles; gives the profile of the servers."""
    own = [kept.bucket.arn, pulumi.Output.concat(kept.bucket.arn, "/*")]
    administrator = _role(spec, hub, "administrator", {"AWS": spec.root})
    _allow(administrator, "administrator", ["s3:*"], own)
    server = _role(spec, hub, "server", {"Service": _compute(spec.region)})
    _allow(server, "server", ["s3:GetObject", "s3:ListBucket", "s3:PutObject"], own)
    return iam.InstanceProfile("server", role=server.role_name, tags=spec.tags("server"))


def _role(spec: Spec, hub: Hub, name: str, principal: dict[str, str]) -> iam.Role:
    trust = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return iam.Role(
        f"{spec.department.lower()}-{name}",
        assume_role_policy=_document(trust),
        permissions_boundary=hub.boundary_arn,
        tags=spec.tags(name),
    )


def _allow(
    role: iam.Role, name: str, actions: list[str], resources: list[pulumi.Output[str]]
) -> None:
    iam.RolePolicy(
        name,
        role=role.role_name,
        policy=_document({"Effect": "Allow", "Action": actions, "Resource": resources}),
    )


def _document(statement: Mapping[str, object]) -> pulumi.Output[str]:
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": [statement]})


def _compute(region: str) -> str:
    """The compute service as a principal; mainland China has its own name for it."""
    return "ec2.amazonaws.com.cn" if region.startswith("cn-") else "ec2.amazonaws.com"

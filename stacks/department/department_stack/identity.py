"""Who may do what in the tenant: its administrator and its servers, both within the landing zone's boundary."""

from __future__ import annotations

from collections.abc import Mapping

import pulumi

from department_stack.hub import Hub
from department_stack.spec import Spec
from department_stack.storage import Storage
from govcloud.model.place import document, trusting
from govcloud.resources import iam

_READS = ["s3:GetObject", "s3:ListBucket"]
_USES_KEY = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]


def identity(spec: Spec, hub: Hub, kept: Storage) -> None:
    """Register the department's administrator: its own bucket, key and secret, and nobody else's."""
    own = [kept.bucket.arn, pulumi.Output.concat(kept.bucket.arn, "/*")]
    role = _role(spec, hub, "administrator", {"AWS": spec.place.root})
    _allow(role, "administrator", _may(["s3:*"], own), _may(_USES_KEY, [kept.key.arn]))


def server_profile(spec: Spec, hub: Hub, kept: Storage) -> iam.InstanceProfile:
    """Register what the department's servers may do; gives their profile."""
    own = [kept.bucket.arn, pulumi.Output.concat(kept.bucket.arn, "/*")]
    server = _role(spec, hub, "server", {"Service": spec.place.principal("ec2")})
    _allow(
        server,
        "server",
        _may([*_READS, "s3:PutObject"], own),
        _may(_USES_KEY, [kept.key.arn]),
        _may(["secretsmanager:GetSecretValue"], [kept.secret.arn]),
    )
    return iam.InstanceProfile("server", role=server.role_name, tags=spec.tags("server"))


def _role(spec: Spec, hub: Hub, name: str, principal: dict[str, str]) -> iam.Role:
    return iam.Role(
        f"{spec.department.lower()}-{name}",
        assume_role_policy=pulumi.Output.json_dumps(trusting(principal)),
        permissions_boundary=hub.boundary_arn,
        tags=spec.tags(name),
    )


def _may(actions: list[str], resources: list[pulumi.Output[str]]) -> Mapping[str, object]:
    return {"Effect": "Allow", "Action": actions, "Resource": resources}


def _allow(role: iam.Role, name: str, *statements: Mapping[str, object]) -> None:
    iam.RolePolicy(
        name, role=role.role_name, policy=pulumi.Output.json_dumps(document(*statements))
    )

"""What only a running cloud tells: kinds of things that no program registers, and properties that none sets."""

from __future__ import annotations

from collections.abc import Mapping

from govcloud.rules.conditions import Kind

OBSERVED: Mapping[str, Mapping[str, tuple[Kind, str]]] = {
    "account:Account": {
        "rootAccessKeys": (Kind.NUMBER, "access keys of the account's root user"),
        "rootMfa": (Kind.FLAG, "the root user has a second factor"),
    },
    "iam:User": {
        "console": (Kind.FLAG, "it may log in at the console"),
        "mfa": (Kind.FLAG, "it has a second factor"),
        "unusedDays": (
            Kind.NUMBER,
            "days since its oldest active access key was made or last used, none without one",
        ),
    },
    "ec2:Volume": {"encrypted": (Kind.FLAG, "it is encrypted")},
    "ec2:Snapshot": {
        "encrypted": (Kind.FLAG, "it is encrypted"),
        "sharedWith": (Kind.LIST, "accounts that may copy it; `all` is everybody"),
    },
}
"""Kinds of things that no program registers."""

MORE: Mapping[str, Mapping[str, tuple[Kind, str]]] = {
    "ec2:Vpc": {"isDefault": (Kind.FLAG, "the cloud made it with the account")},
    "ec2:Subnet": {"isDefault": (Kind.FLAG, "the cloud made it with the account")},
    "ec2:Instance": {"publicIp": (Kind.TEXT, "its public address")},
}
"""Properties of what programs do register, which none sets."""

"""What departments use without owning it: copies, names, and images."""

from __future__ import annotations

from dataclasses import dataclass

from govcloud.resources import backup, ecr, route53
from landing_zone_stack.audit import Records
from landing_zone_stack.context import Context
from landing_zone_stack.network import Hub

DOMAIN = "gov.internal."


@dataclass(frozen=True, slots=True)
class Services:
    """Those that departments are told of."""

    vault: backup.Vault | None
    zone: route53.PrivateZone


def services(context: Context, network: Hub, records: Records) -> Services:
    """Register them."""
    zone = route53.PrivateZone(
        "internal",
        name=DOMAIN,
        vpc_id=network.vpc.vpc_id,
        vpc_region=context.place.region,
        comment=f"govcloud {context.env}",
        tags=context.tags("internal"),
    )
    if context.place.has("ecr"):
        ecr.Repository(
            "images",
            name=f"govcloud-{context.env}-images",
            kms_key=records.backup_key.arn,
            tags=context.tags("images"),
        )
    return Services(_copies(context, records) if context.place.has("backup") else None, zone)


def _copies(context: Context, records: Records) -> backup.Vault:
    vault = backup.Vault(
        "copies",
        name=f"govcloud-{context.env}",
        encryption_key_arn=records.backup_key.arn,
        tags=context.tags("copies"),
    )
    backup.Plan(
        "daily", name=f"govcloud-{context.env}-daily", vault=vault.name, tags=context.tags("daily")
    )
    return vault

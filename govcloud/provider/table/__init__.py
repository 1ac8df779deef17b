"""The resource types that govcloud provisions, each a declarative entry; no code runs here."""

from __future__ import annotations

from govcloud.provider.table import (
    cloudtrail,
    ec2_access,
    ec2_acls,
    ec2_compute,
    ec2_gateways,
    ec2_network,
    ec2_routes,
    iam,
    iam_links,
    kms,
    logs,
    s3,
    secretsmanager,
)
from govcloud.provider.table.entry import Resource

PACKAGE = "govcloud"

TABLE: dict[str, Resource] = {
    f"{PACKAGE}:{entry.service}:{entry.name}": entry
    for room in (
        ec2_network,
        ec2_routes,
        ec2_gateways,
        ec2_access,
        ec2_acls,
        ec2_compute,
        kms,
        s3,
        iam,
        iam_links,
        logs,
        cloudtrail,
        secretsmanager,
    )
    for entry in room.ENTRIES
}
"""Every type by its token, `govcloud:SERVICE:Name`."""

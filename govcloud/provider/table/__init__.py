"""The resource types that govcloud provisions, each a declarative entry; no code runs here."""

from __future__ import annotations

from govcloud.provider.table import (
    backup,
    cloudtrail,
    cloudwatch,
    config,
    ec2_access,
    ec2_acls,
    ec2_compute,
    ec2_gateways,
    ec2_network,
    ec2_routes,
    ec2_transit,
    ec2_watch,
    ecr,
    glue,
    guardduty,
    iam,
    iam_account,
    iam_links,
    kms,
    logs,
    logs_metrics,
    rds,
    rds_groups,
    route53,
    s3,
    secretsmanager,
    sns,
    sqs,
    ssm,
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
        ec2_watch,
        ec2_transit,
        ec2_compute,
        kms,
        s3,
        iam,
        iam_links,
        iam_account,
        logs,
        logs_metrics,
        cloudtrail,
        cloudwatch,
        config,
        guardduty,
        secretsmanager,
        ssm,
        sns,
        sqs,
        route53,
        ecr,
        backup,
        glue,
        rds_groups,
        rds,
    )
    for entry in room.ENTRIES
}
"""Every type by its token, `govcloud:SERVICE:Name`."""

"""Samples of managed databases, and of what they stand in."""

from __future__ import annotations

from tests.provider.sample import RETAGGED, TAGS, Sample

EC2, RDS = "govcloud:ec2:", "govcloud:rds:"

DATABASES: dict[str, Sample] = {
    f"{RDS}SubnetGroup": Sample(
        {"subnetIds": [f"@{EC2}Subnet"], "tags": TAGS},
        {"description": "other", **RETAGGED},
        {"name": "other"},
    ),
    f"{RDS}ParameterGroup": Sample(
        {"family": "postgres16", "tlsParameter": "rds.force_ssl", "tags": TAGS},
        {"requireTls": False, **RETAGGED},
        {"family": "postgres17"},
    ),
    f"{RDS}Instance": Sample(
        {
            "engine": "postgres",
            "engineVersion": "16",
            "instanceClass": "db.m5.large",
            "allocatedStorage": 100,
            "kmsKeyId": "@govcloud:kms:Key.arn",
            "masterUserSecretKmsKeyId": "@govcloud:kms:Key.arn",
            "dbSubnetGroupName": f"@{RDS}SubnetGroup",
            "vpcSecurityGroupIds": [f"@{EC2}SecurityGroup"],
            "parameterGroupName": f"@{RDS}ParameterGroup",
            "masterUsername": "keeper",
            "tags": TAGS,
        },
        {
            "engineVersion": "17.2",
            "instanceClass": "db.r5.large",
            "allocatedStorage": 200,
            "storageType": "gp2",
            "multiAz": True,
            "vpcSecurityGroupIds": [f"@{EC2}SecurityGroup#2"],
            "parameterGroupName": f"@{RDS}ParameterGroup#2",
            "backupRetentionPeriod": 35,
            "deletionProtection": True,
            "publiclyAccessible": True,
            "autoMinorVersionUpgrade": False,
            "copyTagsToSnapshot": False,
            **RETAGGED,
        },
        {"storageEncrypted": False, "engine": "mariadb"},
    ),
}

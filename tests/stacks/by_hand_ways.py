"""What people do by hand, what is to be found of it, and how it is healed."""

from __future__ import annotations

from collections.abc import Mapping

from tests.engine_fixtures import REGION
from tests.stacks import by_hand as deeds
from tests.stacks.by_hand import EC2, HUB, SUPPORT, TENANT, ByHand

WAYS: Mapping[str, ByHand] = {
    "a rule that lets everybody in": ByHand(
        deeds.rule, "added", f"{EC2}SecurityGroupIngress", "gsd-web"
    ),
    "a rule that lets mail out": ByHand(
        deeds.egress, "added", f"{EC2}SecurityGroupEgress", "gsd-web"
    ),
    "the default group is filled again": ByHand(
        deeds.default_group, "changed", f"{EC2}Vpc", "tenant", "lockDefaultSecurityGroup"
    ),
    "an entry of an ACL": ByHand(deeds.acl_entry, "added", f"{EC2}NetworkAclRule", "core"),
    "a route": ByHand(deeds.route, "added", f"{EC2}Route", "public"),
    "a route in the main table": ByHand(deeds.route_in_main_table, "added", f"{EC2}Route", "hub"),
    "a peering with a network of nobody's": ByHand(
        deeds.peering, "added", f"{EC2}VpcPeering", "tenant"
    ),
    "a subnet with a server in it": ByHand(
        deeds.subnet_with_a_server, "added", f"{EC2}Instance", "tenant"
    ),
    "a policy written into a role": ByHand(
        deeds.inline_policy, "added", "govcloud:iam:RolePolicy", "auditor"
    ),
    "a policy attached to a role": ByHand(
        deeds.attached_policy, "added", "govcloud:iam:RolePolicyAttachment", "gd-gsd-server"
    ),
    "a statement in a bucket's policy": ByHand(
        deeds.bucket_statement, "added", "govcloud:s3:BucketPolicy", "log-archive", "policy"
    ),
    "a statement in a key's default policy": ByHand(
        deeds.key_policy, "added", "govcloud:kms:Key", "lake", "policy"
    ),
    "a statement less in a key's policy": ByHand(
        deeds.statement_gone, "changed", "govcloud:kms:Key", "data", "policy"
    ),
    "a bucket open to the public": ByHand(
        deeds.open_bucket, "changed", "govcloud:s3:Bucket", "lake-shared", "blockPublicAccess"
    ),
    "a rule that expires a bucket's objects": ByHand(
        deeds.lifecycle, "added", "s3:LifecycleRule", "gd-gsd-data"
    ),
    "the archive's own expiry taken away": ByHand(
        deeds.own_lifecycle, "changed", "govcloud:s3:Bucket", "log-archive", "expireAfterDays"
    ),
    "a subscription": ByHand(deeds.subscription, "added", "govcloud:sns:Subscription", "exchange"),
    "a policy on a queue that had none": ByHand(
        deeds.queue_policy, "added", "govcloud:sqs:Queue", "payments", "policy"
    ),
    "a mark of ours overwritten": ByHand(
        deeds.stolen_mark, "changed", f"{EC2}Subnet", "data-a", "govcloud:urn"
    ),
    "a tag more": ByHand(deeds.tag, "added", f"{EC2}Vpc", "tenant", "tags[temporary]"),
    "a tag changed": ByHand(
        deeds.changed_tag, "changed", "govcloud:logs:LogGroup", "trail", "tags[gov:mlps]"
    ),
    "the trail stopped": ByHand(
        lambda zone: zone.client("cloudtrail").stop_logging(Name="govcloud-test"),
        "changed",
        "govcloud:cloudtrail:Trail",
        "trail",
        "logging",
    ),
    "the recorder stopped": ByHand(
        lambda zone: zone.client("config").stop_configuration_recorder(
            ConfigurationRecorderName="default"
        ),
        "missing",
        "govcloud:config:RecorderStatus",
        "default",
    ),
    "another name for a key": ByHand(
        lambda zone: zone.client("kms").create_alias(
            AliasName="alias/mine", TargetKeyId=zone.identity(TENANT, "kms:Key", "data")
        ),
        "added",
        "govcloud:kms:Alias",
        "data",
    ),
    "rotation of a key off": ByHand(
        lambda zone: zone.client("kms").disable_key_rotation(
            KeyId=zone.identity(HUB, "kms:Key", "backup")
        ),
        "changed",
        "govcloud:kms:Key",
        "backup",
        "enableKeyRotation",
    ),
    "a rule gone": ByHand(
        lambda zone: zone.client("ec2").revoke_security_group_ingress(
            GroupId=zone.identity(TENANT, "ec2:SecurityGroup", "exchange"),
            SecurityGroupRuleIds=[
                zone.identity(TENANT, "ec2:SecurityGroupIngress", "exchange-management")
            ],
        ),
        "missing",
        f"{EC2}SecurityGroupIngress",
        "exchange-management",
    ),
    "a secret deleted": ByHand(
        lambda zone: zone.client("secretsmanager").delete_secret(
            SecretId=zone.identity(SUPPORT, "secretsmanager:Secret", "identity"),
            ForceDeleteWithoutRecovery=True,
        ),
        "missing",
        "govcloud:secretsmanager:Secret",
        "identity",
    ),
    "a boundary taken from a role": ByHand(
        lambda zone: zone.client("iam").delete_role_permissions_boundary(
            RoleName=zone.identity(HUB, "iam:Role", "system-administrator")
        ),
        "changed",
        "govcloud:iam:Role",
        "system-administrator",
        "permissionsBoundary",
    ),
    "a static way between tenants": ByHand(
        lambda zone: zone.client("ec2").create_transit_gateway_route(
            TransitGatewayRouteTableId=zone.identity(
                HUB, "ec2:TransitGatewayRouteTable", "tenants"
            ),
            DestinationCidrBlock="10.77.0.0/16",
            TransitGatewayAttachmentId=zone.identity(
                TENANT, "ec2:TransitGatewayVpcAttachment", "hub"
            ),
        ),
        "added",
        f"{EC2}TransitGatewayRoute",
        "tenants",
    ),
    "a tenant told to the tenants": ByHand(
        lambda zone: zone.client("ec2").enable_transit_gateway_route_table_propagation(
            TransitGatewayRouteTableId=zone.identity(
                HUB, "ec2:TransitGatewayRouteTable", "tenants"
            ),
            TransitGatewayAttachmentId=zone.identity(
                TENANT, "ec2:TransitGatewayVpcAttachment", "hub"
            ),
        ),
        "added",
        f"{EC2}TransitGatewayRouteTablePropagation",
        "tenants",
    ),
    "a name in the private zone": ByHand(
        lambda zone: zone.client("route53").change_resource_record_sets(
            HostedZoneId=zone.identity(HUB, "route53:PrivateZone", "internal"),
            ChangeBatch={
                "Changes": [
                    {
                        "Action": "CREATE",
                        "ResourceRecordSet": {
                            "Name": "portal.gov.internal.",
                            "Type": "A",
                            "TTL": 60,
                            "ResourceRecords": [{"Value": "203.0.113.7"}],
                        },
                    }
                ]
            },
        ),
        "added",
        "govcloud:route53:Record",
        "internal",
    ),
    "an endpoint": ByHand(
        lambda zone: zone.client("ec2").create_vpc_endpoint(
            VpcId=deeds.vpc(zone),
            ServiceName=f"cn.com.amazonaws.{REGION}.s3",
            VpcEndpointType="Gateway",
        ),
        "added",
        f"{EC2}VpcEndpoint",
        "tenant",
    ),
    "a network's second range": ByHand(
        lambda zone: zone.client("ec2").associate_vpc_cidr_block(
            VpcId=deeds.vpc(zone), CidrBlock="100.64.0.0/16"
        ),
        "added",
        "ec2:VpcCidrBlock",
        "tenant",
    ),
    "an internet gateway on a tenant": ByHand(
        lambda zone: zone.client("ec2").attach_internet_gateway(
            InternetGatewayId=zone.client("ec2").create_internet_gateway()["InternetGateway"][
                "InternetGatewayId"
            ],
            VpcId=deeds.vpc(zone),
        ),
        "added",
        f"{EC2}InternetGatewayAttachment",
        "tenant",
    ),
    "a network interface": ByHand(
        lambda zone: zone.client("ec2").create_network_interface(
            SubnetId=zone.identity(TENANT, "ec2:Subnet", "data-a")
        ),
        "added",
        "ec2:NetworkInterface",
        "tenant",
    ),
    "a server of ours terminated": ByHand(
        lambda zone: zone.client("ec2").terminate_instances(
            InstanceIds=[zone.identity(TENANT, "ec2:Instance", "gsd-oa")]
        ),
        "missing",
        f"{EC2}Instance",
        "gsd-oa",
    ),
    "metadata without a token": ByHand(
        lambda zone: zone.client("ec2").modify_instance_metadata_options(
            InstanceId=zone.identity(TENANT, "ec2:Instance", "gsd-web"), HttpTokens="optional"
        ),
        "changed",
        f"{EC2}Instance",
        "gsd-web",
        "httpTokens",
    ),
}
"""Every way by a sentence."""

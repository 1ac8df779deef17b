"""Which scene passes which check, and which does not: a row for each check of the book."""

from __future__ import annotations

from datetime import date

from govcloud.model.machine import Server
from govcloud.model.terms import PartnerRole
from tests.rules.check_samples import (
    ACCOUNT,
    CORE,
    DEPARTMENT,
    EMERGENCY,
    NO_HTTP,
    OPEN,
    OTHER,
    PASSED,
    PLACED,
    SENSITIVE,
    TO_ANOTHER,
    TWO_SERVERS,
    VPC,
    Scene,
    administrators,
    allow,
    app,
    attachment,
    boundary,
    bucket,
    by_hand,
    deny,
    joined,
    ledger,
    made,
    moved,
    networks,
    one,
    partner,
    policy,
    role,
    rule,
    subnet,
    zones,
)

TRAIL_ENDS = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"]
MEMBER = f"arn:aws-cn:iam::{ACCOUNT}:role/keeper"
BOTH = policy(allow(["kms:PutKeyPolicy", "kms:Decrypt"], Principal={"AWS": MEMBER}))
KEEPS = policy(allow(["kms:PutKeyPolicy"], Principal={"AWS": MEMBER}))
OWN_KEY = made("kms:Key", "own", DEPARTMENT)
TLS = made("rds:ParameterGroup", "rules", requireTls=True)
NO_TLS = made("rds:ParameterGroup", "rules", requireTls=False)
TOPIC = made("sns:Topic", "alarms")
ALARM = made("cloudwatch:Alarm", alarmActions=[TOPIC.identity])
HEARD = made("sns:Subscription", topicArn=TOPIC.identity)
EVERYTHING, SOMETHING = policy(allow()), policy(allow("s3:GetObject"))
PASSWORDS = {
    "minimumPasswordLength": 14,
    "maxPasswordAge": 90,
    **dict.fromkeys(
        (
            "requireSymbols",
            "requireNumbers",
            "requireUppercaseCharacters",
            "requireLowercaseCharacters",
        ),
        True,
    ),
}
DEFAULT_VPC = by_hand("ec2:Vpc", "default", isDefault=True)
IN_DEFAULT = [
    DEFAULT_VPC,
    by_hand("ec2:Subnet", "d", vpcId=DEFAULT_VPC.identity),
    by_hand("ec2:Instance", "i", subnetId="ec2:Subnet.d"),
]
GRANTED = {"role": "admin", "policy": EVERYTHING}

Pair = tuple[Scene, Scene]


def flag(kind: str, name: str, good: object = True, bad: object = False) -> Pair:
    """A property that must have one value, and has another."""
    return one(kind, **{name: good}), one(kind, **{name: bad})


def some(kind: str) -> Pair:
    """Something that must be there, and is not."""
    return one(kind), Scene()


RESOURCES: dict[str, Pair] = {
    "bucket-public-access-blocked": flag("s3:Bucket", "blockPublicAccess"),
    "bucket-policy-names-readers": (bucket(NO_HTTP), bucket(OPEN)),
    "bucket-encrypted": flag("s3:Bucket", "kmsKeyId", "key", None),
    "bucket-versioned": flag("s3:Bucket", "versioning", "Enabled", "Suspended"),
    "bucket-tls-only": (bucket(NO_HTTP), bucket(OPEN)),
    "log-store-locked": (bucket(records=True, lockDays=184), bucket(records=True, lockDays=30)),
    "log-store-versioned": (bucket(records=True, versioning="Enabled"), bucket(records=True)),
    "log-store-kept": (
        bucket(records=True, expireAfterDays=365),
        bucket(records=True, expireAfterDays=90),
    ),
    "own-key": (
        Scene([OWN_KEY, made("s3:Bucket", owner=DEPARTMENT, kmsKeyId=OWN_KEY.identity)]),
        Scene([OWN_KEY, made("s3:Bucket", owner=OTHER, kmsKeyId=OWN_KEY.identity)]),
    ),
    "key-rotates": (
        one("kms:Key", keySpec="SYMMETRIC_DEFAULT", enableKeyRotation=True),
        one("kms:Key", keySpec="SYMMETRIC_DEFAULT", enableKeyRotation=False),
    ),
    "key-keeper-is-no-user": (one("kms:Key", policy=KEEPS), one("kms:Key", policy=BOTH)),
    "key-policy-names-actions": (one("kms:Key", policy=KEEPS), one("kms:Key")),
    "key-spec-listed": flag("kms:Key", "keySpec", "SM2", "HMAC_224"),
    "log-group-encrypted": flag("logs:LogGroup", "kmsKeyId", "key", None),
    "secret-encrypted": flag("secretsmanager:Secret", "kmsKeyId", "key", None),
    "topic-encrypted": flag("sns:Topic", "kmsMasterKeyId", "key", None),
    "queue-encrypted": flag("sqs:Queue", "kmsMasterKeyId", "key", None),
    "repository-encrypted": flag("ecr:Repository", "kmsKey", "key", None),
    "vault-encrypted": flag("backup:Vault", "encryptionKeyArn", "key", None),
    "database-encrypted": (
        one("rds:Instance", storageEncrypted=True, kmsKeyId="key"),
        one("rds:Instance", storageEncrypted=True),
    ),
    "database-private": flag("rds:Instance", "publiclyAccessible", False, True),
    "database-kept": flag("rds:Instance", "backupRetentionPeriod", 7, 1),
    "database-demands-tls": (
        Scene([TLS, made("rds:Instance", parameterGroupName=TLS.identity)]),
        Scene([NO_TLS, made("rds:Instance", parameterGroupName=NO_TLS.identity)]),
    ),
    "database-in-two-zones": flag("rds:Instance", "multiAz"),
    "volume-encrypted": flag("ec2:Volume", "encrypted"),
    "snapshot-encrypted": flag("ec2:Snapshot", "encrypted"),
    "snapshot-private": flag("ec2:Snapshot", "sharedWith", [], ["all"]),
    "trail-exists": some("cloudtrail:Trail"),
    "trail-everywhere": (
        one("cloudtrail:Trail", isMultiRegionTrail=True, logging=True),
        one("cloudtrail:Trail", isMultiRegionTrail=True, logging=False),
    ),
    "trail-validated": flag("cloudtrail:Trail", "enableLogFileValidation"),
    "trail-protected": (boundary(policy(allow(), deny(TRAIL_ENDS))), boundary(EVERYTHING)),
    "boundary-exists": (boundary(EVERYTHING), Scene([role()])),
    "log-retention": flag("logs:LogGroup", "retentionInDays", 184, 90),
    "network-recorded": (Scene([VPC, made("ec2:FlowLog", vpcId=VPC.identity)]), Scene([VPC])),
    "one-archive": (bucket(records=True), bucket()),
    "configuration-recorded": some("config:RecorderStatus"),
    "threats-watched": some("guardduty:Detector"),
    "detector-on": flag("guardduty:Detector", "enable"),
    "alarms-exist": some("cloudwatch:Alarm"),
    "alarm-told": flag("cloudwatch:Alarm", "alarmActions", ["topic"], []),
    "alarms-heard": (Scene([TOPIC, ALARM, HEARD]), Scene([TOPIC, ALARM])),
    "images-scanned": flag("ecr:Repository", "scanOnPush"),
    "images-fixed": flag("ecr:Repository", "imageTagMutability", "IMMUTABLE", "MUTABLE"),
    "image-listed": flag("ec2:Instance", "imageId", "ami-listed", "ami-other"),
    "subnet-zoned": (one("ec2:Subnet", zone="DATA"), one("ec2:Subnet", zone="SOMEWHERE")),
    "networks-apart": (
        networks("10.1.0.0/16", "10.2.0.0/16"),
        networks("10.1.0.0/16", "10.1.8.0/24"),
    ),
    "data-tier-inside": (subnet(), subnet(leads_out=True)),
    "subnet-gives-no-public-address": flag("ec2:Subnet", "mapPublicIpOnLaunch", False, True),
    "server-without-public-address": flag("ec2:Instance", "publicIp", None, "203.0.113.7"),
    "two-zones": (zones("a", "b"), zones("a")),
    "way-out-in-two-zones": (zones("a", "b"), zones("a")),
    "default-group-empty": flag("ec2:Vpc", "lockDefaultSecurityGroup"),
    "ingress-from-named": (
        rule("INTERNET", cidrBlock="0.0.0.0/0", fromPort=443),
        rule(cidrBlock="0.0.0.0/0", fromPort=443),
    ),
    "ingress-names-ports": (
        rule(cidrBlock="10.9.0.0/16", fromPort=80),
        rule(cidrBlock="10.9.0.0/16", protocol="-1"),
    ),
    "ingress-said-once": (
        rule(cidrBlock="10.9.0.0/16", fromPort=80),
        Scene(
            [
                *rule(cidrBlock="10.0.0.0/8", fromPort=80).resources,
                *rule(cidrBlock="10.9.0.0/16", fromPort=80).resources[-1:],
            ]
        ),
    ),
    "egress-listed": flag("ec2:SecurityGroup", "allowAllEgress", False, True),
    "high-risk-ports-closed": (
        rule(cidrBlock="10.0.3.0/24", fromPort=3306),
        rule(cidrBlock="10.9.0.0/16", fromPort=3306),
    ),
    "admin-ports-from-management": (
        rule(cidrBlock="10.250.0.8/32", fromPort=22),
        rule(cidrBlock="10.9.0.0/16", fromPort=22),
    ),
    "management-encrypted": (
        rule(cidrBlock="10.9.0.0/16", fromPort=22),
        rule(cidrBlock="10.9.0.0/16", fromPort=23),
    ),
    "management-zone-exists": (one("ec2:Subnet", zone="MGMT"), one("ec2:Subnet", zone="DATA")),
    "core-filtered": (subnet(filtered=True), subnet()),
    "tenant-data-filtered": (subnet(filtered=True, owner=DEPARTMENT), subnet(owner=DEPARTMENT)),
    "tenants-isolated": (attachment(blackhole=True), attachment(blackhole=False)),
    "tenants-not-peered": (joined("SHARED"), joined(OTHER)),
    "tenants-have-own-networks": (
        Scene([VPC]),
        Scene([VPC, made("ec2:Subnet", owner=DEPARTMENT, vpcId=VPC.identity)]),
    ),
    "attachment-in-management": (attachment(True), attachment(True, zone="DATA")),
    "default-network-unused": (Scene([DEFAULT_VPC]), Scene(IN_DEFAULT)),
    "password-policy-exists": some("iam:AccountPasswordPolicy"),
    "password-policy": (
        one("iam:AccountPasswordPolicy", **PASSWORDS),
        one("iam:AccountPasswordPolicy", **{**PASSWORDS, "minimumPasswordLength": 6}),
    ),
    "session-limited": (
        Scene([role(maxSessionDuration=3600)]),
        Scene([role(maxSessionDuration=43200)]),
    ),
    "role-bounded": (Scene([role(permissionsBoundary="boundary")]), Scene([role()])),
    "policy-names-actions": flag("iam:Policy", "policy", SOMETHING, EVERYTHING),
    "role-policy-names-actions": (
        Scene([role(trust=EMERGENCY), made("iam:RolePolicy", **GRANTED)]),
        Scene([role(), made("iam:RolePolicy", **GRANTED)]),
    ),
    "three-administrators": (administrators("ec2:*", "iam:*"), Scene([role("auditor")])),
    "administrators-apart": (administrators("ec2:*", "iam:*"), administrators("iam:*", "iam:*")),
    "no-foreign-account": (bucket(NO_HTTP), bucket(TO_ANOTHER)),
    "server-asks-for-token": flag("ec2:Instance", "httpTokens", "required", "optional"),
    "tags-complete": (one("s3:Bucket"), Scene([by_hand("s3:Bucket", tags={"Name": "it"})])),
    "backup-planned": some("backup:Plan"),
    "backup-kept": flag("backup:Plan", "deleteAfterDays", 35, 7),
    "region-allowed": (Scene(), Scene(region="us-east-1")),
    "no-root-keys": flag("account:Account", "rootAccessKeys", 0, 1),
    "root-second-factor": flag("account:Account", "rootMfa"),
    "user-second-factor": (
        one("iam:User", console=True, mfa=True),
        one("iam:User", console=True, mfa=False),
    ),
    "credentials-used": flag("iam:User", "unusedDays", 3, 200),
    "server-known": (one("ec2:Instance"), Scene([by_hand("ec2:Instance")])),
    "bucket-known": (one("s3:Bucket"), Scene([by_hand("s3:Bucket")])),
    "network-known": (Scene([VPC]), Scene([by_hand("ec2:Vpc")])),
    "rule-known": (
        rule(cidrBlock="10.9.0.0/16", fromPort=80),
        Scene([by_hand("ec2:SecurityGroupIngress")]),
    ),
}

OPERATED = {"partners": (partner(PartnerRole.OPERATOR),)}
UNCONTRACTED = {"partners": (partner(PartnerRole.OPERATOR, ""),)}
OLD_SYSTEM = {"servers": (Server("a", "10.250.0.1", os="CentOS", os_version="6.10"),)}

OTHERS: dict[str, Pair] = {
    "filing-number-told": (app(mlps_filing_no="44000099001-00008"), app()),
    "assessment-in-date": (
        app(mlps_assessed_on=date(2026, 5, 1)),
        app(mlps_assessed_on=date(2025, 5, 1)),
    ),
    "assessed-after-move": (moved(date(2026, 11, 24)), moved(date(2026, 1, 1))),
    "level-carried": (app(), app(mlps_level=4)),
    "no-ended-system": (app(), app(**OLD_SYSTEM)),
    "personal-purpose-told": (app(**SENSITIVE, pi_purpose="事项办理"), app(**SENSITIVE)),
    "asset-described": (app(**PLACED), app()),
    "cryptography-assessed": (app(crypto_assessment=PASSED), app()),
    "work-supervised": (app(partners=(partner(PartnerRole.SUPERVISOR),)), app(**OPERATED)),
    "operators-contracted": (app(**OPERATED), app(**UNCONTRACTED)),
    "recovery-told": (app(rto_minutes=60, rpo_minutes=5), app(rto_minutes=60)),
    "two-nodes": (app(**CORE, servers=TWO_SERVERS), app(**CORE)),
    "move-approved": (moved(approved_by="approver"), moved()),
    "move-verified": (moved(verified=("cutover.manifest:/srv@a",)), moved()),
    "record-holds": (ledger(), ledger(broken_row=7)),
    "record-complete": (ledger(), ledger(nameless_rows=1)),
    "approver-is-not-author": (ledger(), ledger(self_approved=["abc"])),
    "executor-is-not-approver": (ledger(), ledger(executed_by_approver=["GD-GSD-008"])),
}
CASES = {**RESOURCES, **OTHERS}

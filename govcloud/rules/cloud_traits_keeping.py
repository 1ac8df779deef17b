"""Traits of what keeps data: buckets, keys, records and alarms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from govcloud.model.cloud_resource import UNKNOWN, CloudResource, Unknown
from govcloud.rules.cloud_trait import Found, Trait, around, trait
from govcloud.rules.cloudscape import Cloudscape
from govcloud.rules.conditions import Kind
from govcloud.rules.policy_documents import (
    Statement,
    denies_plain_http,
    is_root,
    may,
    open_to_all,
    people,
    statements,
)

_RECORDS = (
    ("cloudtrail:Trail", "s3BucketName"),
    ("ec2:FlowLog", "logDestination"),
    ("config:DeliveryChannel", "s3BucketName"),
)
"""What writes a record, and which property says where."""

_ADMINISTERS = ("kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey")
_USES = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")


def _by_policy(judge: Callable[[tuple[Statement, ...]], bool]) -> Callable[..., Found]:
    def find(bucket: CloudResource, scape: Cloudscape) -> Found:
        rows: list[Statement] = []
        for policy in scape.linked("s3:BucketPolicy", "bucket", bucket):
            said = statements(policy.inputs.get("policy"))
            if isinstance(said, Unknown):
                return said
            rows += said
        return judge(tuple(rows))

    return find


def _holds_logs(bucket: CloudResource, scape: Cloudscape) -> bool:
    return any(scape.linked(kind, prop, bucket) for kind, prop in _RECORDS)


def _own_key(bucket: CloudResource, scape: Cloudscape) -> Found:
    given = bucket.inputs.get("kmsKeyId")
    if given is None:
        return False
    key = scape.target("kms:Key", bucket, "kmsKeyId")
    if key is None:
        return UNKNOWN if given is UNKNOWN or not scape.setting.whole else False
    return bool(key.owner) and key.owner == bucket.owner


def _both_ways(key: CloudResource, _scape: Cloudscape) -> Found:
    rows = statements(key.inputs.get("policy"))
    if isinstance(rows, Unknown):
        return rows
    named = (name for name in people(rows) if not is_root(name))
    return tuple(n for n in named if may(rows, n, _ADMINISTERS) and may(rows, n, _USES))


def _grants_everything(key: CloudResource, _scape: Cloudscape) -> Found:
    """Without a policy of its own a key has the cloud's, which gives the account all."""
    rows = statements(key.inputs.get("policy"))
    if isinstance(rows, Unknown):
        return rows
    return not rows or any(row.allows and "kms:*" in row.actions for row in rows)


def _hears_alarms(topic: CloudResource, scape: Cloudscape) -> bool:
    return bool(scape.linked("cloudwatch:Alarm", "alarmActions", topic))


def _subscribers(topic: CloudResource, scape: Cloudscape) -> int:
    return len(scape.linked("sns:Subscription", "topicArn", topic))


def _sending_names(alarm: CloudResource, _scape: Cloudscape) -> Found:
    given: Any = alarm.inputs.get("alarmActions") or ()
    return len(given) if given is not UNKNOWN else UNKNOWN


def _demands_tls(database: CloudResource, scape: Cloudscape) -> Found:
    """A database without a parameter group of its own obeys the cloud's, which says nothing of TLS for all engines."""
    given = database.inputs.get("parameterGroupName")
    rules = scape.target("rds:ParameterGroup", database, "parameterGroupName")
    if rules is None:
        return UNKNOWN if given is UNKNOWN or not scape.setting.whole else False
    demanded: Found = rules.inputs.get("requireTls", False)
    return demanded


KEEPING: Mapping[str, Mapping[str, Trait]] = {
    "s3:Bucket": {
        "denies_plain_http": around(
            Kind.FLAG, "its policy refuses whoever comes without TLS", _by_policy(denies_plain_http)
        ),
        "open_to_all": around(
            Kind.FLAG, "its policy gives something to everybody", _by_policy(open_to_all)
        ),
        "holds_logs": around(Kind.FLAG, "a trail, flow log or recorder writes to it", _holds_logs),
        "own_key": around(Kind.FLAG, "its key is its own owner's", _own_key),
    },
    "kms:Key": {
        "both_ways": trait(
            Kind.LIST, "principals that may both change the key and use it", _both_ways
        ),
        "grants_everything": trait(
            Kind.FLAG, "its policy gives all actions at once", _grants_everything
        ),
    },
    "rds:Instance": {
        "demands_tls": around(
            Kind.FLAG, "its parameter group refuses who comes without TLS", _demands_tls
        ),
    },
    "sns:Topic": {
        "hears_alarms": around(Kind.FLAG, "alarms go there", _hears_alarms),
        "subscribers": around(Kind.NUMBER, "who listens", _subscribers),
    },
    "cloudwatch:Alarm": {
        "actions": trait(Kind.NUMBER, "whom it tells", _sending_names),
    },
}

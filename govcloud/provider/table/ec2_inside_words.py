"""EC2: the words in which is said what somebody may put by hand into what is ours."""

from __future__ import annotations

from govcloud.provider.table.entry import Many, Op, filtered

OURS = "govcloud:ec2:"
OVER = "contains(['deleted', 'deleting', 'rejected', 'failed', 'expired', 'terminated'"
"""The beginning of a condition on a state: what has this one is there no more."""


def listed(call: str, items: str, filter_name: str = "vpc-id", key: str = "VpcId") -> Op:
    """Lists what stands in resources, by default networks: EC2 can be asked for many of them at once."""
    return Op(call, many=filtered(filter_name, items, key, path="@"))


def listed_by(call: str, items: str, name: str, key: str) -> Op:
    """The same where the API calls its filters `Filter`."""
    many = Many({"Filter": [{"Name": name, "Values": "$ids"}]}, items, key, path="@")
    return Op(call, many=many)


def joined(*parts: str) -> str:
    """A composed id, as the table's `{…}|{…}` makes it."""
    return f"join('|', [{', '.join(parts)}])"

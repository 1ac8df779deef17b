"""Who keeps a key and who uses it, as a key's policy says it: named actions, apart from each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from govcloud.model.place import Place, document

USES = (
    "kms:Encrypt*",
    "kms:Decrypt*",
    "kms:ReEncrypt*",
    "kms:GenerateDataKey*",
    "kms:Describe*",
)
SIGNS = ("kms:Sign", "kms:Verify", "kms:GetPublicKey", "kms:Describe*")
_ADMINISTERS = (
    "kms:CancelKeyDeletion",
    "kms:Describe*",
    "kms:Disable*",
    "kms:Enable*",
    "kms:Get*",
    "kms:List*",
    "kms:Put*",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:Update*",
)


def key_policy(
    place: Place,
    services: Sequence[str],
    keepers: Sequence[Any] = (),
    uses: Sequence[str] = USES,
) -> dict[str, Any]:
    """The policy of a key that the account's own rules and `keepers` (ARNs) keep, and that `services` use.

    Whoever of the account uses it is given that by a policy of its own, and from within the account only.
    """
    within = {
        **_allowed({"AWS": place.root}, uses),
        "Condition": {"StringEquals": {"kms:CallerAccount": place.account}},
    }
    users = [place.principal(name) for name in services]
    return document(
        _allowed({"AWS": [place.root, *keepers]}, _ADMINISTERS),
        *([_allowed({"Service": users}, uses)] if users else []),
        within,
    )


def _allowed(who: Mapping[str, Any], actions: Sequence[str]) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": who, "Action": list(actions), "Resource": "*"}

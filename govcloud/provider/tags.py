"""Tags as each service writes them, and the birth tag by which a lost resource is found again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from govcloud.provider.table.entry import Tagging

BIRTH = "govcloud:urn"
_CLOUDS_OWN = "aws:"
_DIGITS = 32
_MARK_DIGITS = 4


def birth_value(workspace: str, urn: str) -> str:
    """The birth tag's value: two workspaces in one account never take each other's resources."""
    digest = hashlib.sha256(urn.encode()).hexdigest()[:_DIGITS]
    return f"{workspace}/{digest}"


def name_mark(birth: str) -> str:
    """The end of a name that we make for what can only be tagged after it was made."""
    return hashlib.sha256(birth.encode()).hexdigest()[:_MARK_DIGITS]


def hidden(key: str) -> bool:
    """Whether a tag is the cloud's own or our birth tag, and so never shown."""
    return key == BIRTH or key.startswith(_CLOUDS_OWN)


def written(tagging: Tagging, tags: Mapping[str, str]) -> Any:
    """Tags in the service's own shape."""
    if tagging.pair is None:
        return dict(tags)
    key, value = tagging.pair
    return [{key: name, value: held} for name, held in sorted(tags.items())]


def read(tagging: Tagging, answer: Any) -> dict[str, str]:
    """All tags in an answer, the hidden ones too."""
    if not answer:
        return {}
    if tagging.pair is None:
        return {str(key): str(value) for key, value in answer.items()}
    key, value = tagging.pair
    return {str(item[key]): str(item.get(value, "")) for item in answer}


def shown(tags: Mapping[str, str]) -> dict[str, str]:
    """The tags that a program may see."""
    return {key: value for key, value in tags.items() if not hidden(key)}


def in_create(tagging: Tagging, tags: Mapping[str, str]) -> dict[str, Any]:
    """The part of a create request that carries the tags; {} where the API has none."""
    if not tagging.in_create:
        return {}
    body = written(tagging, tags)
    if tagging.wrap:
        body = [{"ResourceType": tagging.wrap, "Tags": body}]
    return {tagging.in_create: body}

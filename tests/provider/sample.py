"""What the provider's contract needs to know of a type, and words that samples share."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

TAGS = {"Department": "GD-GSD", "gov.cost": "42"}
RETAGGED = {"tags": {"Department": "GD-GSD", "gov.cost": "43", "new": "1"}}


def document(action: str = "s3:GetObject") -> str:
    """A policy that allows one action."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}],
        }
    )


def trust(service: str = "ec2") -> str:
    """Who may take a role on."""
    principal = {"Service": f"{service}.amazonaws.com"}
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal}],
        }
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """What the contract needs to know of a type. `clash`: a replacement must delete first."""

    inputs: dict[str, Any]
    update: dict[str, Any] = field(default_factory=dict)
    replace: dict[str, Any] = field(default_factory=dict)
    clash: bool = False

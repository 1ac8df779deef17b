"""The one dictionary of tags that every cloud resource bears (DOMAIN §4.3); values are ASCII."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tags:
    """Whose resources they are: `owner` a department's id, or SHARED for what all departments use."""

    owner: str
    env: str
    mlps: int
    zone: str = "MGMT"

    def of(self, name: str, zone: str = "", mlps: int = 0) -> dict[str, str]:
        """The tags of one resource."""
        province, _, code = self.owner.partition("-")
        whose = {"gov:province": province, "gov:dept": code} if code else {"gov:dept": self.owner}
        return {
            "Name": name,
            **whose,
            "gov:env": self.env,
            "gov:zone": zone or self.zone,
            "gov:mlps": str(mlps or self.mlps),
            "gov:owner-party": "OPERATING",
            "gov:cost-center": self.owner,
            "gov:managed-by": "govcloud",
        }


REQUIRED = frozenset(Tags("SHARED", "", 0).of(""))
"""What no tagged resource may lack."""

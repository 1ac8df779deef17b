"""Who takes part in a programme: departments that own applications, partners that build and run them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from govcloud.model.terms import OrgKind, OrgLevel, PartnerRole, Party


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask. `name` may be an office instead of a person; exports mask `phone` unless asked not to."""

    name: str
    role: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """Who owns applications.

    `network` is its cloud network, allocated once, as CIDR; "" where none is allocated yet, and then its
    stack cannot be applied. `uscc` is its unified social credit code (GB 32100-2015), `region_code` its
    six-digit area code (GB/T 2260), `parent` the id of the department above it.
    """

    id: str
    name_zh: str
    name_en: str
    network: str = ""
    short_zh: str = ""
    kind: OrgKind = OrgKind.DEPARTMENT
    party: Party = Party.USING
    uscc: str = ""
    region_code: str = ""
    org_level: OrgLevel | None = None
    line_of_business: str = ""
    parent: str = ""
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """Who helps to build, run, supervise or assess applications."""

    id: str
    name_zh: str
    name_en: str = ""
    kind: OrgKind = OrgKind.PARTNER
    party: Party = Party.PARTNER
    uscc: str = ""
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class Engagement:
    """What the partner `id` does for an application, under which contract; `amount_wan` in 10,000 yuan."""

    id: str
    role: PartnerRole
    contract_no: str = ""
    ends_on: date | None = None
    amount_wan: Decimal | None = None

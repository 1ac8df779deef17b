"""An application as its owners describe it: what moves as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from govcloud.model.machine import Datastore, FileTree, Server
from govcloud.model.organisation import Engagement
from govcloud.model.technical_terms import Arch, Lifecycle, Origin, Tier, Weekday
from govcloud.model.terms import (
    AppType,
    Audience,
    Criticality,
    CryptoAssessment,
    DataClass,
    DependencyKind,
    Funding,
    MlpsConclusion,
    PersonalInfo,
    ScopeOfUse,
    Sharing,
    Strategy,
    XinchuangState,
    Zone,
)


@dataclass(frozen=True, slots=True)
class Dependency:
    """What is needed: `app`, an application's id, or `external`, the name of something outside the estate.

    A hard dependency must be cut over earlier, or together, unless `bridge` says what stands in for it
    meanwhile. `via_exchange`: the data go through the sharing and exchange platform.
    """

    app: str = ""
    hard: bool = True
    external: str = ""
    kind: DependencyKind | None = None
    protocol: str = ""
    port: int | None = None
    via_exchange: bool | None = None
    frequency: str = ""
    data_items: str = ""
    sharing: Sharing | None = None
    data_class: DataClass | None = None
    bridge: str = ""

    @property
    def binds(self) -> bool:
        """Whether it orders cut-overs: hard, inside the estate, and not bridged."""
        return self.hard and bool(self.app) and not self.bridge


@dataclass(frozen=True, slots=True)
class Probe:
    """How to see that a web application serves: GET `http` at its entry address answers 200 and `contains`.

    `entry` is the base URL at which users reach it; in the lab the lab's own entry address is used instead.
    """

    http: str
    contains: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A piece of software that an application is made of; `eol_on` is when its maker stops caring for it."""

    tier: Tier
    product: str
    version: str = ""
    language: str = ""
    origin: Origin | None = None
    eol_on: date | None = None


@dataclass(frozen=True, slots=True)
class MaintenanceWindow:
    """When an application may be changed: every week on `day` from `start` (HH:MM, the programme's time zone)."""

    day: Weekday
    start: str
    hours: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where in the cloud an application is to stand, and on which kind of processor."""

    platform: str = ""
    region: str = ""
    zones: tuple[Zone, ...] = ()
    account: str = ""
    stack: str = ""
    arch: Arch | None = None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What users think of it (好差评): the mean of `answers` marks from 1.00 to 5.00."""

    mean: Decimal
    answers: int


@dataclass(frozen=True, slots=True)
class Xinchuang:
    """How far it is adapted to domestic technology, and where each layer comes from."""

    state: XinchuangState
    cpu: Origin | None = None
    os: Origin | None = None
    database: Origin | None = None
    middleware: Origin | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure of what it achieves."""

    name: str
    value: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """What moves as one. Fields, types and rules: DOMAIN §4.2; `wave` is a wish that the planner keeps.

    `mlps_level` 0 is 未定级; it is the greater of `mlps_s` (business information) and `mlps_a` (system
    service) where both are told. Money in 10,000 yuan (万元). `successor` is what a merged one goes into.
    """

    id: str
    name_zh: str
    name_en: str
    department: str
    classified: bool
    strategy: Strategy
    mlps_level: int
    depends_on: tuple[Dependency, ...] = ()
    servers: tuple[Server, ...] = ()
    datastores: tuple[Datastore, ...] = ()
    trees: tuple[FileTree, ...] = ()
    services: tuple[str, ...] = ()
    probe: Probe | None = None
    short_zh: str = ""
    division: str = ""
    function: str = ""
    type: AppType | None = None
    audience: tuple[Audience, ...] = ()
    scope_of_use: ScopeOfUse | None = None
    frequency_of_use: str = ""
    criticality: Criticality | None = None
    mlps_s: int | None = None
    mlps_a: int | None = None
    mlps_filing_no: str = ""
    mlps_assessed_on: date | None = None
    mlps_conclusion: MlpsConclusion | None = None
    crypto_assessment: CryptoAssessment | None = None
    crypto_assessed_on: date | None = None
    cii: bool | None = None
    data_class: DataClass | None = None
    personal_info: PersonalInfo | None = None
    pi_records: int | None = None
    pi_purpose: str = ""
    zone_source: Zone | None = None
    zone_target: Zone | None = None
    users_registered: int | None = None
    users_daily: int | None = None
    peak_concurrency: int | None = None
    visits_daily: int | None = None
    rto_minutes: int | None = None
    rpo_minutes: int | None = None
    dr_grade: int | None = None
    maintenance_windows: tuple[MaintenanceWindow, ...] = ()
    owner_business: str = ""
    owner_technical: str = ""
    owner_operations: str = ""
    partners: tuple[Engagement, ...] = ()
    components: tuple[Component, ...] = ()
    approval_doc_no: str = ""
    approved_by: str = ""
    approved_on: date | None = None
    funding: Funding | None = None
    capex_wan: Decimal | None = None
    opex_wan_year: Decimal | None = None
    live_since: date | None = None
    last_change_on: date | None = None
    last_login_on: date | None = None
    successor: str = ""
    wave: str = ""
    stage: Lifecycle | None = None
    stage_since: date | None = None
    blocked_reason: str = ""
    target: Placement | None = None
    satisfaction_before: Satisfaction | None = None
    satisfaction_after: Satisfaction | None = None
    xinchuang: Xinchuang | None = None
    accessibility: bool | None = None
    offline_alternative: bool | None = None
    outcome_metrics: tuple[Outcome, ...] = ()
    reviewed_on: date | None = None
    reviewed_by: str = ""
    notes: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)

    def server(self, name: str) -> Server:
        """The server called `name`; KeyError if there is none."""
        return {server.name: server for server in self.servers}[name]

    @property
    def service_server(self) -> str:
        """The server its services run on: the first one listed; "" where it has none (it is not moved)."""
        return self.servers[0].name if self.servers else ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The ids of the applications that must be cut over earlier, or together."""
        return tuple(need.app for need in self.depends_on if need.binds)

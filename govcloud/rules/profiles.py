"""What the files of `profiles/` hold: rules of readiness and strategy, ends of life, origins, constants of effort."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from govcloud.model.technical_terms import Origin
from govcloud.model.terms import Strategy
from govcloud.rules.conditions import Condition
from govcloud.rules.effort import EffortConstants


@dataclass(frozen=True, slots=True)
class ReadinessRule:
    """What stands in a move's way, or deserves a look; `severity` is a key of the profile's weights."""

    code: str
    severity: str
    when: Condition
    en: str
    zh: str
    remedy: str
    remedy_zh: str


@dataclass(frozen=True, slots=True)
class StrategyRule:
    """When a strategy is suggested; the first rule that holds decides, the others are named beside it."""

    strategy: Strategy
    when: Condition
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class SharedService:
    """A service that the province runs once for all (公共支撑); `match` are words of its name."""

    id: str
    en: str
    zh: str
    match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndOfLife:
    """When the maker of `product` stops caring for `version`; `extended_on`: fixes that are sold besides end."""

    product: str
    layer: str
    match: tuple[str, ...]
    version: str
    ends_on: date
    source: str
    verified: bool
    extended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product that is recognised by its name, and where its technology comes from."""

    name: str
    layer: str
    origin: Origin
    match: tuple[str, ...]
    name_zh: str = ""


@dataclass(frozen=True, slots=True)
class AssessmentProfile:
    """The rules of the assessment and its thresholds.

    A readiness is 100 less the `weights` of its findings. `similarity_min` makes two systems candidates for
    one; `hub_fan_in` makes an application a hub.
    """

    weights: Mapping[str, int]
    readiness: tuple[ReadinessRule, ...]
    strategies: tuple[StrategyRule, ...]
    shared_services: tuple[SharedService, ...] = ()
    similarity_min: float = 0.7
    hub_fan_in: int = 10
    ending_within_days: int = 365


@dataclass(frozen=True, slots=True)
class Profiles:
    """All of them; `sources` says where each file came from: `built in`, or a path in the workspace."""

    assessment: AssessmentProfile
    ends_of_life: tuple[EndOfLife, ...] = ()
    products: tuple[Product, ...] = ()
    constants: EffortConstants = field(default_factory=EffortConstants)
    sources: Mapping[str, str] = field(default_factory=dict)

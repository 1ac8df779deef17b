"""Judges each application: which strategy suits it and why, how ready it is, and what its move takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govcloud.model.application import Application
from govcloud.model.terms import Strategy
from govcloud.rules.conditions import Trait, because, holds
from govcloud.rules.effort import Effort
from govcloud.rules.profiles import ReadinessRule, StrategyRule
from govcloud.rules.survey import Survey
from govcloud.rules.traits import Traits

SCORE_MAX = 100


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that holds, and the values by which it holds."""

    strategy: Strategy
    en: str
    zh: str
    values: Mapping[str, Trait]


@dataclass(frozen=True, slots=True)
class ReadinessFinding:
    """A readiness rule that holds of an application, and the values by which it holds."""

    rule: ReadinessRule
    values: Mapping[str, Trait]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found of one application. `reasons` are in the order of the rules: the first one decides."""

    application: Application
    reasons: tuple[Reason, ...]
    successor: str
    readiness: int
    findings: tuple[ReadinessFinding, ...]
    effort: Effort

    @property
    def suggested(self) -> Strategy:
        """The strategy that the rules suggest."""
        return self.reasons[0].strategy

    @property
    def agrees(self) -> bool:
        """Whether the inventory declares just that."""
        return self.suggested is self.application.strategy


def assess(app: Application, survey: Survey) -> Assessment:
    """One application against all rules. A strategy profile ends with a rule that always holds."""
    traits = Traits(app, survey)
    profile = survey.profiles.assessment
    reasons = tuple(
        _reason(rule, traits) for rule in profile.strategies if holds(rule.when, traits)
    )
    findings = tuple(
        ReadinessFinding(rule, because(rule.when, traits))
        for rule in profile.readiness
        if holds(rule.when, traits)
    )
    lost = sum(profile.weights[finding.rule.severity] for finding in findings)
    return Assessment(
        application=app,
        reasons=reasons,
        successor=_successor(reasons[0].strategy, traits),
        readiness=max(SCORE_MAX - lost, 0),
        findings=findings,
        effort=survey.efforts[app.id],
    )


def _reason(rule: StrategyRule, traits: Traits) -> Reason:
    return Reason(rule.strategy, rule.en, rule.zh, because(rule.when, traits))


def _successor(strategy: Strategy, traits: Traits) -> str:
    """What would take its place: the system it resembles, or the platform it duplicates."""
    if strategy is Strategy.CONSOLIDATE:
        return str(traits["successor"] or traits["duplicate_of"])
    return str(traits["own_shared_service"]) if strategy is Strategy.REPURCHASE else ""

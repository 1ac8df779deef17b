"""The built-in rules as rows of text, for the document that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from govcloud.model.technical_terms import Origin
from govcloud.rules.conditions import Kind, operators_of, written
from govcloud.rules.profiles import Profiles
from govcloud.rules.traits import KINDS, MEANINGS

Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Tables of the page, cell by cell."""

    profiles: Profiles

    @property
    def weights(self) -> str:
        """What each severity costs."""
        return ", ".join(f"{name} {n}" for name, n in self.profiles.assessment.weights.items())

    @property
    def strategies(self) -> Rows:
        """Each rule of a strategy."""
        return [
            (rule.strategy.value, rule.strategy.zh, written(rule.when), rule.en, rule.zh)
            for rule in self.profiles.assessment.strategies
        ]

    @property
    def readiness(self) -> Rows:
        """Each rule of readiness."""
        return [
            (r.code, r.severity, written(r.when), r.en, r.zh, r.remedy, r.remedy_zh)
            for r in self.profiles.assessment.readiness
        ]

    @property
    def services(self) -> Rows:
        """Each shared service."""
        return [(s.en, s.zh, ", ".join(s.match)) for s in self.profiles.assessment.shared_services]

    @property
    def traits(self) -> Rows:
        """Each trait."""
        return [(f"`{name}`", KINDS[name].value, MEANINGS[name]) for name in sorted(KINDS)]

    @property
    def operators(self) -> Rows:
        """What may be asked of each kind of trait."""
        return [
            (kind.value, ", ".join(f"`{op}`" for op in sorted(operators_of(kind)))) for kind in Kind
        ]

    @property
    def constants(self) -> Rows:
        """Each constant of the effort."""
        values = self.profiles.constants
        return [
            (f"`{f.name}`", _value(getattr(values, f.name)), f.metadata["unit"], f.metadata["why"])
            for f in fields(values)
        ]

    @property
    def endings(self) -> Rows:
        """Each product with the ends of its versions."""
        found: dict[tuple[str, str], list[str]] = {}
        for end in self.profiles.ends_of_life:
            sold = f" ({end.extended_on})" if end.extended_on else ""
            text = f"{end.version}: {end.ends_on}{'' if end.verified else ' ?'}{sold}"
            found.setdefault((end.product, end.layer), []).append(text)
        return [(product, layer, "; ".join(rows)) for (product, layer), rows in found.items()]

    @property
    def origins(self) -> Rows:
        """Each layer with the products of each origin."""
        layers = dict.fromkeys(product.layer for product in self.profiles.products)
        return [(layer, *(self._named(layer, origin) for origin in _ORIGINS)) for layer in layers]

    def _named(self, layer: str, origin: Origin) -> str:
        named = (p for p in self.profiles.products if (p.layer, p.origin) == (layer, origin))
        return ", ".join(f"{p.name_zh} {p.name}".strip() for p in named)


_ORIGINS = (Origin.DOMESTIC, Origin.OPEN_SOURCE, Origin.FOREIGN)


def rule_book() -> RuleBook:
    """The rules that the package carries."""
    from govcloud.adapters.profiles_yaml import read_profiles

    return RuleBook(read_profiles(None))


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {number:g}" for key, number in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)

"""The door to the synthetic province: departments, partners, and applications department by department."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from govcloud.local.province import profile, sketch
from govcloud.local.province.draws import Draws
from govcloud.local.province.gaps import with_gaps
from govcloud.local.province.graph import Graph
from govcloud.local.province.machines import hosted, stack
from govcloud.local.province.mess import Mess
from govcloud.local.province.names import SUFFIXES
from govcloud.local.province.needs import needs
from govcloud.local.province.partners import REGISTRY_STATE, Partners, synthetic_code
from govcloud.local.province.sketch import Sketch
from govcloud.local.province.software import DATABASES, MIDDLEWARE, SYSTEMS
from govcloud.local.province.stages import Stages
from govcloud.local.province.wish import Roster, Wish, rosters
from govcloud.model.application import Application, Dependency
from govcloud.model.inventory import Inventory
from govcloud.model.organisation import Contact, Department, Partner
from govcloud.model.technical_terms import Origin
from govcloud.model.terms import AppType, OrgKind, OrgLevel, Strategy

SUCCESSOR_DRAWS = 8
INSTITUTIONS = frozenset({"DRI", "GEO", "SMC", "DPF"})


class Province:
    """A province of invented applications: the same wish gives the same province, on every machine."""

    def __init__(self, wish: Wish) -> None:
        """Draw what spans departments; raises UsageError for a wish that cannot be met."""
        self.wish = wish
        self.rosters = rosters(wish)
        self._graph = Graph(wish, self.rosters)
        self._partners = Partners(wish, self.rosters)
        self._mess = Mess(wish, self.rosters)

    @property
    def heading(self) -> str:
        """What every file of it begins with."""
        seed, count = self.wish.seed, sum(len(each.applications) for each in self.rosters)
        return (
            "合成数据 / SYNTHETIC: departments are real public bodies of 2019 by name, everything told of them is"
            f" invented\ngovcloud inventory generate, seed {seed}: {len(self.rosters)} departments,"
            f" {count:,} applications, as of {self.wish.as_of}"
        )

    def partners(self) -> tuple[Partner, ...]:
        """All partners."""
        return self._mess.partners(self._partners.rows())

    def department(self, roster: Roster) -> Department:
        """One department."""
        wish, row = self.wish, roster.row
        zh = f"部门{row.place:02d}" if wish.neutral else wish.row.name_zh + row.name_zh
        en = f"Department {row.place:02d}" if wish.neutral else f"{wish.row.name_en} {row.name_en}"
        return Department(
            roster.id,
            zh,
            en,
            f"10.{row.place}.0.0/16",
            kind=OrgKind.INSTITUTION if row.code in INSTITUTIONS else OrgKind.DEPARTMENT,
            uscc=self._mess.code(synthetic_code(REGISTRY_STATE, row.place), roster.id),
            region_code=wish.row.region_code,
            org_level=OrgLevel.PROVINCE,
            contacts=(Contact(wish.words("信息中心", "information centre"), "SYSTEM_ADMIN"),),
        )

    def parts(self) -> Iterator[Inventory]:
        """One department after the other, each with its applications; only one at a time is held."""
        for roster in self.rosters:
            apps = tuple(self._applications(roster))
            yield Inventory((self.department(roster),), apps, synthetic=True)

    def inventory(self) -> Inventory:
        """All of it at once."""
        parts = list(self.parts())
        return Inventory(
            tuple(part.departments[0] for part in parts),
            tuple(app for part in parts for app in part.applications),
            synthetic=True,
            partners=self.partners(),
        )

    def _applications(self, roster: Roster) -> Iterator[Application]:
        first, before = 0, None
        for app in sketch.sketches(self.wish, roster):
            before = self._mess.application(self._application(app, roster, first), before)
            yield before
            first += app.hosts

    def _application(self, app: Sketch, roster: Roster, first: int) -> Application:
        wish, on = self.wish, stack(app.draws)
        fields: dict[str, Any] = {
            **self._names(app),
            **profile.protection(app, wish),
            **profile.continuity(app),
            **profile.use(app, wish),
            **profile.people(app, wish),
            **profile.life(app, wish),
            **hosted(app, roster.row.place, first),
            "type": AppType(app.type),
            "depends_on": self._needs(app.id),
            "partners": self._partners.engagements(app.id, app.draws),
            "xinchuang": profile.domestic(
                on,
                (
                    Origin(DATABASES[on.database].origin) if on.database in DATABASES else None,
                    Origin(SYSTEMS[on.system].origin),
                    Origin(MIDDLEWARE[on.middleware].origin),
                ),
            ),
        }
        if app.level >= profile.FILED_FROM:
            fields["mlps_filing_no"] = profile.filing_number(app, wish, roster.row.place)
        if app.strategy == "CONSOLIDATE":
            fields["successor"] = self._successor(app, roster)
        if self._stages is not None:
            fields |= self._stages.fields(app.id, app.strategy)
        return Application(
            id=app.id,
            department=app.department,
            classified=False,
            strategy=Strategy(app.strategy),
            **with_gaps(fields, app, wish),
        )

    def _names(self, app: Sketch) -> dict[str, str]:
        wish, anchor = self.wish, app.anchor
        if anchor is not None:
            neutral = wish.neutral and bool(anchor.neutral_zh)
            return {
                "name_zh": anchor.neutral_zh if neutral else anchor.name_zh,
                "name_en": anchor.neutral_en if neutral else anchor.name_en,
                "function": wish.words(
                    "全省共用的基础服务", "a service that the whole province shares"
                ),
                "notes": wish.words(anchor.notes_zh, anchor.notes_en),
            }
        assert app.name is not None
        name, suffix = app.name, SUFFIXES[app.name.suffix]
        does = f"{suffix.function_en} {name.noun_en.lower()}"
        told = {
            "name_zh": name.zh,
            "name_en": name.en,
            "function": wish.words(f"{name.noun_zh}{suffix.function_zh}", does),
        }
        if app.strategy == "RETAIN":
            tied = (
                ("使用加密狗,暂不迁移", "tied to a dongle"),
                ("国家部委统建", "line-ministry rule"),
            )
            told["notes"] = wish.words(*tied[app.draws.between("tied", 0, 1)])
        return told

    def _successor(self, app: Sketch, roster: Roster) -> str:
        """Another application of the department that stays; "" where none was drawn."""
        for turn in range(SUCCESSOR_DRAWS):
            other = app.draws.one_of(f"successor {turn}", roster.applications)
            if other != app.id and not self._ends(other):
                return other
        return ""

    def _ends(self, id_: str) -> bool:
        return sketch.ends(Draws(self.wish.seed, id_), self._graph.anchors.get(id_))

    def _needs(self, id_: str) -> tuple[Dependency, ...]:
        draws = Draws(self.wish.seed, id_)
        return needs(id_, draws, self._graph, self._ends)

    @cached_property
    def _stages(self) -> Stages | None:
        if self.wish.day is None:
            return None
        every = self._graph.every
        binding = {id_: [need.app for need in self._needs(id_) if need.binds] for id_ in every}
        strategies = {
            id_: sketch.strategy(Draws(self.wish.seed, id_), self._graph.anchors.get(id_))
            for id_ in every
        }
        moving = [id_ for id_ in every if Strategy(strategies[id_]).cuts_over]
        return Stages(self.wish, binding, moving)

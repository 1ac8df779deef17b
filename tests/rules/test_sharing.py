"""Chimneys, shared platforms and data walls are found, and nothing is called one that is none."""

from __future__ import annotations

from govcloud.model.application import Dependency
from govcloud.model.terms import AppType, DependencyKind, Strategy
from govcloud.rules.chimneys import chimneys
from govcloud.rules.graph import Graph
from govcloud.rules.platforms import platforms
from govcloud.rules.walls import exchanges, walls
from tests.assess_estates import PROFILES, application, estate

SERVICES = PROFILES.assessment.shared_services
NONE: frozenset[str] = frozenset()


def test_the_same_system_of_two_departments_is_a_chimney_led_by_the_one_with_most_users() -> None:
    (found,) = chimneys(
        [
            application("GD-HRS-001", name_zh="就业管理系统", users_registered=10),
            application("GD-DPF-001", name_zh="广东省就业管理系统", users_registered=900),
            application("GD-EDU-001", name_zh="学籍管理系统"),
        ],
        0.7,
    )
    assert found.members == ("GD-DPF-001", "GD-HRS-001")
    assert (found.successor, found.about) == ("GD-DPF-001", "就业")
    assert found.similarity["GD-HRS-001"] >= 0.7


def test_what_systems_are_said_to_do_counts() -> None:
    def likeness(one: str, other: str) -> float:
        found = chimneys(
            [
                application("GD-HRS-001", name_zh="就业管理系统", function=one),
                application("GD-DPF-001", name_zh="就业管理系统", function=other),
            ],
            0.1,
        )
        return found[0].similarity["GD-HRS-001"]

    assert likeness("登记求职人员", "登记求职人员") == 1.0
    assert likeness("登记求职人员", "发放就业补贴") < 0.9


def test_systems_of_one_department_or_of_two_provinces_or_that_end_are_no_chimney() -> None:
    same = [application(f"GD-HRS-00{n}", name_zh="就业管理系统") for n in (1, 2)]
    provinces = [application(f"{p}-HRS-001", name_zh="就业管理系统") for p in ("GD", "FJ")]
    ends = application("GD-DPF-001", name_zh="就业管理系统", strategy=Strategy.RETIRE)
    assert chimneys(same, 0.7) == ()
    assert chimneys(provinces, 0.7) == ()
    assert chimneys([same[0], ends], 0.7) == ()


def test_likeness_is_not_handed_on_from_one_to_the_next() -> None:
    names = ("危险化学品登记", "危险化学品登记许可", "化学品登记许可备案", "登记许可备案年报")
    apps = [application(f"GD-D{chr(65 + n)}-001", name_zh=x) for n, x in enumerate(names)]
    for chimney in chimneys(apps, 0.7):
        assert min(chimney.similarity.values()) >= 0.7


def test_chimneys_of_an_estate_do_not_depend_on_its_order() -> None:
    apps = [
        application(f"GD-D{chr(65 + n % 5)}-{n:03}", name_zh=f"{noun}{kind}")
        for n, (noun, kind) in enumerate(
            (noun, kind)
            for noun in ("就业", "学籍", "排污许可", "应急值守")
            for kind in ("管理系统", "业务平台", "管理系统", "查询系统")
        )
    ]
    assert chimneys(apps, 0.7) == chimneys(apps[::-1], 0.7)


def test_the_platform_is_the_one_that_most_need_and_another_of_its_kind_is_built_twice() -> None:
    inventory = estate(
        application("GD-GSD-001", name_zh="统一身份认证平台"),
        application("GD-HRS-002", name_zh="人社统一身份认证平台"),
        application("GD-HRS-001", depends_on=(Dependency("GD-GSD-001"),)),
        application("GD-EDU-001", depends_on=(Dependency("GD-GSD-001"),)),
    )
    (found,) = platforms(inventory, Graph(inventory), SERVICES)
    assert (found.service.id, found.application) == ("identity", "GD-GSD-001")
    assert found.users == ("GD-EDU-001", "GD-HRS-001")
    assert found.own == ("GD-HRS-002",)


def test_a_name_alone_makes_no_platform() -> None:
    inventory = estate(application("GD-HRS-002", name_zh="人社统一身份认证平台"))
    assert platforms(inventory, Graph(inventory), SERVICES) == ()
    told = estate(
        application("GD-GSD-001", name_zh="统一身份认证平台", type=AppType.SHARED_SUPPORT)
    )
    assert len(platforms(told, Graph(told), SERVICES)) == 1


def exchange(app: str, through: bool | None, kind: DependencyKind) -> Dependency:
    return Dependency(app, kind=kind, via_exchange=through)


def test_an_exchange_past_the_platform_is_a_wall_and_an_untold_one_is_said_to_be() -> None:
    inventory = estate(
        application("GD-EDU-001"),
        application(
            "GD-HRS-001",
            depends_on=(
                exchange("GD-EDU-001", False, DependencyKind.DB_LINK),
                exchange("GD-PSD-001", None, DependencyKind.FILE),
                exchange("GD-TRA-001", True, DependencyKind.API),
            ),
        ),
        application("GD-PSD-001"),
        application("GD-TRA-001"),
    )
    found = exchanges(inventory, NONE)
    assert [row.through for row in found] == [False, None, True]
    assert [(w.departments, w.direct, w.database_links) for w in walls(found)] == [
        (("GD-EDU", "GD-HRS"), 1, 1),
        (("GD-HRS", "GD-PSD"), 1, 0),
    ]


def test_log_ins_pages_the_own_department_and_shared_platforms_are_no_walls() -> None:
    inventory = estate(
        application("GD-GSD-003", name_zh="数据共享交换平台"),
        application("GD-EDU-001"),
        application("GD-HRS-002"),
        application(
            "GD-HRS-001",
            depends_on=(
                exchange("GD-EDU-001", False, DependencyKind.SSO),
                exchange("GD-EDU-001", False, DependencyKind.PAGE),
                exchange("GD-HRS-002", False, DependencyKind.DB_LINK),
                exchange("GD-GSD-003", None, DependencyKind.API),
                Dependency(external="国家平台", kind=DependencyKind.API),
            ),
        ),
    )
    assert exchanges(inventory, frozenset({"GD-GSD-003"})) == ()

"""A small estate that nothing is wrong with, and what changes one thing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from govcloud.model.application import (
    Application,
)
from govcloud.model.inventory import Inventory
from govcloud.model.machine import Server
from govcloud.model.organisation import Department, Partner
from govcloud.model.terms import (
    CryptoAssessment,
    Strategy,
)

TODAY = date(2026, 11, 24)
USCC, OTHER_USCC = "11440000990000017N", "9144030071526726XG"
HALL = Department("GD-GSD", "省数据局", "", "10.1.0.0/16", uscc=USCC, region_code="440000")
LABOUR = Department("GD-HRS", "省人社厅", "", "10.2.0.0/16")
MAKER = Partner("P-0001", "某软件公司", uscc=OTHER_USCC)
WEB = Server("gsd-web", "10.250.0.8")
SOUND = Application(
    id="GD-GSD-008",
    name_zh="政务服务网",
    name_en="",
    department="GD-GSD",
    classified=False,
    strategy=Strategy.REHOST,
    mlps_level=3,
    mlps_filing_no="44000099001-00008",
    crypto_assessment=CryptoAssessment.PASSED,
    servers=(WEB,),
)
ENDED = replace(SOUND, strategy=Strategy.RETIRE, servers=())
OLD = TODAY - timedelta(days=400)


def estate(*apps: Application, **parts: Any) -> Inventory:
    made = {"departments": (HALL, LABOUR), "partners": (MAKER,), **parts}
    return Inventory(applications=apps or (SOUND,), **made)


def app(**changes: Any) -> Inventory:
    return estate(replace(SOUND, **changes))


def server(**changes: Any) -> Inventory:
    return app(servers=(replace(WEB, **changes),))


def hall(**changes: Any) -> Inventory:
    return estate(departments=(replace(HALL, **changes), LABOUR))


def another(**changes: Any) -> Application:
    made = {"id": "GD-HRS-001", "department": "GD-HRS", "name_zh": "社保", "servers": ()}
    return replace(SOUND, strategy=Strategy.RETAIN, **{**made, **changes})

"""The form of the files of `profiles/`, without the conditions, which are of any depth and read by themselves."""

from __future__ import annotations

from govcloud.adapters.shapes import Rows, Shape, Table, day, one_of, real, text, whole, yes_no
from govcloud.model.technical_terms import Origin
from govcloud.model.terms import Strategy

LONG = 500
_NAMES = Rows(text(), 64)
_SAID = {"en": text(1, LONG), "zh": text(1, LONG)}

READINESS = Shape(
    {
        "code": text(),
        "severity": text(),
        **_SAID,
        "remedy": text(1, LONG),
        "remedy_zh": text(1, LONG),
    },
    ("code", "severity", "en", "zh", "remedy", "remedy_zh"),
)
STRATEGY = Shape({"strategy": one_of(list(Strategy)), **_SAID}, ("strategy", "en", "zh"))
SERVICE = Shape({"id": text(), **_SAID, "match": _NAMES}, ("id", "en", "zh", "match"))
ASSESSMENT = Shape(
    {
        "weights": Table(whole(0, 100)),
        "similarity_min": real(0.1, 1),
        "hub_fan_in": whole(1, 1_000_000),
        "ending_within_days": whole(0, 36_500),
        "shared_services": Rows(SERVICE, 200),
        "strategies": Rows(STRATEGY, 200),
        "readiness": Rows(READINESS, 500),
    },
    ("weights", "similarity_min", "hub_fan_in", "ending_within_days", "strategies", "readiness"),
)
ENDS_OF_LIFE = Shape(
    {
        "products": Rows(
            Shape(
                {
                    "product": text(),
                    "layer": text(),
                    "match": _NAMES,
                    "source": text(),
                    "versions": Rows(
                        Shape(
                            {
                                "version": text(),
                                "ends_on": day(),
                                "extended_on": day(),
                                "verified": yes_no(),
                            },
                            ("version", "ends_on", "verified"),
                        ),
                        500,
                    ),
                },
                ("product", "layer", "match", "source", "versions"),
            ),
            2_000,
        )
    },
    ("products",),
)
PRODUCTS = Shape(
    {
        "products": Rows(
            Shape(
                {
                    "name": text(),
                    "name_zh": text(),
                    "layer": text(),
                    "origin": one_of(list(Origin)),
                    "match": _NAMES,
                },
                ("name", "layer", "origin", "match"),
            ),
            2_000,
        )
    },
    ("products",),
)
_DAYS = real(0, 10_000)
_MBPS = real(0.001, 1_000_000)
EFFORT = Shape(
    {
        "person_days_by_size": Table(_DAYS),
        "level_factor": Table(real(0, 100)),
        "strategy_factor": Table(real(0, 100)),
        "person_days_by_engine": Table(_DAYS),
        "person_days_other_engine": _DAYS,
        "throughput_mbps": _MBPS,
        "transfer_factor": real(1, 100),
        "cutover_minutes_fixed": real(0, 100_000),
        "cutover_minutes_per_host": real(0, 10_000),
        "hosts_at_a_time": whole(1, 1_000),
        "changed_share": real(0, 1),
        "compare_mbps": _MBPS,
        "server_gb_default": real(0, 1_000_000),
        "datastore_gb_default": real(0, 1_000_000),
        "tree_gb_default": real(0, 1_000_000),
    }
)

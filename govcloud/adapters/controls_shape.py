"""The form of a profile of controls and of the book of checks, without the conditions."""

from __future__ import annotations

from govcloud.adapters.profiles_shape import LONG
from govcloud.adapters.shapes import Rows, Shape, Table, text, whole, yes_no

_YEARS = 36_500
_SAID = {"en": text(1, LONG), "zh": text(1, LONG)}
_NAMES = Rows(text(), 200)

CHECK = Shape(
    {
        "name": text(),
        "of": text(),
        "running": yes_no(),
        **_SAID,
        "fix": text(1, LONG),
        "fix_zh": text(1, LONG),
    },
    ("name", "of", "en", "zh", "fix", "fix_zh"),
)
CHECKS = Shape({"checks": Rows(CHECK, 1000)}, ("checks",))

CONTROL = Shape(
    {
        "id": text(),
        "in": Table(text()),
        **_SAID,
        "demand": text(1, LONG),
        "demand_zh": text(1, LONG),
        "sources": Rows(text(1, 1), 4),
        "nist": _NAMES,
        "verified": text(),
        "mandatory": _NAMES,
        "advisory": _NAMES,
        "unseen": text(1, LONG),
        "unseen_zh": text(1, LONG),
    },
    ("id", "en", "zh", "demand", "demand_zh", "verified"),
)
PARAMETERS = Shape(
    {
        "retention_days": whole(0, _YEARS),
        "lock_days": whole(0, _YEARS),
        "backup_days": whole(0, _YEARS),
        "session_max_s": whole(900, 43_200),
        "password_length_min": whole(1, 128),
        "password_age_max_days": whole(1, 1095),
        "platform_level": whole(1, 5),
        "unused_days_max": whole(1, _YEARS),
        "key_specs": _NAMES,
        "images": Rows(text(), 10_000),
        "regions": _NAMES,
    },
    said={
        "retention_days": "days that logs are kept at least",
        "lock_days": "days for which the record cannot be overwritten",
        "backup_days": "days that copies are kept at least",
        "session_max_s": "seconds that a session may last",
        "password_length_min": "characters of a password at least",
        "password_age_max_days": "days after which a password is changed",
        "platform_level": "the highest protection level that the platform carries",
        "unused_days_max": "days for which a credential may lie unused",
        "key_specs": "kinds of keys that may be used",
        "images": "machine images that servers may start from",
        "regions": "regions in which all must stand",
    },
)
"""What checks may name as `$NAME`; where a profile leaves one out, the checks that need it decide nothing."""

PROFILE = Shape(
    {
        **_SAID,
        "origin": text(1, LONG),
        "numbering": text(1, LONG),
        "levels": Rows(Shape({"id": text(), **_SAID, "since": whole(0, 5)}, ("id", "en", "zh")), 9),
        "parameters": PARAMETERS,
        "controls": Rows(CONTROL, 2000),
        "checks": Rows(CHECK, 1000),
    },
    ("en", "zh", "origin", "numbering", "levels", "parameters", "controls"),
)

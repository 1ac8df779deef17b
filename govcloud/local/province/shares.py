"""How often what is drawn (DOMAIN §5.3, with values of our own where it gives none)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from govcloud.local.province.draws import Shares

EPOCH = date(2026, 11, 24)
"""The day on which the estate is seen; every date counts from it, unless another day is asked for."""

SIZES: Shares = (("XS", 0.34), ("S", 0.33), ("M", 0.21), ("L", 0.09), ("XL", 0.03))
HOSTS: Mapping[str, tuple[int, int]] = {
    "XS": (1, 2),
    "S": (2, 4),
    "M": (5, 10),
    "L": (11, 30),
    "XL": (31, 80),
}
LEVELS: Mapping[str, Shares] = {
    "XS": (("0", 0.08), ("1", 0.06), ("2", 0.74), ("3", 0.12)),
    "S": (("0", 0.05), ("1", 0.03), ("2", 0.64), ("3", 0.28)),
    "M": (("0", 0.03), ("2", 0.46), ("3", 0.51)),
    "L": (("0", 0.01), ("2", 0.22), ("3", 0.77)),
    "XL": (("2", 0.08), ("3", 0.89), ("4", 0.03)),
}

# Zones: .28/.52/.20 of the whole estate. Nearly all that faces the public stands in the internet zone, and
# line ministries stand in their own network for .55 of what is left.
PUBLIC_SUFFIXES = frozenset({"公共服务平台", "门户网站", "移动应用"})
INTERNET_IF_PUBLIC, INTERNET_ELSE = 0.92, 0.167
DEDICATED_LINE, DEDICATED_ELSE = 0.55, 0.205
"""Of what does not stand in the internet zone."""

MIDDLEWARE: Shares = (
    ("tomcat-old", 0.42),
    ("weblogic", 0.15),
    ("tomcat", 0.12),
    ("spring", 0.08),
    ("iis", 0.07),
    ("tongweb", 0.07),
    ("websphere", 0.04),
    ("php", 0.03),
    ("jboss", 0.02),
)
DATABASE_OF: Mapping[str, Shares] = {
    "weblogic": (("oracle", 0.75), ("", 0.25)),
    "iis": (("sqlserver", 0.80), ("", 0.20)),
    "tongweb": (("dameng", 0.50), ("kingbase", 0.30), ("", 0.20)),
}
"""Which database goes with which middleware; "" is drawn from what is left of the shares of the whole."""

_LEFT = 1 - 0.15 * 0.75 - 0.07 * 0.80 - 0.07 * 0.80
DATABASES: Shares = (
    ("mysql", 0.27 / _LEFT),
    ("oracle", (0.26 - 0.15 * 0.75) / _LEFT),
    ("sqlserver", (0.12 - 0.07 * 0.80) / _LEFT),
    ("dameng", (0.10 - 0.07 * 0.50) / _LEFT),
    ("postgresql", 0.08 / _LEFT),
    ("kingbase", (0.06 - 0.07 * 0.30) / _LEFT),
    ("none", 0.06 / _LEFT),
    ("opengauss", 0.03 / _LEFT),
    ("mongodb", 0.02 / _LEFT),
)

SYSTEMS_OF: Mapping[str, Shares] = {
    "iis": (("windows", 1.0),),
    "sqlserver": (("windows", 0.90), ("", 0.10)),
    "tongweb": (("kylin", 0.60), ("", 0.40)),
    "websphere": (("aix", 0.25), ("", 0.75)),
}
"""The operating system that goes with a middleware or database; "" is drawn from what is left."""

_FREE = 1 - 0.07 - 0.064 * 0.90 - 0.07 * 0.60 - 0.04 * 0.25
SYSTEMS: Shares = (
    ("centos", 0.44 / _FREE),
    ("windows", (0.27 - 0.07 - 0.064 * 0.90) / _FREE),
    ("rhel", 0.12 / _FREE),
    ("kylin", (0.11 - 0.07 * 0.60) / _FREE),
    ("openeuler", 0.03 / _FREE),
    ("aix", (0.02 - 0.04 * 0.25) / _FREE),
    ("suse", 0.01 / _FREE),
)
ARCHES_OF: Mapping[str, Shares] = {
    "kylin": (("aarch64", 0.70), ("x86_64", 0.25), ("loongarch64", 0.05)),
    "openeuler": (("aarch64", 0.70), ("x86_64", 0.30)),
    "aix": (("ppc64", 1.0),),
}
X86_ONLY = frozenset({"oracle", "sqlserver", "weblogic", "websphere"})
"""What no other processor runs in these versions, but AIX's own."""

CORES: Shares = (("4", 0.35), ("8", 0.38), ("16", 0.19), ("32", 0.08))

COMMON_SHARE = 0.06
"""The share of systems that each department built for itself, though all need the same (业务烟囱)."""

DATA_CLASSES: Shares = (
    ("CORE", 0.002),
    ("IMPORTANT", 0.06),
    ("GENERAL_4", 0.14),
    ("GENERAL_3", 0.33),
    ("GENERAL_2", 0.30),
    ("GENERAL_1", 0.168),
)
PERSONAL: Shares = (("NONE", 0.38), ("GENERAL", 0.34), ("SENSITIVE", 0.25), ("BIOMETRIC", 0.03))
RTO: Shares = (("1440", 0.35), ("480", 0.30), ("240", 0.20), ("60", 0.12), ("15", 0.03))
RPO: Shares = (("1440", 0.45), ("480", 0.20), ("60", 0.25), ("15", 0.08), ("0", 0.02))

# .06 of all are zombies; more than half of those are to be retired, so that .07 of all are.
ZOMBIES = 0.06
RETIRED_ZOMBIES, RETIRED_ELSE = 0.60, 0.0362
STRATEGIES: Shares = (
    ("REHOST", 0.56 / 0.93),
    ("REPLATFORM", 0.16 / 0.93),
    ("RETAIN", 0.06 / 0.93),
    ("REPURCHASE", 0.05 / 0.93),
    ("CONSOLIDATE", 0.05 / 0.93),
    ("REFACTOR", 0.04 / 0.93),
    ("RELOCATE", 0.01 / 0.93),
)
"""Of what is not retired."""

USERS_MEDIAN, USERS_SIGMA, USERS_CITIZEN_TIMES = 600, 1.8, 80
FUNDING: Shares = (("PROVINCIAL", 0.62), ("CENTRAL", 0.14), ("OWN", 0.12), ("SPECIAL", 0.12))
PARTNERS, PARTNERS_PER = 720, 1_132
THIRD_PARTNER = 0.35
THIRD_ROLES: Shares = (
    ("SECURITY", 0.30),
    ("INTEGRATOR", 0.25),
    ("ASSESSOR", 0.20),
    ("SUPERVISOR", 0.15),
    ("PRODUCT", 0.10),
)

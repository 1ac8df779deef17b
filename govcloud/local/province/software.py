"""What the applications are made of: products with their versions, makers' end dates, ports and origins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from govcloud.local.province.draws import Draws, Shares, picked


@dataclass(frozen=True, slots=True)
class Version:
    """A version, its share among the product's, and the day its maker stopped caring (public knowledge)."""

    text: str
    share: float
    eol_on: date | None = None


@dataclass(frozen=True, slots=True)
class Product:
    """A product as it stands in an inventory; `tier` "" for operating systems."""

    name: str
    tier: str
    origin: str
    versions: tuple[Version, ...]
    language: str = ""
    port: int = 0

    def version(self, draws: Draws, field: str) -> Version:
        """The version that an application has."""
        shares = [(str(place), each.share) for place, each in enumerate(self.versions)]
        return self.versions[int(picked(draws.u(field), shares))]


MIDDLEWARE: Mapping[str, Product] = {
    "tomcat-old": Product(
        "Apache Tomcat",
        "APP",
        "OPEN_SOURCE",
        (Version("7.0", 0.45, date(2021, 3, 31)), Version("8.5", 0.55, date(2024, 3, 31))),
        "Java",
        8080,
    ),
    "tomcat": Product("Apache Tomcat", "APP", "OPEN_SOURCE", (Version("9.0", 1.0),), "Java", 8080),
    "weblogic": Product(
        "Oracle WebLogic Server",
        "APP",
        "FOREIGN",
        (Version("10.3.6", 0.55, date(2018, 12, 31)), Version("12.2.1", 0.45)),
        "Java",
        7001,
    ),
    "spring": Product(
        "Spring Boot",
        "APP",
        "OPEN_SOURCE",
        (Version("1.5", 0.40, date(2019, 8, 6)), Version("2.7", 0.60, date(2023, 6, 30))),
        "Java",
        8080,
    ),
    "iis": Product(
        "IIS",
        "WEB",
        "FOREIGN",
        (Version("7.5", 0.50, date(2020, 1, 14)), Version("8.5", 0.50, date(2023, 10, 10))),
        "C#",
        80,
    ),
    "tongweb": Product(
        "TongWeb", "APP", "DOMESTIC", (Version("6.1", 0.30), Version("7.0", 0.70)), "Java", 8088
    ),
    "websphere": Product(
        "IBM WebSphere Application Server", "APP", "FOREIGN", (Version("8.5", 1.0),), "Java", 9080
    ),
    "php": Product(
        "PHP",
        "APP",
        "OPEN_SOURCE",
        (Version("5.6", 0.60, date(2018, 12, 31)), Version("7.4", 0.40, date(2022, 11, 28))),
        "PHP",
        80,
    ),
    "jboss": Product(
        "JBoss EAP", "APP", "OPEN_SOURCE", (Version("6.4", 1.0, date(2019, 6, 30)),), "Java", 8080
    ),
}
NGINX = Product("Nginx", "WEB", "OPEN_SOURCE", (Version("1.16", 0.50), Version("1.20", 0.50)))

DATABASES: Mapping[str, Product] = {
    "mysql": Product(
        "MySQL", "DB", "OPEN_SOURCE", (Version("5.7", 1.0, date(2023, 10, 31)),), port=3306
    ),
    "oracle": Product(
        "Oracle Database",
        "DB",
        "FOREIGN",
        (Version("11.2", 0.65, date(2015, 1, 31)), Version("12.2", 0.35, date(2022, 3, 31))),
        port=1521,
    ),
    "sqlserver": Product(
        "Microsoft SQL Server",
        "DB",
        "FOREIGN",
        (Version("2012", 0.55, date(2022, 7, 12)), Version("2016", 0.45, date(2026, 7, 14))),
        port=1433,
    ),
    "dameng": Product(
        "达梦", "DB", "DOMESTIC", (Version("DM7", 0.30), Version("DM8", 0.70)), port=5236
    ),
    "postgresql": Product(
        "PostgreSQL",
        "DB",
        "OPEN_SOURCE",
        (Version("9.6", 0.60, date(2021, 11, 11)), Version("12", 0.40, date(2024, 11, 14))),
        port=5432,
    ),
    "kingbase": Product("人大金仓 KingbaseES", "DB", "DOMESTIC", (Version("V8", 1.0),), port=54321),
    "opengauss": Product("openGauss", "DB", "DOMESTIC", (Version("3.0", 1.0),), port=5432),
    "mongodb": Product(
        "MongoDB", "DB", "OPEN_SOURCE", (Version("4.0", 1.0, date(2022, 4, 30)),), port=27017
    ),
}
CHARSETS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "mysql": (("utf8mb4", 0.55), ("utf8", 0.45)),
    "oracle": (("ZHS16GBK", 0.60), ("AL32UTF8", 0.40)),
    "sqlserver": (("Chinese_PRC_CI_AS", 1.0),),
}

SYSTEMS: Mapping[str, Product] = {
    "centos": Product(
        "CentOS",
        "",
        "OPEN_SOURCE",
        (Version("6.10", 0.30), Version("7.6", 0.45), Version("7.9", 0.25)),
    ),
    "windows": Product(
        "Windows Server",
        "",
        "FOREIGN",
        (Version("2008 R2", 0.40), Version("2012 R2", 0.35), Version("2016", 0.25)),
    ),
    "rhel": Product(
        "Red Hat Enterprise Linux", "", "FOREIGN", (Version("6.10", 0.40), Version("7.6", 0.60))
    ),
    "kylin": Product("银河麒麟 Kylin", "", "DOMESTIC", (Version("V10", 1.0),)),
    "openeuler": Product(
        "openEuler", "", "DOMESTIC", (Version("20.03", 0.60), Version("22.03", 0.40))
    ),
    "aix": Product("AIX", "", "FOREIGN", (Version("6.1", 0.40), Version("7.1", 0.60))),
    "suse": Product("SUSE Linux Enterprise Server", "", "FOREIGN", (Version("12", 1.0),)),
}
HYPERVISORS: Mapping[str, Shares] = {
    "x86_64": (
        ("VMware vSphere 6.5", 0.34),
        ("VMware vSphere 6.7", 0.28),
        ("KVM", 0.18),
        ("FusionCompute 6.3", 0.12),
        ("Hyper-V 2012 R2", 0.08),
    ),
    "aarch64": (("FusionCompute 8.0", 0.60), ("KVM", 0.40)),
    "loongarch64": (("KVM", 1.0),),
}

"""Has a PostgreSQL server of the source's major version run on the target."""

from __future__ import annotations

from dataclasses import dataclass

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.command import ask, tell
from govcloud.model.step import Evidence
from govcloud.ports import Remote, Route
from govcloud.steps.host_service import start_service
from govcloud.steps.postgresql_words import literal, records, version
from govcloud.steps.spool import QUESTION_S, give

OLDEST = 13
"""The first version that can drop a database which is in use, as the copy needs."""

_CLUSTER = "main"
_TEMPLATE = """
SELECT json_build_object('encoding', pg_encoding_to_char(encoding),
  'collate', datcollate, 'ctype', datctype)
FROM pg_database WHERE datname = {name};
"""
_EXTENSIONS = "SELECT json_build_object('name', extname) FROM pg_extension;"
_AVAILABLE = "SELECT json_build_object('name', name) FROM pg_available_extensions;"


@dataclass(frozen=True, slots=True)
class _Locale:
    encoding: str
    collate: str
    ctype: str


def runs(route: Route) -> bool:
    """Whether a server of the source's major version answers on the target."""
    there = version(route.target)
    return there is not None and there // 10000 == _major(route.source)


def start(route: Route, database: str) -> Evidence:
    """Make the cluster if there is none, start it, enable it at boot; gives evidence.

    Raises PreflightError if the programs, the locale or an extension are missing, or another
    version answers.
    """
    major = _major(route.source)
    own = _locale(route.source, database)
    _demand_locales(route.target, {own.collate, own.ctype})
    there = version(route.target)
    if there is None:
        _make_cluster(route, major)
        start_service(route.target, "postgresql")
        there = version(route.target)
    if there is None:
        raise StepFailedError(
            f"{route.target.identity.name}: PostgreSQL was started and does not answer",
            hint=f"on {route.target.identity.name}: pg_lsclusters, and /var/log/postgresql",
        )
    if there // 10000 != major:
        raise PreflightError(
            f"{route.target.identity.name}: PostgreSQL {there // 10000} answers, not {major} as on "
            f"{route.source.identity.name}",
            hint=f"have PostgreSQL {major} as the cluster on port 5432 there",
        )
    _demand_extensions(route, database)
    return {
        "version": there,
        "source_version": version(route.source) or 0,
        "encoding": own.encoding,
        "collate": own.collate,
        "ctype": own.ctype,
    }


def _major(source: Remote) -> int:
    number = version(source)
    if number is None:
        raise StepFailedError(
            f"{source.identity.name}: PostgreSQL does not answer there",
            hint=f"on {source.identity.name}: service postgresql start",
        )
    if number // 10000 < OLDEST:
        raise PreflightError(
            f"{source.identity.name}: PostgreSQL {number // 10000} is older than {OLDEST}",
            hint=f"upgrade it to {OLDEST} or later first",
        )
    return number // 10000


def _make_cluster(route: Route, major: int) -> None:
    host = route.target
    binary = f"/usr/lib/postgresql/{major}/bin/postgres"
    for path in ("/usr/bin/pg_createcluster", binary):
        if not host.run(ask("test", "-x", path), timeout_s=QUESTION_S).ok:
            raise PreflightError(
                f"{host.identity.name}: PostgreSQL {major} is not installed ({path} is missing)",
                hint=f"on {host.identity.name}: apt-get install postgresql-{major}",
            )
    clusters = give(host, ask("pg_lsclusters", "-h"), "cannot list clusters", QUESTION_S).text
    if any(line.split()[:1] == [str(major)] for line in clusters.splitlines()):
        return
    like = _locale(route.source, "template1")
    _demand_locales(host, {like.collate, like.ctype})
    words = ["pg_createcluster", "--encoding", like.encoding, "--lc-collate", like.collate]
    words += ["--lc-ctype", like.ctype, str(major), _CLUSTER, "--", "--data-checksums"]
    give(host, tell("env", "LC_ALL=C.UTF-8", *words), "cannot make a cluster", QUESTION_S)


def _locale(source: Remote, database: str) -> _Locale:
    found = records(source, _TEMPLATE.format(name=literal(database)))
    if not found:
        raise StepFailedError(
            f"{source.identity.name} has no PostgreSQL database {database}",
            hint="the inventory's datastore must bear the name of a database on its server",
        )
    return _Locale(**found[0])


def _demand_locales(host: Remote, wanted: set[str]) -> None:
    have = give(host, ask("locale", "-a"), "cannot list locales", QUESTION_S).text.splitlines()
    known = {_plain(name) for name in [*have, "C", "POSIX"]}
    lacking = sorted(name for name in wanted if _plain(name) not in known)
    if lacking:
        raise PreflightError(
            f"{host.identity.name}: the source database's locale {', '.join(lacking)} is missing",
            hint=f"on {host.identity.name}: dpkg-reconfigure locales, and choose it",
        )


def _plain(locale: str) -> str:
    return locale.lower().replace("-", "")


def _demand_extensions(route: Route, database: str) -> None:
    wanted = {record["name"] for record in records(route.source, _EXTENSIONS, database)}
    have = {record["name"] for record in records(route.target, _AVAILABLE)}
    if wanted - have:
        raise PreflightError(
            f"{route.target.identity.name}: extensions are missing: {', '.join(sorted(wanted - have))}",
            hint="install the packages that bring them, as on the source, and run again",
        )

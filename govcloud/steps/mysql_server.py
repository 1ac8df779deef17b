"""Has a MariaDB server, not older than the source's, run on the target."""

from __future__ import annotations

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.command import ask, tell
from govcloud.model.step import Evidence
from govcloud.ports import Remote, Route
from govcloud.steps.host_service import start_service
from govcloud.steps.mysql_words import version
from govcloud.steps.spool import QUESTION_S, give

_HOME = "/var/lib/mysql"
_PROGRAMS = ("/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db", "/usr/bin/mariadb-dump")


def runs(route: Route) -> bool:
    """Whether a server that can take the source's databases answers on the target."""
    there = version(route.target)
    return there is not None and there >= _source_version(route.source)


def start(route: Route) -> Evidence:
    """Lay out its files if there are none, start it, enable it at boot. Evidence: the versions.

    Raises PreflightError if programs are missing or an older server answers.
    """
    wanted, host = _source_version(route.source), route.target
    there = version(host)
    if there is None:
        _lay_out(host)
        start_service(host, "mariadb")
        there = version(host)
    if there is None:
        raise StepFailedError(
            f"{host.identity.name}: MariaDB was started and does not answer",
            hint=f"on {host.identity.name}: look at /var/log/mysql and the system's log",
        )
    if there < wanted:
        raise PreflightError(
            f"{host.identity.name}: MariaDB {_dotted(there)} is older than the source's, "
            f"{_dotted(wanted)}",
            hint=f"install MariaDB {_dotted(wanted)} or later there",
        )
    return {"version": _dotted(there), "source_version": _dotted(wanted)}


def _source_version(source: Remote) -> tuple[int, int]:
    there = version(source)
    if there is None:
        raise StepFailedError(
            f"{source.identity.name}: MariaDB does not answer there",
            hint=f"on {source.identity.name}: service mariadb start",
        )
    return there


def _lay_out(host: Remote) -> None:
    for path in _PROGRAMS:
        if not host.run(ask("test", "-x", path), timeout_s=QUESTION_S).ok:
            raise PreflightError(
                f"{host.identity.name}: MariaDB is not installed ({path} is missing)",
                hint=f"on {host.identity.name}: apt-get install mariadb-server",
            )
    if host.run(ask("test", "-d", f"{_HOME}/mysql"), timeout_s=QUESTION_S).ok:
        return
    words = ["mariadb-install-db", "--user=mysql", f"--datadir={_HOME}", "--skip-test-db"]
    words.append("--auth-root-authentication-method=socket")
    give(host, tell(*words), "cannot lay out MariaDB's files")


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(str(number) for number in version)

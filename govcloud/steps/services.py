"""Installs, stops and starts an application's services through the host's own service manager."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from govcloud.errors import PreflightError, StepFailedError
from govcloud.model.plan import Change
from govcloud.model.step import Evidence, Observation
from govcloud.ports import Remote, Route
from govcloud.steps.hosts import answered, called, told
from govcloud.steps.step import HostStep

# SysV's exit codes of `status`: 0 running, 1 to 3 not running, 4 cannot tell.
_STATE = r"""
if [ -d /run/systemd/system ]; then
  systemctl is-active --quiet "$1" && code=0 || code=3
  systemctl is-enabled --quiet "$1" && boot=on || boot=off
else
  service "$1" status </dev/null >/dev/null 2>&1
  code=$? boot=off
  for link in /etc/rc[2345].d/S[0-9][0-9]"$1"; do [ -e "$link" ] && boot=on; done
fi
echo "$code $boot"
"""
# Nothing of ours may be inherited by what is started: the SSH channel would stay open with it.
_ORDER = r"""
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
order() {
  if [ -d /run/systemd/system ]; then
    if [ "$2" = start ]; then systemctl enable --now "$1"; else systemctl disable --now "$1"; fi
  elif [ "$2" = start ]; then
    update-rc.d "$1" defaults && update-rc.d "$1" enable && service "$1" start
  else
    for link in /etc/rc[2345].d/S[0-9][0-9]"$1"; do
      [ ! -e "$link" ] || { update-rc.d "$1" disable || return 1; break; }
    done
    service "$1" stop
  fi
}
order "$1" "$2" >"$log" 2>&1 </dev/null
code=$?
[ "$code" -eq 0 ] || tail -c 2000 "$log" >&2
exit "$code"
"""
_DEFINITION = r"""
for file in "/etc/init.d/$1" "/etc/default/$1" "/etc/systemd/system/$1.service"; do
  [ -f "$file" ] || continue
  printf '%s %s ' "$file" "$(stat -L -c '%u:%g %a' "$file")"
  sha256sum <"$file"
done
[ ! -d /run/systemd/system ] || echo systemd
"""
_PUT = r"""
umask 077
cat >"$1.govcloud" && chown "$2" "$1.govcloud" && chmod "$3" "$1.govcloud" &&
  mv "$1.govcloud" "$1" || exit 1
[ ! -d /run/systemd/system ] || systemctl daemon-reload
"""


def running(remote: Remote, service: str) -> tuple[bool | None, bool]:
    """Whether the service runs (None: it cannot tell), and whether it starts at boot."""
    code, boot = answered(remote, "sh", "-c", _STATE, "state", service).split()
    return {"0": True, "1": False, "2": False, "3": False}.get(code), boot == "on"


def definition(remote: Remote, service: str) -> tuple[dict[str, tuple[str, str, str]], bool]:
    """The files that define the service (owner, mode, SHA-256 by path), and if systemd runs there."""
    lines = answered(remote, "sh", "-c", _DEFINITION, "definition", service).splitlines()
    files = [line.split() for line in lines if line != "systemd"]
    return {name: (owner, mode, sha) for name, owner, mode, sha, _ in files}, "systemd" in lines


@dataclass(frozen=True, slots=True)
class InstallService(HostStep):
    """Put the service's definition on the target, as it is on the source; it is not started."""

    service: str

    @property
    def subject(self) -> str:
        return f"service-definition:{self.service}"

    @property
    def change(self) -> Change:
        side = self.target_side
        return Change(self.phase, f"install the service {self.service} on the {side}", side)

    def observe(self, route: Route) -> Observation:
        """SATISFIED if every file of it is the same on the target."""
        wanted, _ = definition(route.source, self.service)
        held, _ = definition(route.target, self.service)
        if wanted and wanted.items() <= held.items():
            return Observation.SATISFIED
        return Observation.PARTIAL if wanted.keys() & held.keys() else Observation.ABSENT

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Carry the files over. PreflightError if the target's service manager cannot read them."""
        wanted, _ = definition(route.source, self.service)
        _, systemd = definition(route.target, self.service)
        if not wanted or not (systemd or f"/etc/init.d/{self.service}" in wanted):
            raise PreflightError(
                f"{self.service} on {called(route.source)} has no definition that "
                f"{called(route.target)} can run: {', '.join(wanted) or 'none at all'}",
                hint="it needs /etc/init.d/NAME, or a unit in /etc/systemd/system where systemd is",
            )
        for path, (owner, mode, sha) in wanted.items():
            content = answered(route.source, "cat", path).encode("utf-8", "surrogateescape")
            if hashlib.sha256(content).hexdigest() != sha:
                raise StepFailedError(f"{path} changed while it was read", hint="run again")
            told(route.target, "sh", "-c", _PUT, "put", path, owner, mode, stdin=content)
        return {path: sha for path, (_, _, sha) in wanted.items()}


@dataclass(frozen=True, slots=True)
class StopService(HostStep):
    """Stop a service on the source, now and at boot, so that its files stand still."""

    service: str

    @property
    def subject(self) -> str:
        return f"service-stop:{self.service}"

    @property
    def change(self) -> Change:
        """What it would do. Users are not served from here on."""
        side = self.source_side
        return Change(self.phase, f"stop {self.service} on the {side}", side, destructive=True)

    def observe(self, route: Route) -> Observation:
        """SATISFIED if it neither runs nor starts at boot."""
        return _seen(route.source, self.service, wanted=False)

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Stop and disable it."""
        return _ordered(route.source, self.service, "stop", state="stopped")


@dataclass(frozen=True, slots=True)
class StartService(HostStep):
    """Start a service on the target, now and at boot."""

    service: str

    @property
    def subject(self) -> str:
        return f"service-start:{self.service}"

    @property
    def change(self) -> Change:
        side = self.target_side
        return Change(self.phase, f"start {self.service} on the {side}", side)

    def observe(self, route: Route) -> Observation:
        """SATISFIED if it runs and starts at boot."""
        return _seen(route.target, self.service, wanted=True)

    def act(self, route: Route, seen: Observation) -> Evidence:
        """Start and enable it."""
        return _ordered(route.target, self.service, "start", state="started")


def _ordered(remote: Remote, service: str, order: str, *, state: str) -> Evidence:
    told(remote, "sh", "-c", _ORDER, "order", service, order)
    return {"service": service, "on": called(remote), "state": state}


def _seen(remote: Remote, service: str, *, wanted: bool) -> Observation:
    runs, at_boot = running(remote, service)
    if runs is None:
        return Observation.UNKNOWN
    if runs is wanted and at_boot is wanted:
        return Observation.SATISFIED
    return Observation.PARTIAL if wanted in {runs, at_boot} else Observation.ABSENT

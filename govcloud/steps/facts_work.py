"""Questions about what a host does: running programs, services, what runs by the clock, who may log in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from govcloud.model.facts import Account, CronEntry, RunningProgram, Unit
from govcloud.steps.facts_text import first, number, question, sections, tidy
from govcloud.steps.redaction import (
    AWK_FUNCTIONS,
    WORDS_SHOWN_MAX,
    program_name,
    shown_words,
)

_ACCOUNTS = r"""
[ -r /etc/passwd ] || { echo "/etc/passwd cannot be read" >&2; exit 3; }
awk -F: '$7 !~ /(nologin|false|sync|shutdown|halt)$/ { print $1 ":" $3 ":" $6 ":" $7 }' /etc/passwd | head -n 5000
"""
# A service is never asked for its own status on hosts without systemd: that would run a script of the host's.
_SERVICES = r"""
if [ -d /run/systemd/system ]; then
  echo @files
  systemctl list-unit-files --type=service,timer --no-legend --no-pager | head -n 3000
  echo @units
  systemctl list-units --type=service,timer --all --full --no-legend --no-pager | head -n 3000
elif [ -d /etc/init.d ]; then
  echo @sysv
  for file in /etc/init.d/*; do
    [ -f "$file" ] && [ -x "$file" ] || continue
    name=${file##*/} boot=off state=unknown
    for link in /etc/rc[2345].d/S[0-9][0-9]"$name" /etc/runlevels/*/"$name"; do
      [ -e "$link" ] && boot=on
    done
    for kept in "/run/$name.pid" "/var/run/$name.pid" "/run/$name/$name.pid" "/var/run/$name/$name.pid"; do
      [ -r "$kept" ] || continue
      read -r pid rest <"$kept" || [ -n "$pid" ] || continue
      if [ -n "$pid" ] && [ -d "/proc/$pid" ]; then state=running; else state=stopped; fi
      break
    done
    echo "$name $boot $state"
  done
else
  echo "neither systemd nor /etc/init.d is there" >&2
  exit 3
fi
:
"""
_PROGRAMS = (
    r"""
listed() {
  ps -e -ww -o pid= -o ppid= -o user= -o args= 2>/dev/null ||
    ps -e -o pid= -o ppid= -o user= -o args= 2>/dev/null || ps -o pid,ppid,user,args
}
told=$(listed | awk '"""
    + AWK_FUNCTIONS
    + r"""
$4 !~ /^\[/ {
  line = $1 " " $2 " " $3; kept = ""; hidden = 0; shown = 0
  for (i = 5; i <= NF; i++)
    if (safe($i, $(i - 1)) && shown < 6) { kept = kept " " $i; shown++ } else hidden++
  print line " " hidden " " called($4) kept
}' | head -n 5000)
[ -n "$told" ] || { echo "ps does not tell what we ask" >&2; exit 3; }
printf '%s\n' "$told"
"""
)
_CRON = (
    r"""
told() {
  awk -v from="$1" -v whose="$2" '"""
    + AWK_FUNCTIONS
    + r"""
/^[ \t]*(#|$)/ || /^[ \t]*[A-Za-z_][A-Za-z0-9_]*[ \t]*=/ { next }
{
  at = 6; when = $1 " " $2 " " $3 " " $4 " " $5
  if ($1 ~ /^@/) { at = 2; when = $1 }
  user = whose
  if (whose == "") { user = $at; at++ }
  while (at <= NF && $at ~ /=/) at++
  if (at > NF) next
  kept = called($at)
  for (i = at + 1; i <= NF; i++)
    if ($i ~ /^\/[a-z][a-z0-9_-]*\/[A-Za-z0-9_.\/-]+$/ && !announces($(i - 1))) kept = kept " " $i
  print from "|" when "|" user "|" kept
}' "$1"
}
for file in /etc/crontab /etc/cron.d/*; do
  [ -f "$file" ] && [ -r "$file" ] && told "$file" ""
done
for file in /var/spool/cron/* /var/spool/cron/crontabs/* /var/spool/cron/tabs/*; do
  [ -f "$file" ] && [ -r "$file" ] && told "$file" "${file##*/}"
done
for file in /etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* /etc/cron.monthly/*; do
  [ -f "$file" ] && [ -x "$file" ] || continue
  folder=${file%/*}
  echo "$folder|${folder##*.}|root|$file"
done
:
"""
)

_CRON_PATH = re.compile(r"/[a-z][a-z0-9_-]*/[A-Za-z0-9_./-]+")
_CRON_WHEN = re.compile(
    r"@[a-z]{1,12}|[0-9*/,A-Za-z-]+(?: [0-9*/,A-Za-z-]+){4}|hourly|daily|weekly|monthly"
)
_NAME = re.compile(r"[A-Za-z0-9_.@:\\-]{1,128}")
_MARK = re.compile(r"^\s*[●○↻×*x]\s+")
_RUNNING = {"running": True, "stopped": False}


def read_accounts(lines: list[str]) -> tuple[Account, ...]:
    """Who may log in with a shell."""
    return first(_account(line.split(":")) for line in lines)


def _account(words: list[str]) -> Account | None:
    match words:
        case [name, uid, home, shell] if name and (known := number(uid, 2**32)) is not None:
            return Account(tidy(name, 64), known, tidy(home), tidy(shell))
    return None


def read_services(lines: list[str]) -> tuple[Unit, ...]:
    """Services and timers, by name."""
    found: dict[str, Unit] = {}
    for how, line in sections(lines):
        unit = _unit(how, _MARK.sub("", line).split())
        if unit is not None and _NAME.fullmatch(unit.name):
            known = found.get(unit.name)
            found[unit.name] = replace(unit, at_boot=known.at_boot) if known else unit
    return first(found[name] for name in sorted(found))


def _unit(how: str, words: list[str]) -> Unit | None:
    match how, words:
        case "files", [name, state, *_] if not name.endswith(("@.service", "@.timer")):
            return Unit(_plain(name), None, state.startswith("enabled"), "systemd")
        case "units", [name, load, active, _, *_] if load != "not-found":
            return Unit(_plain(name), active == "active", at_boot=False, kept_by="systemd")
        case "sysv", [name, boot, state]:
            return Unit(name, _RUNNING.get(state), boot == "on", "sysv")
    return None


def _plain(name: str) -> str:
    return name.removesuffix(".service")


def read_programs(lines: list[str]) -> tuple[RunningProgram, ...]:
    """Running programs; the threads of the kernel and the asking itself are left out."""
    every = first(_program(line.split()) for line in lines)
    asking = {one.pid for one in every if one.program == "ps"}
    parents = {one.parent for one in every if one.pid in asking}
    return tuple(one for one in every if not {one.pid, one.parent} & (asking | parents))


def _program(words: list[str]) -> RunningProgram | None:
    match words:
        case [pid, parent, user, hidden, called, *shown]:
            numbers = [number(word) for word in (pid, parent, hidden)]
            if None in numbers or not _NAME.fullmatch(user):
                return None
            told = tuple(shown_words([called, *shown]))[:WORDS_SHOWN_MAX]
            own = told[1:] if told[:1] == (called,) else told
            known = [item or 0 for item in numbers]
            return RunningProgram(known[0], known[1], user, program_name(called), own, known[2])
    return None


def read_cron(lines: list[str]) -> tuple[CronEntry, ...]:
    """What runs by the clock; of a command its program, and paths."""
    return first(_cron(line.split("|")) for line in lines)


def _cron(words: list[str]) -> CronEntry | None:
    match words:
        case [kept_in, when, user, command] if _CRON_WHEN.fullmatch(when) and _NAME.fullmatch(user):
            return CronEntry(when, user, " ".join(_cron_words(command.split())), tidy(kept_in))
    return None


def _cron_words(words: list[str]) -> Iterator[str]:
    for place, word in enumerate(words):
        if _CRON_PATH.fullmatch(word):
            yield tidy(word)
        elif place == 0:
            yield program_name(word)


WORK = (
    question(
        "accounts",
        _ACCOUNTS,
        read_accounts,
        "who may log in with a shell; no comment field, no password",
    ),
    question(
        "services", _SERVICES, read_services, "services and timers, running or not, at boot or not"
    ),
    question(
        "programs",
        _PROGRAMS,
        read_programs,
        "running programs; of their words only those of harmless forms",
    ),
    question(
        "cron",
        _CRON,
        read_cron,
        "what runs by the clock: when, as whom, which program; no other words",
    ),
)

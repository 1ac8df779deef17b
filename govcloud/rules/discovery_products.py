"""What is known of programs and ports by their names: which are databases, which are the system's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govcloud.model.facts import HostFacts
from govcloud.model.terms import DependencyKind, Engine

ENGINES_BY_PROGRAM: tuple[tuple[str, Engine], ...] = (
    (r"ora_pmon_\w+|tnslsnr", Engine.ORACLE),
    (r"dmserver", Engine.DAMENG),
    (r"kingbase", Engine.KINGBASE),
    (r"gaussdb|gaussmaster", Engine.OPENGAUSS),
    (r"gbased|oninit", Engine.GBASE),
    (r"observer", Engine.OCEANBASE),
    (r"tidb-server", Engine.TIDB),
    (r"mongod|mongos", Engine.MONGODB),
    (r"redis-server", Engine.REDIS),
    (r"db2sysc", Engine.DB2),
    (r"sqlservr", Engine.SQLSERVER),
    (r"postgres|postmaster", Engine.POSTGRESQL),
    (r"mariadbd|mysqld", Engine.MARIADB),
)
"""The server program of each engine; MySQL's is MariaDB's old name, and only its own answer tells them apart."""

KINDS_BY_PORT: dict[int, DependencyKind] = {
    **dict.fromkeys((1433, 1521, 3306, 5236, 5432, 27017, 50000, 54321), DependencyKind.DB_LINK),
    **dict.fromkeys((21, 22, 111, 139, 445, 2049), DependencyKind.FILE),
    **dict.fromkeys((1414, 1883, 5672, 9092, 61616), DependencyKind.MQ),
    **dict.fromkeys((80, 443, 7001, 8000, 8080, 8443, 9080), DependencyKind.API),
    **dict.fromkeys((389, 636), DependencyKind.SSO),
    **dict.fromkeys((554, 5060), DependencyKind.VIDEO),
}
"""What a connection to a well-known port is most likely for."""

SYSTEM_PROGRAMS = re.compile(
    r"sshd.*|rpcbind|rpc\..*|systemd.*|init|chronyd|ntpd|snmpd|cupsd|zabbix_agentd|master"
)
SSH_PORT = 22

SYSTEM_SERVICES = re.compile(
    r"systemd-.*|dbus.*|ssh|sshd|cron|crond|anacron|atd|rsyslog|syslog.*|auditd|chrony(d)?|ntp(d)?|getty@.*|serial-getty@.*"
    r"|user@.*|user-runtime-dir@.*|NetworkManager.*|network(ing)?|firewalld|iptables|nftables|polkit|irqbalance|tuned"
    r"|lvm2-.*|multipathd|kdump|postfix|sendmail|exim4|rpcbind|rpc-.*|nfs-.*|udev|kmod.*|console-.*|keyboard-.*|hwclock.*"
    r"|procps|sudo|x11-common|apparmor|apport|acpid|blk-availability|bluetooth|cloud-.*|dm-event.*|emergency|rescue"
    r"|fstrim.*|initrd-.*|ldconfig|logrotate.*|man-db.*|apt-.*|dpkg-.*|e2scrub.*|plymouth.*|qemu-guest-agent|vmtoolsd|vgauthd"
    r"|selinux-.*|sysstat.*|unattended-upgrades|snapd.*|snmpd|zabbix-agent.*|ModemManager|accounts-daemon|rngd|smartd"
    r"|.*\.timer|quotaon|dracut-.*|rhel-.*|crypto.*|rsync|uuidd|binfmt.*|11-common|gssproxy|oddjobd|sssd|libvirt.*|wpa_.*"
    r"|postgresql.*|mysql(d)?|mariadb|nscd|dnsmasq|resolvconf|ifupdown.*|halt|killall|netconsole|netfs|local|functions"
)
"""Services of operating systems, and of databases, which are told as databases."""


LESS_TOLD = (
    "programs behind ports, other users' cron entries, databases and serial numbers may lack"
)
"""What a host does not tell to everybody."""


@dataclass(frozen=True, slots=True)
class EngineAtWork:
    """A database server seen by its program only."""

    engine: Engine
    program: str
    ports: tuple[int, ...]
    instance: str = ""


def engines_at_work(facts: HostFacts) -> Iterator[EngineAtWork]:
    """Database servers that run, whether or not they told their databases; one line for each engine."""
    programs = sorted({one.program for one in facts.programs or ()})
    ports = {(one.program, one.port) for one in facts.listeners or () if one.protocol == "tcp"}
    for pattern, engine in ENGINES_BY_PROGRAM:
        known = [name for name in programs if re.fullmatch(pattern, name)]
        if known:
            served = sorted({port for program, port in ports if program in known})
            instances = sorted(n.removeprefix("ora_pmon_") for n in known if n.startswith("ora_"))
            yield EngineAtWork(engine, known[0], tuple(served), ", ".join(instances))


def application_ports(facts: HostFacts) -> tuple[int, ...]:
    """TCP ports that other hosts can reach and that are not the operating system's own."""
    return tuple(
        sorted(
            {
                one.port
                for one in facts.served
                if one.port != SSH_PORT and not SYSTEM_PROGRAMS.fullmatch(one.program)
            }
        )
    )


def application_services(facts: HostFacts) -> tuple[str, ...]:
    """Running services that are neither the operating system's nor a database's."""
    return tuple(
        unit.name
        for unit in facts.services or ()
        if unit.running and not SYSTEM_SERVICES.fullmatch(unit.name)
    )


_TREE = re.compile(
    r"(/(?:opt|srv|app|apps|www|u01|data|data[0-9]|usr/local|var/www|home)/[A-Za-z0-9][A-Za-z0-9_.-]*)(?:/.*)?"
)
_SHARED = {
    "/usr/local/bin",
    "/usr/local/sbin",
    "/usr/local/lib",
    "/usr/local/etc",
    "/usr/local/share",
}


def tree_candidates(facts: HostFacts) -> tuple[str, ...]:
    """Folders from which programs run, or that the clock's commands name: where an application may live."""
    words = {word for one in facts.programs or () for word in one.shown}
    words |= {word for entry in facts.cron or () for word in entry.command.split()}
    found = (_TREE.search(word) for word in words)
    return tuple(sorted({match[1] for match in found if match and match[1] not in _SHARED}))

"""What hosts of many kinds answer is understood; what they do not answer is not made up."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.facts import (
    Account,
    BlockDevice,
    Connection,
    CronEntry,
    FileSystem,
    HostFacts,
    Interfaces,
    Listener,
    NetworkMount,
    Package,
    Processor,
    RunningProgram,
    System,
    Unit,
)
from govcloud.model.terms import Engine
from govcloud.steps.facts import PROGRAMS, QUESTIONS
from tests.steps.host_samples import AIX, CENTOS_7, DEBIAN, KYLIN_V10, RHEL_6, SAMPLES

BY_TOPIC = {question.topic: question for question in QUESTIONS}


def read(sample: dict[str, str], topic: str) -> Any:
    """The fact that a sample's answer gives."""
    return BY_TOPIC[topic].parse(f"a banner\n@begin\n{sample[topic]}@end\n")


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("CentOS 7", ("CentOS Linux", "7.9.2009", "x86_64", True)),
        ("RHEL 6", ("Red Hat Enterprise Linux Server", "6.10", "x86_64", False)),
        ("Kylin V10", ("Kylin Linux Advanced Server", "V10", "aarch64", False)),
        ("openEuler", ("openEuler", "22.03", "x86_64", True)),
        ("Ubuntu", ("Ubuntu", "20.04", "x86_64", True)),
        ("Debian", ("Debian GNU/Linux", "12.11", "aarch64", None)),
        ("AIX", ("AIX", "7.2", "00F9D2C64C00", None)),
    ],
)
def test_each_system_is_called_by_its_name_and_exact_version(name: str, wanted: object) -> None:
    system = read(SAMPLES[name], "system")
    assert isinstance(system, System)
    assert (system.os, system.os_version, system.arch, system.virtual) == wanted


def test_a_machine_is_known_by_what_other_tools_know_it_by() -> None:
    system = read(CENTOS_7, "system")
    assert system.uuid == "4223f1c0-1111-2222-3333-444455556666"
    assert system.hostname == "db-01.example.gov.cn"
    assert system.vendor == "VMware, Inc."
    assert (system.as_root, read(KYLIN_V10, "system").as_root) == (True, False)


def test_processors_and_memory_are_counted_even_where_no_model_is_told() -> None:
    assert read(CENTOS_7, "processor") == Processor(
        8, 15.513, 7.875, "Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz"
    )
    assert read(KYLIN_V10, "processor") == Processor(96, 255.0, None, "")


def test_disks_are_whole_ones_by_either_way_of_telling() -> None:
    assert read(CENTOS_7, "disks") == (BlockDevice("sda", 100.0), BlockDevice("sdb", 500.0))
    assert read(RHEL_6, "disks") == (BlockDevice("c0d0", 279.397), BlockDevice("sda", 100.0))


def test_file_systems_in_memory_are_left_out_and_odd_mount_points_kept() -> None:
    found = read(CENTOS_7, "filesystems")
    assert [each.mount for each in found] == ["/", "/boot", "/data/my files"]
    assert found[2] == FileSystem("/data/my files", "/dev/sdb", "xfs", 499.756, 1.0)
    assert [each.mount for each in read(AIX, "filesystems")] == ["/"]
    assert read(RHEL_6, "filesystems")[0].kind == ""


def test_a_network_mount_names_the_host_it_hangs_on() -> None:
    assert read(CENTOS_7, "mounts") == (
        NetworkMount("/mnt/share", "10.20.0.5:/export/share", "nfs4", "10.20.0.5"),
        NetworkMount("/mnt/gw", "//10.20.0.6/公文", "cifs", "10.20.0.6"),
        NetworkMount("/mnt/out", "sync@10.20.0.7:/out", "fuse.sshfs", "10.20.0.7"),
    )


def test_accounts_packages_and_what_runs_by_the_clock() -> None:
    assert read(CENTOS_7, "accounts")[1] == Account("oracle", 1001, "/home/oracle", "/bin/bash")
    assert read(CENTOS_7, "packages")[0] == Package("httpd", "2.4.6-97.el7.centos")
    assert read(CENTOS_7, "cron") == (
        CronEntry("*/5 * * * *", "app", "python /srv/app/sync.py", "/etc/cron.d/sync"),
        CronEntry("@daily", "root", "backup.sh", "/var/spool/cron/root"),
        CronEntry("daily", "root", "/etc/cron.daily/logrotate", "/etc/cron.daily"),
    )


def test_services_are_told_by_systemd_and_by_the_older_manager() -> None:
    assert read(CENTOS_7, "services") == (
        Unit("crond", running=True, at_boot=True, kept_by="systemd"),
        Unit("httpd", running=False, at_boot=False, kept_by="systemd"),
        Unit("tomcat", running=False, at_boot=True, kept_by="systemd"),
        Unit("xinetd", running=True, at_boot=False, kept_by="systemd"),
    )
    assert read(RHEL_6, "services") == (
        Unit("crond", running=True, at_boot=True, kept_by="sysv"),
        Unit("httpd", running=None, at_boot=True, kept_by="sysv"),
        Unit("oldapp", running=False, at_boot=False, kept_by="sysv"),
    )


def test_addresses_leave_out_loopback_and_link_local_ones() -> None:
    assert read(CENTOS_7, "interfaces") == Interfaces(("10.20.0.11",), ("00:50:56:a3:00:01",))
    assert read(RHEL_6, "interfaces") == Interfaces(("10.20.1.9",), ("00:1b:21:00:00:01",))


def test_served_ports_are_told_by_ss_netstat_the_kernel_and_unix() -> None:
    assert [(o.protocol, o.port, o.program, o.local) for o in read(CENTOS_7, "listeners")] == [
        ("tcp", 22, "sshd", False),
        ("tcp", 25, "master", True),
        ("tcp", 631, "cupsd", True),
        ("tcp", 8080, "java", False),
        ("udp", 323, "chronyd", True),
    ]
    assert read(RHEL_6, "listeners")[1] == Listener("tcp", "", 80, "httpd", 1502)
    assert [(o.address, o.port) for o in read(DEBIAN, "listeners")] == [
        ("", 22),
        ("", 80),
        ("127.0.0.1", 3306),
        ("", 68),
    ]
    assert [(o.address, o.port) for o in read(AIX, "listeners")] == [("", 22), ("10.20.2.2", 1521)]


def test_connections_leave_out_our_own_and_those_within_the_host() -> None:
    assert read(CENTOS_7, "connections") == (
        Connection("10.20.0.11", 42310, "10.20.0.12", 1521, "java"),
        Connection("10.20.0.11", 8080, "10.30.1.4", 51544, "java"),
        Connection("10.20.0.11", 42298, "10.20.0.13", 80, "", closing=True),
    )
    assert read(RHEL_6, "connections") == (
        Connection("10.20.1.9", 44120, "10.20.1.20", 3306, "httpd"),
        Connection("10.20.1.9", 80, "10.30.0.4", 55001, "", closing=True),
    )
    assert read(DEBIAN, "connections") == (
        Connection("10.20.0.11", 42310, "10.20.0.12", 5432),
        Connection("10.20.0.11", 42311, "10.20.0.13", 80, "", closing=True),
    )
    assert read(AIX, "connections") == (Connection("10.20.2.2", 1521, "10.20.0.11", 42310),)


def test_a_program_is_told_with_harmless_words_and_the_asking_is_left_out() -> None:
    found = read(CENTOS_7, "programs")
    assert [each.program for each in found] == ["systemd", "java", "sshd"]
    assert found[1] == RunningProgram(
        *(2211, 1, "tomcat", "java"),
        ("-Dcatalina.home=/opt/tomcat", "org.apache.catalina.startup.Bootstrap", "start"),
        9,
    )


@pytest.mark.parametrize(
    ("topic", "answer", "wanted"),
    [
        (
            "postgresql",
            "server|5432|9.2.24\ndatabase|1073741824|UTF8|portal\ndatabase|7|UTF8|postgres\n"
            "server|5433|15.13 (Debian 15.13-0)\ndatabase||EUC_CN|a|b\n",
            [
                (Engine.POSTGRESQL, "9.2.24", "portal", 1.0, "UTF8", 5432),
                (Engine.POSTGRESQL, "15.13", "a|b", None, "EUC_CN", 5433),
            ],
        ),
        (
            "mysql",
            "server|3306|5.5.68-MariaDB\ndatabase||utf8|oa\ndatabase||utf8|mysql\n",
            [(Engine.MARIADB, "5.5.68", "oa", None, "utf8", 3306)],
        ),
        (
            "mysql",
            "server|3307|8.0.36\ndatabase|2147483648|utf8mb4|gw\n",
            [(Engine.MYSQL, "8.0.36", "gw", 2.0, "utf8mb4", 3307)],
        ),
        ("mysql", "", []),
    ],
    ids=["two PostgreSQL", "old MariaDB", "MySQL", "none"],
)
def test_databases_are_told_with_version_and_size(topic: str, answer: str, wanted: object) -> None:
    found = BY_TOPIC[topic].parse(f"@begin\n{answer}@end\n")
    assert [(d.engine, d.version, d.name, d.size_gb, d.charset, d.port) for d in found] == wanted


@pytest.mark.parametrize("topic", BY_TOPIC)
def test_half_an_answer_is_none(topic: str) -> None:
    assert BY_TOPIC[topic].parse("@begin\nuname:Linux|1|1|x86_64|a\ncores:2\n") is None
    assert BY_TOPIC[topic].parse("") is None


def test_terminal_tricks_do_not_get_past_the_reading() -> None:
    evil = 'os:NAME="Evil\x1b]0;x\x07\u202e OS"\nuname:Linux|1|\x1b[2J|x86_64|h\x00st\n'
    system = BY_TOPIC["system"].parse(f"@begin\n{evil}@end\n")
    assert all(text.isprintable() for text in (system.os, system.kernel, system.hostname))


@pytest.mark.parametrize("topic", BY_TOPIC)
@given(
    lines=st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    *(
                        line
                        for sample in SAMPLES.values()
                        for t in sample.values()
                        for line in t.split("\n")
                    ),
                    *(
                        "@ss",
                        "@proc-tcp",
                        "@unix",
                        "tcp 1:1 [::]:* 9.9.9.9.9",
                        "cores:9999999999999999999",
                    ),
                    *("server|99999999|x", "database|٣|x|y", "uname:|||", "uname:a|b|c|d|e|f"),
                ]
            ),
        ),
        max_size=12,
    )
)
def test_no_answer_whatever_breaks_the_reading(topic: str, lines: list[str]) -> None:
    text = "\n".join(lines)
    for answer in (text, f"@begin\n{text}\n@end\n"):
        HostFacts(**{topic: BY_TOPIC[topic].parse(answer)})


def test_every_question_has_a_place_among_the_facts_and_only_asks() -> None:
    told = set(HostFacts.__dataclass_fields__) - {"untold"}
    assert {question.topic for question in QUESTIONS} == told
    assert all(question.command.reads_only and not question.command.stdin for question in QUESTIONS)


@pytest.mark.parametrize("topic", BY_TOPIC)
def test_a_question_starts_no_program_that_is_not_on_the_list(topic: str, tmp_path: Path) -> None:
    for name in PROGRAMS:
        if found := shutil.which(name):
            (tmp_path / name).symlink_to(found)
    script = BY_TOPIC[topic].command.words[2]
    assert script.startswith("PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin ")
    alone = script.replace(":/usr/sbin:/usr/bin:/sbin:/bin", "", 1)
    done = subprocess.run(
        ["/bin/sh", "-c", alone],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "not found" not in done.stderr
    assert done.stdout.startswith("@begin\n")


HOSTILE = (
    *("inet" + " " * 4000 + "x", "release:" + "a " * 2000, "release:a" + " " * 4000 + "x"),
    *(":" * 4090, "[" * 4090, "." * 4090 + "x", "1:" * 2000, "%" + "." * 4000, "/a" * 2000),
    *("@ss " + ":" * 4000, "tcp LISTEN 0 0 " + "1." * 2000, '("' * 2000, "1/" * 2000),
    *("server|1|" + "1." * 2000, "a.b" * 1300, "x 1 1 1 " + "1 " * 2000, "|" * 4000),
)


@pytest.mark.parametrize("topic", BY_TOPIC)
def test_no_answer_keeps_the_reading_busy_for_long(topic: str) -> None:
    heads = ("", "@ss\n", "@proc-tcp\n", "@units\n", "@lsblk\n")
    for head in heads:
        body = head + "\n".join(line for line in HOSTILE for _ in range(20))
        began = time.process_time()
        BY_TOPIC[topic].parse(f"@begin\n{body}\n@end\n")
        assert time.process_time() - began < 2.0, "1.4 MB, of the 8 that an answer may have"

"""Secrets in command lines stay on their host: the host's own awk drops them, and so does the reading here."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.model.facts import RunningProgram
from govcloud.steps.facts import QUESTIONS
from govcloud.steps.redaction import ELIDED, program_name, shown_words

SECRET = "canary-7f3a"
AWKS = [path for name in ("mawk", "gawk", "original-awk") if (path := shutil.which(name))]
PROGRAMS = next(question for question in QUESTIONS if question.topic == "programs")

LINES = f"""\
    1     0 root     /sbin/init splash
    2     0 root     [kthreadd]
  700     1 mysql    /usr/sbin/mariadbd --basedir=/usr --datadir=/var/lib/mysql --password={SECRET}
  701     1 app      java -Dcatalina.home=/opt/tomcat -Ddb.password={SECRET} -jar /opt/app/app.jar --token {SECRET}
  702     1 app      curl -u admin:{SECRET} https://admin:{SECRET}@example.gov.cn/x.sh
  703     1 app      mysql -p {SECRET}.sh -uroot -p{SECRET} --user {SECRET}.conf
  704     1 app      redis://:{SECRET}@10.0.0.1/0 run
  705     1 app      python3 /srv/app/sync.py --api-key {SECRET}.json --secret={SECRET} start
  706     1 app      /usr/bin/env PGPASSWORD={SECRET} psql
"""


@pytest.mark.parametrize("awk", AWKS, ids=lambda path: Path(path).name)
def test_no_secret_leaves_the_host(awk: str, tmp_path: Path) -> None:
    (tmp_path / "awk").symlink_to(awk)
    (tmp_path / "list").write_text(LINES)
    (tmp_path / "ps").write_text(f"#!/bin/sh\ncat {tmp_path}/list\n")
    (tmp_path / "ps").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(
        PROGRAMS.command.words, env=environment, capture_output=True, text=True, check=True
    )
    assert SECRET not in done.stdout
    found = {one.pid: one for one in PROGRAMS.parse(done.stdout)}
    assert 2 not in found
    assert found[700] == RunningProgram(
        700, 1, "mysql", "mariadbd", ("--basedir=/usr", "--datadir=/var/lib/mysql"), 1
    )
    assert found[701].shown == ("-Dcatalina.home=/opt/tomcat", "-jar", "/opt/app/app.jar")
    assert (found[704].program, found[704].hidden) == (ELIDED, 0)
    assert found[705].shown == ("/srv/app/sync.py", "start")


def test_what_a_broken_awk_lets_through_is_dropped_here() -> None:
    lines = "".join(
        f"{line.split(None, 3)[0]} 1 app 0 {line.split(None, 3)[3]}\n"
        for line in LINES.splitlines()
    )
    assert SECRET in lines
    assert SECRET not in repr(PROGRAMS.parse(f"@begin\n{lines}@end\n"))


@given(st.text(min_size=1), st.text())
def test_only_words_of_known_forms_are_shown(word: str, before: str) -> None:
    shown = list(shown_words([before, f"{word}={SECRET}", f"--{word}", SECRET, f"{SECRET}@{word}"]))
    assert not any(SECRET in each for each in shown[-3:] if "datadir" not in each)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("/usr/sbin/sshd", "sshd"),
        ("postgres:", "postgres"),
        ("-bash", "bash"),
        ("mysql://u:p@h", ELIDED),
        ("a=b", ELIDED),
        ("/", ELIDED),
        ("", ELIDED),
    ],
)
def test_a_program_is_called_by_its_file(word: str, name: str) -> None:
    assert program_name(word) == name

"""The list of all questions that discovery may put to a host; nothing that is not on it is ever sent."""

from __future__ import annotations

from govcloud.model.facts import Question
from govcloud.steps.facts_machine import MACHINE
from govcloud.steps.facts_network import NETWORK
from govcloud.steps.facts_software import SOFTWARE
from govcloud.steps.facts_work import WORK

QUESTIONS: tuple[Question, ...] = (*MACHINE, *NETWORK, *WORK, *SOFTWARE)

PROGRAMS = (
    *("awk", "cat", "df", "dpkg-query", "env", "grep", "head", "id", "ifconfig", "ip", "lsblk"),
    *("mariadb", "mysql", "netstat", "ps", "psql", "rpm", "runuser", "sed", "sh", "ss"),
    *("systemctl", "true", "uname"),
)
"""Every program that the questions start, beside what a shell does itself."""

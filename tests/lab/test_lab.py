"""The hosts of the lab are machines of their own, reached over loopback alone."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from tests.lab_fixtures import LabHosts

pytestmark = pytest.mark.lab


def test_a_login_with_the_key_from_the_console_reaches_the_host_by_name(lab: LabHosts) -> None:
    assert lab.say(lab.source, "hostname; id -un; cat /etc/hostname") == "lab-web\nroot\nlab-web"

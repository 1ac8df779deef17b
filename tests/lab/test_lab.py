"""The hosts of the lab are machines of their own, reached over loopback alone."""

from __future__ import annotations

import pytest

from govcloud.local.traffic import LabTraffic
from govcloud.model.step import Side
from tests.contracts.traffic import TrafficContract
from tests.lab_fixtures import LabHosts, fetched, serve

pytestmark = pytest.mark.lab


def test_a_login_pinned_to_the_key_in_the_console_reaches_the_host(lab: LabHosts) -> None:
    assert lab.say(lab.source, "hostname; id -un; cat /etc/hostname") == "lab-web\nroot\nlab-web"


def test_hosts_reach_each_other_at_their_private_addresses(lab: LabHosts) -> None:
    lab.say(lab.source, "ssh-keygen -q -t ed25519 -N '' -f /root/peer_key <<< n || true")
    public = lab.say(lab.source, "cat /root/peer_key.pub")
    lab.say(
        lab.target,
        f"grep -q '{public}' .ssh/authorized_keys || echo '{public}' >> .ssh/authorized_keys",
    )
    (key,) = lab.host_keys(lab.target)
    lab.say(lab.source, f"echo '{lab.target} {key}' > /root/peer_known_hosts")
    peer = (
        "ssh -o BatchMode=yes -o UserKnownHostsFile=/root/peer_known_hosts -i /root/peer_key"
        f" root@{lab.target}"
    )
    told = lab.say(lab.source, f"{peer} 'echo $SSH_CONNECTION'")
    assert told.split()[0] == lab.source
    assert told.split()[2] == lab.target
    lab.say(lab.source, "head -c 5000000 /dev/urandom > /root/bulk")
    sums = lab.say(lab.source, f"{peer} sha256sum < /root/bulk; sha256sum < /root/bulk").split()
    assert sums[0] == sums[2]
    lab.say(lab.source, "rm /root/bulk /root/peer_key /root/peer_key.pub /root/peer_known_hosts")


def test_there_is_no_way_out(lab: LabHosts) -> None:
    assert lab.say(lab.source, "ip -o route").startswith("10.0.0.0/8 dev eth0")
    assert not lab.ssh(lab.source, "curl -s -m 5 http://192.0.2.1/").ok
    assert lab.say(lab.source, "ls /sys/class/net").split() == ["eth0", "lo"]


def test_nothing_of_the_machine_but_its_system_is_seen_inside(lab: LabHosts) -> None:
    host = "10.99.0.8"
    lab.lab.start_target("lab-new", host, (), lab.public_key)
    empty = "/home /srv /opt /tmp /var/lib/mysql /etc/postgresql /etc/rc2.d /etc/ssl/private"
    assert lab.say(host, f"find {empty} -mindepth 1") == ""
    assert lab.say(host, "ls -A /root; stat -c %a /root") == ".ssh\n700"
    assert lab.say(host, "cut -d: -f2 /etc/shadow | sort -u") == "*"
    assert lab.say(host, "ls /etc/ssh/*_key") == "/etc/ssh/ssh_host_ed25519_key"
    assert lab.say(host, "awk -F: '$3 >= 1000 && $3 < 60000' /etc/passwd") == ""
    lab.lab.destroy(host)


def test_a_host_sees_its_own_programs_and_no_others(lab: LabHosts) -> None:
    commands = lab.say(lab.target, "ps -e -o comm=").split()
    assert len(commands) < 15
    assert commands.count("sshd") >= 1
    assert lab.say(lab.target, "readlink /proc/1/ns/pid") == lab.say(
        lab.target, "readlink /proc/self/ns/pid"
    )


def test_acls_xattrs_and_odd_names_are_kept_where_applications_keep_files(lab: LabHosts) -> None:
    script = """
    for folder in /srv /opt /var/lib; do
      f="$folder/lab-$(printf 'caf\\303\\251\\377\\n')"; : > "$f"
      setfacl -m u:mysql:rw "$f"; setfattr -n user.kind -v archive "$f"; ln "$f" "$f.2"
      getfacl -ncp "$f" | grep -c user:; getfattr --only-values -n user.kind "$f"; echo
      stat -c %h "$f"; rm "$f" "$f.2"
    done"""
    assert lab.say(lab.source, script).split() == ["2", "archive", "2"] * 3


@pytest.mark.slow
def test_databases_run_as_services_and_are_there_again_after_a_reboot(lab: LabHosts) -> None:
    host = "10.99.0.9"
    lab.lab.start_target("lab-db", host, (), lab.public_key)
    lab.say(
        host,
        "pg_createcluster 15 main && service postgresql start && update-rc.d postgresql defaults"
        " && mariadb-install-db --user=mysql >/dev/null && service mariadb start"
        " && update-rc.d mariadb defaults",
    )
    lab.say(host, "cd /; su postgres -c 'createdb portal'; mariadb -e 'create database office'")
    lab.lab.stop(host)
    lab.lab.start(host)
    assert "portal" in lab.say(host, "cd /; su postgres -c 'psql -Atl'")
    assert "office" in lab.say(host, "mariadb -e 'show databases'")
    lab.lab.destroy(host)
    assert host not in lab.lab.reach()


def test_the_machine_reaches_a_port_of_a_host_at_its_loopback_address(lab: LabHosts) -> None:
    serve(lab, lab.source, 8080, "the source")
    assert fetched(f"http://{lab.reach(lab.source)[0]}:8080/") == "the source"


def test_users_are_led_to_one_side_and_then_to_the_other(lab: LabHosts) -> None:
    entry = lab.lab.entry("GD-LAB-001")
    serve(lab, lab.source, 80, "the source")
    serve(lab, lab.target, 80, "the target")
    assert fetched(entry) == "the source"
    lab.lab.switch_entry("GD-LAB-001", Side.TARGET)
    assert fetched(entry) == "the target"
    lab.lab.switch_entry("GD-LAB-001", Side.SOURCE)
    assert fetched(entry) == "the source"


class TestLabTraffic(TrafficContract):
    """The lab's traffic keeps what every traffic promises."""

    @pytest.fixture
    def traffic(self, lab: LabHosts) -> LabTraffic:
        lab.lab.up([], {self.application: ("lab-web", 80)})
        lab.lab.switch_entry(self.application, Side.SOURCE)
        return LabTraffic(lab.lab.home)

"""Which machine a row is about: by the surest key they share, and never against a surer one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcloud.rules import names
from govcloud.rules.identity import Servers, own_address, pairs_of, server_name, sound

UUID_A = "4213aaaa-0000-1111-2222-333344445555"
UUID_B = "4213bbbb-0000-1111-2222-333344445555"


def known(**servers: dict[str, str]) -> Servers:
    made = Servers()
    for name, keys in servers.items():
        made.learn(name, {"name": name, **keys})
    return made


def yes(_name: str, _by: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("there", "row", "key"),
    [
        ({"vm_uuid": UUID_A}, {"vm_uuid": UUID_A.upper()}, "vm_uuid"),
        ({"vm_uuid": UUID_A}, {"smbios_uuid": UUID_A.replace("-", "")}, "smbios_uuid"),
        ({"moref": "vm-1", "vcenter": "v"}, {"moref": "vm-1", "vcenter": "V"}, "moref"),
        ({"serial": "CZ1234"}, {"serial": "cz1234"}, "serial"),
        ({"fqdn": "a.gd"}, {"fqdn": "A.gd."}, "fqdn"),
        ({"address": "59.192.0.1"}, {"address": "59.192.0.1, 10.0.0.1"}, "address"),
        ({"vm_name": "WEB_01"}, {"instance": "web_01"}, "instance"),
        ({}, {"vm_name": "WEB"}, "name"),
    ],
)
def test_a_declared_key_names_a_machine(
    there: dict[str, str], row: dict[str, str], key: str
) -> None:
    assert known(web=there).find(list(pairs_of(row)), yes) == ("web", key)


@pytest.mark.parametrize(
    ("there", "row"),
    [
        ({"vm_uuid": UUID_A, "vm_name": "web"}, {"vm_uuid": UUID_B, "vm_name": "web"}),
        ({"vm_uuid": UUID_A, "smbios_uuid": UUID_A}, {"vm_uuid": UUID_B, "smbios_uuid": UUID_A}),
        ({"moref": "vm-1", "vcenter": "v"}, {"moref": "vm-1", "vcenter": "w"}),
        ({"moref": "vm-1"}, {"moref": "vm-1"}),
        ({"serial": "AAAA1", "fqdn": "a.gd"}, {"serial": "BBBB1", "fqdn": "a.gd"}),
        ({"fqdn": "localhost.localdomain"}, {"fqdn": "localhost.localdomain"}),
        ({"serial": "To be filled by O.E.M."}, {"serial": "To be filled by O.E.M."}),
        ({"smbios_uuid": "0" * 32}, {"smbios_uuid": "0" * 32}),
        ({"address": "127.0.0.1"}, {"address": "127.0.0.1"}),
    ],
)
def test_a_surer_key_tells_machines_apart_and_makers_placeholders_name_none(
    there: dict[str, str], row: dict[str, str]
) -> None:
    assert known(other=there).find(list(pairs_of(row)), yes) == ("", "")


def test_a_machine_that_moved_to_another_vcenter_is_still_itself() -> None:
    there = known(web={"vm_uuid": UUID_A, "moref": "vm-1", "vcenter": "v"})
    row = {"vm_uuid": UUID_A, "moref": "vm-9", "vcenter": "w"}
    assert there.find(list(pairs_of(row)), yes)[0] == "web"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("59.192.0.1", "59.192.0.1"),
        ("fe80::1, 10.0.0.2/24", "10.0.0.2"),
        ("169.254.1.1;10.0.0.3", "10.0.0.3"),
        ("0.0.0.0", ""),
        ("127.0.0.1", ""),
        ("待定", ""),
        ("10.0.0.300", ""),
    ],
)
def test_an_address_is_the_first_that_can_be_a_machines_own(told: str, wanted: str) -> None:
    assert own_address(told) == wanted


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ({"vm_name": "WEB_01"}, "web-01"),
        ({"fqdn": "web-01.gd.internal"}, "web-01"),
        ({"vm_name": "web-01.gd.internal"}, "web-01"),
        ({"address": "59.192.0.1"}, "h-59-192-0-1"),
        ({"vm_name": "就业系统"}, "server"),
        ({"external_id": "D-1", "fqdn": "localhost"}, "d-1"),
        ({}, "server"),
    ],
)
def test_a_name_is_made_of_what_a_machine_is_called(keys: dict[str, str], wanted: str) -> None:
    assert server_name(keys, set()) == wanted


@given(st.text(max_size=90), st.integers(0, 3))
def test_a_name_is_always_well_formed_and_free(told: str, others: int) -> None:
    taken: set[str] = set()
    for _ in range(others + 1):
        name = server_name({"vm_name": told}, taken)
        assert names.SERVER.fullmatch(name)
        assert name not in taken
        taken.add(name)


@given(st.sampled_from(["vm_uuid", "serial", "fqdn", "address"]), st.text(max_size=60))
def test_a_sound_key_stays_as_it_is(key: str, told: str) -> None:
    once = sound(key, told)
    assert sound(key, once) == once

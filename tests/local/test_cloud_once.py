"""What is worked out once is what moto works out each time."""

from __future__ import annotations

from moto import backends
from moto.core import responses
from moto.core.errors import ErrorLookupFactory
from moto.core.utils import get_service_model
from moto.ec2.models import ec2_backends
from moto.kms.responses import KmsResponse

from govcloud.local import cloud_once
from govcloud.local.cloud_mends import mend

ACCOUNT, REGION = "123456789012", "cn-north-1"


def test_every_service_is_known_and_nothing_else() -> None:
    mend()
    assert set(backends.list_of_moto_modules()) == set(cloud_once._LIST_MODULES())
    assert "ec2" in backends.list_of_moto_modules()
    assert "moto_nonsense" not in backends.list_of_moto_modules()


def test_the_calls_of_a_service_are_all_there() -> None:
    mend()
    names = responses.method_names_from_class(KmsResponse)  # type: ignore[attr-defined] # not its own
    assert names == cloud_once._METHOD_NAMES(KmsResponse)


def test_an_error_is_found_by_its_code() -> None:
    mend()
    model = get_service_model("kms")
    found = ErrorLookupFactory().for_service(model).from_code("NotFoundException")
    assert found is not None
    assert found.name == "NotFoundException"


def test_a_resource_has_its_own_tags_as_moto_finds_them() -> None:
    mend()
    backend = ec2_backends[ACCOUNT][REGION]
    first, second = (backend.create_vpc(f"10.{n}.0.0/16") for n in (1, 2))
    backend.create_tags([first.id], {"Name": "first", "a": "1"})
    backend.create_tags([second.id], {"Name": "second"})
    for vpc in (first, second):
        assert vpc.get_tags() == backend.describe_tags(filters={"resource-id": [vpc.id]})
    assert [tag["value"] for tag in second.get_tags()] == ["second"]

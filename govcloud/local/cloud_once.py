"""What moto works out anew for each request, though it never changes, is worked out once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from moto import backends
from moto.core import responses, utils
from moto.core.errors import ErrorLookupFactory
from moto.ec2.models.core import TaggedEC2Resource
from moto.ec2.utils import EC2_PREFIX_TO_RESOURCE, get_prefix

_LIST_MODULES = backends.list_of_moto_modules
_METHOD_NAMES = utils.method_names_from_class
_ERRORS_OF = ErrorLookupFactory.for_service
_errors: dict[str, Any] = {}


@functools.cache
def _modules() -> frozenset[str]:
    """The services that there are; moto looks at each folder of its own, twice for each request."""
    return frozenset(_LIST_MODULES())


@functools.cache
def _method_names(kind: type) -> list[str]:
    """The calls that a service answers; moto inspects the class."""
    return list(_METHOD_NAMES(kind))


def _errors_of(factory: Any, service_model: Any) -> Any:
    """A service's errors by their codes; moto keeps them in a factory that it makes anew for each."""
    service = str(service_model.metadata.get("serviceId"))
    if service not in _errors:
        _errors[service] = _ERRORS_OF(factory, service_model)
    return _errors[service]


def _tags(resource: Any) -> list[dict[str, str]]:
    """A resource's own tags, looked up; moto matches patterns on all tags of the region for each resource."""
    if not resource.id:
        return []
    kind = EC2_PREFIX_TO_RESOURCE.get(get_prefix(resource.id), "")
    held = resource.ec2_backend.tags.get(resource.id) or {}
    same = {"resource_id": resource.id, "resource_type": kind}
    return [{**same, "key": key, "value": value} for key, value in held.items()]


ONCE: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (backends, "list_of_moto_modules", _modules),
    (responses, "method_names_from_class", _method_names),
    (ErrorLookupFactory, "for_service", _errors_of),
    (TaggedEC2Resource, "get_tags", _tags),
)
"""Whose, what, and by what it is replaced."""

"""Where moto falls short of what the cloud does and our stacks rely on, it is mended here, before it serves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import flask
from moto.core.responses import ActionResult
from moto.ec2.exceptions import FlowLogAlreadyExists
from moto.ec2.models.flow_logs import FlowLogsBackend
from moto.ec2.models.nat_gateways import NatGatewayBackend
from moto.ec2.models.network_acls import NetworkAcl
from moto.ec2.responses.transit_gateway_attachments import TransitGatewayAttachment
from moto.iam.access_control import PermissionResult
from moto.kms import models as kms
from moto.kms.exceptions import InvalidKeyUsageException
from moto.kms.utils import AbstractPrivateKey, generate_private_key
from moto.logs.metric_filters import MetricFilters
from moto.rds.models import RDSBackend
from moto.s3.models import FakeBucket

from govcloud.local import cloud_policies
from govcloud.local.cloud_once import ONCE

_CREATE_FLOW_LOGS = FlowLogsBackend.create_flow_logs
_CREATE_NAT_GATEWAY = NatGatewayBackend.create_nat_gateway
_DELETE_NAT_GATEWAY = NatGatewayBackend.delete_nat_gateway
_ACL_FILTER = NetworkAcl.get_filter_value
_MODIFY_SUBNET_GROUP = RDSBackend.modify_db_subnet_group
_VERDICTS = {
    cloud_policies.DENIED: PermissionResult.DENIED,
    cloud_policies.PERMITTED: PermissionResult.PERMITTED,
    cloud_policies.NEUTRAL: PermissionResult.NEUTRAL,
}
_ATTACHMENT = "transit-gateway-attachment"


def mended() -> tuple[str, ...]:
    """What the embedded cloud does that moto does not, a sentence each."""
    sentences = (mended.__doc__ or "" for _, _, mended in _MENDS)
    return tuple(sorted({sentence.splitlines()[0].rstrip(".") for sentence in sentences}))


def mend() -> None:
    """Put the mends in place; twice is once."""
    for owner, name, mended in (*_MENDS, *ONCE):
        setattr(owner, name, mended)


def _attach(response: Any) -> ActionResult:
    """EC2 CreateTransitGatewayVpcAttachment: tags stand under the attachment's own resource type."""
    made = response.ec2_backend.create_transit_gateway_vpc_attachment(
        transit_gateway_id=response._get_param("TransitGatewayId"),
        tags=response._parse_tag_specification().get(_ATTACHMENT, {}),
        vpc_id=response._get_param("VpcId"),
        subnet_ids=response._get_param("SubnetIds", []),
        options=response._get_param("Options", {}),
    )
    return ActionResult({"TransitGatewayVpcAttachment": made})


def _flow_logs(backend: Any, **asked: Any) -> tuple[list[Any], list[Any]]:
    """EC2 CreateFlowLogs: behind the bucket's ARN may stand a folder."""
    whole = asked["log_destination"] or ""
    head, _, folder = whole.partition("/")
    if asked["log_destination_type"] != "s3" or not folder:
        found: tuple[list[Any], list[Any]] = _CREATE_FLOW_LOGS(backend, **asked)
        return found
    told = {(log.resource_id, log.log_destination) for log in backend.describe_flow_logs()}
    if told & {(resource, whole) for resource in asked["resource_ids"]}:
        raise FlowLogAlreadyExists
    made, refused = _CREATE_FLOW_LOGS(backend, **{**asked, "log_destination": head})
    for log in made:
        log.log_destination = whole
    return made, refused


def _put_filter(filters: Any, name: str, pattern: str, group: str, figures: Any) -> None:
    """Logs PutMetricFilter: a filter of the same name in the same group is replaced."""
    kept = [
        known
        for known in filters.metric_filters
        if (known["filterName"], known["logGroupName"]) != (name, group)
    ]
    new = {
        "filterName": name,
        "filterPattern": pattern,
        "logGroupName": group,
        "metricTransformations": figures,
    }
    filters.metric_filters[:] = [*kept, new]


def _acl_filter(acl: Any, filter_name: str, method_name: str | None = None) -> Any:
    """EC2 DescribeNetworkAcls: an ACL can be asked for by its id, whether or not a subnet obeys it."""
    return acl.id if filter_name == "network-acl-id" else _ACL_FILTER(acl, filter_name, method_name)


def _nat_gateway(backend: Any, *asked: Any, **named: Any) -> Any:
    """EC2 CreateNatGateway: its network interface is the cloud's, and says what it belongs to."""
    made = _CREATE_NAT_GATEWAY(backend, *asked, **named)
    interface = backend.enis[made.nat_gateway_addresses[0]["networkInterfaceId"]]
    interface.interface_type, interface.requester_managed = "nat_gateway", True
    return made


def _no_nat_gateway(backend: Any, nat_gateway_id: str) -> Any:
    """EC2 DeleteNatGateway: its network interface goes with it."""
    gone = _DELETE_NAT_GATEWAY(backend, nat_gateway_id)
    backend.enis.pop(gone.nat_gateway_addresses[0]["networkInterfaceId"], None)
    return gone


def _subnet_group(backend: Any, *asked: Any) -> Any:
    """RDS ModifyDBSubnetGroup: the group is there afterwards."""
    made = _MODIFY_SUBNET_GROUP(backend, *asked)
    backend.subnet_groups[made.name] = made
    return made


def _permission(bucket: Any, action: str, resource: str) -> PermissionResult:
    """S3 calls on objects: a bucket's policy is judged with its conditions, TLS (aws:SecureTransport) among them."""
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    _, _, of_service = resource.partition(":s3:")
    whole = (
        f"arn:{bucket.partition}:s3:{of_service}"  # moto asks for objects of `aws` in some calls
    )
    asked = cloud_policies.Asked(action, whole, _context())
    return _VERDICTS[cloud_policies.judged(json.loads(bucket.policy), asked)]


def _context() -> dict[str, str]:
    """What conditions may ask of the request at hand."""
    if not flask.has_request_context():
        return {}
    request = flask.request
    told = {f"s3:{name.lower()}": value for name, value in request.headers.items()}
    told |= {
        "aws:securetransport": str(request.is_secure).lower(),
        "aws:sourceip": request.remote_addr or "",
        "aws:useragent": request.headers.get("User-Agent", ""),
    }
    return {name: value for name, value in told.items() if value}


class _NoPrivateKey:
    """What a symmetric key has in place of one; it is asked for nothing but the public half."""

    def public_key(self) -> bytes:
        """The cloud's refusal."""
        raise InvalidKeyUsageException


def _private_key(key_spec: str) -> AbstractPrivateKey | _NoPrivateKey:
    """KMS CreateKey: a symmetric key has no private key, which would take longer than all else."""
    return _NoPrivateKey() if key_spec == "SYMMETRIC_DEFAULT" else generate_private_key(key_spec)


_MENDS: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
    (TransitGatewayAttachment, "create_transit_gateway_vpc_attachment", _attach),
    (FlowLogsBackend, "create_flow_logs", _flow_logs),
    (MetricFilters, "add_filter", _put_filter),
    (NetworkAcl, "get_filter_value", _acl_filter),
    (NatGatewayBackend, "create_nat_gateway", _nat_gateway),
    (NatGatewayBackend, "delete_nat_gateway", _no_nat_gateway),
    (RDSBackend, "modify_db_subnet_group", _subnet_group),
    (FakeBucket, "get_permission", _permission),
    (kms, "generate_private_key", _private_key),
)

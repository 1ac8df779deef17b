"""Terraform as a peer, where it and its aws provider are on the machine: the same resources, in its own words."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.bare_boto3 import renamed
from tests.bench.estates import run
from tests.bench.recorded_calls import Made

_PROVIDER = "registry.terraform.io/hashicorp/aws"
_PLACES = (
    "~/.terraform.d/plugins",
    "~/.terraform.d/plugin-cache",
    "/usr/local/share/terraform/plugins",
    "/usr/share/terraform/plugins",
)
_SERVICES = ("cloudtrail", "ec2", "iam", "kms", "logs", "s3", "sts")
_TYPES: dict[str, tuple[str, dict[str, str]]] = {
    "cloudtrail:Trail": ("cloudtrail", {
        "enableLogFileValidation": "enable_log_file_validation", "logging": "enable_logging",
        "cloudWatchLogsLogGroupArn": "cloud_watch_logs_group_arn"}),
    "ec2:ElasticIp": ("eip", {}),
    "ec2:Instance": ("instance", {
        "imageId": "ami", "securityGroupIds": "vpc_security_group_ids", "httpTokens": ""}),
    "ec2:InternetGateway": ("internet_gateway", {}),
    "ec2:InternetGatewayAttachment": ("internet_gateway_attachment", {}),
    "ec2:KeyPair": ("key_pair", {}),
    "ec2:NatGateway": ("nat_gateway", {}),
    "ec2:NetworkAcl": ("network_acl", {}),
    "ec2:NetworkAclAssociation": ("network_acl_association", {}),
    "ec2:NetworkAclRule": ("network_acl_rule", {}),
    "ec2:Route": ("route", {}),
    "ec2:RouteTable": ("route_table", {}),
    "ec2:RouteTableAssociation": ("route_table_association", {}),
    "ec2:SecurityGroup": ("security_group", {"groupName": "name", "allowAllEgress": ""}),
    "ec2:SecurityGroupIngress": ("vpc_security_group_ingress_rule", {
        "cidrBlock": "cidr_ipv4", "peerSecurityGroupId": "referenced_security_group_id",
        "protocol": "ip_protocol"}),
    "ec2:SecurityGroupEgress": ("vpc_security_group_egress_rule", {
        "cidrBlock": "cidr_ipv4", "peerSecurityGroupId": "referenced_security_group_id",
        "protocol": "ip_protocol"}),
    "ec2:Subnet": ("subnet", {}),
    "ec2:Vpc": ("vpc", {}),
    "ec2:VpcPeering": ("vpc_peering_connection", {}),
    "iam:InstanceProfile": ("iam_instance_profile", {}),
    "iam:Policy": ("iam_policy", {"policyName": "name"}),
    "iam:Role": ("iam_role", {"roleName": "name"}),
    "iam:RolePolicy": ("iam_role_policy", {}),
    "iam:RolePolicyAttachment": ("iam_role_policy_attachment", {}),
    "kms:Alias": ("kms_alias", {"targetKeyId": "target_key_id"}),
    "kms:Key": ("kms_key", {"keySpec": "customer_master_key_spec"}),
    "logs:LogGroup": ("cloudwatch_log_group", {}),
    "s3:Bucket": ("s3_bucket", {
        "blockPublicAccess": "", "kmsKeyId": "", "versioning": ""}),
    "s3:BucketPolicy": ("s3_bucket_policy", {}),
}  # fmt: skip
_EGRESS = {
    "from_port": 0, "to_port": 0, "protocol": "-1", "cidr_blocks": ["0.0.0.0/0"], "self": False,
    "description": "", "ipv6_cidr_blocks": [], "prefix_list_ids": [], "security_groups": [],
}  # fmt: skip


def provider_mirror() -> Path | None:
    """A filesystem mirror that holds the aws provider; None if it or terraform is not on this machine."""
    named = [os.environ[n] for n in ("TF_PLUGIN_CACHE_DIR",) if n in os.environ]
    for place in (*map(Path, (*named, *_PLACES)), *Path("/opt").glob("*")):
        folder = place.expanduser()
        if shutil.which("terraform") and list(folder.glob(f"{_PROVIDER}/*/*/terraform-provider-*")):
            return folder
    return None


@dataclass(frozen=True)
class Terraform:
    """One configuration in a folder of its own, against one endpoint."""

    folder: Path
    mirror: Path
    endpoint: str

    def lay_out(self, every: list[Made], region: str) -> None:
        """Write the configuration and initialise it: that is not part of what is timed."""
        self.folder.mkdir()
        made = {"terraform": self._needs(), "provider": {"aws": self._provider(region)}}
        text = json.dumps({**made, "resource": configuration(every)}, indent=1)
        (self.folder / "main.tf.json").write_text(text, "utf-8")
        rules = f'provider_installation {{\n filesystem_mirror {{ path = "{self.mirror}" }}\n}}\n'
        (self.folder / "terraform.rc").write_text(rules, "utf-8")
        self._run("init", "-input=false", "-no-color")

    def apply(self) -> None:
        """Make everything, 16 at a time as our engine does."""
        self._run("apply", "-auto-approve", "-input=false", "-no-color", "-parallelism=16")

    def _run(self, *words: str) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_"))}
        explicit = {
            "TF_CLI_CONFIG_FILE": str(self.folder / "terraform.rc"),
            "CHECKPOINT_DISABLE": "1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        run(["terraform", *words], self.folder, kept | explicit)

    def _needs(self) -> dict[str, Any]:
        version = next(iter(sorted((self.mirror / _PROVIDER).iterdir()))).name
        return {"required_providers": {"aws": {"source": "hashicorp/aws", "version": version}}}

    def _provider(self, region: str) -> dict[str, Any]:
        skipped = ("credentials_validation", "metadata_api_check", "region_validation")
        return {
            "region": region, "access_key": "bench", "secret_key": "bench", "max_retries": 2,
            "s3_use_path_style": True, "endpoints": dict.fromkeys(_SERVICES, self.endpoint),
            **{f"skip_{name}": True for name in skipped},
        }  # fmt: skip


def configuration(every: list[Made]) -> dict[str, dict[str, Any]]:
    """The resources by Terraform's types, ids replaced by references."""
    names: dict[str, str] = {}
    found: dict[str, dict[str, Any]] = {}
    labels: dict[str, str] = {}
    for number, one in enumerate(every):
        kind, words = _TYPES[one.type.removeprefix("govcloud:")]
        label, type_ = f"r{number}", f"aws_{kind}"
        labels[one.urn] = f"{type_}.{label}"
        wanted = {
            _word(key, words): _referring(value, key, names) for key, value in one.inputs.items()
        }
        body = {key: value for key, value in wanted.items() if key}
        body["depends_on"] = sorted({labels[urn] for urn in one.needs if urn in labels})
        found.setdefault(type_, {})[label] = body
        _adorn(one, label, body, found, names)
        for key in ("arn", "id"):
            name = one.outputs.get(key)
            if (
                isinstance(name, str)
                and len(name) > 11
                and "|" not in name
                and kind != "cloudtrail"
            ):
                names[name] = f"${{{type_}.{label}.{key}}}"
    return found


def _adorn(
    one: Made,
    label: str,
    body: dict[str, Any],
    found: dict[str, dict[str, Any]],
    names: dict[str, str],
) -> None:
    """What Terraform says in blocks, or in resources of their own."""
    if one.type.endswith("SecurityGroup") and one.inputs.get("allowAllEgress"):
        body["egress"] = [_EGRESS]
    if one.type.endswith("ec2:Instance"):
        body["metadata_options"] = {"http_tokens": one.inputs["httpTokens"]}
    if one.type.endswith("s3:Bucket"):
        bucket = f"${{aws_s3_bucket.{label}.id}}"
        key = renamed(one.inputs["kmsKeyId"], names)
        rule = {"sse_algorithm": "aws:kms", "kms_master_key_id": key}
        shut = (
            "block_public_acls",
            "block_public_policy",
            "ignore_public_acls",
            "restrict_public_buckets",
        )
        parts: dict[str, dict[str, Any]] = {
            "versioning": {"versioning_configuration": {"status": one.inputs["versioning"]}},
            "server_side_encryption_configuration": {
                "rule": {"apply_server_side_encryption_by_default": rule}
            },
            "public_access_block": dict.fromkeys(shut, True),
        }
        for kind, said in parts.items():
            found.setdefault(f"aws_s3_bucket_{kind}", {})[label] = {"bucket": bucket, **said}


def _word(key: str, words: dict[str, str]) -> str:
    return words.get(key, re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", key).lower())


def _referring(value: Any, key: str, names: dict[str, str]) -> Any:
    return value if key in {"tags", "name"} else renamed(value, names)

"""The databases that the cloud runs: in the data tier, encrypted with the tenant's key, for its applications alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from department_stack.network import Tenant
from department_stack.spec import Database, Spec
from department_stack.storage import Storage
from govcloud.resources import ec2, rds

_KEEPER = "keeper"
"""The first user. None is called as every attacker would try first; its password is the cloud's."""


@dataclass(frozen=True, slots=True)
class _Engine:
    """Where an engine listens, and what it calls the demand for TLS."""

    port: int
    tls: str


_ENGINES = {
    "postgres": _Engine(5432, "rds.force_ssl"),
    "mysql": _Engine(3306, "require_secure_transport"),
    "mariadb": _Engine(3306, "require_secure_transport"),
}


def databases(spec: Spec, tenant: Tenant, kept: Storage) -> dict[str, Any]:
    """Register them; gives what their applications need to know, by the databases' names."""
    place = rds.SubnetGroup(
        "databases",
        description=f"govcloud {spec.env}: data tier of {spec.department}",
        subnet_ids=[subnet.subnet_id for subnet in tenant.data],
        tags=spec.tags("databases", "DATA"),
    )
    families = sorted({(one.engine, one.version) for one in spec.databases})
    rules = {family: _rules(spec, *family) for family in families}
    return {
        one.name: _told(one, _database(spec, one, (tenant, kept, place), rules))
        for one in spec.databases
    }


def _rules(spec: Spec, engine: str, version: str) -> rds.ParameterGroup:
    """How all of the tenant's databases of one engine and version run."""
    name = f"{engine}{version}"
    return rds.ParameterGroup(
        f"rules-{name.replace('.', '-')}",
        family=name,
        tls_parameter=_ENGINES[engine].tls,
        require_tls=True,
        description=f"govcloud {spec.env}: {name} of {spec.department}",
        tags=spec.tags(name, "DATA"),
    )


def _database(
    spec: Spec,
    one: Database,
    made: tuple[Tenant, Storage, rds.SubnetGroup],
    rules: dict[tuple[str, str], rds.ParameterGroup],
) -> rds.Instance:
    tenant, kept, place = made
    return rds.Instance(
        one.name,
        engine=one.engine,
        engine_version=one.version,
        instance_class=one.size,
        allocated_storage=one.storage_gb,
        storage_encrypted=True,
        kms_key_id=kept.key.arn,
        multi_az=one.several_zones,
        db_subnet_group_name=place.name,
        vpc_security_group_ids=[_group(spec, tenant, one).group_id],
        parameter_group_name=rules[one.engine, one.version].name,
        master_username=_KEEPER,
        master_user_secret_kms_key_id=kept.key.arn,
        backup_retention_period=one.backup_days,
        deletion_protection=one.protected,
        publicly_accessible=False,
        tags=spec.database_tags(one),
    )


def _group(spec: Spec, tenant: Tenant, one: Database) -> ec2.SecurityGroup:
    """Its port for the tenant's applications, and nothing else."""
    tags, port = spec.database_tags(one), _ENGINES[one.engine].port
    group = ec2.SecurityGroup(
        one.name,
        vpc_id=tenant.vpc.vpc_id,
        description=f"{one.app}: database {one.name}",
        tags=tags,
    )
    ec2.SecurityGroupIngress(
        one.name,
        security_group_id=group.group_id,
        protocol="tcp",
        from_port=port,
        to_port=port,
        peer_security_group_id=tenant.exchange.group_id,
        tags=tags,
    )
    return group


def _told(one: Database, made: rds.Instance) -> dict[str, Any]:
    return {
        "app": one.app,
        "database": one.database,
        "engine": one.engine,
        "address": made.endpoint_address,
        "port": made.endpoint_port,
        "secret": made.master_user_secret_arn,
    }

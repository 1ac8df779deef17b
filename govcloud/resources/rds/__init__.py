"""RDS: the types that govcloud provisions."""

# Generated from govcloud/provider/table by `python -m govcloud.provider.generate`.
from govcloud.resources.rds.instance import Instance
from govcloud.resources.rds.parameter_group import ParameterGroup
from govcloud.resources.rds.subnet_group import SubnetGroup

__all__ = [
    "Instance",
    "ParameterGroup",
    "SubnetGroup",
]

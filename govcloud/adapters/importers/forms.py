"""The forms that departments fill in (DOMAIN §3.5), GSA's dictionary, and plain tables under our own field names."""

from __future__ import annotations

from collections.abc import Sequence

from govcloud.adapters.importers import cells, quantities
from govcloud.adapters.importers.formats import (
    APPLICATION,
    DEPENDENCY,
    SERVER,
    Col,
    Format,
    col,
    drop,
    measured,
)
from govcloud.adapters.importers.forms_applications import APPLICATION_COLUMNS, names_listed
from govcloud.adapters.importers.rvtools import RVTOOLS
from govcloud.adapters.importers.tools import ARCH, SERVICENOW, TOOLS
from govcloud.model.dictionary import Element
from govcloud.model.technical_terms import ServerKind, Topology
from govcloud.model.terms import DataClass, DependencyKind, Engine, Sharing

APPLICATIONS = Format(
    "form-applications",
    "应用系统清单",
    APPLICATION,
    (
        ("系统名称", "应用系统名称", "信息系统名称"),
        (
            *("主管部门", "所属单位", "建设单位", "业主单位", "等保级别", "等保等级", "系统编码"),
            *("安全保护等级", "信息系统安全等级", "承建单位", "开发单位", "上线时间", "网络区域"),
        ),
    ),
    APPLICATION_COLUMNS,
)
KIND = cells.term(ServerKind, 物理=ServerKind.PHYSICAL.value, 虚拟=ServerKind.VM.value)
SERVERS = Format(
    "form-servers",
    "资源清单",
    SERVER,
    (
        ("主机名", "主机名称", "服务器名称", "服务器名", "hostname", "IP地址", "IP"),
        ("IP地址", "IP", "CPU核数", "CPU", "内存", "操作系统"),
        ("CPU核数", "CPU", "内存", "操作系统", "机房", "用途", "所属系统", "虚拟化平台"),
    ),
    (
        col("key.instance", "主机名", "主机名称", "服务器名称", "服务器名", "hostname"),
        col("key.address", "IP地址", "IP", "内网IP", "主机IP"),
        col("field.kind", "类型", "主机类型", "服务器类型", read=KIND),
        col("field.arch", "CPU架构", "架构", read=ARCH),
        col("field.cpu_cores", "CPU核数", "CPU(核)", "CPU", "核数", "vCPU", read=quantities.whole),
        measured("field.mem_gb", "GB", "内存", "内存大小", "内存容量"),
        measured("total.size_gb", "GB", "磁盘", "硬盘", "存储", "磁盘容量", "硬盘容量", "存储容量"),
        measured("total.used_gb", "GB", "已用", "已用容量", "已用存储"),
        measured("disk系统盘.size_gb", "GB", "系统盘"),
        measured("disk数据盘.size_gb", "GB", "数据盘"),
        col("field.os", "操作系统", "OS", "OS及版本", "操作系统及版本"),
        col("field.os_version", "系统版本", "OS版本", "操作系统版本"),
        col("field.hypervisor", "虚拟化平台"),
        col("field.site", "机房", "部署机房", "所在机房", "机房/机柜"),
        col("field.rack", "机柜"),
        col("field.util.cpu_avg", "平均CPU%", "平均CPU", "CPU平均使用率", read=quantities.share),
        col("field.util.cpu_p95", "峰值CPU%", "峰值CPU", "CPU峰值使用率", read=quantities.share),
        col("field.util.mem_avg", "平均内存%", "平均内存", "内存平均使用率", read=quantities.share),
        col("field.util.disk_used", "磁盘使用%", "磁盘使用率", read=quantities.share),
        col("field.bought_year", "购置年份", read=cells.year),
        col("field.warranty_end", "维保到期", "维保到期时间", read=cells.day),
        col("link.application", "所属系统", "所属应用系统", "应用系统", "系统名称"),
        col("link.department", "所属单位", "主管部门"),
        drop("序号", "中间件", "数据库", "其他标识", "其他属性"),
    ),
)
DATASTORES = Format(
    "form-datastores",
    "数据库",
    "datastore",
    (
        ("实例", "实例名", "数据库名", "数据库名称"),
        ("类型", "数据库类型"),
        ("主机", "所在主机", "服务器"),
    ),
    (
        col("link.application", "所属系统", "所属应用系统"),
        col("link.name", "实例", "实例名", "数据库名", "数据库名称"),
        col("field.engine", "类型", "数据库类型", read=cells.term(Engine)),
        col("field.version", "版本", "数据库版本"),
        col("key.instance", "主机", "所在主机", "服务器"),
        col("key.address", "IP地址", "IP"),
        measured("field.size_gb", "GB", "大小", "数据量", "容量"),
        measured("field.growth_gb_month", "GB", "月增量"),
        col("field.charset", "字符集"),
        col("field.topology", "架构", read=cells.term(Topology)),
        col("field.features", "特性", read=cells.listed),
        col("field.backup", "备份方式"),
        drop("序号"),
    ),
)
INTERFACES = Format(
    "form-interfaces",
    "接口清单",
    DEPENDENCY,
    (("源系统",), ("目标系统",)),
    (
        col("link.from", "源系统"),
        col("link.to", "目标系统"),
        col("field.kind", "接口方式", read=cells.term(DependencyKind, 共享交换="API", 接口="API")),
        col("field.protocol", "协议"),
        col("field.port", "端口", "协议端口", read=cells.port),
        col("field.via_exchange", "是否经共享交换平台", read=cells.flag),
        col("field.frequency", "频度"),
        col("field.data_items", "数据项"),
        col("field.sharing", "共享属性", read=cells.term(Sharing)),
        col("field.data_class", "数据级别", read=cells.term(DataClass)),
        col("field.hard", "关键性", "是否强依赖", "关键", read=cells.hard),
        col("field.bridge", "迁移处理方式"),
        drop("序号", "目标部门", "部门", "方向"),
    ),
)
PLAIN_APPLICATIONS = Format(
    "govcloud",
    "a table of applications under our own field names",
    APPLICATION,
    (("id", "name_zh"), ("name_zh", "name_en"), ("department", "mlps_level", "strategy")),
    (
        col("key.id", "id"),
        col("key.name_zh", "name_zh"),
        col("link.department", "department"),
        col("link.builder", "builder", read=names_listed),
        col("link.operator", "operator", read=names_listed),
        *(
            Col((one.to.removeprefix("field."),), one.to, one.read, one.unit)
            for one in APPLICATION_COLUMNS
            if one.to.startswith("field.")
        ),
    ),
)
PLAIN_SERVERS = Format(
    "govcloud",
    "a table of servers under our own field names",
    SERVER,
    (("name",), ("address",)),
    (
        col("key.instance", "name"),
        col("key.address", "address"),
        col("field.kind", "kind", read=KIND),
        col("field.arch", "arch", read=ARCH),
        col("field.cpu_cores", "cpu_cores", read=quantities.whole),
        measured("field.mem_gb", "GB", "mem_gb"),
        measured("total.size_gb", "GB", "disk_gb"),
        measured("total.used_gb", "GB", "used_gb"),
        *(col(f"field.{n}", n) for n in ("os", "os_version", "hypervisor", "site", "rack")),
        col("field.bought_year", "bought_year", read=cells.year),
        col("field.warranty_end", "warranty_end", read=cells.day),
        col("link.application", "application"),
    ),
)
FORMATS: tuple[Format, ...] = (
    *RVTOOLS,
    *TOOLS,
    APPLICATIONS,
    SERVERS,
    DATASTORES,
    INTERFACES,
    SERVICENOW,
    PLAIN_APPLICATIONS,
    PLAIN_SERVERS,
)
"""All forms; of those whose headings are there, the one that knows most of a table's headings is taken."""


def gsa(elements: Sequence[Element]) -> Format:
    """The GSA's data dictionary, by the elements' names or ids; `elements` is data and may be empty."""
    reads = {one.to: one for one in APPLICATION_COLUMNS}
    columns = []
    for one in elements:
        like = reads.get(f"field.{one.field}")
        to = {"id": "key.id", "name_zh": "key.name_zh", "department": "link.department"}.get(
            one.field, f"field.{one.field}"
        )
        if one.field:
            columns.append(
                col(to, one.name, one.id1, one.id2, read=like.read if like else cells.text)
            )
    named = tuple(n for c in columns if c.to in {"key.id", "key.name_zh"} for n in c.names)
    return Format("gsa", "GSA application rationalization", APPLICATION, (named,), tuple(columns))

"""The closed lists of the technical side: servers, databases, components, and an application's life."""

from __future__ import annotations

from govcloud.model.terms import Term


class ServerKind(Term):
    """What a server is made of."""

    PHYSICAL = "PHYSICAL", "物理机"
    VM = "VM", "虚拟机"
    APPLIANCE = "APPLIANCE", "一体机"
    CONTAINER_NODE = "CONTAINER_NODE", "容器节点"


class Arch(Term):
    """A processor's instruction set."""

    X86_64 = "x86_64", "x86"
    AARCH64 = "aarch64", "ARM"
    LOONGARCH64 = "loongarch64", "龙芯"
    SW_64 = "sw_64", "申威"
    PPC64 = "ppc64", "POWER"


class Topology(Term):
    """How a database is spread over servers."""

    SINGLE = "SINGLE", "单机"
    PRIMARY_STANDBY = "PRIMARY_STANDBY", "主备"
    CLUSTER = "CLUSTER", "集群"
    RAC = "RAC", "RAC"


class Tier(Term):
    """The part a component plays."""

    WEB = "WEB", "Web"
    APP = "APP", "应用"
    DB = "DB", "数据库"
    CACHE = "CACHE", "缓存"
    MQ = "MQ", "消息队列"
    FILE = "FILE", "文件"
    SEARCH = "SEARCH", "检索"
    BATCH = "BATCH", "批处理"
    GATEWAY = "GATEWAY", "网关"


class Origin(Term):
    """Where a component's technology comes from."""

    DOMESTIC = "DOMESTIC", "国产"
    OPEN_SOURCE = "OPEN_SOURCE", "开源"
    FOREIGN = "FOREIGN", "国外"


class Lifecycle(Term):
    """The stage of 系统上云 that an application has reached (DOMAIN §3.2), and the side states."""

    REGISTERED = "registered", "已登记"
    SURVEYED = "surveyed", "已摸底"
    TAKEN_OVER = "taken_over", "已接管"
    ASSESSED = "assessed", "已评估"
    PLANNED = "planned", "已排期"
    APPROVED = "approved", "已批准"
    PROVISIONED = "provisioned", "资源已开通"
    REPLICATING = "replicating", "数据同步中"
    TESTED = "tested", "测试通过"
    READY_FOR_CUTOVER = "ready_for_cutover", "待割接"
    CUTTING_OVER = "cutting_over", "割接中"
    TRIAL_RUN = "trial_run", "试运行"
    ACCEPTED = "accepted", "已验收"
    DECOMMISSIONED = "decommissioned", "旧资源已下线"
    ON_HOLD = "on_hold", "暂缓"
    BLOCKED = "blocked", "受阻"
    ROLLED_BACK = "rolled_back", "已回退"
    EXEMPTED = "exempted", "豁免上云"
    RETIRED = "retired", "关停"
    CONSOLIDATED = "consolidated", "归并"

    @property
    def served_from_cloud(self) -> bool:
        """Whether users are served from the cloud at this stage."""
        return self in {Lifecycle.TRIAL_RUN, Lifecycle.ACCEPTED, Lifecycle.DECOMMISSIONED}

    @property
    def ended_elsewhere(self) -> bool:
        """Whether it is not cut over at all: exempted, switched off, or merged into another."""
        return self in {Lifecycle.EXEMPTED, Lifecycle.RETIRED, Lifecycle.CONSOLIDATED}


class Weekday(Term):
    """A day of the week."""

    MON = "MON", "周一"
    TUE = "TUE", "周二"
    WED = "WED", "周三"
    THU = "THU", "周四"
    FRI = "FRI", "周五"
    SAT = "SAT", "周六"
    SUN = "SUN", "周日"

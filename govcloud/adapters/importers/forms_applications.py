"""The columns of 应用系统清单: what departments are asked about each application (DOMAIN §3.5, §6)."""

from __future__ import annotations

from govcloud.adapters.importers import cells, quantities
from govcloud.adapters.importers.formats import Col, col, drop, measured
from govcloud.adapters.importers.tables import Raw
from govcloud.adapters.importers.tools import STRATEGY
from govcloud.model.technical_terms import Lifecycle
from govcloud.model.terms import (
    AppType,
    Audience,
    Criticality,
    CryptoAssessment,
    DataClass,
    Funding,
    MlpsConclusion,
    ScopeOfUse,
    Zone,
)


def names_listed(raw: Raw) -> list[str]:
    """Several organisations in one cell."""
    return cells.listed(raw)


_ZONE = cells.term(
    Zone,
    互联网=Zone.INTERNET.value,
    政务外网=Zone.EXTRANET_PUBLIC.value,
    政务内网=Zone.INTRANET_CLASSIFIED.value,
    涉密=Zone.INTRANET_CLASSIFIED.value,
    公共区=Zone.EXTRANET_PUBLIC.value,
    专网区=Zone.EXTRANET_DEDICATED.value,
    核心区=Zone.DATA.value,
)
_WHO = (
    col("key.id", "系统编码", "系统编号", "app_id", "应用编码"),
    col("key.name_zh", "系统名称", "应用系统名称", "信息系统名称"),
    col("field.name_en", "英文名称", "系统英文名称"),
    col("field.short_zh", "系统简称", "简称"),
    col("link.department", "主管部门", "所属单位", "建设单位", "业主单位", "使用单位"),
    col("field.division", "使用处室"),
    col("field.function", "系统功能", "主要功能", "功能描述", "系统功能描述", "功能"),
    col("field.type", "系统类型", "类型", read=cells.term(AppType)),
    col("field.audience", "服务对象", read=cells.terms(Audience)),
    col("field.scope_of_use", "使用范围", read=cells.term(ScopeOfUse)),
    col("field.frequency_of_use", "使用频度", "使用频率"),
    col("field.criticality", "重要程度", read=cells.term(Criticality)),
    col("field.users_registered", "注册用户数", "用户数", "使用人数", read=quantities.whole),
    col("field.users_daily", "日活跃用户", "日活", read=quantities.whole),
    col("field.visits_daily", "日均访问量", read=quantities.whole),
    col("field.peak_concurrency", "峰值并发", "并发数", read=quantities.whole),
    col("field.live_since", "上线时间", "投入使用时间", "建成时间", read=cells.day),
)
_MONEY = (
    col("field.approved_by", "审批部门"),
    col("field.approved_on", "审批时间", read=cells.day),
    col("field.approval_doc_no", "立项批复文号", "批复文号"),
    col("field.funding", "经费来源", read=cells.term(Funding)),
    measured("field.capex_wan", "万元", "建设投资", "建设资金", "投资金额"),
    measured("field.opex_wan_year", "万元", "年运维费", "年运维费用", "运维费用"),
    col("link.builder", "承建单位", "开发单位", "承建厂商", "开发商", read=names_listed),
    col("link.operator", "运维单位", "运维厂商", read=names_listed),
    col("link.contract_end", "合同到期", read=cells.day),
    col("field.owner_business", "业务负责人", "业务负责人/电话"),
    col("field.owner_technical", "技术负责人", "技术负责人/电话"),
    col("field.owner_operations", "运维负责人", "运维负责人/电话"),
)
_SAFETY = (
    col("field.zone_source", "网络区域", "部署网络", "所在网络", "网络环境", read=_ZONE),
    col("field.zone_target", "目标区域", read=_ZONE),
    col(
        "field.mlps_level",
        *("等保级别", "等保等级", "安全保护等级", "信息系统安全等级", "等级保护级别"),
        read=cells.level,
    ),
    col("field.mlps_filing_no", "备案编号", "备案号", "等保备案编号"),
    col("field.mlps_assessed_on", "最近测评时间", "测评时间", read=cells.day),
    col("field.mlps_conclusion", "测评结论", read=cells.term(MlpsConclusion)),
    col("field.cii", "是否关基", "关基", read=cells.flag),
    col("field.classified", "是否涉密", "涉密", "密级", "涉密情况", read=cells.secrecy),
    col("field.crypto_assessment", "密评情况", read=cells.term(CryptoAssessment)),
    col("field.data_class", "数据分类分级", "数据级别", read=cells.term(DataClass)),
    col("field.personal_info", "个人信息", "是否含个人信息", read=cells.personal),
    col("field.pi_records", "个人信息条数", read=quantities.whole),
    col("field.rto_minutes", "RTO(分钟)", "RTO", read=quantities.whole),
    col("field.rpo_minutes", "RPO(分钟)", "RPO", read=quantities.whole),
    col("field.dr_grade", "灾备等级", read=cells.grade),
)
_MOVE = (
    col("field.strategy", "上云方式", "迁移方式", read=STRATEGY),
    col("field.wave", "批次"),
    col("field.stage", "状态", read=cells.term(Lifecycle)),
    col("field.stage_since", "状态时间", read=cells.day),
    col("link.successor", "归并去向"),
    col("field.xinchuang.state", "信创适配", "是否信创适配", read=cells.xinchuang),
    col("field.notes", "备注", "说明"),
    drop("序号", "服务器数", "存储(GB)", "统一社会信用代码", "业务领域", "部署机房"),
)
_MORE = (
    col("field.mlps_s", "业务信息安全等级", read=quantities.whole),
    col("field.mlps_a", "系统服务安全等级", read=quantities.whole),
    col("field.crypto_assessed_on", "密评时间", read=cells.day),
    col("field.pi_purpose", "个人信息处理目的"),
    col("field.last_change_on", "最近变更时间", read=cells.day),
    col("field.last_login_on", "最近登录时间", read=cells.day),
    col("field.blocked_reason", "受阻原因"),
    col("field.accessibility", "无障碍", read=cells.flag),
    col("field.offline_alternative", "线下办理渠道", read=cells.flag),
    col("field.reviewed_on", "核实日期", read=cells.day),
    col("field.reviewed_by", "核实人"),
)
APPLICATION_COLUMNS: tuple[Col, ...] = (*_WHO, *_MONEY, *_SAFETY, *_MOVE, *_MORE)

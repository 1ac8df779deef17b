"""The domain's closed lists: each member has a stable code and the Chinese word that officials use for it."""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A code, and beside it `zh`, the Chinese word; equal to its code, and written as its code."""

    zh: str

    def __new__(cls, code: str, zh: str = "") -> Term:
        """A member: its value is the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        return member


class Strategy(Term):
    """What becomes of an application (DOMAIN §4.5: the 7R, and 归并)."""

    REHOST = "REHOST", "平移"
    RELOCATE = "RELOCATE", "整体搬迁"
    REPLATFORM = "REPLATFORM", "平台替换"
    REFACTOR = "REFACTOR", "重构"
    REPURCHASE = "REPURCHASE", "替换为共享服务"
    RETIRE = "RETIRE", "关停"
    RETAIN = "RETAIN", "保留"
    CONSOLIDATE = "CONSOLIDATE", "归并"

    @property
    def moves(self) -> bool:
        """Whether govcloud itself moves such an application, as it is."""
        return self is Strategy.REHOST

    @property
    def cuts_over(self) -> bool:
        """Whether such an application has a cut-over, and so a wave, whoever carries it out."""
        return self is not Strategy.RETAIN and not self.ends

    @property
    def ends(self) -> bool:
        """Whether such an application is switched off where it stands."""
        return self is Strategy.RETIRE or self is Strategy.CONSOLIDATE


class Engine(Term):
    """Database engines."""

    POSTGRESQL = "postgresql", "PostgreSQL"
    MARIADB = "mariadb", "MariaDB"
    MYSQL = "mysql", "MySQL"
    ORACLE = "oracle", "Oracle"
    SQLSERVER = "sqlserver", "SQL Server"
    DB2 = "db2", "DB2"
    DAMENG = "dameng", "达梦"
    KINGBASE = "kingbase", "人大金仓"
    OPENGAUSS = "opengauss", "openGauss"
    GBASE = "gbase", "南大通用"
    OCEANBASE = "oceanbase", "OceanBase"
    TIDB = "tidb", "TiDB"
    MONGODB = "mongodb", "MongoDB"
    REDIS = "redis", "Redis"
    OTHER = "other", "其他"

    @property
    def movable(self) -> bool:
        """Whether govcloud has steps that move its databases."""
        return self is Engine.POSTGRESQL or self is Engine.MARIADB


class AppType(Term):
    """What kind of system an application is."""

    BUSINESS = "BUSINESS", "业务系统"
    PORTAL = "PORTAL", "门户网站"
    MINI_PROGRAM = "MINI_PROGRAM", "小程序"
    MOBILE_APP = "MOBILE_APP", "移动应用"
    OFFICE = "OFFICE", "办公系统"
    DATA_PLATFORM = "DATA_PLATFORM", "数据平台"
    SHARED_SUPPORT = "SHARED_SUPPORT", "公共支撑"
    INTERFACE = "INTERFACE", "接口/前置"
    VIDEO = "VIDEO", "视频"
    GIS = "GIS", "地理信息"
    HPC_AI = "HPC_AI", "智能应用"


class Audience(Term):
    """Whom an application serves."""

    CITIZEN = "CITIZEN", "群众"
    ENTERPRISE = "ENTERPRISE", "企业"
    CIVIL_SERVANT = "CIVIL_SERVANT", "公务人员"
    CROSS_DEPT = "CROSS_DEPT", "跨部门"


class ScopeOfUse(Term):
    """How far its use reaches."""

    DEPT = "DEPT", "部门内"
    CROSS_DEPT = "CROSS_DEPT", "跨部门"
    PROVINCE = "PROVINCE", "全省"
    PUBLIC = "PUBLIC", "社会公众"


class Criticality(Term):
    """How much depends on it."""

    CORE = "CORE", "核心"
    IMPORTANT = "IMPORTANT", "重要"
    GENERAL = "GENERAL", "一般"


class MlpsConclusion(Term):
    """What the last assessment of its protection level found; the last four are of before 2019."""

    MET = "MET", "符合"
    MOSTLY_MET = "MOSTLY_MET", "基本符合"
    NOT_MET = "NOT_MET", "不符合"
    EXCELLENT = "EXCELLENT", "优"
    GOOD = "GOOD", "良"
    FAIR = "FAIR", "中"
    POOR = "POOR", "差"


class CryptoAssessment(Term):
    """Where its commercial-cryptography assessment (密评) stands."""

    NONE = "NONE", "未评估"
    PLAN_REVIEWED = "PLAN_REVIEWED", "方案已评审"
    PASSED = "PASSED", "通过"
    FAILED = "FAILED", "不通过"


class DataClass(Term):
    """Class and grade of its data (GB/T 43697-2024)."""

    CORE = "CORE", "核心数据"
    IMPORTANT = "IMPORTANT", "重要数据"
    GENERAL_4 = "GENERAL_4", "一般数据4级"
    GENERAL_3 = "GENERAL_3", "一般数据3级"
    GENERAL_2 = "GENERAL_2", "一般数据2级"
    GENERAL_1 = "GENERAL_1", "一般数据1级"


class PersonalInfo(Term):
    """The most sensitive personal information it holds."""

    NONE = "NONE", "无"
    GENERAL = "GENERAL", "一般个人信息"
    SENSITIVE = "SENSITIVE", "敏感个人信息"
    BIOMETRIC = "BIOMETRIC", "生物识别"


class Zone(Term):
    """Where in the government's networks it stands (DOMAIN §4.4)."""

    INTERNET = "INTERNET", "互联网区"
    EXTRANET_PUBLIC = "EXTRANET_PUBLIC", "政务外网公共区"
    EXTRANET_DEDICATED = "EXTRANET_DEDICATED", "政务外网专网区"
    DATA = "DATA", "数据区"
    MGMT = "MGMT", "管理区"
    DMZ_EXCHANGE = "DMZ_EXCHANGE", "数据交换区"
    DR = "DR", "灾备区"
    INTRANET_CLASSIFIED = "INTRANET_CLASSIFIED", "政务内网"


class Sharing(Term):
    """May a data item be shared between departments."""

    UNCONDITIONAL = "UNCONDITIONAL", "无条件共享"
    CONDITIONAL = "CONDITIONAL", "有条件共享"
    NONE = "NONE", "不予共享"


class DependencyKind(Term):
    """By what means one application needs another."""

    API = "API", "API"
    DB_LINK = "DB_LINK", "库表"
    FILE = "FILE", "文件"
    MQ = "MQ", "消息"
    SSO = "SSO", "单点登录"
    PAGE = "PAGE", "页面跳转"
    GIS = "GIS", "地图服务"
    VIDEO = "VIDEO", "视频"


class OrgKind(Term):
    """What kind of body an organisation is."""

    DEPARTMENT = "DEPARTMENT", "厅局委办"
    INSTITUTION = "INSTITUTION", "事业单位"
    OPERATOR = "OPERATOR", "运营单位"
    PARTNER = "PARTNER", "合作伙伴"
    SUPERVISOR = "SUPERVISOR", "监理"
    ASSESSOR = "ASSESSOR", "测评机构"
    AUDITOR = "AUDITOR", "审计单位"


class Party(Term):
    """On which side of the programme an organisation stands (管运分离)."""

    MANAGEMENT = "MANAGEMENT", "管理方"
    OPERATING = "OPERATING", "运营方"
    USING = "USING", "使用单位"
    PARTNER = "PARTNER", "合作方"
    AUDIT = "AUDIT", "审计方"


class OrgLevel(Term):
    """The level of government an organisation belongs to."""

    NATION = "NATION", "国家"
    PROVINCE = "PROVINCE", "省"
    CITY = "CITY", "市"
    COUNTY = "COUNTY", "县"
    TOWNSHIP = "TOWNSHIP", "乡镇"


class PartnerRole(Term):
    """What a partner does for an application."""

    BUILDER = "BUILDER", "承建"
    OPERATOR = "OPERATOR", "运维"
    INTEGRATOR = "INTEGRATOR", "集成"
    SECURITY = "SECURITY", "安全"
    SUPERVISOR = "SUPERVISOR", "监理"
    ASSESSOR = "ASSESSOR", "测评"
    PRODUCT = "PRODUCT", "软件产品"


class Funding(Term):
    """Whose money it is."""

    PROVINCIAL = "PROVINCIAL", "省财政"
    CENTRAL = "CENTRAL", "中央资金"
    OWN = "OWN", "自筹"
    SPECIAL = "SPECIAL", "专项"


class XinchuangState(Term):
    """How far it is adapted to the domestic technology stack (信创)."""

    NOT_STARTED = "NOT_STARTED", "未适配"
    IN_PROGRESS = "IN_PROGRESS", "适配中"
    DONE = "DONE", "已适配"
    NOT_APPLICABLE = "NOT_APPLICABLE", "不适用"

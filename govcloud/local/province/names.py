"""What invented applications are called: a business noun and what the system does with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from govcloud.local.province.departments import DepartmentRow
from govcloud.local.province.draws import Draws, Shares
from govcloud.local.province.shares import COMMON_SHARE


@dataclass(frozen=True, slots=True)
class Suffix:
    """What kind of system a name's ending makes of it."""

    english: str
    type: str
    function_zh: str
    function_en: str


SUFFIXES: Mapping[str, Suffix] = {
    "管理系统": Suffix(
        "Management System", "BUSINESS", "业务登记与日常管理", "registers and manages"
    ),
    "业务平台": Suffix("Business Platform", "BUSINESS", "业务受理与办理", "takes and handles"),
    "审批系统": Suffix("Approval System", "BUSINESS", "审批与办结", "approves"),
    "监管平台": Suffix("Supervision Platform", "BUSINESS", "监管、检查与处置", "supervises"),
    "申报系统": Suffix("Filing System", "BUSINESS", "网上申报与审核", "takes filings for"),
    "公共服务平台": Suffix(
        "Public Service Platform", "BUSINESS", "面向社会公众的服务", "serves the public in"
    ),
    "查询系统": Suffix("Enquiry System", "BUSINESS", "查询与核验", "answers enquiries about"),
    "统计分析系统": Suffix("Analytics System", "DATA_PLATFORM", "统计、分析与报表", "analyses"),
    "数据交换前置": Suffix(
        "Exchange Front-end", "INTERFACE", "数据共享交换前置", "exchanges records of"
    ),
    "门户网站": Suffix("Portal", "PORTAL", "信息发布与办事入口", "publishes news of"),
    "移动应用": Suffix(
        "Mobile Application", "MOBILE_APP", "移动端办理与查询", "serves on telephones"
    ),
    "档案系统": Suffix("Archive", "BUSINESS", "档案归集与利用", "archives"),
    "培训考试系统": Suffix(
        "Training and Examination", "BUSINESS", "培训与考试", "trains and examines for"
    ),
}
SUFFIX_SHARES: Shares = (
    ("管理系统", 0.22),
    ("业务平台", 0.10),
    ("审批系统", 0.10),
    ("监管平台", 0.10),
    ("申报系统", 0.09),
    ("公共服务平台", 0.08),
    ("查询系统", 0.07),
    ("统计分析系统", 0.07),
    ("数据交换前置", 0.05),
    ("门户网站", 0.04),
    ("移动应用", 0.03),
    ("档案系统", 0.03),
    ("培训考试系统", 0.02),
)
OFFICE_NOUNS = frozenset({"公文", "督查", "会议", "值班", "公车", "办公用房", "餐饮"})
MAP_NOUNS = frozenset({"测绘", "规划", "国土调查", "地名", "海域", "地灾"})
VIDEO_NOUNS = frozenset({"电子卡口", "会见", "指挥"})
COMMON_NOUNS = (
    ("公文流转", "Document Flow"),
    ("干部人事", "Personnel"),
    ("视频会议", "Video Conference"),
    ("短信发送", "Text Message"),
    ("电子签章", "Electronic Signature"),
    ("固定资产", "Fixed Asset"),
)
"""What every department needs, and many have built for themselves."""

_DIGITS = "零一二三四五六七八九"
_TEN = 10


@dataclass(frozen=True, slots=True)
class Name:
    """A drawn name: noun and suffix, and how often the pair has come in the department before."""

    noun_zh: str
    noun_en: str
    suffix: str
    earlier: int = 0

    @property
    def zh(self) -> str:
        """In Chinese; namesakes are told apart by 二期, (新), 三期 and so on."""
        return self.noun_zh + self.suffix + _edition(self.earlier)[0]

    @property
    def en(self) -> str:
        """In English."""
        return f"{self.noun_en} {SUFFIXES[self.suffix].english}{_edition(self.earlier)[1]}"

    @property
    def type(self) -> str:
        """The kind of application that it is."""
        if self.noun_zh in VIDEO_NOUNS:
            return "VIDEO"
        if self.noun_zh in MAP_NOUNS:
            return "GIS"
        found = SUFFIXES[self.suffix].type
        return "OFFICE" if found == "BUSINESS" and self.noun_zh in OFFICE_NOUNS else found


def names(row: DepartmentRow, draws: list[Draws]) -> Iterator[Name]:
    """A name for each of a department's applications, none twice."""
    seen: dict[tuple[str, str], int] = {}
    for each in draws:
        common = each.chance("common", COMMON_SHARE)
        nouns = COMMON_NOUNS if common else row.nouns
        zh, en = nouns[each.between("noun", 0, len(nouns) - 1)]
        suffix = each.pick("suffix", SUFFIX_SHARES)
        yield Name(zh, en, suffix, seen.get((zh, suffix), 0))
        seen[(zh, suffix)] = seen.get((zh, suffix), 0) + 1


def _edition(earlier: int) -> tuple[str, str]:
    if earlier == 0:
        return "", ""
    if earlier == 2:  # noqa: PLR2004 - the third of the name is called the new one
        return "(新)", " (New)"
    number = earlier + 1 - (earlier > 2)  # noqa: PLR2004 - and takes no number
    return f"{_numeral(number)}期", f" Phase {number}"


def _numeral(number: int) -> str:
    """Chinese numerals up to 99; above, digits."""
    tens, ones = divmod(number, _TEN)
    if tens >= _TEN:
        return str(number)
    left = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return left + (_DIGITS[ones] if ones or not tens else "")

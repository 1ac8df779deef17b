"""The 48 departments (DOMAIN §5.1): real public bodies of 2019 by name; everything told of them is invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department: `place` in the table, its code and names without the province, how many applications."""

    place: int
    code: str
    name_zh: str
    name_en: str
    applications: int
    nouns: tuple[tuple[str, str], ...]


DEDICATED = frozenset({"PSD", "HSA", "FIN"})
"""Line ministries that use a network of their own far more than others."""

_TABLE = """
GO 24 人民政府办公厅 = General Office
 公文 Document, 督查 Supervision, 会议 Meeting, 值班 Duty, 政务信息 Government Briefing,
 政府网站 Government Website, 政策解读 Policy Explanation
DRC 28 发展和改革委员会 = Development and Reform Commission
 投资项目 Investment Project, 信用 Credit, 价格监测 Price Monitoring, 节能审查 Energy Review,
 重点项目 Key Project, 招投标 Tendering, 粮储 Grain Stock
EDU 44 教育厅 = Education Department
 学籍 Student Register, 高考报名 University Entrance, 教师资格 Teacher Qualification, 学前教育 Pre-school,
 学位 Degree, 助学贷款 Student Loan, 教育督导 Education Inspection, 毕业生就业 Graduate Employment
STD 24 科学技术厅 = Science and Technology Department
 科技项目 Research Project, 高企认定 High-tech Enterprise, 科技奖励 Science Award, 实验室 Laboratory,
 外国专家 Foreign Expert, 成果登记 Research Result
IIT 30 工业和信息化厅 = Industry and Information Technology Department
 工业运行 Industry Operation, 技改 Technical Renewal, 中小企业 Small Enterprise, 无线电 Radio Spectrum,
 工业互联网 Industrial Internet, 电力需求 Power Demand
ERA 6 民族宗教事务委员会 = Ethnic and Religious Affairs Commission
 宗教场所 Religious Site, 教职人员 Clergy, 民族事务 Ethnic Affairs
PSD 62 公安厅 = Public Security Department
 人口 Population, 出入境 Exit and Entry, 车辆 Vehicle, 驾驶证 Driving Licence, 治安 Public Order,
 旅馆业 Hotel, 走失人员 Missing Person, 网安备案 Network Filing, 反诈 Anti-fraud,
 电子卡口 Road Camera, 保安 Security Guard
CAD 28 民政厅 = Civil Affairs Department
 婚姻登记 Marriage, 低保 Minimum Living Allowance, 养老 Elderly Care, 社会组织 Social Organisation,
 地名 Place Name, 儿童福利 Child Welfare, 殡葬 Funeral
JUS 34 司法厅 = Justice Department
 律师 Lawyer, 公证 Notary, 法律援助 Legal Aid, 司法鉴定 Forensic Expertise, 社区矫正 Community Correction,
 行政复议 Administrative Review, 人民调解 Mediation
FIN 36 财政厅 = Finance Department
 预算 Budget, 国库支付 Treasury Payment, 政府采购 Procurement, 非税 Non-tax Revenue, 债务 Debt, 资产 Asset,
 会计资格 Accountant, 票据 Receipt
HRS 52 人力资源和社会保障厅 = Human Resources and Social Security Department
 社保 Social Insurance, 就业 Employment, 职称 Professional Title, 人事考试 Personnel Examination,
 工伤 Work Injury, 劳动监察 Labour Inspection, 仲裁 Arbitration, 社保卡 Social Security Card, 人才 Talent
DNR 46 自然资源厅 = Natural Resources Department
 不动产登记 Real Estate, 用地审批 Land Use, 矿产 Mineral, 测绘 Surveying, 规划 Planning, 海域 Sea Area,
 地灾 Geological Hazard, 国土调查 Land Survey
EEP 38 生态环境厅 = Ecology and Environment Department
 排污许可 Emission Permit, 环评 Impact Assessment, 污染源 Pollution Source, 空气质量 Air Quality,
 水质 Water Quality, 固废 Solid Waste, 辐射 Radiation, 环境执法 Environmental Enforcement
HUD 34 住房和城乡建设厅 = Housing and Urban-Rural Development Department
 施工许可 Building Permit, 资质 Company Qualification, 房屋交易 Housing Sale, 公积金监管 Housing Fund,
 工程质量 Building Quality, 燃气 Gas, 村镇 Village
TRA 42 交通运输厅 = Transport Department
 道路运输 Road Transport, 高速收费 Toll, 港航 Port and Shipping, 治超 Overload Control, 公交 Bus,
 工程建设 Road Works, 驾培 Driving School, 网约车 Ride-hailing
WAT 26 水利厅 = Water Resources Department
 防汛 Flood Control, 水资源 Water Resource, 河长 River Chief, 水库 Reservoir, 水土保持 Soil Conservation,
 取水许可 Water Abstraction
ARA 34 农业农村厅 = Agriculture and Rural Affairs Department
 土地确权 Land Title, 农产品追溯 Farm Product Tracing, 畜牧 Livestock, 渔业 Fishery, 农机 Farm Machinery,
 种业 Seed, 农药 Pesticide
COM 24 商务厅 = Commerce Department
 外资 Foreign Investment, 外贸 Foreign Trade, 加工贸易 Processing Trade, 展会 Trade Fair,
 电子商务 Electronic Commerce, 成品油 Refined Oil
CAT 26 文化和旅游厅 = Culture and Tourism Department
 旅行社 Travel Agency, 导游 Tour Guide, 文物 Cultural Relic, 图书馆 Library, 非遗 Intangible Heritage,
 文化市场 Culture Market
HCC 56 卫生健康委员会 = Health Commission
 全员人口 Whole Population, 医师 Physician, 血液 Blood, 疾控 Disease Control, 预约挂号 Hospital Appointment,
 电子健康码 Health Code, 妇幼 Mother and Child, 急救 Emergency Care, 远程医疗 Telemedicine,
 药采 Medicine Purchase
VAD 10 退役军人事务厅 = Veterans Affairs Department
 优抚 Special Care, 安置 Resettlement, 优待证 Veteran Card, 烈士 Martyr
EMD 34 应急管理厅 = Emergency Management Department
 安全生产 Work Safety, 危化品 Dangerous Chemical, 指挥 Command, 森林防火 Forest Fire, 预警 Early Warning,
 救灾 Disaster Relief, 值守 Watch
AUD 14 审计厅 = Audit Department
 联网审计 Online Audit, 审计项目 Audit Project, 整改 Rectification, 数据分析 Audit Analysis
SAC 12 人民政府国有资产监督管理委员会 = State Assets Supervision Commission
 产权 Property Right, 国企监管 State Enterprise, 财务快报 Financial Report
AMR 52 市场监督管理局 = Market Regulation Administration
 企业登记 Enterprise Registration, 食品 Food, 特种设备 Special Equipment, 计量 Metrology,
 商标专利 Trademark and Patent, 投诉举报 Complaint, 信用公示 Credit Publication, 广告 Advertisement,
 质量 Quality
RTB 12 广播电视局 = Radio and Television Administration
 节目监管 Programme Control, 应急广播 Emergency Broadcast, 许可 Broadcast Licence
SPT 12 体育局 = Sport Administration
 运动员 Athlete, 场馆 Venue, 赛事 Competition
STA 18 统计局 = Statistics Bureau
 联网直报 Direct Report, 普查 Census, 名录库 Unit Register, 经济指标 Economic Indicator
HSA 26 医疗保障局 = Healthcare Security Administration
 医保结算 Medical Insurance Settlement, 异地就医 Remote Treatment, 招采 Medicine Tender,
 基金监管 Fund Control, 两定机构 Designated Provider
HMO 4 人民政府港澳事务办公室 = Hong Kong and Macao Affairs Office
 港澳事务 Hong Kong and Macao Affairs
LFS 14 地方金融监督管理局 = Local Financial Supervision Administration
 小贷 Small Loan, 非法集资监测 Illegal Fundraising, 融资服务 Financing
GSD 48 政务服务数据管理局 = Government Services and Data Administration
 事项目录 Service Catalogue, 12345热线 Hotline 12345, 大厅排队 Hall Queue, 电子监察 Electronic Inspection,
 数据开放 Open Data, 一体机 Service Terminal
PCB 10 信访局 = Petitions Bureau
 信访 Petition, 网上投诉 Online Complaint
FAO 8 人民政府外事办公室 = Foreign Affairs Office
 因公出国 Official Travel, 邀请函 Invitation Letter
PAO 12 扶贫开发办公室 = Poverty Alleviation Office
 建档立卡 Poverty Register, 帮扶项目 Aid Project
ENB 10 能源局 = Energy Bureau
 电力市场 Power Market, 油气 Oil and Gas
GRB 12 粮食和物资储备局 = Grain and Reserves Administration
 储备粮 Grain Reserve, 粮情 Grain Condition, 物资 Supplies
PRI 16 监狱管理局 = Prisons Administration
 罪犯管理 Inmate, 会见 Visit, 生产 Prison Production
DRB 8 戒毒管理局 = Drug Rehabilitation Administration
 戒毒人员 Rehabilitation, 回访 Follow-up
FOR 18 林业局 = Forestry Administration
 林地 Forest Land, 采伐 Felling, 野生动物 Wildlife, 防火 Fire Prevention
TCM 8 中医药局 = Traditional Chinese Medicine Administration
 中医馆 Clinic, 师承 Apprenticeship
MPA 24 药品监督管理局 = Medical Products Administration
 药品追溯 Medicine Tracing, 医疗器械 Medical Device, 化妆品 Cosmetics, 检验 Inspection
CAO 10 人民防空办公室 = Civil Air Defence Office
 人防工程 Shelter, 警报 Alarm
GOA 14 机关事务管理局 = Government Offices Administration
 公车 Official Vehicle, 办公用房 Office Space, 节能 Energy Saving, 餐饮 Canteen
DRI 4 人民政府发展研究中心 = Development Research Centre
 课题 Research Topic
GEO 10 地质局 = Geology Bureau
 地质资料 Geological Archive, 钻孔 Borehole
SMC 8 供销合作联社 = Supply and Marketing Co-operatives
 农资 Farm Supplies, 冷链 Cold Chain
DPF 10 残疾人联合会 = Disabled Persons' Federation
 残疾证 Disability Card, 康复 Recovery, 就业 Employment
"""


def _rows(table: str) -> tuple[DepartmentRow, ...]:
    found: list[DepartmentRow] = []
    heads: list[tuple[str, list[str]]] = []
    for line in table.strip().splitlines():
        if line.startswith(" "):
            heads[-1][1].append(line.strip())
        else:
            heads.append((line, []))
    for place, (head, lines) in enumerate(heads, start=1):
        left, _, name_en = head.partition(" = ")
        code, count, name_zh = left.split(" ")
        pairs = [tuple(each.split(" ", 1)) for each in " ".join(lines).rstrip(",").split(", ")]
        nouns = tuple((zh, en) for zh, en in pairs)
        found.append(DepartmentRow(place, code, name_zh, name_en, int(count), nouns))
    return tuple(found)


DEPARTMENTS = _rows(_TABLE)
"""In the order of the table; the hubs' owner is GSD."""

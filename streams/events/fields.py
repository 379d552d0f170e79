"""The fields events are made of: one name and one meaning each, wherever they appear.

Code tables follow GB/T and the element codes of real systems (see seeds/); the Chinese names are what
senders see in templates and in rejected rows.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from streams.events.contract import Personal, labels

PersonId = Annotated[
    str,
    Field(
        title="身份证号",
        description="18 位公民身份号码(GB 11643);入门后换为人员令牌",
        pattern=r"^([1-9]\d{16}[\dX]|p[0-9a-f]{32})$",
    ),
    Personal("id"),
]
PersonName = Annotated[str, Field(title="姓名", description="只存于身份库", max_length=60), Personal("sealed")]
Phone = Annotated[str, Field(title="联系电话", description="只存于身份库", pattern=r"^[0-9+\- ]{5,20}$"), Personal("sealed")]

City = Annotated[str, Field(title="考核单位", description="6 位行政区划代码(GB/T 2260)或园区代码", pattern=r"^[1-9]\d{5}$")]
CreditCode = Annotated[
    str,
    Field(title="统一社会信用代码", description="18 位(GB 32100-2015)", pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
]
Year = Annotated[int, Field(title="年度", ge=2000, le=2100)]
Month = Annotated[str, Field(title="月份", description="YYYY-MM", pattern=r"^20\d\d-(0[1-9]|1[0-2])$")]
Day = Annotated[date, Field(title="日期", description="YYYY-MM-DD")]
Text = Annotated[str, Field(max_length=200)]
Reason = Annotated[str, Field(title="理由", min_length=2, max_length=200)]
Approver = Annotated[str, Field(title="批准岗位", description="批准人账号或岗位,不写姓名", min_length=2, max_length=60)]
DocumentNo = Annotated[str, Field(title="文号", max_length=60)]
EventSource = Annotated[str, Field(title="原事件来源", pattern=r"^urn:taizhang:\d{6}:[a-z]+$")]
EventId = Annotated[str, Field(title="原事件编号", min_length=1, max_length=120)]

Sector = Annotated[
    Literal["steel", "coal", "cement", "flat_glass", "coke", "thermal_power", "other"],
    Field(title="去产能行业"),
    labels(
        {
            "steel": "钢铁",
            "coal": "煤炭",
            "cement": "水泥",
            "flat_glass": "平板玻璃",
            "coke": "焦炭",
            "thermal_power": "火电",
            "other": "其他",
        }
    ),
]
Ownership = Annotated[
    Literal["state", "collective", "private", "foreign", "self_employed"],
    Field(title="经济类型"),
    labels({"state": "国有", "collective": "集体", "private": "私营", "foreign": "外资", "self_employed": "个体"}),
]
PlanStage = Annotated[
    Literal["drafted", "voted", "funded", "published"],
    Field(title="方案阶段"),
    labels({"drafted": "拟定", "voted": "职代会通过", "funded": "资金落实", "published": "公布"}),
]
Channel = Annotated[
    Literal["internal_retirement", "retraining_transfer", "enterprise_transformation", "self_employment", "welfare_post"],
    Field(title="安置渠道"),
    labels(
        {
            "internal_retirement": "企业内部退养",
            "retraining_transfer": "转岗培训",
            "enterprise_transformation": "企业转型安置",
            "self_employment": "自主创业",
            "welfare_post": "公益性岗位",
        }
    ),
]
RosterOrigin = Annotated[
    Literal["first_diversion", "re_diversion"],
    Field(title="分流来源"),
    labels({"first_diversion": "当年分流", "re_diversion": "前两年内部转岗再次分流"}),
]
SeparationReason = Annotated[
    Literal[
        "art36_employer",
        "art36_worker",
        "art37",
        "art38",
        "art39",
        "art40",
        "art41",
        "art44_1",
        "art44_2",
        "art44_3",
        "art44_4",
        "art44_5",
    ],
    Field(title="解除或终止依据", description="劳动合同法条款"),
    labels(
        {
            "art36_employer": "第36条(单位提出协商)",
            "art36_worker": "第36条(本人提出协商)",
            "art37": "第37条 本人辞职",
            "art38": "第38条 本人被迫解除",
            "art39": "第39条 过失解除",
            "art40": "第40条 无过失解除",
            "art41": "第41条 裁员",
            "art44_1": "第44条 合同期满",
            "art44_2": "第44条 享受养老待遇",
            "art44_3": "第44条 死亡或失踪",
            "art44_4": "第44条 破产",
            "art44_5": "第44条 吊销、关闭、解散",
        }
    ),
]
Insurance = Annotated[
    Literal["110", "170", "210", "310", "410", "510"],
    Field(title="险种(AAE140)"),
    labels(
        {
            "110": "城镇职工养老",
            "170": "城乡居民养老",
            "210": "失业",
            "310": "职工医疗",
            "410": "工伤",
            "510": "生育",
        }
    ),
]
RawCode = Annotated[str, Field(max_length=20, pattern=r"^[0-9A-Za-z]+$")]
InsuranceStartReason = Annotated[
    Literal["first", "resume", "transfer_in"],
    Field(title="增员原因"),
    labels({"first": "首次参保", "resume": "中断后续保", "transfer_in": "转入"}),
]
InsuranceEndReason = Annotated[
    Literal["suspend", "terminate", "retire", "death", "transfer_out"],
    Field(title="减员原因"),
    labels({"suspend": "暂停", "terminate": "终止", "retire": "退休", "death": "在职死亡", "transfer_out": "转出"}),
]
PensionKind = Annotated[
    Literal["statutory", "early", "disability"],
    Field(title="退休类别"),
    labels({"statutory": "法定", "early": "提前(特殊工种)", "disability": "病退"}),
]
EmploymentType = Annotated[
    Literal["unit", "private", "self_employed", "flexible", "grassroots_post", "welfare_post"],
    Field(title="就业类型"),
    labels(
        {
            "unit": "单位就业",
            "private": "私营企业",
            "self_employed": "个体经营",
            "flexible": "灵活就业",
            "grassroots_post": "基层岗位",
            "welfare_post": "公益性岗位",
        }
    ),
]
DeregistrationReason = Annotated[
    Literal[
        "employed",
        "self_employed",
        "pension",
        "incapacitated",
        "study_or_service",
        "imprisoned",
        "withdrew",
        "lost_contact",
        "died",
    ],
    Field(title="注销原因"),
    labels(
        {
            "employed": "被录用",
            "self_employed": "从事个体经营或创办企业",
            "pension": "享受养老待遇",
            "incapacitated": "完全丧失劳动能力",
            "study_or_service": "入学、服兵役或移居境外",
            "imprisoned": "判刑收监",
            "withdrew": "终止就业要求或拒绝服务",
            "lost_contact": "连续6个月未联系",
            "died": "死亡",
        }
    ),
]
HardshipCategory = Annotated[
    Literal[
        "age_4050",
        "zero_employment_household",
        "minimum_living_allowance",
        "disabled",
        "long_term_unemployed",
        "land_requisitioned",
        "graduate_in_hardship",
        "single_parent",
    ],
    Field(title="困难类别"),
    labels(
        {
            "age_4050": "大龄",
            "zero_employment_household": "零就业家庭成员",
            "minimum_living_allowance": "低保家庭成员",
            "disabled": "残疾人",
            "long_term_unemployed": "连续失业",
            "land_requisitioned": "失地",
            "graduate_in_hardship": "困难高校毕业生",
            "single_parent": "单亲抚养未成年人",
        }
    ),
]
BusinessKind = Annotated[
    Literal["individual", "micro", "company", "cooperative"],
    Field(title="市场主体类型"),
    labels({"individual": "个体工商户", "micro": "小微企业", "company": "公司", "cooperative": "合作社"}),
]
GuidanceKind = Annotated[
    Literal["career_guidance", "employment_service", "policy_consultation"],
    Field(title="服务类别"),
    labels({"career_guidance": "职业指导", "employment_service": "就业服务", "policy_consultation": "政策咨询"}),
]
TrainingKind = Annotated[
    Literal["transfer", "skill", "startup"],
    Field(title="培训类别"),
    labels({"transfer": "转岗培训", "skill": "技能提升", "startup": "创业培训"}),
]
Direction = Annotated[
    Literal["at_least", "at_most"],
    Field(title="方向"),
    labels({"at_least": "不低于", "at_most": "控制在以内"}),
]
Tier = Annotated[
    Literal["province", "city"],
    Field(title="目标层级"),
    labels({"province": "省定", "city": "市定"}),
]

"""Coded fields that several families share. What one family alone uses stands in that family's module.

Code tables follow GB/T and the element codes of real systems; the Chinese names are what senders see in templates
and in rejected rows.
"""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.contract import labels

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
    Literal["transfer", "skill", "startup", "pre_post", "labour_reserve", "rural_transfer", "major_conversion"],
    Field(title="培训类别"),
    labels(
        {
            "transfer": "转岗培训",
            "skill": "技能提升",
            "startup": "创业培训",
            "pre_post": "岗前培训",
            "labour_reserve": "劳动预备制培训",
            "rural_transfer": "农村劳动力转移就业培训",
            "major_conversion": "毕业生专业转换培训",
        }
    ),
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
Industry = Annotated[
    Literal["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S", "T"],
    Field(title="行业门类", description="GB/T 4754-2017"),
    labels(
        {
            "A": "农、林、牧、渔业",
            "B": "采矿业",
            "C": "制造业",
            "D": "电力、热力、燃气及水生产和供应业",
            "E": "建筑业",
            "F": "批发和零售业",
            "G": "交通运输、仓储和邮政业",
            "H": "住宿和餐饮业",
            "I": "信息传输、软件和信息技术服务业",
            "J": "金融业",
            "K": "房地产业",
            "L": "租赁和商务服务业",
            "M": "科学研究和技术服务业",
            "N": "水利、环境和公共设施管理业",
            "O": "居民服务、修理和其他服务业",
            "P": "教育",
            "Q": "卫生和社会工作",
            "R": "文化、体育和娱乐业",
            "S": "公共管理、社会保障和社会组织",
            "T": "国际组织",
        }
    ),
]
EnterpriseSize = Annotated[
    Literal["large", "medium", "small", "micro"],
    Field(title="企业规模"),
    labels({"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"}),
]
Education = Annotated[
    Literal["primary", "junior", "senior", "college", "bachelor", "postgraduate"],
    Field(title="学历", description="豫人社办〔2018〕90号 的六级"),
    labels(
        {
            "primary": "小学",
            "junior": "初中",
            "senior": "高中(中专)",
            "college": "专科",
            "bachelor": "本科",
            "postgraduate": "研究生及以上",
        }
    ),
]

"""Events of the registration offices: employment, unemployment and hardship. Households, businesses and groups have modules of their own."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutPerson
from streams.events.codes import DeregistrationReason, Education, EmploymentType, EnterpriseSize, HardshipCategory, Industry
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, Day, DocumentNo, Yuan

EmploymentEndReason = Annotated[
    Literal[
        "dissolved_by_employer", "dissolved_by_worker", "agreed", "expired", "business_closed", "flexible_ended", "retired", "died",
    ],
    Field(title="终止就业原因"),
    labels(
        {
            "dissolved_by_employer": "用人单位解除",
            "dissolved_by_worker": "劳动者解除",
            "agreed": "协商解除",
            "expired": "合同期满",
            "business_closed": "停业或注销",
            "flexible_ended": "灵活就业终止",
            "retired": "退休",
            "died": "死亡",
        }
    ),
]  # fmt: skip
HardshipExitReason = Annotated[
    Literal[
        "employed", "pension", "incapacitated", "study_or_service", "refused_services", "household_cleared", "imprisoned",
        "lost_contact", "died",
    ],
    Field(title="退出原因"),
    labels(
        {
            "employed": "已就业或创业",
            "pension": "享受养老待遇或达退休年龄",
            "incapacitated": "完全丧失劳动能力",
            "study_or_service": "入学、服兵役或移居境外",
            "refused_services": "拒绝服务、终止需求或自愿退出",
            "household_cleared": "零就业家庭已有人就业",
            "imprisoned": "判刑收监",
            "lost_contact": "连续失去联系",
            "died": "死亡",
        }
    ),
]  # fmt: skip
UnemploymentCause = Annotated[
    Literal[
        "new_labour", "graduate", "veteran", "dissolved_by_employer", "dissolved_by_worker", "expired", "business_closed",
        "own_business_ended", "flexible_ended", "land_lost", "other",
    ],
    Field(title="失业原因"),
    labels(
        {
            "new_labour": "新成长劳动力",
            "graduate": "高校毕业生",
            "veteran": "退役军人",
            "dissolved_by_employer": "用人单位解除",
            "dissolved_by_worker": "劳动者解除",
            "expired": "合同期满终止",
            "business_closed": "单位关闭、破产",
            "own_business_ended": "停止经营",
            "flexible_ended": "灵活就业终止",
            "land_lost": "失地",
            "other": "其他",
        }
    ),
]  # fmt: skip
OffPostOrigin = Annotated[
    Literal["capacity_cut", "soe_legacy", "mass_layoff"],
    Field(title="离岗来源", description="辽政办发〔2016〕75号 三(六)"),
    labels(
        {
            "capacity_cut": "化解过剩产能",
            "soe_legacy": "解决国有企业历史遗留问题",
            "mass_layoff": "企业规模性裁员",
        }
    ),
]
UnitKind = Annotated[
    Literal["government", "public_ownership", "non_public", "government_hired"],
    Field(title="单位性质", description="省就业01表 就业渠道"),
    labels(
        {
            "government": "机关事业单位",
            "public_ownership": "公有制企业",
            "non_public": "非公有制企业",
            "government_hired": "机关事业单位聘用",
        }
    ),
]
PreviousIdentity = Annotated[
    Literal["student", "unemployed", "farmer", "veteran", "employed_elsewhere", "other"],
    Field(title="新就业前人员身份", description="豫人社办〔2018〕90号"),
    labels(
        {
            "student": "毕业生",
            "unemployed": "失业人员",
            "farmer": "农村劳动力",
            "veteran": "退役军人",
            "employed_elsewhere": "在业人员",
            "other": "其他",
        }
    ),
]

NewForm = Annotated[
    Literal["delivery", "ride_hailing", "livestream", "online_shop", "crowd_work", "other"],
    Field(title="新就业形态", description="依托互联网平台的就业才填"),
    labels(
        {
            "delivery": "网约配送",
            "ride_hailing": "网约出行",
            "livestream": "网络直播",
            "online_shop": "网店",
            "crowd_work": "众包",
            "other": "其他新就业形态",
        }
    ),
]


class EmploymentRegistered(AboutPerson):
    """A hire, self-employment or flexible work is registered (就业服务与就业管理规定 62)."""

    type, family = "employment_registered", "registration"
    title = "就业登记"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "employment_type": "private", "enterprise": EXAMPLE_ENTERPRISE, "is_urban": True,
        "is_renewal": False, "contract_months": 36,
    }  # fmt: skip
    rules = (
        LogicRule(
            "L301", "employment_type in ('unit', 'private') and enterprise is null", "enterprise",
            "单位或私营企业就业未填用人单位", "补填用人单位统一社会信用代码;灵活就业请改就业类型",
        ),
    )  # fmt: skip

    employment_type: EmploymentType
    enterprise: CreditCode | None = None
    is_urban: Annotated[bool, Field(title="是否城镇就业")]
    is_renewal: Annotated[bool, Field(title="是否续签")]
    contract_months: Annotated[int | None, Field(title="合同期限", description="月", ge=0, le=600)] = None
    industry: Industry | None = None
    unit_kind: UnitKind | None = None
    education: Education | None = None
    previous_identity: PreviousIdentity | None = None
    monthly_wage_yuan: Annotated[Yuan | None, Field(title="月工资")] = None
    enterprise_size: Annotated[EnterpriseSize | None, Field(title="用人单位规模")] = None
    new_form: NewForm | None = None


class UnemploymentRegistered(AboutPerson):
    """A person registers as unemployed where he lives, worked or was insured (人社厅发〔2020〕79号)."""

    type, family = "unemployment_registered", "registration"
    title = "失业登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "unemployed_since": "2026-02-20"}
    rules = (
        LogicRule(
            "L302", "unemployed_since > cast(effective_at as date)", "unemployed_since",
            "失业时间晚于登记时间", "核对失业时间;失业登记须在失业之后办理",
        ),
    )  # fmt: skip

    certificate_no: Annotated[DocumentNo | None, Field(title="就业创业证号(ADC001)")] = None
    unemployed_since: Annotated[Day | None, Field(title="失业时间(AJC090)")] = None
    cause: UnemploymentCause | None = None
    education: Education | None = None
    is_rural_resident: Annotated[bool | None, Field(title="是否农业户籍")] = None
    wants_training: Annotated[bool | None, Field(title="是否有培训意向")] = None
    off_post_origin: OffPostOrigin | None = None
    wants_job: Annotated[bool | None, Field(title="是否有就业意愿")] = None
    wants_startup: Annotated[bool | None, Field(title="是否有创业意愿")] = None


class UnemploymentDeregistered(AboutPerson):
    """An unemployment registration is closed, with one of the lawful reasons."""

    type, family = "unemployment_deregistered", "registration"
    title = "注销失业登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "reason": "employed"}

    reason: DeregistrationReason


class HardshipCertified(AboutPerson):
    """A person is certified as hard to employ (就业促进法 52; the categories are the province's)."""

    type, family = "hardship_certified", "registration"
    title = "就业困难人员认定"
    example_data = EXAMPLE_PERSON | {"city": "210100", "category": "age_4050"}

    category: HardshipCategory


class EmploymentEnded(AboutPerson):
    """The end of an employment is registered, within 15 days (就业服务与就业管理规定 62)."""

    type, family = "employment_ended", "registration"
    title = "终止就业登记"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "employment_type": "private", "enterprise": EXAMPLE_ENTERPRISE, "reason": "dissolved_by_worker",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L308", "employment_type in ('unit', 'private') and enterprise is null", "enterprise",
            "单位或私营企业就业终止未填用人单位", "补填用人单位统一社会信用代码;灵活就业请改就业类型",
        ),
    )  # fmt: skip

    employment_type: EmploymentType
    enterprise: CreditCode | None = None
    reason: EmploymentEndReason


class HardshipExited(AboutPerson):
    """A person is no longer hard to employ, for one of the lawful reasons."""

    type, family = "hardship_exited", "registration"
    title = "就业困难人员退出"
    example_data = EXAMPLE_PERSON | {"city": "210100", "reason": "employed"}

    reason: HardshipExitReason

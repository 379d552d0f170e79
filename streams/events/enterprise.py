"""Events that enterprises report: who they are, the placement plan, the roster and what became of each worker."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutPerson
from streams.events.codes import Channel, EnterpriseSize, Industry, Ownership, PlanStage, RosterOrigin, Sector, SeparationReason
from streams.events.contract import Event, LogicRule, labels
from streams.events.fields import City, CreditCode, Day, DocumentNo, PersonId, Text, Year, Yuan

Protection = Annotated[
    Literal["model_worker", "highly_skilled", "martyr_or_soldier_family", "disabled"],
    Field(title="尽量避免解除的人员", description="冀人社发〔2018〕38号 五"),
    labels(
        {
            "model_worker": "全国及省(部)级劳模",
            "highly_skilled": "高技能人才",
            "martyr_or_soldier_family": "烈军属",
            "disabled": "残疾人",
        }
    ),
]
RetirementPost = Annotated[
    Literal["worker", "cadre", "special"],
    Field(title="退休岗位类别", description="决定法定退休年龄"),
    labels({"worker": "工人岗位", "cadre": "管理技术岗位", "special": "特殊工种"}),
]


InternalWay = Annotated[
    Literal["new_production", "diversification", "spin_off", "auxiliary_restructured", "hr_company", "incubation_base"],
    Field(title="内部安置方式", description="冀人社发〔2018〕38号 四"),
    labels(
        {
            "new_production": "转型转产",
            "diversification": "多种经营",
            "spin_off": "主辅分离",
            "auxiliary_restructured": "辅业改制",
            "hr_company": "设立人力资源公司",
            "incubation_base": "设立创业孵化基地",
        }
    ),
]


class EnterpriseListed(Event):
    """An enterprise enters the list of capacity-cut or monitored enterprises (工商个字〔2016〕138号 二)."""

    type, family, subject_kind, subject_field = "enterprise_listed", "enterprise", "enterprise", "enterprise"
    title = "企业列入名录"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "enterprise_name": "沈阳示例钢铁有限公司", "city": "210100", "sector": "steel",
        "ownership": "state", "is_above_scale": True, "headcount": 4200,
    }  # fmt: skip
    example_time = "2026-01-05"

    enterprise: CreditCode
    enterprise_name: Annotated[Text, Field(title="企业名称")]
    city: City
    sector: Sector
    ownership: Ownership
    is_above_scale: Annotated[bool, Field(title="是否规模以上")]
    headcount: Annotated[int, Field(title="职工总数", description="人", ge=0, le=1_000_000)]
    industry: Industry | None = None
    size: EnterpriseSize | None = None


class PlacementPlanAdvanced(Event):
    """A worker-placement plan reaches a stage; it may not be carried out before all four (冀人社发〔2018〕38号 五)."""

    type, family, subject_kind, subject_field = "placement_plan_advanced", "enterprise", "enterprise", "enterprise"
    title = "安置方案推进"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "programme_year": 2026, "stage": "voted",
        "document_no": "职代会〔2026〕1号",
    }  # fmt: skip
    example_time = "2026-01-20"

    enterprise: CreditCode
    city: City
    programme_year: Year
    stage: PlanStage
    document_no: DocumentNo | None = None
    funds_yuan: Annotated[int | None, Field(title="落实资金", description="元", ge=0)] = None


class WorkerRosteredV1(AboutPerson):
    """A worker is entered in the roster of diverted workers, as sent before roster origins were told apart."""

    type, family = "worker_rostered", "enterprise"
    title = "职工列入花名册(旧版)"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "programme_year": 2026, "sector": "steel",
        "channel_planned": "retraining_transfer",
    }  # fmt: skip
    example_time = "2026-02-01"

    enterprise: CreditCode
    programme_year: Year
    sector: Sector
    channel_planned: Channel | None = None


class WorkerRostered(AboutPerson):
    """A worker is entered in the roster of diverted workers (冀人社发〔2018〕38号 二、三)."""

    type, family = "worker_rostered", "enterprise"
    version = 2
    title = "职工列入花名册"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "programme_year": 2026, "sector": "steel",
        "origin": "first_diversion", "planned_channel": "retraining_transfer",
    }  # fmt: skip
    example_time = "2026-02-01"
    rules = (
        LogicRule(
            "L101", "programme_year not between year(effective_at) - 1 and year(effective_at) + 1", "programme_year",
            "安置年度与列入日期相差超过一年", "核对安置年度;列入日期填职工进入花名册之日",
        ),
        LogicRule("L115", "spouse = person", "spouse", "配偶与本人的身份证号相同", "填同单位配偶的身份证号;没有则留空"),
        LogicRule(
            "L116", "employed_since > cast(effective_at as date)", "employed_since",
            "用工起始时间晚于列入日期", "核对两个日期;先用工后列入花名册",
        ),
    )  # fmt: skip

    enterprise: CreditCode
    programme_year: Year
    sector: Sector
    origin: RosterOrigin
    planned_channel: Channel | None = None
    protection: Protection | None = None
    retirement_post: RetirementPost | None = None
    employed_since: Annotated[Day | None, Field(title="本单位用工起始时间")] = None
    spouse: Annotated[PersonId | None, Field(title="同单位配偶身份证号", description="双职工填")] = None


class WorkerDiverted(AboutPerson):
    """A rostered worker is placed through one of the five channels (冀人社发〔2018〕38号 四)."""

    type, family = "worker_diverted", "enterprise"
    title = "职工分流安置"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "programme_year": 2026, "channel": "retraining_transfer",
    }  # fmt: skip
    example_time = "2026-03-16"
    rules = (
        LogicRule(
            "L102", "to_enterprise is not null and to_enterprise = enterprise and channel = 'enterprise_transformation'",
            "to_enterprise", "转型安置的去向单位与原单位相同", "填转型后新单位的统一社会信用代码,没有则留空", "warn",
        ),
        LogicRule(
            "L132", "way is not null and channel not in ('retraining_transfer', 'enterprise_transformation')", "way",
            "内部安置方式填在了企业以外的渠道上", "转岗培训、企业转型安置的填内部安置方式,其他渠道留空",
        ),
    )  # fmt: skip

    enterprise: CreditCode
    programme_year: Year
    channel: Channel
    to_enterprise: Annotated[CreditCode | None, Field(title="去向单位统一社会信用代码")] = None
    way: InternalWay | None = None


class LabourRelationEnded(AboutPerson):
    """A labour contract is dissolved or ends (劳动合同法 36–41, 44)."""

    type, family = "labour_relation_ended", "enterprise"
    title = "解除或终止劳动关系"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "reason": "art36_employer", "employed_since": "2011-07-01",
        "average_wage_yuan": 5000,
    }  # fmt: skip
    example_time = "2026-03-10"
    rules = (
        LogicRule(
            "L117", "employed_since > cast(effective_at as date)", "employed_since",
            "用工起始时间晚于解除日期", "核对两个日期是否填反",
        ),
    )  # fmt: skip

    enterprise: CreditCode
    reason: SeparationReason
    employed_since: Annotated[Day | None, Field(title="本单位用工起始时间")] = None
    average_wage_yuan: Annotated[Yuan | None, Field(title="解除前十二个月平均工资")] = None

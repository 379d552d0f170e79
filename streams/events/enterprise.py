"""Events that enterprises report: who they are, the placement plan, the roster and what became of each worker."""

from typing import Annotated

from pydantic import Field

from streams.events.contract import Event, LogicRule
from streams.events.fields import (
    Channel,
    City,
    CreditCode,
    DocumentNo,
    Ownership,
    PersonId,
    PersonName,
    Phone,
    PlanStage,
    RosterOrigin,
    Sector,
    SeparationReason,
    Text,
    Year,
)  # fmt: skip

EXAMPLE_ENTERPRISE = "91210100MA0EXA001D"
EXAMPLE_PERSON = {"person": "210102198503072316", "name": "王示例", "phone": "13800000000"}


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


class WorkerRosteredV1(Event):
    """A worker is entered in the roster of diverted workers, as sent before roster origins were told apart."""

    type, family, subject_kind, subject_field = "worker_rostered", "enterprise", "person", "person"
    title = "职工列入花名册(旧版)"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "programme_year": 2026, "sector": "steel",
        "channel_planned": "retraining_transfer",
    }  # fmt: skip
    example_time = "2026-02-01"

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    programme_year: Year
    sector: Sector
    channel_planned: Channel | None = None


class WorkerRostered(Event):
    """A worker is entered in the roster of diverted workers (冀人社发〔2018〕38号 二、三)."""

    type, family, subject_kind, subject_field = "worker_rostered", "enterprise", "person", "person"
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
    )  # fmt: skip

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    programme_year: Year
    sector: Sector
    origin: RosterOrigin
    planned_channel: Channel | None = None


class WorkerDiverted(Event):
    """A rostered worker is placed through one of the five channels (冀人社发〔2018〕38号 四)."""

    type, family, subject_kind, subject_field = "worker_diverted", "enterprise", "person", "person"
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
    )  # fmt: skip

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    programme_year: Year
    channel: Channel
    to_enterprise: CreditCode | None = None


class LabourRelationEnded(Event):
    """A labour contract is dissolved or ends (劳动合同法 36–41, 44)."""

    type, family, subject_kind, subject_field = "labour_relation_ended", "enterprise", "person", "person"
    title = "解除或终止劳动关系"
    example_data = EXAMPLE_PERSON | {"city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "reason": "art36_employer"}
    example_time = "2026-03-10"

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    reason: SeparationReason

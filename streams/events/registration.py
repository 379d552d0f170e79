"""Events of the registration offices: employment, unemployment, hardship and business registration."""

from typing import Annotated

from pydantic import Field

from streams.events.contract import Event, LogicRule
from streams.events.enterprise import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON
from streams.events.fields import (
    BusinessKind,
    City,
    CreditCode,
    Day,
    DeregistrationReason,
    DocumentNo,
    EmploymentType,
    HardshipCategory,
    PersonId,
    PersonName,
    Phone,
)  # fmt: skip


class EmploymentRegistered(Event):
    """A hire, self-employment or flexible work is registered (就业服务与就业管理规定 62)."""

    type, family, subject_kind, subject_field = "employment_registered", "registration", "person", "person"
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

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    employment_type: EmploymentType
    enterprise: CreditCode | None = None
    is_urban: Annotated[bool, Field(title="是否城镇就业")]
    is_renewal: Annotated[bool, Field(title="是否续签")]
    contract_months: Annotated[int | None, Field(title="合同期限", description="月", ge=0, le=600)] = None


class UnemploymentRegistered(Event):
    """A person registers as unemployed where he lives, worked or was insured (人社厅发〔2020〕79号)."""

    type, family, subject_kind, subject_field = "unemployment_registered", "registration", "person", "person"
    title = "失业登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "unemployed_since": "2026-02-20"}
    rules = (
        LogicRule(
            "L302", "unemployed_since > cast(effective_at as date)", "unemployed_since",
            "失业时间晚于登记时间", "核对失业时间;失业登记须在失业之后办理",
        ),
    )  # fmt: skip

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    certificate_no: Annotated[DocumentNo | None, Field(title="就业创业证号(ADC001)")] = None
    unemployed_since: Annotated[Day | None, Field(title="失业时间(AJC090)")] = None


class UnemploymentDeregistered(Event):
    """An unemployment registration is closed, with one of the lawful reasons."""

    type, family, subject_kind, subject_field = "unemployment_deregistered", "registration", "person", "person"
    title = "注销失业登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "reason": "employed"}

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    reason: DeregistrationReason


class HardshipCertified(Event):
    """A person is certified as hard to employ (就业促进法 52; the categories are the province's)."""

    type, family, subject_kind, subject_field = "hardship_certified", "registration", "person", "person"
    title = "就业困难人员认定"
    example_data = EXAMPLE_PERSON | {"city": "210100", "category": "age_4050"}

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    category: HardshipCategory


class BusinessRegistered(Event):
    """A person registers a business of his own (工商个字〔2016〕138号 三)."""

    type, family, subject_kind, subject_field = "business_registered", "registration", "person", "person"
    title = "市场主体登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "enterprise": "92210100MA0EXA003L", "kind": "individual"}

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    kind: BusinessKind

"""Events of the social-insurance system. Raw codes are kept beside the normalised reason; so are both dates."""

from typing import Annotated

from pydantic import Field

from streams.events.contract import Event, LogicRule
from streams.events.enterprise import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON
from streams.events.fields import (
    City,
    CreditCode,
    Day,
    Insurance,
    InsuranceEndReason,
    InsuranceStartReason,
    PensionKind,
    PersonId,
    PersonName,
    Phone,
    RawCode,
)  # fmt: skip

HandledAt = Annotated[Day, Field(title="经办日期(AAE036)")]
ChangeTypeRaw = Annotated[RawCode, Field(title="变更类型(AAC050)")]
ReasonRaw = Annotated[RawCode, Field(title="变更原因(AAE160)")]

HANDLED_TOO_EARLY = LogicRule(
    "L201", "handled_at < cast(effective_at as date) - interval 1 year", "handled_at",
    "经办日期比变更日期早一年以上", "核对 AAE035 变更日期与 AAE036 经办日期是否填反",
)  # fmt: skip


class InsuranceStarted(Event):
    """A person starts to be insured at an employer. Reason transfer_in is never a new employment."""

    type, family, subject_kind, subject_field = "insurance_started", "insurance", "person", "person"
    title = "参保增员"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "insurance": "110", "change_type_raw": "1",
        "reason_raw": "A", "reason": "first", "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (HANDLED_TOO_EARLY,)

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    insurance: Insurance
    change_type_raw: ChangeTypeRaw | None = None
    reason_raw: ReasonRaw | None = None
    reason: InsuranceStartReason
    handled_at: HandledAt


class InsuranceEnded(Event):
    """A person's insurance at an employer is suspended or ends."""

    type, family, subject_kind, subject_field = "insurance_ended", "insurance", "person", "person"
    title = "参保减员"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "insurance": "110", "change_type_raw": "2",
        "reason_raw": "03", "reason": "suspend", "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (HANDLED_TOO_EARLY,)

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    insurance: Insurance
    change_type_raw: ChangeTypeRaw | None = None
    reason_raw: ReasonRaw | None = None
    reason: InsuranceEndReason
    handled_at: HandledAt


class InsuranceTransferred(Event):
    """Insurance moves from one employer to another: the person stays employed; never a new employment."""

    type, family, subject_kind, subject_field = "insurance_transferred", "insurance", "person", "person"
    title = "参保关系转移"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": "91210100MA0EXA002E", "from_enterprise": EXAMPLE_ENTERPRISE, "insurance": "110",
        "reason_raw": "01", "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (
        HANDLED_TOO_EARLY,
        LogicRule(
            "L202", "enterprise = from_enterprise", "from_enterprise", "转出单位与转入单位相同", "填写转移前后的两个单位;未换单位则不报转移",
        ),
    )  # fmt: skip

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    enterprise: CreditCode
    from_enterprise: Annotated[CreditCode, Field(title="转出单位统一社会信用代码")]
    insurance: Insurance
    change_type_raw: ChangeTypeRaw | None = None
    reason_raw: ReasonRaw | None = None
    handled_at: HandledAt


class PensionStarted(Event):
    """A person starts to draw the basic pension; working age ends (人社厅发〔2020〕3号)."""

    type, family, subject_kind, subject_field = "pension_started", "insurance", "person", "person"
    title = "领取养老待遇"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "statutory", "handled_at": "2026-03-12"}
    rules = (HANDLED_TOO_EARLY,)

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    kind: PensionKind
    handled_at: HandledAt


class DeathRecorded(Event):
    """A person's death reaches the insurance system."""

    type, family, subject_kind, subject_field = "death_recorded", "insurance", "person", "person"
    title = "死亡登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "handled_at": "2026-03-12"}
    rules = (HANDLED_TOO_EARLY,)

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    handled_at: HandledAt

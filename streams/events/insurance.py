"""Events of the social-insurance system. Raw codes are kept beside the normalised reason; so are both dates."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutPerson
from streams.events.codes import Insurance, InsuranceEndReason, InsuranceStartReason, PensionKind
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, Day, Month, RawCode, Yuan

HandledAt = Annotated[Day, Field(title="经办日期(AAE036)")]
ChangeTypeRaw = Annotated[RawCode, Field(title="变更类型(AAC050)")]
ReasonRaw = Annotated[RawCode, Field(title="变更原因(AAE160)")]

BenefitEndReason = Annotated[
    Literal["expired", "employed", "military", "emigrated", "pension", "refused_services", "imprisoned", "died"],
    Field(title="停领原因"),
    labels(
        {
            "expired": "领取期满",
            "employed": "重新就业",
            "military": "应征服兵役",
            "emigrated": "移居境外",
            "pension": "享受养老待遇",
            "refused_services": "拒绝接受介绍的工作或培训",
            "imprisoned": "判刑收监",
            "died": "死亡",
        }
    ),
]

HANDLED_TOO_EARLY = LogicRule(
    "L201", "handled_at < cast(effective_at as date) - interval 1 year", "handled_at",
    "经办日期比变更日期早一年以上", "核对 AAE035 变更日期与 AAE036 经办日期是否填反",
)  # fmt: skip


class InsuranceStarted(AboutPerson):
    """A person starts to be insured at an employer. Reason transfer_in is never a new employment."""

    type, family = "insurance_started", "insurance"
    title = "参保增员"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "insurance": "110", "change_type_raw": "1",
        "reason_raw": "A", "reason": "first", "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (HANDLED_TOO_EARLY,)

    enterprise: CreditCode
    insurance: Insurance
    change_type_raw: ChangeTypeRaw | None = None
    reason_raw: ReasonRaw | None = None
    reason: InsuranceStartReason
    handled_at: HandledAt


class InsuranceEnded(AboutPerson):
    """A person's insurance at an employer is suspended or ends."""

    type, family = "insurance_ended", "insurance"
    title = "参保减员"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "insurance": "110", "change_type_raw": "2",
        "reason_raw": "03", "reason": "suspend", "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (HANDLED_TOO_EARLY,)

    enterprise: CreditCode
    insurance: Insurance
    change_type_raw: ChangeTypeRaw | None = None
    reason_raw: ReasonRaw | None = None
    reason: InsuranceEndReason
    handled_at: HandledAt


class InsuranceTransferred(AboutPerson):
    """Insurance moves from one employer to another: the person stays employed; never a new employment."""

    type, family = "insurance_transferred", "insurance"
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

    enterprise: CreditCode
    from_enterprise: Annotated[CreditCode, Field(title="转出单位统一社会信用代码")]
    insurance: Insurance
    change_type_raw: ChangeTypeRaw | None = None
    reason_raw: ReasonRaw | None = None
    handled_at: HandledAt


class PensionStarted(AboutPerson):
    """A person starts to draw the basic pension; working age ends (人社厅发〔2020〕3号)."""

    type, family = "pension_started", "insurance"
    title = "领取养老待遇"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "statutory", "handled_at": "2026-03-12"}
    rules = (HANDLED_TOO_EARLY,)

    kind: PensionKind
    handled_at: HandledAt


class DeathRecorded(AboutPerson):
    """A person's death reaches the insurance system."""

    type, family = "death_recorded", "insurance"
    title = "死亡登记"
    example_data = EXAMPLE_PERSON | {"city": "210100", "handled_at": "2026-03-12"}
    rules = (HANDLED_TOO_EARLY,)

    handled_at: HandledAt


class ContributionRecorded(AboutPerson):
    """A month's contribution of a person at an employer reaches the fund, or is found owing."""

    type, family = "contribution_recorded", "insurance"
    title = "缴费记录"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "insurance": "110", "month": "2026-02", "base_yuan": 6400,
        "is_paid": True, "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (
        HANDLED_TOO_EARLY,
        LogicRule(
            "L203", "month > strftime(effective_at + interval 1 month, '%Y-%m')", "month",
            "费款所属期晚于到账月份的次月", "核对 AAE003 费款所属期;预缴以后各月的,逐月到账后再报",
        ),
    )  # fmt: skip

    enterprise: CreditCode | None = None
    insurance: Insurance
    month: Annotated[Month, Field(title="费款所属期(AAE003)")]
    base_yuan: Annotated[Yuan, Field(title="缴费基数(AAE180)")]
    is_paid: Annotated[bool, Field(title="是否到账(AAE132)")]
    cumulative_months: Annotated[int | None, Field(title="累计缴费月数", description="月,含本月", ge=1, le=600)] = None
    handled_at: HandledAt


class UnemploymentBenefitStarted(AboutPerson):
    """A person starts to draw unemployment benefit (社会保险法 45, 46)."""

    type, family = "unemployment_benefit_started", "insurance"
    title = "领取失业保险金"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "months_granted": 12, "monthly_yuan": 1850, "handled_at": "2026-03-12",
    }  # fmt: skip
    rules = (HANDLED_TOO_EARLY,)

    months_granted: Annotated[int, Field(title="核定月数", description="月", ge=1, le=24)]
    monthly_yuan: Annotated[Yuan, Field(title="月标准")]
    handled_at: HandledAt


class UnemploymentBenefitEnded(AboutPerson):
    """Unemployment benefit stops (社会保险法 51)."""

    type, family = "unemployment_benefit_ended", "insurance"
    title = "停领失业保险金"
    example_data = EXAMPLE_PERSON | {"city": "210100", "reason": "employed", "handled_at": "2026-03-12"}
    rules = (HANDLED_TOO_EARLY,)

    reason: BenefitEndReason
    handled_at: HandledAt

"""Support that a person receives: benefits of the policy ledger, guaranteed loans, help with a start-up."""

from decimal import Decimal
from functools import partial

from simulator.benefits import judge_benefits
from simulator.days import ISO, MONTH_END, months_later
from simulator.diary import Benefit
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import rule, said
from simulator.truth import Cell

WAN = 10_000


def receives(life: Life, day: int, item: str, yuan: int, quarters: bool = False) -> Record | None:
    """A benefit: the person counts once a year for each item, the money always."""
    fields: dict[str, object] = {"item": item, "amount_yuan": yuan}
    first, last = day, day
    if quarters:
        first, last = day - 90, day - 28
        fields |= {"from_month": ISO[first][:7], "to_month": ISO[last][:7]}
        first, last = first - int(ISO[first][8:]) + 1, MONTH_END[last]
    record = life.leaves("benefit_granted", day, fields)
    if record is None:
        return None
    life.diary.supports.append(("benefit", record))
    life.diary.benefits.append(Benefit(item, day, first, MONTH_END[first] if quarters else day, last, record))
    if len(life.diary.benefits) == 1:
        life.judged.append(judge_benefits)
    standard = said(f"benefit_standard_yuan.{item}", day)
    off = life.counted("benefits_off_standard", day) if standard is not None and Decimal(standard) != yuan else ()
    cells = off + life.counted("benefit_amount", day, amount=yuan)
    if life.first_of_year("benefit_persons", item, day):
        record.decides = cells + life.counted("benefit_persons", day)
    else:
        for earlier in life.records:
            if earlier.type == "benefit_granted" and earlier.fields["item"] == item:
                earlier.decides = ()  # without it the later one would be the year's first
    return record


def borrows(life: Life, day: int, enterprise: str) -> None:
    """A guaranteed start-up loan, for himself or for his firm; most are discounted later."""
    yuan = WAN * life.between(5, 20)
    fields: dict[str, object] = {
        "borrower": "person",
        "amount_yuan": yuan,
        "months": life.pick((12, 24, 36)),
        "is_discounted": True,
    }
    if life.chance(0.15):
        yuan = WAN * life.between(50, 300)
        fields |= {"borrower": "small_enterprise", "enterprise": enterprise, "amount_yuan": yuan}
    record = life.leaves("loan_issued", day, fields)
    if record is None:
        return
    life.diary.supports.append(("loan", record))
    record.decides = life.counted("guaranteed_loans", day, amount=yuan // WAN)
    if life.chance(0.3):
        receives(life, day + life.between(60, 120), "loan_interest_subsidy", yuan // 100)


def enters_base(life: Life, day: int) -> None:
    """His business moves into an incubation base, which is told twice of some; how it fares there is judged later."""
    fields = {"kind": "incubation", "base": f"FH{life.city[2:4]}0000", "enterprise": life.business}
    record = life.leaves("startup_supported", day, fields)
    if record is None:
        return
    life.diary.supports.append(("startup", record))
    cells = life.counted("incubation_entries", day) + life.changed("incubated_entities", day, 1)
    is_told_twice = life.index % 3 == 0 and life.leaves("startup_supported", day + 30, fields) is not None
    life.judged.append(partial(_judge_incubation, record=record, cells=() if is_told_twice else cells))


def _judge_incubation(life: Life, record: Record, cells: tuple[Cell, ...]) -> None:
    """It is in the base until it closes, and lasted if it ran for the months that the policy asks for."""
    closed, due = life.diary.closed, months_later(record.day, rule("startup_retained_months", record.day))
    fared = life.changed("incubated_entities", closed, -1)
    if closed >= due:
        fared += life.counted("incubated_entities_lasted", due)
    if cells:
        record.decides = cells + fared


def starts_up(life: Life, business: Record | None) -> None:
    """What public services add to a business of one's own: mentoring, a loan, a subsidy."""
    if business is None:
        return
    if life.chance(0.3):
        fields = {"kind": life.pick(("mentoring", "registration_help", "tax_relief")), "enterprise": life.business}
        helped = life.leaves("startup_supported", business.day + life.between(0, 30), fields)
        if helped is not None:
            life.diary.supports.append(("startup", helped))
    if life.index % 4 == 0:
        enters_base(life, business.day + 20)
    if life.chance(0.2):
        borrows(life, business.day + life.between(10, 60), life.business)
    if life.chance(0.15):
        receives(life, business.day + life.between(90, 200), "startup_subsidy", 5000)

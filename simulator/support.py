"""Support that a person receives: benefits of the policy ledger, guaranteed loans, help with a start-up."""

from simulator.days import ISO
from simulator.lives import Life
from simulator.records import Record

WAN = 10_000


def receives(life: Life, day: int, item: str, yuan: int, quarters: bool = False) -> Record | None:
    """A benefit: the person counts once a year for each item, the money always."""
    fields: dict[str, object] = {"item": item, "amount_yuan": yuan}
    if quarters:
        fields |= {"from_month": ISO[day - 90][:7], "to_month": ISO[day - 28][:7]}
    record = life.leaves("benefit_granted", day, fields)
    if record is None:
        return None
    cells = life.counted("benefit_amount", day, amount=yuan)
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
    record.decides = life.counted("guaranteed_loans", day, amount=yuan // WAN)
    if life.chance(0.3):
        receives(life, day + life.between(60, 120), "loan_interest_subsidy", yuan // 100)


def starts_up(life: Life, business: Record | None) -> None:
    """What public services add to a business of one's own: mentoring, a loan, a subsidy."""
    if business is None:
        return
    if life.chance(0.3):
        fields = {"kind": life.pick(("mentoring", "registration_help", "tax_relief")), "enterprise": life.business}
        life.leaves("startup_supported", business.day + life.between(0, 30), fields)
    if life.index % 4 == 0:
        fields = {"kind": "incubation", "base": f"FH{life.city[2:4]}0000", "enterprise": life.business}
        life.leaves("startup_supported", business.day + 20, fields)
    if life.chance(0.2):
        borrows(life, business.day + life.between(10, 60), life.business)
    if life.chance(0.15):
        receives(life, business.day + life.between(90, 200), "startup_subsidy", 5000)

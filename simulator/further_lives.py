"""What else is told of people: months of contributions, unemployment benefit, veterans, checks of what was reported."""

from simulator.days import ISO, YEAR_END
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.records import Record, event_id, event_source

_PROOFS = ("site_visit", "phone_sample", "insurance_match", "payroll_check", "contract_check")


def contributes(life: Life, day: int, months: int) -> None:
    """The contribution of so many months arrives, one month after the other; few are found owing."""
    for month in range(months):
        paid_on = day + 30 * month
        fields = {
            "enterprise": life.employer, "insurance": "110", "month": ISO[paid_on - 28][:7], "base_yuan": 4000 + 100 * life.between(0, 60),
            "is_paid": not life.chance(0.04), "handled_at": life.handled(paid_on),
        }  # fmt: skip
        life.leaves("contribution_recorded", paid_on, fields)


def draws_benefit(life: Life, day: int, hire: int) -> None:
    """Unemployment benefit from a day until the hire, or until the months granted are over."""
    months = life.pick((3, 6, 12))
    fields = {"months_granted": months, "monthly_yuan": 1850, "handled_at": life.handled(day)}
    if life.leaves("unemployment_benefit_started", day, fields) is None:
        return
    over = day + 30 * months
    ended, reason = (hire, "employed") if hire < over else (over, "expired")
    life.leaves("unemployment_benefit_ended", ended, {"reason": reason, "handled_at": life.handled(ended)})


def veteran(life: Life) -> None:
    """Discharged, registered at the employment office, and most soon in a first job."""
    life.age = life.between(21, 34)
    registered = life.pick(life.seasons.even)
    discharged = registered - life.between(5, 120)
    kind = life.pick(("conscript", "conscript", "sergeant", "officer"))
    life.leaves("veteran_registered", registered, {"kind": kind, "discharged_at": ISO[discharged]})
    if life.chance(0.7):
        take_job(life, registered + life.between(5, 90), life.employer, reason="first")


def is_checked(life: Life, placing: Record) -> None:
    """Somebody goes and looks whether a reported placement is true; it is, or nobody is met."""
    day = placing.day + life.between(20, 60)
    if day <= YEAR_END[placing.day]:
        fields = {
            "claim": "placement", "proof": life.pick(_PROOFS), "result": life.pick(("confirmed",) * 5 + ("unreachable", "undecided")),
            "target_source": event_source(placing), "target_id": event_id(life.index, placing),
        }  # fmt: skip
        life.leaves("verification_recorded", day, fields)

"""Jobs: the history before the ledger opened, genuine hires with their evidence, and endings.

A job is evidenced by the insurance, by the registration office, or by both some days apart; the first of them is the
hire.
"""

from simulator.days import LEDGER_OPENS
from simulator.lives import HISTORY_OPENS, Life
from simulator.records import Record

_LAST_OPENING = LEDGER_OPENS - 30
_EVIDENCE = ("both",) * 6 + ("insurance",) * 2 + ("registration",)


def has_worked(life: Life, enterprise: str | None = None) -> None:
    """History: in many cases an earlier job that ended, then one that is still open when the ledger opens."""
    current = enterprise or life.employer
    start = life.between(HISTORY_OPENS, _LAST_OPENING)
    if start - HISTORY_OPENS > 500 and life.chance(0.5):
        begun = life.between(HISTORY_OPENS, start - 400)
        life.insured(begun, life.new_employer())
        earlier = life.records[-1].fields["enterprise"]
        life.uninsured(life.between(begun + 30, start - 60), earlier, "suspend")
        life.insured(start, current, "resume")
    else:
        life.insured(start, current)
    if life.chance(0.75):
        life.insured(start, current, insurance="310")
    if life.chance(0.55):
        life.insured(start, current, insurance="210")


def take_job(
    life: Life, day: int, enterprise: str, *, registered: bool = False, hard: bool = False, evidence: str = "",
    reason: str = "resume", city: str | None = None,
) -> tuple[bool, Record | None, Record | None]:  # fmt: skip
    """A genuine hire on `day`, its first evidence. Returns (is it insured within the window, first, second record)."""
    mode = evidence or life.pick(_EVIDENCE)
    cells = life.hired(day, city, registered, hard, enterprise)
    if mode == "insurance":
        first = life.insured(day, enterprise, reason, city)
        if first is not None:
            first.decides = cells
        return first is not None, first, None
    if mode == "registration":
        first = life.registers_job(day, enterprise, city=city)
        if first is not None:
            first.decides = cells
        return False, first, None
    later = day + life.between(0, 20)
    if life.chance(0.5):
        first = life.insured(day, enterprise, reason, city)
        second = life.registers_job(later, enterprise, city=city)
        return first is not None, first, second
    first = life.registers_job(day, enterprise, city=city)
    second = life.insured(later, enterprise, reason, city)
    return second is not None, first, second


def leave_job(life: Life, day: int, enterprise: str, insured: bool) -> None:
    """The job ends: the insurance says so, or, where there was none, the labour contract or the registration office."""
    if insured:
        life.uninsured(day, enterprise, life.pick(("suspend", "terminate")))
    elif life.chance(0.5):
        life.contract_ends(day, enterprise, life.pick(("art37", "art44_1")))
    else:
        life.registered_as_ended(day, enterprise, life.pick(("dissolved_by_worker", "expired")))

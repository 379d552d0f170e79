"""The stories of ordinary people: each function lives one life whose truth is plain, and leaves its records.

Days are drawn so that no rule of the definitions is touched by accident: what comes close to a rule (a gap of 30
or 31 days, an end on the day of the next start) does so on purpose and says so.
"""

from bisect import bisect
from collections.abc import Callable
from itertools import accumulate

from simulator.checks import is_looked_at
from simulator.days import LEDGER_OPENS, YEAR, months_later
from simulator.diary import Stay
from simulator.further_lives import contributes, leaves_to_found, veteran
from simulator.graduates import graduate
from simulator.hardship import household
from simulator.idleness import judge_idle
from simulator.jobs import has_worked, leave_job, take_job
from simulator.lives import HISTORY_OPENS, Life
from simulator.records import Record
from simulator.rulebook import rule
from simulator.rural_work import migrant, transfers
from simulator.support import starts_up
from simulator.training import trains
from simulator.unemployed_lives import gives_up, long_reemployed, reemployed, still_unemployed
from simulator.welfare_posts import welfare_worker


def outside(life: Life) -> None:
    """Nothing happens: whatever is reported of this person is invented (see fabrications)."""


def stable(life: Life) -> None:
    """In a job since before the ledger opened; only a medical insurance comes and goes. Nothing counts."""
    has_worked(life)
    if life.index % 11 == 0:
        _stands_still(life, life.window.start + life.index % 300)
    if life.chance(0.1):
        life.uninsured(life.pick(life.seasons.even), life.employer, "suspend", insurance="310")
    if life.chance(0.25):
        contributes(life, life.pick(life.seasons.even), life.between(1, 4))
    elif life.index % 20 == 0:
        leaves_to_found(life, life.seasons.even[life.index % len(life.seasons.even)], (6, 12, 36, 72)[life.index // 20 % 4])


def _stands_still(life: Life, day: int) -> None:
    """The enterprise stops; half of the workers are called back, some when it has just been long, and some are trained meanwhile."""
    life.kind = "stood_still"
    record = life.leaves("work_suspended", day, {"enterprise": life.employer})
    if record is None:
        return
    stay = Stay(day, record)
    life.diary.suspended.append(stay)
    if life.index % 2:
        long_since = months_later(day, rule("long_suspension_months", day))
        called = life.pick((long_since - 1, long_since, long_since + 1, day + 20 + life.index % 160))
        resumed = life.leaves("work_resumed", called, {"enterprise": life.employer})
        if resumed is not None:
            stay.closes(called, resumed)
    if life.index % 3 == 0:
        trains(life, day + life.index % 90, life.pick(("transfer", "skill", "pre_post")), life.between(5, 30))
    life.judged.append(judge_idle)


def entrant(life: Life) -> None:
    """A first job: counts once, at the first evidence."""
    life.age = life.between(18, 30)
    evidence = "both" if life.chance(0.7) else "insurance" if life.chance(0.65) else "registration"
    life.kind = "entrant_pair" if evidence == "both" else "entrant_single"
    take_job(life, life.pick(life.seasons.hire), life.employer, evidence=evidence, reason="first")


def own_account(life: Life) -> None:
    """Self-employed or flexible from the first day: counts once; insured or registered at the own business later."""
    life.age = life.between(22, 50)
    day = life.pick(life.seasons.hire)
    cells = life.hired(day)
    if life.chance(0.4):
        record = _works_flexibly(life, day)
    else:
        record = life.registers_business(day)
        if life.chance(0.4):
            life.insured(day + life.between(0, 20), life.business)
        elif life.chance(0.5):
            life.registers_job(day + life.between(0, 20), life.business, "self_employed")
    if record is not None:
        # with another record of the work, this one late would move the day on which it seems to begin
        record.decides = (*record.decides, *cells) if len(life.records) == 1 else ()
    if record is not None and record.type == "business_registered":
        starts_up(life, record)
    if record is not None and life.chance(0.2):
        _gives_it_up(life, record)


_NEW_FORMS = ("delivery", "ride_hailing", "livestream", "online_shop", "crowd_work")


def _works_flexibly(life: Life, day: int) -> Record | None:
    """Flexible work, some in a new form; that is told twice of some and counts once."""
    form = _NEW_FORMS[life.index % len(_NEW_FORMS)] if life.index % 3 == 0 else None
    record = life.registers_job(day, None, "flexible", new_form=form)
    if form is not None and life.index % 2 and YEAR[day + 9] == YEAR[day]:
        again = life.registers_job(day + 9, None, "flexible", new_form=form)
        if record is not None and again is not None:
            record.decides = ()
    return record


def _gives_it_up(life: Life, record: Record) -> None:
    """Own business or flexible work ends and, soon after, a job begins: it counts, unless the year has been counted."""
    ended = record.day + life.between(90, 400)
    has_business = record.type == "business_registered"
    over = life.closes_business(ended) if has_business else life.registered_as_ended(ended, None, "flexible_ended")
    if over is not None:
        take_job(life, ended + life.between(1, 60), life.employer)
        life.hangs_on_no_hire()


def hired_twice(life: Life) -> None:
    """Hired, gone, hired again: only the first hire of a calendar year counts; the next year counts anew."""
    life.age = life.between(20, 45)
    day = life.pick(life.seasons.hire)
    insured, *_ = take_job(life, day, life.employer, reason="first")
    left = day + life.between(40, 150)
    leave_job(life, left, life.employer, insured)
    if life.chance(0.5):
        _next_job(life, left + life.between(1, 90))
        return
    registered = left + life.between(1, 20)
    life.unemployed(registered, left)
    again = registered + life.between(10, 120)
    _next_job(life, again, registered=True)
    life.no_longer_unemployed(again + life.between(0, 10), "employed")


def _next_job(life: Life, day: int, registered: bool = False) -> None:
    """A hire that may be the year's second; no figure is said to hang on its record alone."""
    for record in take_job(life, day, life.new_employer(), registered=registered)[1:]:
        if record is not None:
            record.decides = ()
    for record in life.records:
        record.decides = ()


def changes_after_gap(life: Life) -> None:
    """Leaves one employer, starts at another up to 60 days later (or on the very day the old job ended): counts."""
    has_worked(life)
    left = life.pick(life.seasons.loss)
    life.uninsured(left, life.employer, "suspend")
    take_job(life, left + life.between(0, 60), life.new_employer(), evidence="insurance")


def transferred(life: Life) -> None:
    """The insurance moves with the person from one employer to the next: never a new employment."""
    has_worked(life)
    day = life.pick(life.seasons.even)
    target = life.new_employer()
    if life.chance(0.6):
        city = life.elsewhere() if life.chance(0.3) else life.city
        life.leaves(
            "insurance_transferred", day,
            {"enterprise": target, "from_enterprise": life.employer, "insurance": "110", "reason_raw": "01",
             "handled_at": life.handled(day)}, city,
        )  # fmt: skip
    else:
        life.uninsured(day, life.employer, "transfer_out")
        life.insured(day + life.between(0, 15), target, "transfer_in")


def renewed(life: Life) -> None:
    """The contract is renewed while the job goes on: never a new employment."""
    has_worked(life)
    life.registers_job(life.pick(life.seasons.even), life.employer, "unit", is_renewal=True)


def seasonal(life: Life) -> None:
    """Back at the same employer after a gap: up to 30 days are a renewal, 31 and more a new employment."""
    has_worked(life)
    left = life.pick(life.seasons.loss)
    life.uninsured(left, life.employer, "suspend")
    gap = life.pick((5, 15, 25, 29, 30, 31, 32, 45))
    if gap > 30:
        take_job(life, left + gap, life.employer, evidence="insurance")
    else:
        life.insured(left + gap, life.employer, "resume")


def rural(life: Life) -> None:
    """Work in the countryside: registered, insured as a resident, and outside the urban figures, pension included."""
    day = life.pick(life.seasons.hire)
    life.registers_job(day, None, "flexible", is_urban=False)
    life.insured(day + life.between(0, 20), life.employer, insurance="170")
    if life.chance(0.3):
        transfers(life, day + life.between(0, 20), "local_non_farm")
    if life.chance(0.15):
        life.age = 60
        life.leaves_for_good(day + life.between(30, 200), "pension_started", counts=False)


def retires(life: Life) -> None:
    """An employee draws his pension: attrition in the city of the job."""
    life.age = 60 if life.is_male else life.pick((50, 55))
    has_worked(life)
    day = life.pick(life.seasons.even)
    life.uninsured(day + life.between(-5, 5), life.employer, "retire")
    life.leaves_for_good(day, "pension_started", counts=True)


def dies(life: Life) -> None:
    """An employee dies: attrition."""
    life.age = life.between(35, 59)
    has_worked(life)
    day = life.pick(life.seasons.even)
    life.leaves_for_good(day, "death_recorded", counts=True)
    life.uninsured(day + life.between(0, 20), life.employer, "death")


def pensioner(life: Life) -> None:
    """Retired before the ledger opened; a death now is no attrition, since the pension was."""
    life.age = life.between(61, 75)
    begun = life.between(HISTORY_OPENS, LEDGER_OPENS - 800)
    retired = LEDGER_OPENS - life.between(40, 700)
    life.insured(begun, life.employer)
    life.uninsured(retired, life.employer, "retire")
    life.leaves_for_good(retired, "pension_started", counts=True)
    if life.chance(0.2):
        life.leaves_for_good(life.pick(life.seasons.even), "death_recorded", counts=False)


# Story and its share; ages and shares are plausible, not measured.
_STORIES: tuple[tuple[Callable[[Life], None], int], ...] = (
    (stable, 330), (entrant, 140), (reemployed, 110), (long_reemployed, 60), (still_unemployed, 50), (own_account, 50),
    (renewed, 40), (transferred, 40), (hired_twice, 40), (rural, 30), (retires, 30), (gives_up, 25), (seasonal, 20),
    (outside, 20), (changes_after_gap, 20), (pensioner, 15), (dies, 10), (migrant, 45), (graduate, 30), (household, 15),
    (welfare_worker, 10), (veteran, 12),
)  # fmt: skip
_BOUNDS = list(accumulate(share for _, share in _STORIES))


def live(life: Life) -> None:
    """Live one of the stories, chosen by the shares above."""
    story = _STORIES[bisect(_BOUNDS, life.random() * _BOUNDS[-1])][0]
    life.kind = story.__name__
    story(life)
    for judge in life.judged:
        judge(life)
    is_looked_at(life)

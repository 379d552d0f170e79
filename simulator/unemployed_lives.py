"""The stories of those who are registered as unemployed: hired again, still seeking, or given up."""

from simulator.days import LEDGER_OPENS
from simulator.further_lives import draws_benefit
from simulator.hardship import exit_from_hardship
from simulator.jobs import has_worked, take_job
from simulator.lives import HISTORY_OPENS, Life
from simulator.seeking import seeks
from simulator.support import receives, starts_up
from simulator.training import trains


def reemployed(life: Life) -> None:
    """Loses the job, registers, is hired again: re-employment, and hard to employ if certified by then."""
    life.age = life.between(25, 56)
    has_worked(life)
    loss = life.pick(life.seasons.loss)
    life.uninsured(loss, life.employer, life.pick(("suspend", "terminate")))
    registered = loss + life.between(1, 40)
    life.unemployed(registered, loss)
    _back_to_work(life, registered)


def long_reemployed(life: Life) -> None:
    """Registered before the ledger opened; in the opening level; hired in the window."""
    life.age = life.between(25, 56)
    registered = LEDGER_OPENS - life.between(20, 300)
    if life.chance(0.6):
        begun = life.between(HISTORY_OPENS, registered - 200)
        life.insured(begun, life.employer)
        life.uninsured(registered - life.between(10, 60), life.employer, "terminate")
    life.unemployed(registered)
    _back_to_work(life, max(registered, life.window.start - 20))


def _back_to_work(life: Life, registered: int) -> None:
    """Served, perhaps certified, hired, deregistered: before the hire within 30 days of grace, or after it."""
    hire = registered + life.between(62, 200)
    _is_helped(life, registered)
    if life.chance(0.3):
        draws_benefit(life, registered + life.between(3, 20), hire)
    hard = life.chance(0.4)
    if hard:
        life.certified(life.between(registered, hire - 5))
        off = life.no_longer_hard(hire - life.between(1, 4), "refused_services") if life.chance(0.06) else None
        if off is not None:
            hard, off.decides = False, ()  # off the list before the hire, and not because of it
    elif life.chance(0.1):
        life.certified(hire + life.between(1, 30))
    if life.chance(0.12):
        closed, within = hire - life.between(1, 30), True
    elif life.chance(0.05):
        closed, within = hire - life.between(31, 60), False
    else:
        closed, within = hire + life.between(0, 15), True
    if life.chance(0.15):
        reason = "self_employed"
        cells = life.hired(hire, None, within, hard)
        business = life.registers_business(hire)
        if business is not None:
            business.decides += cells
        starts_up(life, business)
    else:
        reason = "employed"
        same = life.chance(0.1)  # back at the old employer: no renewal, since he was registered in between
        take_job(life, hire, life.employer if same else life.new_employer(), registered=within, hard=hard)
    record = life.no_longer_unemployed(closed, reason)
    if record is not None and not within:
        record.decides = ()  # without it the hire would seem a re-employment
    exit_from_hardship(life, hire)
    _is_subsidised(life, hire, hard)


def _is_subsidised(life: Life, hire: int, hard: bool) -> None:
    """Quarter by quarter for whoever was hard to employ; for few of them for months before the work or twice for a month, for few others, too."""
    after = [91 * quarter for quarter in range(1, life.between(1, 4) if hard else 1)]
    if after and life.index % 3 == 0:
        after.append(131)
    elif hard and life.index % 5 == 1:
        after.append(10)
    elif not life.diary.hard and life.index % 6 == 2:
        after.append(60)
    for days in sorted(after):
        receives(life, hire + days, "social_insurance_subsidy", 3240, quarters=True)
    if after:
        life.hangs_on_no_hire()  # without it the subsidy would have no ground


def _is_helped(life: Life, registered: int) -> None:
    """Recommendations, guidance, a course and an agency, well before the hire."""
    for number in range(life.between(0, 2)):
        life.served(registered + life.between(1, 50) + number, life.pick(("job_recommended", "guidance_given")))
    if life.chance(0.35):
        kind = life.pick(("pre_post", "startup", "skill", "labour_reserve"))
        trains(life, registered + life.between(2, 15), kind, life.between(5, 35))
    if life.chance(0.5):
        seeks(life, registered + life.between(1, 25), "unemployed")


def still_unemployed(life: Life) -> None:
    """Registered as unemployed to the end; may register once more elsewhere, which opens nothing."""
    life.age = life.between(25, 58)
    if life.chance(0.5):
        life.unemployed(LEDGER_OPENS - life.between(20, 300))
        if life.chance(0.2):
            life.leaves("unemployment_registered", life.pick(life.seasons.even), {}, life.elsewhere())
    else:
        has_worked(life)
        loss = life.pick(life.seasons.loss)
        life.uninsured(loss, life.employer, "suspend")
        registered = loss + life.between(1, 40)
        record = life.unemployed(registered, loss)
        if record is not None:
            record.decides = tuple(cell for cell in life.cells if cell.metric == "registered_unemployed")
    if life.chance(0.5):
        life.served(life.pick(life.seasons.even), "job_recommended")
    if life.chance(0.3):
        life.certified(life.pick(life.seasons.even))
    if life.chance(0.6):
        seeks(life, life.pick(life.seasons.even), "unemployed")


def gives_up(life: Life) -> None:
    """Registered, then out of the register without a job; a hire long after is new employment, not re-employment."""
    life.age = life.between(40, 59)
    registered = LEDGER_OPENS - life.between(20, 300)
    life.unemployed(registered)
    closed = life.pick(life.seasons.even)
    way = life.random()
    if way < 0.3:
        life.leaves_for_good(closed, "pension_started", counts=False)
        life.leaves("unemployment_deregistered", closed + life.between(0, 10), {"reason": "pension"})
    elif way < 0.4:
        life.leaves_for_good(closed, "death_recorded", counts=False)
    else:
        record = life.no_longer_unemployed(closed, life.pick(("withdrew", "lost_contact", "study_or_service")))
        if way < 0.7:
            if record is not None:
                record.decides = ()  # without it the hire would seem a re-employment
            take_job(life, closed + life.between(5, 120), life.employer)

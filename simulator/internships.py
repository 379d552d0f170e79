"""First steps of graduates beside a job: internships, and purchased grass-roots posts."""

from simulator.days import YEAR, months_later
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.rulebook import rule


def interns(life: Life, day: int, is_hired: bool) -> None:
    """An internship of months, some prolonged; he is hired there in time, a day too late, by somebody else, or by nobody."""
    fields = {"enterprise": life.employer, "term_months": 3 + life.index % 4}
    record = life.leaves("internship_started", day, fields)
    cells = life.counted("internships_started", day)
    agreed = months_later(day, 3 + life.index % 4)
    prolonged = None
    if life.index % 3 == 0:
        prolonged = life.leaves("internship_started", agreed - 10, fields | {"term_months": 2})
        agreed = months_later(agreed - 10, 2)
    if is_hired:
        last = agreed + rule("internship_retained_within_days", day)
        hire = life.pick((last - life.between(1, 60), last - life.between(1, 60), last, last + 1))
        unit = life.employer if life.chance(0.8) else life.new_employer()
        if unit == life.employer and hire <= last:
            cells += life.counted("internships_retained", hire)
        take_job(life, hire, unit, reason="first")
    if record is not None and prolonged is None:
        record.decides = cells


def takes_grassroots_post(life: Life, day: int) -> None:
    """A purchased grass-roots post: told once more by another city, or renewed after a year; it counts once a year."""
    unit = life.new_employer()
    life.hired(day, enterprise=unit)
    life.registers_job(day, unit, "grassroots_post")
    life.counted("grassroots_posts_taken", day)
    if life.index % 4 == 1 and YEAR[day + 20] == YEAR[day]:
        life.registers_job(day + 20, unit, "grassroots_post", city=life.elsewhere())
    elif life.index % 4 == 3:
        life.registers_job(day + 365, unit, "grassroots_post", is_renewal=True)
    if life.chance(0.5):
        life.insured(day + life.between(0, 20), unit)

"""Graduates of the year: in the register until the next June, seeking, served, settled."""

from functools import partial

from simulator.days import ISO, YEAR, day_of
from simulator.internships import interns, takes_grassroots_post
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import listed, rule
from simulator.support import receives
from simulator.training import trains
from simulator.truth import Cell

_DESTINATIONS = ("seeking",) * 12 + ("employed", "own_business", "flexible", "further_study", "further_study", "not_seeking")
_SCHOOLS = ("示例职业技术学院", "示例大学", "示例师范学院")


def graduate(life: Life) -> None:
    """Leaves school in June, enters the register within months, and finds his way, with help or without."""
    life.age = life.between(21, 24)
    year = YEAR[life.pick(life.seasons.even)] - life.pick((0, 1))
    finished = day_of(year, 6, 30)
    entered = finished + life.between(-20, 150)
    destination = life.pick(_DESTINATIONS)
    fields = {
        "graduated_at": ISO[finished], "education": life.pick(("college", "bachelor", "bachelor", "postgraduate")),
        "school": life.pick(_SCHOOLS), "is_in_hardship": life.chance(0.08),
    }  # fmt: skip
    first = life.leaves("graduate_registered", entered, fields | {"destination": destination})
    if first is None:
        return
    leaves_at = day_of(year + 1, rule("graduate_cohort_starts_in_month", entered), 1)
    entries = [first]
    if destination == "seeking":
        for _ in range(life.between(0, 2)):
            life.served(entered + life.between(3, 120), life.pick(("job_recommended", "guidance_given")))
        if fields["is_in_hardship"]:
            receives(life, entered + life.between(10, 60), "job_seeking_subsidy", 1000)
        way = life.random()
        if life.index % 2:
            interns(life, entered + 40, way < 0.45)
        elif way < 0.45:
            take_job(life, entered + life.between(20, 320), life.employer, reason="first")
        if 0.45 <= way < 0.6:
            later = fields | {"destination": life.pick(("further_study", "flexible", "not_seeking"))}
            again = life.leaves("graduate_registered", entered + life.between(30, 250), later)
            entries += [again] if again is not None else []
        elif 0.6 <= way < 0.7:
            trains(life, entered + life.between(5, 60), "major_conversion", life.between(5, 30))
        elif 0.7 <= way < 0.9:
            takes_grassroots_post(life, entered + life.between(20, 300))
    life.judged.append(partial(_judge, entries=entries, leaves_at=leaves_at))


def _judge(life: Life, entries: list[Record], leaves_at: int) -> None:
    """His cohort leaves the register on the first day of the next: whatever he was in it, he is no more."""
    life.hangs_on_no_hire()
    entries = [entry for entry in entries if entry.day < leaves_at]
    if not entries:
        return
    entered = entries[0].day
    days = {"registered": [entered]}
    seeking = [entry.day for entry in entries if entry.fields["destination"] == "seeking"]
    if seeking:
        services = [record.day for record in life.records if record.type in _SERVICES and record.day >= seeking[0]]
        days |= {"seeking": seeking, "served": services}
    settled = [entry.day for entry in entries if entry.fields["destination"] in listed("graduate_settled", entry.day)]
    days["settled"] = settled + [day for day in life.diary.began if day >= entered]
    cells: tuple[Cell, ...] = ()
    for metric, on in days.items():
        if on and min(on) < leaves_at:
            cells += life.changed(f"graduates_{metric}", min(on), 1) + life.changed(f"graduates_{metric}", leaves_at, -1)
    if len(entries) == 1:
        entries[0].decides = cells


_SERVICES = frozenset({"job_recommended", "guidance_given", "training_started", "training_completed", "startup_supported"})

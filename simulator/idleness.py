"""Judged when the story is over: who was idle and was trained meanwhile, and who had a helper while he was hard to employ."""

from simulator.days import months_later
from simulator.diary import Stay
from simulator.person import Person
from simulator.rulebook import listed, rule
from simulator.truth import Cell


def judge_idle(person: Person) -> None:
    """Registered unemployed from the first day, suspended when it has been long; trained from a course that they finished meanwhile."""
    diary = person.diary
    for stay in diary.unemployed:
        _is_idle(person, stay, stay.since)
    for stay in diary.suspended:
        _is_idle(person, stay, months_later(stay.since, rule("long_suspension_months", stay.since)))


def _is_idle(person: Person, stay: Stay, idle_on: int) -> None:
    _counts(person, "idle_persons", idle_on, stay)
    finished = (
        record for kind, record in person.diary.courses
        if stay.holds_on(record.day) and kind in listed("idle_training", record.day)
    )  # fmt: skip
    course = min(finished, key=lambda record: record.day, default=None)
    if course is not None:
        course.decides += _counts(person, "idle_trained", max(idle_on, course.day), stay)


def judge_helped(person: Person) -> None:
    """From the day on which the first helper is named beside him, while he is hard to employ, until he is off the list."""
    for stay in person.diary.hard:
        named = [record for record in person.diary.helpers if stay.holds_on(record.day)]
        if named:
            cells = _counts(person, "hard_to_employ_helped", named[0].day, stay)
            named[0].decides = cells if len(named) == 1 else ()


def _counts(person: Person, metric: str, day: int, stay: Stay) -> tuple[Cell, ...]:
    """One more from a day until the stay is over, if it is not over by then; told late, its ends move the figure, too."""
    if day >= stay.until:
        return ()
    begun, over = person.changed(metric, day, 1), person.changed(metric, stay.until, -1)
    if stay.opened_by.decides:
        stay.opened_by.decides += begun + over
    if stay.closed_by is not None and stay.closed_by.decides:
        stay.closed_by.decides += over
    return begun + over

"""Training: courses begun and finished, and whether work followed within the months that the policy gives it."""

from functools import partial

from simulator.days import LEDGER_OPENS, months_later
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import listed, rule

_COURSES = ("数控车工", "电工", "家政服务", "育婴员", "网络营销", "焊工")


def trains(life: Life, day: int, kind: str, days: int) -> Record | None:
    """A whole course: begun on `day` and finished so many days later, or broken off. Classes bought as a whole teach a skill."""
    hours = life.pick((40, 80, 120))
    is_whole_class = kind == "skill" and life.index % 3 > 0
    fields = {"kind": kind, "course": life.pick(_COURSES), "hours": hours, "is_whole_class": is_whole_class}
    started = life.leaves("training_started", day, fields)
    if started is not None and is_whole_class and life.first_of_year("whole_class_training_persons", kind, day):
        started.decides = life.counted("whole_class_training_persons", day)
    if life.chance(0.1):
        return None
    record = life.leaves("training_completed", day + days, {"kind": kind, "hours": hours})
    if record is not None:
        finishes(life, record, kind)
        if kind == "skill":
            life.leaves("certificate_issued", record.day + 14, {"kind": "skill_level", "level": 5})
    return record


def finishes(life: Life, record: Record, kind: str) -> None:
    """A course is finished: one person trained, once a year in each kind; what came of it is judged later."""
    record.fields["kind"] = kind
    life.diary.courses.append((kind, record))
    life.diary.supports.append(("training", record))
    if not life.first_of_year("training_persons", kind, record.day):
        record.decides = ()
        return
    record.decides = life.counted("training_persons", record.day)
    if kind in listed("training_for_work", record.day) and record.day >= LEDGER_OPENS:
        life.judged.append(partial(_judge, course=record))


def _judge(life: Life, course: Record) -> None:
    due = months_later(course.day, rule("training_conversion_months", course.day))
    course.decides += life.counted("trained_for_work", due)
    if life.diary.began_between(course.day, due) is None:
        return
    course.decides += life.counted("trained_employed", due)
    life.hangs_on_no_hire()

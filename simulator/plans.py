"""Placement plans, and the capacity plans beside them: when each stage is reached. Most pass in January; some late, some never."""

from collections.abc import Iterator

from simulator.days import LEDGER_OPENS, YEAR, day_of
from simulator.diary import NEVER
from simulator.employers import CapacityEnterprise
from simulator.rulebook import listed, rule, said

_IN_TIME = {"drafted": (1, 4), "voted": (1, 10), "funded": (1, 16), "published": (1, 22)}
_LATE = {"drafted": (1, 4), "voted": (2, 20), "funded": (8, 30), "published": (9, 12)}
_CUT = {"drafted": (1, 5), "started": (2, 25), "completed": (11, 20)}
# Stages on the last day of keeping step with the cut, or on the day after it.
_JUST_IN_TIME = {"drafted": (2, 4), "voted": (2, 15), "funded": (3, 1), "published": (3, 28)}
_JUST_TOO_LATE = {"drafted": (2, 5), "voted": (2, 15), "funded": (3, 1), "published": (3, 27)}
_UNFUNDED = {"drafted": (1, 4), "voted": (1, 10), "published": (1, 22)}


def reached(plant: CapacityEnterprise, year: int) -> dict[str, int]:
    """Stage → the day on which the plan of a programme year reached it. Two enterprises of every city are behind in some years."""
    stages = _IN_TIME
    if plant.number == 1:
        stages = (_JUST_IN_TIME, _JUST_TOO_LATE, _IN_TIME, _IN_TIME)[(year + int(plant.city[2:4])) % 4]
    if plant.number == 2:
        stages = (_LATE, _UNFUNDED, _IN_TIME)[(year + int(plant.city[2:4])) % 3]
    return {stage: day_of(year, month, day) for stage, (month, day) in stages.items()}


def cut_in_step(year: int) -> dict[str, int]:
    """Stage → the day on which the capacity plan reached it: every enterprise cuts on time, whether its workers are planned for or not."""
    return {stage: day_of(year, month, day) for stage, (month, day) in _CUT.items()}


def out_of_step(plant: CapacityEnterprise, year: int) -> Iterator[int]:
    """The days on which the placement plan has not followed the capacity plan to a stage, and was to."""
    placed = reached(plant, year)
    for stage, day in cut_in_step(year).items():
        follows = said(f"plan_step.{stage}", day)
        due = day + rule("plan_step_days", day)
        if follows is not None and placed.get(follows, NEVER) > due:
            yield due


def may_be_carried_out(plant: CapacityEnterprise, year: int, day: int) -> bool:
    """True if the plan has reached every stage that the policy asks for."""
    stages = reached(plant, year)
    return all(stage in stages and stages[stage] <= day for stage in listed("plan_stage_needed", day))


def plan_years(first: int, last: int) -> range:
    """The programme years of a window given by its first and last day, and the year before the ledger opened."""
    return range(min(YEAR[first], YEAR[LEDGER_OPENS]) - 1, YEAR[last] + 1)

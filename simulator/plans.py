"""Placement plans, and the capacity plans beside them: when each stage is reached. Most pass in January; some late, some never."""

from simulator.days import LEDGER_OPENS, YEAR, day_of
from simulator.employers import CapacityEnterprise
from simulator.rulebook import listed

_IN_TIME = {"drafted": (1, 4), "voted": (1, 10), "funded": (1, 16), "published": (1, 22)}
_LATE = {"drafted": (1, 4), "voted": (2, 20), "funded": (8, 30), "published": (9, 12)}
_CUT = {"drafted": (1, 5), "started": (2, 25), "completed": (11, 20)}
_UNFUNDED = {"drafted": (1, 4), "voted": (1, 10), "published": (1, 22)}


def reached(plant: CapacityEnterprise, year: int) -> dict[str, int]:
    """Stage → the day on which the plan of a programme year reached it. One enterprise of every city is behind in some years."""
    stages = _IN_TIME
    if plant.number == 2:
        stages = (_LATE, _UNFUNDED, _IN_TIME)[(year + int(plant.city[2:4])) % 3]
    return {stage: day_of(year, month, day) for stage, (month, day) in stages.items()}


def cut_in_step(year: int) -> dict[str, int]:
    """Stage → the day on which the capacity plan reached it: every enterprise cuts on time, whether its workers are planned for or not."""
    return {stage: day_of(year, month, day) for stage, (month, day) in _CUT.items()}


def may_be_carried_out(plant: CapacityEnterprise, year: int, day: int) -> bool:
    """True if the plan has reached every stage that the policy asks for."""
    stages = reached(plant, year)
    return all(stage in stages and stages[stage] <= day for stage in listed("plan_stage_needed", day))


def plan_years(first: int, last: int) -> range:
    """The programme years of a window given by its first and last day, and the year before the ledger opened."""
    return range(min(YEAR[first], YEAR[LEDGER_OPENS]) - 1, YEAR[last] + 1)

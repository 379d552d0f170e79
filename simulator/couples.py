"""Married workers of one enterprise that cuts capacity: both are dissolved, at the same time or a season apart.

No fault is planted in a life of kind `diverted_couple`: the figures of two persons would hang on it.
"""

from dataclasses import dataclass

from simulator.channels import DIVERTED_EVERY, rostered
from simulator.days import YEAR, YEAR_END
from simulator.duties import judge_supported, separates
from simulator.employers import CAPACITY_ENTERPRISES
from simulator.jobs import has_worked
from simulator.lives import Life
from simulator.rulebook import rule

APART = (0, 0, 9, 30, 31, 60)
AGE = 44


@dataclass(frozen=True)
class Couple:
    """What the second of two married workers takes over from the first: home, and the days of roster and dissolution."""

    city: str
    number: str
    roster: int
    ended: int


def first_of_couple(life: Life, spouse_number: str, number: str) -> Couple:
    """The one who is dissolved first. Returns what the other must know."""
    roster = life.pick(life.seasons.roster)
    couple = Couple(life.city, number, roster, min(roster + life.between(5, 40), YEAR_END[roster]))
    _is_dissolved(life, couple.roster, spouse_number, couple.ended, couple.ended + _days_apart(life.index))
    return couple


def second_of_couple(life: Life, couple: Couple) -> None:
    """The one who follows."""
    _is_dissolved(life, couple.roster, couple.number, couple.ended + _days_apart(life.index - DIVERTED_EVERY), couple.ended)


def _days_apart(first: int) -> int:
    return APART[first // DIVERTED_EVERY % len(APART)]


def _is_dissolved(life: Life, roster: int, spouse: str, ended: int, other_ended: int) -> None:
    life.kind = "diverted_couple"
    life.age = AGE
    plant = CAPACITY_ENTERPRISES[life.city][0]
    has_worked(life, plant.code)
    record = rostered(life, roster, plant, "first_diversion", spouse=spouse)
    life.counted("diverted_in_scope", roster)
    separates(life, ended, plant, "art36_employer", record)
    life.judged.append(judge_supported)
    names_spouse = record is not None and "spouse" in record.fields
    together = abs(ended - other_ended) <= rule("both_spouses_days", roster)
    if names_spouse and together and YEAR[ended] == YEAR[roster]:
        life.counted("both_spouses_dismissed", max(ended, other_ended))

"""Enterprises that let everybody go: as many register as unemployed within the term as make a sign, one too few, or mass unemployment.

Each crowd has an enterprise of its own, and its workers live no other story; their number does not grow with the province.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from simulator.days import LEDGER_OPENS, Seasons
from simulator.identities import CAPACITY, credit_code
from simulator.imperfections import Entry, entry_of
from simulator.jobs import take_job
from simulator.lives import HISTORY_OPENS, Life
from simulator.places import CODES
from simulator.planting import missing
from simulator.rulebook import rule
from simulator.truth import Cell, Truth


class Leaving(NamedTuple):
    """When one of a crowd left and registered, whether that is a sign, and whether mass unemployment begins with it."""

    left: int
    registered: int
    is_sign: bool = False
    begins_case: bool = False


def _spread(left: int, first: int, last: int, persons: int, is_sign: bool) -> list[Leaving]:
    """So many register between two days, somebody on each of the two and the others evenly between them."""
    days = (first + (last - first) * number // (persons - 1) for number in range(persons))
    return [Leaving(left, day, is_sign) for day in days]


def _a_sign(left: int) -> list[Leaving]:
    first = left + 3
    return _spread(
        left, first, first + rule("mass_unemployment_days", first) - 1, rule("mass_unemployment_sign_persons", first), True
    )


def _a_day_too_long(left: int) -> list[Leaving]:
    """Between the first and the last lies a day more than the term."""
    first = left + 3
    return _spread(
        left, first, first + rule("mass_unemployment_days", first), rule("mass_unemployment_sign_persons", first), False
    )


def _one_too_late(left: int) -> list[Leaving]:
    """One registers so long after he left that it is not for it any more."""
    after = rule("mass_unemployment_after_days", left)
    days = [left + after - 8] * (rule("mass_unemployment_sign_persons", left) - 1)
    return [*(Leaving(left, day) for day in days), Leaving(left, left + after + 1)]


def _mass_unemployment(left: int) -> list[Leaving]:
    """The last of the number begins the case; those who come soon after are signs of it, and no other case."""
    first = left + 2
    last = first + rule("mass_unemployment_days", first) - 1
    crowd = _spread(left, first, last, rule("mass_unemployment_persons", first), True)
    crowd[-1] = crowd[-1]._replace(begins_case=True)
    return crowd + [Leaving(left, last + 4, True)] * 6


# Story, place of its city, month of the window in which they leave.
_CROWDS: tuple[tuple[Callable[[int], list[Leaving]], int, int], ...] = (
    (_mass_unemployment, 0, 3), (_a_sign, 1, 2), (_a_day_too_long, 2, 4), (_one_too_late, 6, 6), (_a_sign, 7, 10),
)  # fmt: skip


def gather(chance: Callable[[], float], seasons: Seasons, truth: Truth) -> Iterator[tuple[Life, Entry | None]]:
    """The lives of all crowds, with what was planted in them. Their indices begin where those of the province's people end."""
    index = CAPACITY
    for number, (story, place, month) in enumerate(_CROWDS):
        enterprise = credit_code("91", CODES[place], 31**5 + 31**4 + number)
        crowd = story(truth.window.day_in(month, 8))
        if crowd[-1].registered > truth.window.end:
            continue  # a crowd that the window cuts off may be one or not
        signs: tuple[Cell, ...] = ()
        for leaving in crowd:
            life = Life(index, chance, seasons, truth, CODES[place], is_male=True)
            life.kind = "crowd"
            life.employer = enterprise
            index += 1
            signs += _is_let_go(life, leaving)
            for judge in life.judged:
                judge(life)
            is_last = leaving is crowd[-1]
            yield life, _registered_late(life, signs) if is_last and story is _a_sign else None


def _is_let_go(life: Life, leaving: Leaving) -> tuple[Cell, ...]:
    """Out of insurance, registered, and after some months at work again, out of the register, or neither. Returns the sign that he is."""
    life.insured(life.between(HISTORY_OPENS, LEDGER_OPENS - 30), life.employer)
    life.uninsured(leaving.left, life.employer, life.pick(("suspend", "terminate")))
    life.unemployed(leaving.registered, leaving.left)
    signs = life.counted("mass_unemployment_signs", leaving.registered) if leaving.is_sign else ()
    if leaving.begins_case:
        life.counted("mass_unemployment_cases", leaving.registered)
    over = leaving.registered + life.between(90, 240)
    way = life.random()
    if way < 0.6:
        take_job(life, over, life.new_employer(), registered=True)
        life.no_longer_unemployed(over + life.between(0, 10), "employed")
    elif way < 0.8:
        life.no_longer_unemployed(over, "withdrew")
    return signs


def _registered_late(life: Life, signs: tuple[Cell, ...]) -> Entry | None:
    """The last registration is told a month late: until then nobody sees a crowd."""
    record = next((record for record in life.records if record.type == "unemployment_registered"), None)
    regular = life.window.delivery_of(record.day) if record is not None else 0
    if record is None or regular == len(life.window.months):
        return None
    record.delivery, record.carrier = regular + 1, "ndjson"
    level = Cell("registered_unemployed", life.city, regular - 1)
    cells = missing(life.window, (*signs, level), regular + 1)
    return entry_of(life, "late", record, regular + 1, regular=life.window.deliveries[regular], cells=cells)

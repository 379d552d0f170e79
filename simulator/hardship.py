"""Who is hard to employ, and the households in which nobody works."""

from typing import Any

from simulator.days import LEDGER_OPENS, months_later
from simulator.diary import Stay
from simulator.identities import helper_number
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import listed, rule, said

_OTHER_WAYS = ("other_income", "moved_away", "lost_contact", "refused_services", "no_member_of_age")

# No rule of this province lists the last two.
_KINDS = ("zero_employment",) * 7 + ("minimum_living_allowance", "rural_zero_transfer")


def household(life: Life) -> None:
    """The last member at work loses it: the household is recognised, and cleared in time, late, otherwise, or not yet."""
    life.age = life.between(30, 52)
    kind = _KINDS[life.index // 7 % len(_KINDS)]
    recognised = life.pick(life.seasons.even) if life.chance(0.9) else LEDGER_OPENS - life.between(5, 80)
    life.unemployed(recognised - life.between(1, 20))
    life.certified(recognised, "zero_employment_household")
    enters_list(life, recognised, kind)
    if life.chance(0.2):
        life.leaves("household_recognised", recognised + life.between(1, 12), _told(life, kind))  # once more while it stands
    helper = None
    if life.index % 2:
        named = {"helper": helper_number(life.city), "household": _number(life)}
        helper = life.leaves("helper_assigned", recognised + life.index % 60, named)
    limit = rule("household_clear_days", recognised)
    way = life.random()
    if way >= 0.15:
        days = (
            life.pick((limit - 1, limit, limit + 1, limit + 2))
            if way < 0.3
            else life.between(70, 88)
            if way < 0.8
            else life.between(93, 200)
        )
        _cleared(life, recognised + days)
    counts_household(life, helper)


def _number(life: Life) -> str:
    return f"LJ{life.city[2:4]}{life.index:08d}"


def _told(life: Life, kind: str) -> dict[str, Any]:
    return {"household": _number(life), "kind": kind, "members_count": (1, 2, 2, 3)[life.index % 4], "is_willing": True}


def enters_list(life: Life, day: int, kind: str) -> None:
    """His household is recognised as one in which nobody works."""
    record = life.leaves("household_recognised", day, _told(life, kind))
    if record is not None:
        life.diary.household = kind, Stay(day, record)


def leaves_list(life: Life, day: int, reason: str) -> None:
    """The household is cleared."""
    employed = {"employed_person": ""} if reason == "member_employed" else {}
    record = life.leaves("household_cleared", day, {"household": _number(life), "reason": reason} | employed)
    if record is not None and life.diary.household is not None:
        life.diary.household[1].closes(day, record)


def _cleared(life: Life, day: int) -> None:
    """A member finds work, or the household leaves the list another way."""
    if life.chance(0.25):
        leaves_list(life, day, life.pick(_OTHER_WAYS))
        life.no_longer_hard(day + life.between(0, 10), "household_cleared")
        return
    hire = day - life.between(0, 8)
    for evidence in take_job(life, hire, life.employer, registered=True, hard=True)[1:]:
        if evidence is not None:
            evidence.decides = ()
    life.no_longer_unemployed(hire + life.between(0, 10), "employed")
    leaves_list(life, day, "member_employed")
    life.no_longer_hard(day + life.between(1, 15), "employed")


def counts_household(life: Life, helper: Record | None = None) -> None:
    """The household's time on the list, known from its first day to its last, if a rule lists its kind."""
    if life.diary.household is None:
        return
    kind, stay = life.diary.household
    since, cleared = stay.since, stay.closed_by
    if kind not in listed("listed_household", since):
        return
    before = len(life.cells)
    limit = rule("household_clear_days", since)
    overdue = since + limit + 1
    life.counted("households_recognised", since)
    life.changed("zero_employment_households", since, 1)
    if stay.until > overdue:
        life.changed("households_overdue", overdue, 1)
    if cleared is not None:
        life.counted("households_cleared", cleared.day)
        life.counted("household_days_to_clear", cleared.day, amount=cleared.day - since)
        life.changed("zero_employment_households", cleared.day, -1)
        if cleared.fields["reason"] == "member_employed":
            life.judged.append(_judge_stability)
            if cleared.day - since <= limit:
                life.counted("households_employed_in_time", cleared.day)
        if cleared.day > overdue:
            life.changed("households_overdue", cleared.day, -1)
    if helper is not None and stay.holds_on(helper.day):
        helper.decides = life.changed("households_helped", helper.day, 1) + life.changed("households_helped", stay.until, -1)
    told = sum(r.type == "household_recognised" for r in life.records)
    stay.opened_by.decides = tuple(life.cells[before:]) if told == 1 else ()


def _judge_stability(life: Life) -> None:
    """Where a rule asks for it, the household is looked at again after months: is he who found work still at work?"""
    if life.diary.household is None or said("household_employment_is_stable", life.diary.household[1].until) != "true":
        return
    _, stay = life.diary.household
    due = months_later(stay.until, rule("stable_employment_months", stay.until))
    if due < life.diary.gone:
        cells = life.counted("households_stability_due", due)
        if life.diary.works_on(due):
            cells += life.counted("households_stably_employed", due)
        if stay.opened_by.decides:
            stay.opened_by.decides += cells


def exit_from_hardship(life: Life, hire: int) -> None:
    """After the hire most leave the list of the hard to employ; some stay on it until somebody notices."""
    if life.chance(0.7):
        life.no_longer_hard(hire + life.between(1, 40), "employed")

"""Who is hard to employ, and the households in which nobody works."""

from simulator.days import LEDGER_OPENS
from simulator.identities import helper_number
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import listed, rule

_OTHER_WAYS = ("other_income", "moved_away", "lost_contact", "refused_services", "no_member_of_age")

# No rule of this province lists the last two.
_KINDS = ("zero_employment",) * 7 + ("minimum_living_allowance", "rural_zero_transfer")


def is_counted_hard(life: Life, day: int) -> bool:
    """True if he stands among the hard to employ on a day."""
    return life.hard_since is not None and life.hard_since <= day


def household(life: Life) -> None:
    """The last member at work loses it: the household is recognised, and cleared in time, late, otherwise, or not yet."""
    life.age = life.between(30, 52)
    number = f"LJ{life.city[2:4]}{life.index:08d}"
    kind = _KINDS[life.index // 7 % len(_KINDS)]
    recognised = life.pick(life.seasons.even) if life.chance(0.9) else LEDGER_OPENS - life.between(5, 80)
    life.unemployed(recognised - life.between(1, 20))
    life.certified(recognised, "zero_employment_household")
    fields = {"household": number, "kind": kind, "members_count": life.pick((1, 2, 2, 3)), "is_willing": True}
    record = life.leaves("household_recognised", recognised, fields)
    if life.chance(0.2):
        life.leaves("household_recognised", recognised + life.between(1, 12), fields)  # told once more while it stands
    if life.index % 2:
        helper = {"helper": helper_number(life.city), "household": number}
        life.leaves("helper_assigned", recognised + life.index % 60, helper)
    limit = rule("household_clear_days", recognised)
    way = life.random()
    if way < 0.15:
        cleared = None
    else:
        days = (
            life.pick((limit - 1, limit, limit + 1, limit + 2))
            if way < 0.3
            else life.between(70, 88)
            if way < 0.8
            else life.between(93, 200)
        )
        cleared = _cleared(life, number, recognised + days)
    if record is not None and kind in listed("listed_household", recognised):
        _count(life, record, recognised, cleared, limit)


def _cleared(life: Life, number: str, day: int) -> Record | None:
    """A member finds work, or the household leaves the list another way."""
    if life.chance(0.25):
        record = life.leaves("household_cleared", day, {"household": number, "reason": life.pick(_OTHER_WAYS)})
        life.no_longer_hard(day + life.between(0, 10), "household_cleared")
        return record
    hire = day - life.between(0, 8)
    for evidence in take_job(life, hire, life.employer, registered=True, hard=True)[1:]:
        if evidence is not None:
            evidence.decides = ()
    life.no_longer_unemployed(hire + life.between(0, 10), "employed")
    record = life.leaves("household_cleared", day, {"household": number, "reason": "member_employed", "employed_person": ""})
    life.no_longer_hard(day + life.between(1, 15), "employed")
    return record


def _count(life: Life, record: Record, since: int, cleared: Record | None, limit: int) -> None:
    """The household's time on the list, known from its first day to its last."""
    before = len(life.cells)
    overdue = since + limit + 1
    life.counted("households_recognised", since)
    life.changed("zero_employment_households", since, 1)
    if cleared is None or cleared.day > overdue:
        life.changed("households_overdue", overdue, 1)
    if cleared is not None:
        life.counted("households_cleared", cleared.day)
        life.counted("household_days_to_clear", cleared.day, amount=cleared.day - since)
        life.changed("zero_employment_households", cleared.day, -1)
        if cleared.fields["reason"] == "member_employed" and cleared.day - since <= limit:
            life.counted("households_employed_in_time", cleared.day)
        if cleared.day > overdue:
            life.changed("households_overdue", cleared.day, -1)
    told = sum(r.type == "household_recognised" for r in life.records)
    record.decides = tuple(life.cells[before:]) if told == 1 else ()


def exit_from_hardship(life: Life, hire: int) -> None:
    """After the hire most leave the list of the hard to employ; some stay on it until somebody notices."""
    if life.chance(0.7):
        life.no_longer_hard(hire + life.between(1, 40), "employed")

"""Public-welfare posts: opened, filled for a term, prolonged, vacated in time, or held beyond the term."""

from functools import partial

from simulator.days import LEDGER_OPENS, months_later
from simulator.diary import NEVER
from simulator.hardship import counts_household, enters_list, leaves_list
from simulator.jobs import has_worked
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import listed, rule, said
from simulator.support import receives
from simulator.truth import Cell

_TITLES = ("社区保洁员", "治安协管员", "劳动保障协理员", "绿化养护员")


def holds_post(life: Life, day: int, enterprise: str, term: int) -> None:
    """A post is opened for him, filled on `day` for a term of months, and what becomes of it."""
    post = f"GY{life.city[2:4]}{life.index:08d}"
    opened = day - life.between(1, 20)
    fields = {
        "post": post,
        "post_title": life.pick(_TITLES),
        "enterprise": enterprise,
        "funding": life.pick(("province", "city")),
    }
    life.leaves("welfare_post_opened", opened, fields)
    life.counted("welfare_posts_opened", opened)
    filled = life.leaves("welfare_post_filled", day, {"post": post, "term_months": term})
    if filled is None:
        return
    before = len(life.cells)
    life.counted("welfare_posts_filled", day)
    life.changed("welfare_posts_occupied", day, 1)
    agreed = months_later(day, term)
    leaves_early = life.chance(0.25)
    again = agreed - life.between(5, 40)
    prolonged = not leaves_early and life.chance(0.15)
    if prolonged and life.leaves("welfare_post_filled", again, {"post": post, "term_months": 12}) is not None:
        agreed = max(agreed, months_later(again, 12))
    due = min(agreed, months_later(day, rule("welfare_post_max_months", day)))
    _until(life, day + life.between(30, 200) if leaves_early else None, due, post, enterprise)
    if not prolonged:  # else the prolongation would be taken for the beginning
        filled.decides = tuple(cell for cell in life.cells[before:] if cell.metric.startswith("welfare_posts_"))
    life.judged.append(partial(_judge_post, filled=filled, is_provincial=fields["funding"] == "province"))
    if life.chance(0.5):
        receives(life, day + life.between(85, 100), "post_subsidy", 5460)


def _judge_post(life: Life, filled: Record, is_provincial: bool) -> None:
    """A post is the last resort of somebody hard to employ to whom the market had been recommended; and who got a provincial one?"""
    day = filled.day
    cells: tuple[Cell, ...] = ()
    if said("welfare_post_is_last_resort", day) == "true":
        since = months_later(day, -rule("last_resort_months", day))
        tried = sum(since <= recommended <= day for recommended in life.diary.recommended)
        if not life.diary.is_hard_on(day) or tried < rule("last_resort_recommendations", day):
            cells += life.counted("welfare_posts_not_last_resort", day)
    if is_provincial and said("provincial_post_is_for_households", day) == "true":
        cells += life.counted("provincial_posts_filled", day)
        kind, stay = life.diary.household or ("", None)
        if stay is not None and stay.since <= day <= stay.until and kind in listed("listed_household", stay.since):
            cells += life.counted("provincial_posts_to_households", day)
    if filled.decides:
        filled.decides += cells


def _until(life: Life, early: int | None, due: int, post: str, enterprise: str) -> None:
    """He leaves early, with the term, late, or not at all."""
    way = life.random()
    left = early or (due if way < 0.4 else due + life.between(1, 120) if way < 0.75 else NEVER)
    reason = life.pick(("employed_elsewhere", "resigned")) if early else "term_ended"
    vacated = life.leaves("welfare_post_vacated", left, {"post": post, "reason": reason})
    if vacated is not None:
        life.counted("welfare_posts_vacated", left)
        life.changed("welfare_posts_occupied", left, -1)
        if any(work.enterprise == enterprise and work.end == NEVER for work in life.diary.work):
            life.uninsured(left, enterprise, "terminate")
    if vacated is None or left > due:
        life.changed("welfare_posts_overstayed", due, 1)
    if vacated is not None and left > due:
        life.changed("welfare_posts_overstayed", left, -1)


def welfare_worker(life: Life) -> None:
    """Hard to employ and, as a last resort, in a welfare post: since before the ledger opened, or from a day in the window."""
    life.age = life.between(45, 57) if life.is_male else life.between(42, 47)
    enterprise = life.employer
    if life.chance(0.4):
        start = LEDGER_OPENS - life.between(200, 1000)
        life.certified(start - life.between(10, 40), "age_4050")
        life.insured(start, enterprise)
        life.works_in_hardship(start, enterprise)
        holds_post(life, start, enterprise, 36)
        return
    has_worked(life)
    lost = life.pick(life.seasons.loss)
    life.uninsured(lost, enterprise, "terminate")
    registered = lost + life.between(1, 30)
    life.unemployed(registered, lost)
    if life.index % 8:
        life.certified(registered + life.between(5, 30), "age_4050")
    start = registered + life.between(40, 120)
    first = months_later(start, -rule("last_resort_months", start))
    if life.chance(0.7):
        life.served(life.pick((first - 1, first, start, start - life.between(1, 30))), "job_recommended")
    if life.index % 4 == 1:
        enters_list(life, start - life.between(5, 25), "zero_employment")
    other = life.new_employer()
    life.hired(start, None, True, life.diary.is_hard_on(start), other)
    life.insured(start, other, "resume")
    life.no_longer_unemployed(start + life.between(0, 10), "employed")
    if life.index % 4 == 1:
        leaves_list(life, start + life.between(0, 8), "member_employed")
        counts_household(life)
    holds_post(life, start, other, life.pick((12, 24, 36)))

"""Duties in placements and compensation, counted again in plain Python. Each function yields pieces that recount.py adds."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tests.road.recount_days import Entry, months_later
from tests.road.recount_people import Piece

if TYPE_CHECKING:
    from tests.road.recount import Person

DISSOLVED = {"art36_employer", "art40", "art41"}
ENDED = DISSOLVED | {"art44_1", "art44_4", "art44_5"}
COMPENSATED = ENDED | {"art38"}
PROTECTED = {"model_worker", "highly_skilled", "martyr_or_soldier_family", "disabled"}
AGES = {"man": (720, 4, 36), "woman_cadre": (660, 4, 36), "woman_worker": (600, 2, 60)}  # months, step, longest delay
CONTACT_METHODS = {"data_comparison", "posted_notice", "newspaper", "web_notice"}
REFORM = date(2025, 1, 1)


def plans_passed(standing: list[Entry]) -> dict[tuple[str, int], date]:
    """(enterprise, programme year) → the day from which its plan may be carried out."""
    reached: dict[tuple[str, int], dict[str, date]] = defaultdict(dict)
    for e in standing:
        if e["type"] == "placement_plan_advanced":
            stages = reached[e["f"]["enterprise"], e["f"]["programme_year"]]
            stages[e["f"]["stage"]] = min(stages.get(e["f"]["stage"], date.max), e["day"])
    needed = ("voted", "funded", "published")
    return {plan: max(s[n] for n in needed) for plan, s in reached.items() if all(n in s for n in needed)}


def dissolutions(standing: list[Entry], root: Callable[[str], str]) -> dict[tuple[str, str], list[date]]:
    """(person, enterprise) → the days on which the enterprise dissolved his labour relation."""
    days: dict[tuple[str, str], list[date]] = defaultdict(list)
    for e in standing:
        if e["type"] == "labour_relation_ended" and e["f"]["reason"] in DISSOLVED:
            days[root(e["subject"]), e["f"]["enterprise"]].append(e["day"])
    return days


def separation(person: "Person", roster: Entry) -> Entry | None:
    """The first time that the enterprise ended the rostered worker's labour relation, in the roster's year."""
    ended = person.of("labour_relation_ended")
    mine = (e for e in ended if e["f"]["enterprise"] == roster["f"]["enterprise"] and e["f"]["reason"] in ENDED)
    return next((e for e in mine if roster["day"] <= e["day"] and e["day"].year == roster["day"].year), None)


def duties(person: "Person", roster: Entry, passed_on: date | None, spouse_days: list[date]) -> Iterator[Piece]:
    """What one separation breaks. spouse_days: when the enterprise dissolved the spouse's relation."""
    e = separation(person, roster)
    if e is None:
        return
    city, day = roster["f"]["city"], e["day"]
    if passed_on is None or day < passed_on:
        yield "plan_gate_violations", city, day, 1, False
    if e["f"]["reason"] not in DISSOLVED:
        return
    if roster["f"].get("protection") in PROTECTED:
        yield "protected_dismissals", city, day, 1, False
    near = [max(day, other) for other in spouse_days if abs(day - other) <= timedelta(days=30)]
    if near:
        yield "both_spouses_dismissed", city, min(near), 1, False


def retired_too_early(roster: Entry, day: date, born: tuple[str, str] | None) -> Iterator[Piece]:
    """Internal retirement on that day, of who was born (month, sex)."""
    post = roster["f"].get("retirement_post")
    if born is None or post == "special":
        return
    month, sex = born
    group = "man" if sex == "1" else "woman_cadre" if post == "cadre" else "woman_worker"
    months, step, longest = AGES[group]
    statutory = months_later(date.fromisoformat(f"{month}-01"), months)
    delay = 0
    if day >= REFORM and statutory >= REFORM:
        delay = min(longest, months_between(REFORM, statutory) // step + 1)
    if months_between(day, statutory) + delay > 60:
        yield "early_internal_retirements", roster["f"]["city"], day, 1, False


def months_between(one: date, other: date) -> int:
    return (other.year - one.year) * 12 + other.month - one.month


def compensation(person: "Person", averages: dict[tuple[str, int], int]) -> Iterator[Piece]:
    """Owed at each end, paid, and outstanding by enterprise."""
    owed_by: dict[str, int] = defaultdict(int)
    for e in person.of("labour_relation_ended"):
        f, day = e["f"], e["day"]
        if f["reason"] not in COMPENSATED or not f.get("employed_since") or not f.get("average_wage_yuan"):
            continue
        owed = owed_for(
            date.fromisoformat(f["employed_since"]), day, f["average_wage_yuan"], averages.get((f["city"], day.year - 1))
        )
        if owed is not None:
            owed_by[f["enterprise"]] += owed
            yield "compensation_owed", f["city"], day, owed, False
            yield "compensation_outstanding", f["city"], day, owed, True
    left = dict(owed_by)
    for e in person.of("compensation_paid"):
        f = e["f"]
        if f["kind"] == "economic":
            settled = min(f["amount_yuan"], left.get(f["enterprise"], 0))
            left[f["enterprise"]] = left.get(f["enterprise"], 0) - settled
            yield "compensation_paid", f["city"], e["day"], f["amount_yuan"], False
            yield "compensation_outstanding", f["city"], e["day"], -settled, True


def owed_for(since: date, ended_on: date, wage: int, average: int | None) -> int | None:
    """Yuan for a service from `since` to the day of its end, that day included."""
    if since >= ended_on:
        return None
    after = ended_on + timedelta(days=1)
    months = months_between(since, after) - (after.day < since.day)
    years, rest = divmod(months, 12)
    begun = rest > 0 or after.day != since.day
    halves = 2 * years + (2 if rest >= 6 else 1 if begun else 0)
    if average is not None and wage > 3 * average:
        return 3 * average * min(halves, 24) // 2
    return wage * halves // 2


def average_wages(standing: list[Entry]) -> dict[tuple[str, int], int]:
    """(city, year) → the average monthly wage published last."""
    latest: dict[tuple[str, int], int] = {}
    published = [e for e in standing if e["type"] == "average_wage_published"]
    for e in sorted(published, key=lambda e: (e["day"], e["source"], e["id"])):
        latest[e["f"]["city"], e["f"]["year"]] = e["f"]["monthly_yuan"]
    return latest


def unreachable(person: "Person", roster: Entry) -> Iterator[Piece]:
    """Each time that a worker of the roster could not be reached in its year."""
    city, f = roster["f"]["city"], roster["f"]
    attempts = [
        e for e in person.of("contact_attempted")
        if e["f"]["enterprise"] == f["enterprise"] and e["day"] >= roster["day"] and e["day"].year == roster["day"].year
    ]  # fmt: skip
    reached = [e["day"] for e in attempts if e["f"]["outcome"] == "reached"]
    times: dict[date, list[Entry]] = defaultdict(list)
    for e in attempts:
        if e["f"]["outcome"] == "not_reached":
            times[min((day for day in reached if day > e["day"]), default=date.max)].append(e)
    for until, missed in times.items():
        yield "unreachable_found", city, missed[0]["day"], 1, False
        yield "unreachable_workers", city, missed[0]["day"], 1, True
        if until != date.max:
            yield "unreachable_workers", city, until, -1, True
        tried = [e["day"] for e in missed if e["f"]["method"] in CONTACT_METHODS]
        filed = [e["day"] for e in missed if e["f"]["method"] == "bureau_filing" and tried and e["day"] >= tried[0]]
        if filed:
            yield "unreachable_filed", city, filed[0], 1, False

"""Training, start-ups, loans, posts, transfers, graduates, benefits, funds and the market counted again in plain Python.

Written from the definitions, like tests/road/recount.py, which calls `count_goods` and `count_city_goods`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tests.road.recount_days import NEVER, OPENS_ON, Entry, in_order, months_later

Add = Callable[..., None]
FOR_WORK = {"transfer", "startup", "pre_post", "labour_reserve", "rural_transfer", "major_conversion"}
AWAY = {"other_county", "other_province", "abroad"}
SETTLED = {"employed", "own_business", "flexible", "further_study"}
SERVICES = ("job_recommended", "guidance_given", "training_started", "training_completed", "startup_supported")
WAN = Decimal(10000)


def closings(standing: list[Entry]) -> dict[str, list[date]]:
    """Business → the days on which it was deregistered; a merger is no end."""
    ended: dict[str, list[date]] = defaultdict(list)
    for e in standing:
        if e["type"] == "business_deregistered" and e["f"]["reason"] != "merged":
            ended[e["f"]["enterprise"]].append(e["day"])
    return ended


def count_goods(events: list[Entry], starts: list[Any], scope: list[date], ended: dict[str, list[date]], add: Add) -> None:
    """One person's events. scope: days he was rostered in scope. ended: `closings`."""

    def of(*types: str) -> list[Entry]:
        return in_order(e for e in events if e["type"] in types)

    count_training(of("training_completed"), starts, add)
    for e in of("loan_issued"):
        add("guaranteed_loans", e["f"]["city"], e["day"], wan(e["f"]["amount_yuan"]))
    own = [e for e in of("business_registered") if scope and e["day"] >= min(scope)][:1]
    for e in own:
        city, day, due = e["f"]["city"], e["day"], months_later(e["day"], 12)
        add("startups_by_diverted_workers", city, day)
        if day >= OPENS_ON and not any(day <= end < due for end in ended.get(e["f"]["enterprise"], [])):
            add("retained_startups_1_year", city, due)
    count_posts(of("welfare_post_filled"), of("welfare_post_vacated"), of("pension_started", "death_recorded"), add)
    count_transfers(of("rural_transfer_recorded"), add)
    count_graduate(of("graduate_registered"), of(*SERVICES), starts, add)
    count_seeking(of("job_wanted"), starts, add)
    seen = set()
    for e in of("benefit_granted"):
        key = e["f"]["item"], e["day"].year
        if key not in seen:
            seen.add(key)
            add("benefit_persons", e["f"]["city"], e["day"])
        add("benefit_amount", e["f"]["city"], e["day"], Decimal(str(e["f"]["amount_yuan"])))


def count_training(completed: list[Entry], starts: list[Any], add: Add) -> None:
    seen = set()
    for e in completed:
        kind, city, day = e["f"]["kind"], e["f"]["city"], e["day"]
        if (kind, day.year) in seen:
            continue
        seen.add((kind, day.year))
        add("training_persons", city, day)
        if kind in FOR_WORK and day >= OPENS_ON:
            due = months_later(day, 6)
            add("trained_for_work", city, due)
            if any(s.is_new and day <= s.day <= due for s in starts):
                add("trained_employed", city, due)


def stays_in_posts(filled: list[Entry], vacated: list[Entry], leaving: list[Entry]) -> Iterator[tuple[list[Entry], date]]:
    """The entries by which he took a post and kept it, and the day on which he left it."""
    for post in sorted({e["f"]["post"] for e in filled}):
        takings = [e for e in filled if e["f"]["post"] == post]
        ends = sorted([e["day"] for e in vacated if e["f"]["post"] == post] + [e["day"] for e in leaving])
        while takings:
            end = next((day for day in ends if day > takings[0]["day"]), NEVER)
            stay = [e for e in takings if e["day"] < end]
            takings = takings[len(stay) :]
            yield stay, end


def count_posts(filled: list[Entry], vacated: list[Entry], leaving: list[Entry], add: Add) -> None:
    for stay, end in stays_in_posts(filled, vacated, leaving):
        city, day = stay[0]["f"]["city"], stay[0]["day"]
        add("welfare_posts_filled", city, day)
        add("welfare_posts_occupied", city, day, 1, always=True)
        if end != NEVER:
            add("welfare_posts_vacated", city, end)
            add("welfare_posts_occupied", city, end, -1, always=True)
        agreed = max(months_later(e["day"], e["f"]["term_months"]) for e in stay)
        due = min(agreed, months_later(day, 36))
        if end > due:
            add("welfare_posts_overstayed", city, due, 1, always=True)
            if end != NEVER:
                add("welfare_posts_overstayed", city, end, -1, always=True)


def count_transfers(recorded: list[Entry], add: Add) -> None:
    transferred, exported = set(), set()
    for e in recorded:
        f, day = e["f"], e["day"]
        if (f.get("months") or 6) < 6:
            continue
        if day.year not in transferred:
            add("rural_transfer_employment", f["city"], day)
        transferred.add(day.year)
        if f["transfer_to"] in AWAY:
            if day.year not in exported:
                add("labour_export", f["city"], day)
            exported.add(day.year)
            add("labour_export_income", f["city"], day, wan(f.get("income_yuan") or 0))


def count_graduate(registered: list[Entry], services: list[Entry], starts: list[Any], add: Add) -> None:
    for year in sorted({int(str(e["f"]["graduated_at"])[:4]) for e in registered}):
        last = date(year + 1, 7, 1)
        entries = [e for e in registered if str(e["f"]["graduated_at"])[:4] == str(year) and e["day"] < last]
        if not entries:
            continue
        city, day = entries[0]["f"]["city"], entries[0]["day"]
        seeking = [e["day"] for e in entries if e["f"]["destination"] == "seeking"]
        served = [e["day"] for e in services if seeking and seeking[0] <= e["day"] < last]
        settled = [e["day"] for e in entries if e["f"]["destination"] in SETTLED]
        settled += [s.day for s in starts if day <= s.day < last]
        for metric, days in (("registered", [day]), ("seeking", seeking), ("served", served), ("settled", settled)):
            if days:
                add(f"graduates_{metric}", city, min(days), 1, always=True)
                add(f"graduates_{metric}", city, last, -1, always=True)


def count_seeking(wanted: list[Entry], starts: list[Any], add: Add) -> None:
    for e, later in zip(wanted, [*wanted[1:], None], strict=False):  # the last has none after it
        settled = [later["day"]] if later else []
        settled += [s.day for s in starts if s.is_new and s.day >= e["day"]]
        if e["day"] not in settled:
            ends = settled + expiry(e)
            add("job_seekers", e["f"]["city"], e["day"], 1, always=True)
            if ends:
                add("job_seekers", e["f"]["city"], min(ends), -1, always=True)


def expiry(e: Entry) -> list[date]:
    until = e["f"].get("open_until")
    return [max(date.fromisoformat(until), e["day"])] if until else []


def count_city_goods(standing: list[Entry], add: Add) -> None:
    """Events about cities and enterprises: bases, posts opened, funds, vacancies."""
    for event, key, metric, always in (
        ("incubation_base_recognised", "base", "incubation_bases", True),
        ("welfare_post_opened", "post", "welfare_posts_opened", False),
    ):
        seen = set()
        for e in sorted((e for e in standing if e["type"] == event), key=lambda e: (e["when"], e["source"], e["id"])):
            if e["f"][key] not in seen:
                seen.add(e["f"][key])
                add(metric, e["f"]["city"], e["day"], 1, always=always)
    for e in standing:
        if e["type"] == "vacancy_posted":
            persons, city = e["f"]["vacancy_persons"], e["f"]["city"]
            add("vacancies", city, e["day"], persons, always=True)
            for day in expiry(e):
                add("vacancies", city, day, -persons, always=True)
        if e["type"] in ("fund_received", "fund_allocated", "fund_spent"):
            add(f"funds_{e['type'][5:]}", e["f"]["city"], e["day"], wan(e["f"]["amount_yuan"]))
        sign = {"fund_received": 1, "fund_spent": -1, "fund_reallocated": -1}.get(e["type"], 0)
        if sign:
            add("fund_balance", e["f"]["city"], e["day"], sign * wan(e["f"]["amount_yuan"]), always=True)
        if e["type"] == "fund_reallocated":
            add("fund_balance", e["f"]["to_city"], e["day"], wan(e["f"]["amount_yuan"]), always=True)


def wan(yuan: Any) -> Decimal:
    """万元."""
    return Decimal(str(yuan)) / WAN

"""Benefits received without a ground, due and not received, and received twice, counted again in plain Python."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tests.road.recount_days import NEVER, OPENS_ON, Entry, in_order, months_later

Add = Callable[..., None]
Stretch = tuple[date, date, str, str, str]  # since, until, source, id, city: sorted, the first of a stretch leads
JIXI, SHANGLUO = "230300", "611000"
EVERYWHERE = {"social_insurance_subsidy": "employed", "post_subsidy": "absorbed"}
RULED = {
    JIXI: EVERYWHERE | {"startup_subsidy": "business", "job_seeking_subsidy": "graduate"},
    SHANGLUO: EVERYWHERE | {"training_subsidy": "trained"},
}
ONCE_IN = {"social_insurance_subsidy": "month", "post_subsidy": "month"}
ONCE_IN_JIXI = ONCE_IN | {"startup_subsidy": "ever", "job_seeking_subsidy": "ever"}
LONGEST = {"social_insurance_subsidy": 36}
CLAIM_MONTHS, RUNNING_MONTHS = 6, 12
Grounds = list[tuple[str, Stretch]]


def count_benefits(events: list[Entry], grounds: Grounds, add: Add) -> None:
    """One person's events, and his grounds."""
    granted = in_order(e for e in events if e["type"] == "benefit_granted")
    entitled = {
        item: stretches(grounds, item) for item in {e["f"]["item"] for e in granted} | RULED[JIXI].keys() | {"training_subsidy"}
    }
    flagged = set()
    for i, e in enumerate(granted):
        item, city, day = e["f"]["item"], e["f"]["city"], e["day"]
        if item in RULED.get(city, EVERYWHERE) and not covered(e, entitled[item]) and (item, day.year, day.month) not in flagged:
            flagged.add((item, day.year, day.month))
            add("benefits_received_unentitled", city, day)
        once = (ONCE_IN_JIXI if city == JIXI else ONCE_IN).get(item)
        earlier = [other for other in granted[:i] if other["f"]["item"] == item]
        if once and (earlier if once == "ever" else any(overlap(e, other) for other in earlier)):
            add("benefits_duplicated", city, day)
    for item, spans in entitled.items():
        received = [e["day"] for e in granted if e["f"]["item"] == item]
        for since, until, _, _, city in spans:
            due, settled = months_later(since, CLAIM_MONTHS), min([until, *(day for day in received if day >= since)])
            if since >= OPENS_ON and settled > due:
                add("benefits_due_unreceived", city, due, 1, always=True)
                if settled != NEVER:
                    add("benefits_due_unreceived", city, settled, -1, always=True)


def stretches(grounds: Grounds, item: str) -> list[Stretch]:
    """Grounds that meet are one stretch; it is no longer than the rule allows."""
    met: list[Stretch] = []
    of_item = [span for ground, span in grounds if RULED.get(span[4], EVERYWHERE).get(item) == ground and span[0] < span[1]]
    for span in sorted(of_item, key=lambda span: (span[0], span[2], span[3])):
        if met and span[0] <= met[-1][1]:
            met[-1] = (met[-1][0], max(met[-1][1], span[1]), *met[-1][2:])
        else:
            met.append(span)
    longest = LONGEST.get(item)
    return [(s[0], min(s[1], months_later(s[0], longest)) if longest else s[1], *s[2:]) for s in met]


def days_of(e: Entry) -> tuple[date, date]:
    """The first and the last day that a benefit is for."""
    if not e["f"].get("from_month"):
        return e["day"], e["day"]
    last = date.fromisoformat(e["f"]["to_month"] + "-01")
    return date.fromisoformat(e["f"]["from_month"] + "-01"), last.replace(day=monthrange(last.year, last.month)[1])


def overlap(one: Entry, other: Entry) -> bool:
    (a, b), (c, d) = days_of(one), days_of(other)
    return a <= d and c <= b


def covered(e: Entry, spans: list[Stretch]) -> bool:
    first, last = days_of(e)
    if not e["f"].get("from_month"):
        return any(since <= first for since, *_ in spans)
    first_month_ends = first.replace(day=monthrange(first.year, first.month)[1])
    return any(since <= first_month_ends and until >= last.replace(day=1) for since, until, *_ in spans)


def grounds_of(events: list[Entry], starts: list[Any], in_hardship: Callable[[date], bool], on_list: Callable[[date], bool],
               spells: Iterable[tuple[date, date]], ended: dict[str, list[date]]) -> Grounds:  # fmt: skip
    """in_hardship: on the list that day, or left it for work just before. spells: of registered unemployment."""
    grounds: Grounds = []
    for s in starts:
        if in_hardship(s.day):
            span = (s.day, s.end, s.source, s.id, s.city)
            grounds += [("employed", span)] + [("absorbed", span)] * bool(s.enterprise and s.proof != "business")
    graduates = in_order(e for e in events if e["type"] == "graduate_registered")
    for e in graduates:
        if e["f"]["is_in_hardship"]:
            cohort_ends = date(int(str(e["f"]["graduated_at"])[:4]) + 1, 7, 1)
            grounds.append(("graduate", (e["day"], cohort_ends, e["source"], e["id"], e["f"]["city"])))
    for e in in_order(e for e in events if e["type"] == "business_registered")[:1]:
        lasted = months_later(e["day"], RUNNING_MONTHS)
        closed = any(e["day"] <= end < lasted for end in ended.get(e["f"]["enterprise"], []))
        if e["f"]["city"] == JIXI and not closed and (on_list(e["day"]) or any(g["day"] <= e["day"] for g in graduates)):
            grounds.append(("business", (lasted, NEVER, e["source"], e["id"], JIXI)))
    for e in in_order(e for e in events if e["type"] == "training_completed"):
        if on_list(e["day"]) or any(since <= e["day"] <= until for since, until in spells):
            grounds.append(("trained", (e["day"], NEVER, e["source"], e["id"], e["f"]["city"])))
    return grounds

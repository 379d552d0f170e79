"""Benefits received without a ground, due and not received, twice, and off the standard, counted again in plain Python."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from tests.road.recount_days import NEVER, OPENS_ON, Entry, in_order, months_later
from tests.road.recount_grounds import JIXI, SHANGLUO, Grounds, Stretch

Add = Callable[..., None]
EVERYWHERE = {
    "social_insurance_subsidy": {"employed"}, "post_subsidy": {"absorbed"}, "site_subsidy": {"veteran"},
    "unemployment_benefit": {"insured"},
}  # fmt: skip
RULED = {
    JIXI: EVERYWHERE
    | {
        "social_insurance_subsidy": {"employed", "graduate_small"},
        "startup_subsidy": {"business"},
        "job_seeking_subsidy": {"graduate"},
        "training_subsidy": {"contract", "trained_small"},
        "skill_upgrade_subsidy": {"certificate"},
        "poverty_absorption_subsidy": {"poverty"},
        "internship_subsidy": {"internship"},
    },
    SHANGLUO: EVERYWHERE
    | {
        "social_insurance_subsidy": {"employed", "graduate_employed"},
        "training_subsidy": {"trained", "transfer"},
        "free_service": {"out_of_work", "graduate_seeking"},
        "guaranteed_loan": {"own"},
        "tax_relief": {"own", "absorbed", "graduate_employed"},
    },
}
ONCE_IN = {"social_insurance_subsidy": "month", "post_subsidy": "month"}
ONCE_IN_JIXI = ONCE_IN | {"startup_subsidy": "ever", "job_seeking_subsidy": "ever", "poverty_absorption_subsidy": "ever"}
STANDARD_IN_JIXI = {"job_seeking_subsidy": 1000, "poverty_absorption_subsidy": 1000}
WITHIN_IN_JIXI = {"skill_upgrade_subsidy"}
LONGEST = {"social_insurance_subsidy": 36}
CLAIM_MONTHS, CLAIM_MONTHS_OF = 6, {"unemployment_benefit": 2}
OPEN_TO_ALL, ON_APPLICATION = {"free_service", "unemployment_benefit"}, {"guaranteed_loan"}
ITEM_OF = {
    "loan_issued": "guaranteed_loan", "job_recommended": "free_service", "guidance_given": "free_service",
    "unemployment_benefit_started": "unemployment_benefit",
}  # fmt: skip


def count_benefits(events: list[Entry], grounds: Grounds, add: Add) -> None:
    """One person's events, and his grounds."""
    granted = in_order(benefits_of(events))
    entitled = {
        item: stretches(grounds, item) for item in {e["f"]["item"] for e in granted} | RULED[JIXI].keys() | RULED[SHANGLUO].keys()
    }
    flagged = set()
    for i, e in enumerate(granted):
        item, city, day = e["f"]["item"], e["f"]["city"], e["day"]
        judged = item in RULED.get(city, EVERYWHERE) and item not in OPEN_TO_ALL
        if judged and not covered(e, entitled[item]) and (item, day.year, day.month) not in flagged:
            flagged.add((item, day.year, day.month))
            add("benefits_received_unentitled", city, day)
        if city == JIXI and item in STANDARD_IN_JIXI and float(e["f"]["amount_yuan"]) != STANDARD_IN_JIXI[item]:
            add("benefits_off_standard", city, day)
        once = (ONCE_IN_JIXI if city == JIXI else ONCE_IN).get(item)
        earlier = [other for other in granted[:i] if other["f"]["item"] == item]
        if once and (earlier if once == "ever" else any(overlap(e, other) for other in earlier)):
            add("benefits_duplicated", city, day)
    for item, spans in entitled.items():
        if item in ON_APPLICATION:
            continue
        received = [e["day"] for e in granted if e["f"]["item"] == item]
        for since, until, _, _, city in spans:
            due, settled = (
                months_later(since, CLAIM_MONTHS_OF.get(item, CLAIM_MONTHS)),
                min([until, *(day for day in received if day >= since)]),
            )
            if since >= OPENS_ON and settled > due:
                add("benefits_due_unreceived", city, due, 1, always=True)
                if settled != NEVER:
                    add("benefits_due_unreceived", city, settled, -1, always=True)


def benefits_of(events: list[Entry]) -> list[Entry]:
    """Benefits, and what other events tell that is one."""
    granted = [e for e in events if e["type"] == "benefit_granted"]
    for e in events:
        if e["type"] == "startup_supported" and e["f"]["kind"] in ("site_subsidy", "tax_relief"):
            granted.append(e | {"f": e["f"] | {"item": e["f"]["kind"]}})
        elif e["type"] in ITEM_OF:
            granted.append(e | {"f": e["f"] | {"item": ITEM_OF[e["type"]]}})
    return granted


def stretches(grounds: Grounds, item: str) -> list[Stretch]:
    """Grounds that meet are one stretch; it is no longer than the rule allows."""
    met: list[Stretch] = []
    of_item = [span for ground, span in grounds if ground in RULED.get(span[4], EVERYWHERE).get(item, ()) and span[0] < span[1]]
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
        within = e["f"]["city"] == JIXI and e["f"]["item"] in WITHIN_IN_JIXI
        return any(since <= first and (not within or until >= first) for since, until, *_ in spans)
    first_month_ends = first.replace(day=monthrange(first.year, first.month)[1])
    return any(since <= first_month_ends and until >= last.replace(day=1) for since, until, *_ in spans)


def count_left_posts(events: list[Entry], add: Add) -> None:
    """Specialists who left their posts to found a firm, prolonged or not; in Jixi no longer than five years from the first day."""
    leaves: list[tuple[str, date, date]] = []
    for e in in_order(e for e in events if e["type"] == "post_left_for_startup"):
        until = date.fromisoformat(str(e["f"]["until_at"])[:10])
        if leaves and e["day"] <= leaves[-1][2]:
            city, since, agreed = leaves.pop()
            leaves.append((city, since, max(until, agreed)))
        else:
            leaves.append((e["f"]["city"], e["day"], until))
    for city, since, until in leaves:
        limit = months_later(since, 60)
        flows = [("posts_left_for_startup", since, 1), ("posts_left_for_startup", until, -1)]
        if city == JIXI and until > limit:
            flows += [("posts_left_too_long", limit, 1), ("posts_left_too_long", until, -1)]
        for metric, day, persons in flows:
            add(metric, city, day, persons, always=True)

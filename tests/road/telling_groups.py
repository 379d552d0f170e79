"""Words to tell stories of groups with: veterans, interns, grass-roots posts, incubators, helpers, activities, suspended work."""

from typing import Any

from tests.road.telling import SHENYANG, SHOP, entry, hired, person

Event = dict[str, Any]


def veteran(who: str, day: str, city: str = SHENYANG) -> Event:
    return entry("veteran_registered", who, day, city, kind="sergeant", discharged_at="2025-12-01")


def interned(who: str, day: str, months: int, enterprise: str = SHOP, city: str = SHENYANG) -> Event:
    return entry("internship_started", who, day, city, enterprise=enterprise, term_months=months)


def took_grassroots_post(who: str, day: str, city: str = SHENYANG, is_renewal: bool = False) -> Event:
    return hired(who, day, city, employment_type="grassroots_post", is_renewal=is_renewal)


def admitted(who: str, day: str, enterprise: str | None = None, base: str = "FH1", city: str = SHENYANG) -> Event:
    """A base takes him in, perhaps with the business he runs."""
    named = {"enterprise": enterprise} if enterprise else {}
    return entry("startup_supported", who, day, city, kind="incubation", base=base, **named)


def helped(who: str, day: str, helper: str = "帮扶干部", household: str | None = None, city: str = SHENYANG) -> Event:
    """A helper is assigned to him, or to his household."""
    named = {"household": household} if household else {}
    return entry("helper_assigned", who, day, city, helper=person(helper), **named)


def held(kind: str, day: str, activity: str, venue: str = "plant", city: str = SHENYANG) -> Event:
    """A job fair or an activity of start-up guidance."""
    return entry(
        "activity_held", city, day, city, activity=activity, kind=kind, venue=venue, audience="diverted", vacancy_persons=0
    )


def suspended(who: str, day: str, enterprise: str = SHOP, city: str = SHENYANG) -> Event:
    return entry("work_suspended", who, day, city, enterprise=enterprise)


def resumed(who: str, day: str, enterprise: str = SHOP, city: str = SHENYANG) -> Event:
    return entry("work_resumed", who, day, city, enterprise=enterprise)

"""More words to tell stories with: services, posts, transfers, graduates, benefits, funds and the market."""

from typing import Any

from tests.road.telling import SHENYANG, SHOP, entry

OWN = "92210100MA0EXA003L"
JIXI, SHANGLUO = "230300", "611000"  # cities that follow a pack of their own
Event = dict[str, Any]


def finished_course(who: str, day: str, kind: str = "transfer", city: str = SHENYANG) -> Event:
    return entry("training_completed", who, day, city, kind=kind)


def began_course(who: str, day: str, kind: str = "transfer", city: str = SHENYANG) -> Event:
    return entry("training_started", who, day, city, kind=kind)


def lent(who: str, day: str, yuan: float, city: str = SHENYANG) -> Event:
    return entry("loan_issued", who, day, city, borrower="person", amount_yuan=yuan, months=24, is_discounted=True)


def closed_business(day: str, enterprise: str = OWN, reason: str = "voluntary", city: str = SHENYANG, **more: Any) -> Event:
    return entry("business_deregistered", enterprise, day, city, enterprise=enterprise, reason=reason, **more)


def recognised_base(day: str, base: str, level: str = "county", city: str = SHENYANG) -> Event:
    return entry("incubation_base_recognised", city, day, city, base=base, base_name="基地", level=level, county="210102")


def opened_post(day: str, post: str, city: str = SHENYANG, funding: str = "province") -> Event:
    return entry("welfare_post_opened", city, day, city, post=post, post_title="保洁员", funding=funding)


def took_post(who: str, day: str, post: str = "G1", months: int = 12, city: str = SHENYANG) -> Event:
    return entry("welfare_post_filled", who, day, city, post=post, term_months=months)


def left_post(who: str, day: str, post: str = "G1", reason: str = "employed_elsewhere", city: str = SHENYANG) -> Event:
    return entry("welfare_post_vacated", who, day, city, post=post, reason=reason)


def went_to_work(
    who: str, day: str, to: str, months: int | None = None, yuan: float | None = None, city: str = SHENYANG
) -> Event:
    known = {"months": months, "income_yuan": yuan}
    fields = {name: value for name, value in known.items() if value is not None}
    return entry("rural_transfer_recorded", who, day, city, transfer_to=to, is_organised=True, **fields)


def graduate(
    who: str, day: str, destination: str, graduated_at: str = "2025-06-30", city: str = SHENYANG, is_in_hardship: bool = False
) -> Event:
    fields = {"graduated_at": graduated_at, "education": "bachelor", "is_in_hardship": is_in_hardship}
    return entry("graduate_registered", who, day, city, destination=destination, **fields)


def benefited(who: str, day: str, item: str, yuan: float, city: str = SHENYANG, months: tuple[str, str] | None = None) -> Event:
    span = {"from_month": months[0], "to_month": months[1]} if months else {}
    return entry("benefit_granted", who, day, city, item=item, amount_yuan=yuan, **span)


def funded(event: str, day: str, yuan: float, city: str = SHENYANG, fund: str = "award", **fields: Any) -> Event:
    return entry(event, city, day, city, fund=fund, year=2026, amount_yuan=yuan, document_no="沈财〔2026〕1号", **fields)


def factored(city: str, factor: str, quantity: float, fund: str = "award", year: int = 2026) -> Event:
    """A city's share in a factor by which a fund is allocated."""
    fields = {"fund": fund, "year": year, "factor": factor, "quantity": quantity}
    return entry("allocation_factor_published", city, "2026-02-10", city, document_no="辽财建〔2026〕8号", **fields)


def offered(
    day: str, places: int, occupation: str | None = "6-18", until: str | None = None, city: str = SHENYANG, **more: Any
) -> Event:
    known = {"occupation": occupation, "open_until": until}
    fields = {name: value for name, value in known.items() if value is not None}
    return entry(
        "vacancy_posted",
        SHOP,
        day,
        city,
        enterprise=SHOP,
        agency="public",
        vacancy_persons=places,
        industry="C",
        **fields,
        **more,
    )


def sought(
    who: str, day: str, occupation: str | None = "6-18", until: str | None = None, city: str = SHENYANG, **more: Any
) -> Event:
    known = {"occupation": occupation, "open_until": until}
    fields = {name: value for name, value in known.items() if value is not None}
    return entry("job_wanted", who, day, city, agency="private", seeker="unemployed", **fields, **more)


def paid_wage(enterprise: str, yuan: float, persons: int, occupation: str = "6-18", year: int = 2025, day: str = "2026-03-02",
              city: str = SHENYANG, **more: Any) -> Event:  # fmt: skip
    """An enterprise reports what it pays in one occupation."""
    fields = {"occupation": occupation, "monthly_wage_yuan": yuan, "observed_persons": persons, "industry": "C"} | more
    return entry("wage_observed", enterprise, day, city, enterprise=enterprise, year=year, **fields)


def announced(
    day: str, jobs: int, project: str = "XM1", enterprise: str | None = SHOP, city: str = SHENYANG, **more: Any
) -> Event:
    """A project is announced with the jobs it promises; its enterprise may not be known yet."""
    named = {"enterprise": enterprise} if enterprise else {}
    fields = {"project": project, "project_name": "产业园", "kind": "major_project", "industry": "C", "forecast_jobs_count": jobs}
    return entry("project_announced", city, day, city, **fields, **named, **more)


def certificate(who: str, day: str, city: str = SHENYANG, level: int = 4) -> Event:
    return entry("certificate_issued", who, day, city, kind="skill_level", level=level)


def contributed(who: str, month: str, city: str = SHENYANG, months: int | None = None, **more: Any) -> Event:
    """A month of unemployment insurance; `months` is what the insurance system says was paid in all."""
    told = {"cumulative_months": months} if months else {}
    fields = {"enterprise": SHOP, "insurance": "210", "month": month, "base_yuan": 6400, "is_paid": True} | told | more
    return entry("contribution_recorded", who, f"{month}-15", city, handled_at=f"{month}-15", **fields)


def discharged(who: str, day: str, city: str = SHENYANG) -> Event:
    """A veteran, discharged and registered on one day."""
    return entry("veteran_registered", who, day, city, kind="sergeant", discharged_at=day)


def supported(who: str, day: str, kind: str, city: str = SHENYANG) -> Event:
    base = {"base": "FH-2101-003"} if kind == "incubation" else {}
    return entry("startup_supported", who, day, city, kind=kind, **base)


def left_for_startup(who: str, day: str, until: str, city: str = SHENYANG) -> Event:
    """A specialist leaves a public institution to found a firm; it keeps his relation until then."""
    return entry("post_left_for_startup", who, day, city, institution="12210100MB0EXA004X", until_at=until)


def drew_benefit(who: str, day: str, city: str = SHENYANG) -> Event:
    return entry("unemployment_benefit_started", who, day, city, months_granted=12, monthly_yuan=1850, handled_at=day)

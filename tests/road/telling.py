"""Words to tell person-stories with: each makes one entry of the log, as it stands after the door."""

import hashlib
import itertools
import json
from typing import Any

from streams.events.catalogue import LATEST

SHENYANG, DALIAN, ANSHAN = "210100", "210200", "210300"
MILL, SHOP, YARD = "91210100MA0EXA001D", "91210100MA0EXA002E", "91210200MA0EXA003F"
HOUSEHOLD = "LJT-2101-0007"
_numbers = itertools.count(1)


def person(name: str) -> str:
    """A token that stands for the person of that nickname."""
    return "p" + hashlib.sha256(name.encode()).hexdigest()[:32]


def entry(event_type: str, who: str, day: str, city: str = SHENYANG, id: str | None = None, **fields: Any) -> dict[str, Any]:
    """One log entry about the person (or city) `who`."""
    event = LATEST[event_type]
    subject = person(who) if event.subject_kind == "person" else who
    data = {"city": city, **fields}
    return {
        "source": f"urn:taizhang:{city}:{event.family}", "id": id or f"{event_type}-{next(_numbers):06d}", "type": event_type,
        "subject": subject, "time": f"{day} 00:00:00", "dataschema": event.schema_urn(), "data": json.dumps(data),
    }  # fmt: skip


def hired(who: str, day: str, city: str = SHENYANG, enterprise: str = SHOP, **more: Any) -> dict[str, Any]:
    fields = {"employment_type": "private", "enterprise": enterprise, "is_urban": True, "is_renewal": False} | more
    return entry("employment_registered", who, day, city, **fields)


def insured(
    who: str, day: str, city: str = SHENYANG, enterprise: str = SHOP, reason: str = "first", **more: Any
) -> dict[str, Any]:
    return entry(
        "insurance_started", who, day, city, enterprise=enterprise, insurance="110", reason=reason, handled_at=day, **more
    )


def uninsured(who: str, day: str, city: str = SHENYANG, enterprise: str = SHOP, reason: str = "suspend") -> dict[str, Any]:
    return entry("insurance_ended", who, day, city, enterprise=enterprise, insurance="110", reason=reason, handled_at=day)


def transferred(who: str, day: str, city: str = SHENYANG, enterprise: str = YARD, from_enterprise: str = SHOP) -> dict[str, Any]:
    return entry(
        "insurance_transferred", who, day, city, enterprise=enterprise, from_enterprise=from_enterprise, insurance="110",
        handled_at=day,
    )  # fmt: skip


def opened_business(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("business_registered", who, day, city, enterprise="92210100MA0EXA003L", kind="individual")


def separated(who: str, day: str, city: str = SHENYANG, enterprise: str = MILL, **more: Any) -> dict[str, Any]:
    return entry("labour_relation_ended", who, day, city, enterprise=enterprise, **({"reason": "art36_employer"} | more))


def plan_reached(stage: str, day: str, enterprise: str = MILL, programme_year: int = 2026) -> dict[str, Any]:
    return entry("placement_plan_advanced", enterprise, day, enterprise=enterprise, programme_year=programme_year, stage=stage)


def paid(who: str, day: str, yuan: int, city: str = SHENYANG, enterprise: str = MILL, kind: str = "economic") -> dict[str, Any]:
    return entry("compensation_paid", who, day, city, enterprise=enterprise, kind=kind, amount_yuan=yuan)


def sought(who: str, day: str, method: str = "newspaper", outcome: str = "not_reached") -> dict[str, Any]:
    """The enterprise tries to reach a worker of its roster."""
    return entry("contact_attempted", who, day, enterprise=MILL, programme_year=int(day[:4]), method=method, outcome=outcome)


def checked(
    who: str, day: str, proof: str = "site_visit", result: str = "confirmed", target: dict[str, Any] | None = None, **more: Any
) -> dict[str, Any]:
    """Somebody checks a reported placement; `target` is the report, or none when the person is asked."""
    named = {"target_source": target["source"], "target_id": target["id"]} if target else {}
    return entry("verification_recorded", who, day, **({"claim": "placement", "proof": proof, "result": result} | named | more))


def average_wage(year: int, yuan: int, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("average_wage_published", city, day, city, year=year, monthly_yuan=yuan)


def registered_unemployed(who: str, day: str, city: str = SHENYANG, **more: Any) -> dict[str, Any]:
    return entry("unemployment_registered", who, day, city, **more)


def deregistered(who: str, day: str, city: str = SHENYANG, reason: str = "employed") -> dict[str, Any]:
    return entry("unemployment_deregistered", who, day, city, reason=reason)


def certified(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("hardship_certified", who, day, city, category="age_4050")


def exited_hardship(who: str, day: str, city: str = SHENYANG, reason: str = "employed") -> dict[str, Any]:
    return entry("hardship_exited", who, day, city, reason=reason)


def recognised(
    who: str, day: str, household: str = HOUSEHOLD, city: str = SHENYANG, kind: str = "zero_employment"
) -> dict[str, Any]:
    """A member's household is recognised as one without employment."""
    return entry("household_recognised", who, day, city, household=household, kind=kind, members_count=2, is_willing=True)


def cleared(
    day: str, household: str = HOUSEHOLD, city: str = SHENYANG, reason: str = "member_employed", by: str | None = None
) -> dict[str, Any]:
    """The household leaves the list, by the work of the member `by` if he is named."""
    member = {"employed_person": person(by)} if by else {}
    return entry("household_cleared", household, day, city, household=household, reason=reason, **member)


def pensioned(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("pension_started", who, day, city, kind="statutory", handled_at=day)


def died(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("death_recorded", who, day, city, handled_at=day)


def rostered(
    who: str, day: str, city: str = SHENYANG, enterprise: str = MILL, sector: str = "steel", **more: Any
) -> dict[str, Any]:
    fields = {"programme_year": int(day[:4]), "sector": sector, "origin": "first_diversion"} | more
    return entry("worker_rostered", who, day, city, enterprise=enterprise, **fields)


def diverted(who: str, day: str, channel: str, city: str = SHENYANG, enterprise: str = MILL, **more: Any) -> dict[str, Any]:
    return entry("worker_diverted", who, day, city, enterprise=enterprise, programme_year=int(day[:4]), channel=channel, **more)


def recommended(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("job_recommended", who, day, city)


def guided(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("guidance_given", who, day, city, kind="career_guidance")


def trained(who: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("training_completed", who, day, city, kind="transfer")


def corrected(target: dict[str, Any], day: str, **changes: Any) -> dict[str, Any]:
    return _about("event_corrected", target, day, changes=changes)


def retracted(target: dict[str, Any], day: str) -> dict[str, Any]:
    return _about("event_retracted", target, day)


def split(who: str, other: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    """The merge of the two was wrong."""
    return entry("persons_split", who, day, city, merged_person=person(other), reason="确为两人", approver="省厅数据岗")


def merged(who: str, other: str, day: str, city: str = SHENYANG) -> dict[str, Any]:
    return entry("persons_merged", who, day, city, merged_person=person(other), reason="重号", approver="省厅数据岗")


def published(city: str, period: str, persons: int, day: str) -> dict[str, Any]:
    return entry("denominator_published", city, day, city, period=period, persons=persons)


def _about(event_type: str, target: dict[str, Any], day: str, **fields: Any) -> dict[str, Any]:
    city = json.loads(target["data"])["city"]
    return entry(
        event_type, f"{target['source']}#{target['id']}", day, city, target_source=target["source"], target_id=target["id"],
        reason="核查更正", approver="省厅数据岗", **fields,
    )  # fmt: skip

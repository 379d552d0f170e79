"""A planted fault for every rule of the gates behind the doors, and the clean events they are planted in."""

from dataclasses import dataclass
from typing import Any

from identity.numbers import credit_code_fault, id_number_fault
from streams.events.catalogue import BY_SCHEMA, LATEST

Sent = dict[str, Any]


def whole_number(first_17: str) -> str:
    """An identity number with its right check character."""
    return next(first_17 + last for last in "0123456789X" if id_number_fault(first_17 + last) is None)


def whole_code(first_17: str) -> str:
    """A unified social credit code with its right check character."""
    return next(first_17 + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if credit_code_fault(first_17 + last) is None)


PERSON, OTHER = whole_number("21010219850307231"), whole_number("21020319900102452")
MILL, SHOP = whole_code("91210100MA0EXA001"), whole_code("91210100MA0EXA002")
NAME, PHONE = "欧阳验真", "13812345678"


def event(type_or_urn: str, /, id: str = "e-1", **changes: Any) -> Sent:
    """The worked example of that type with right numbers; `changes` go to its data, or with a leading `_` to the envelope."""
    record = BY_SCHEMA.get(type_or_urn) or LATEST[type_or_urn]
    sent = record.example() | {"id": id}
    replaced = {
        "person": PERSON,
        "name": NAME,
        "phone": PHONE,
        "enterprise": MILL,
        "merged_person": OTHER,
        "employed_person": OTHER,
        "helper": OTHER,
        "from_enterprise": SHOP,
    }
    data = sent["data"] | {name: value for name, value in replaced.items() if name in sent["data"]}
    envelope = {name[1:]: value for name, value in changes.items() if name.startswith("_")}
    fields = {name: value for name, value in changes.items() if not name.startswith("_")}
    return sent | {"data": {k: v for k, v in (data | fields).items() if v is not None}} | envelope


@dataclass(frozen=True)
class Planted:
    """What triggers exactly one rule, the same as it should be, and what must be in the log before."""

    sent: Sent
    mended: Sent
    before: tuple[Sent, ...] = ()


def _planted(kind: str, mended: dict[str, Any] | None = None, /, **fault: Any) -> Planted:
    return Planted(event(kind, **fault), event(kind, **(mended or {})))


_CORRECTION_OF = (event("employment_registered", id="employment_registered-v1-example"),)


def _correction(**changes: Any) -> Planted:
    sent, mended = event("event_corrected", changes=changes), event("event_corrected", changes={"contract_months": 12})
    return Planted(sent, mended, _CORRECTION_OF)


FAULTS: dict[str, Planted] = {
    "V001": _planted("job_recommended", _specversion="0.3"),
    "V002": _planted("job_recommended", {"id": "e-2"}, id="长" * 121),
    "V003": _planted("job_recommended", _source="urn:taizhang:沈阳:service"),
    "V004": _planted("job_recommended", _dataschema="urn:taizhang:schema:job_recommended:9"),
    "V005": _planted("job_recommended", _time="2026年3月5日"),
    "V006": _planted("job_recommended", _source="urn:taizhang:210100:insurance"),
    "V007": _planted("job_recommended", _data=["没有字段"]),
    "V009": _planted("job_recommended", {"post": "电工\\u0000"}, post="电工\0"),
    "V008": _planted("job_recommended", post=f"介绍{PERSON}去装配"),
    "L001": _planted("job_recommended", _time="2026-07-05"),
    "L002": _planted("job_recommended", _time="1949-09-30"),
    "V101": _planted("job_recommended", salary_yuan=5000),
    "V102": _planted("guidance_given", kind=None),
    "V103": _planted("employment_registered", contract_months="三年"),
    "V104": _planted("job_recommended", enterprise="某厂"),
    "V105": _planted("guidance_given", kind="谈心"),
    "V106": _planted("employment_registered", contract_months=601),
    "V107": _planted("job_recommended", post="岗" * 201),
    "V201": _correction(no_such_field=1),
    "V202": _correction(phone="13800001111"),
    "V203": _correction(contract_months="三年"),
    "L101": _planted("worker_rostered", programme_year=2029),
    "L102": _planted("worker_diverted", channel="enterprise_transformation", to_enterprise=MILL),
    "L103": _planted("contact_attempted", method="bureau_filing", outcome="reached"),
    "L104": _planted("contact_attempted", document_no=None),
    "L105": _planted("roster_filed", headcount=859),
    "L106": _planted("roster_filed", unreachable_persons=861),
    "L107": _planted("compensation_paid", amount_yuan=0),
    "L108": _planted("layoff_reported", layoff_persons=4201),
    "L109": _planted("layoff_reported", notified_at="2026-03-07"),
    "L110": _planted("monitoring_reported", end_persons=4156),
    "L111": _planted("monitoring_reported", reduced_by_worker_persons=31),
    "L112": _planted("monitoring_reported", hidden_unemployed_persons=4156),
    "L113": _planted("monitoring_reported", {"moved_persons": 60, "successor": SHOP}, moved_persons=60),
    "L114": _planted("monitoring_reported", operating_state="closed"),
    "L118": _planted(
        "monitoring_reported", {"reduced_by_worker_persons": None},
        reduced_by_worker_persons=None, reduced_by_employer_persons=66,
    ),
    "L115": _planted("worker_rostered", {"spouse": OTHER}, spouse=PERSON),
    "L116": _planted("worker_rostered", {"employed_since": "2026-02-01"}, employed_since="2026-02-02"),
    "L117": _planted("labour_relation_ended", employed_since="2026-03-11"),
    "L132": _planted("worker_diverted", {"way": "spin_off"}, way="spin_off", channel="welfare_post"),
    "L131": _planted("incident_reported", persons=0),
    "L201": _planted("insurance_started", handled_at="2025-03-04"),
    "L202": _planted("insurance_transferred", enterprise=SHOP, from_enterprise=SHOP),
    "L203": _planted("contribution_recorded", {"month": "2026-04"}, month="2026-05"),
    "L301": _planted("employment_registered", enterprise=None),
    "L302": _planted("unemployment_registered", unemployed_since="2026-03-06"),
    "L303": _planted("household_cleared", employed_person=None),
    "L304": _planted("business_changed", successor=MILL),
    "L305": _planted("business_deregistered", {"reason": "merged", "successor": SHOP}, reason="merged"),
    "L306": _planted("graduate_registered", graduated_at="2027-03-06"),
    "L307": _planted("veteran_registered", discharged_at="2026-03-06"),
    "L308": _planted("employment_ended", enterprise=None),
    "L309": _planted("post_left_for_startup", until_at="2026-03-05"),
    "L401": _planted("startup_supported", base=None),
    "L402": _planted("benefit_granted", to_month="2025-12"),
    "L403": _planted("benefit_granted", from_month=None),
    "L404": _planted("loan_issued", amount_yuan=0),
    "L405": _planted("loan_issued", {"borrower": "small_enterprise", "enterprise": MILL}, borrower="small_enterprise"),
    "L608": _planted("response_taken", month="2026-04"),
    "L607": _planted("sample_drawn", cases_count=861),
    "L406": _planted("verification_recorded", target_id=None),
    "L407": _planted("helper_assigned", helper=PERSON),
    "L408": _planted("activity_held", vacancy_persons=None),
    "L501": _planted("persons_merged", merged_person=PERSON),
    "L502": _planted("persons_split", merged_person=PERSON),
    "L601": _planted("score_submitted", points=4),
    "L602": _planted("score_submitted", year=2027),
    "L603": _planted("finding_raised", due_at="2026-03-04"),
    "L604": _planted("target_signed", {"county": "210102"}, county="210102", school="示例大学"),
    "L701": _planted("fund_received", amount_yuan=0),
    "L702": _planted("fund_reallocated", to_city="210100"),
    "L801": _planted("vacancy_posted", open_until="2026-03-04"),
    "L802": _planted("vacancy_posted", vacancy_persons=0),
    "L803": _planted("vacancy_posted", monthly_wage_high_yuan=4499),
    "L804": _planted("wage_observed", observed_persons=0),
    "L805": _planted("wage_observed", year=2027),
    "L806": _planted("agency_rated", {"is_blacklisted": True, "grade": "D"}, is_blacklisted=True),
    "D001": Planted(event("job_recommended", post="电工"), event("job_recommended", id="e-2", post="电工"), (event("job_recommended"),)),
    "C001": _planted("job_recommended", _source="urn:taizhang:210000:service", city="220100"),
    "C002": _planted("job_recommended", city="210200"),
    "C003": Planted(event("event_retracted"), event("event_retracted", id="e-2")),
    "C004": _planted("job_recommended", person=PERSON[:17] + ("0" if PERSON[17] != "0" else "1")),
    "C006": _planted("job_recommended", birth_month="1985-04"),
    "C005": _planted("job_recommended", enterprise=MILL[:17] + ("0" if MILL[17] != "0" else "1")),
}  # fmt: skip

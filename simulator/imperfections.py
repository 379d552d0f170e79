"""Faults in the records of one life. The life's truth stands; only what is sent, and when, goes wrong.

Every function takes the life and the faults' workshop and returns the entry for planted.json, or None where this life
gives it nothing to spoil. Whatever moves a figure is repaired by the last delivery at the latest.
"""

from dataclasses import replace
from typing import Any

from simulator.days import ISO, MONTH, MONTH_END, YEAR
from simulator.employers import employer
from simulator.lives import Life
from simulator.planting import missing, moved
from simulator.records import FAMILY, Record, event_id, event_source
from simulator.truth import Cell

Entry = dict[str, Any]
_OFFICE = "市就业中心审核岗"


def entry_of(life: Life, kind: str, record: Record, revealed: int | None = None, **more: Any) -> Entry:
    """An entry of planted.json about one record: who, which event, when delivered, when repaired, what moves."""
    window = life.window
    delivered = window.delivery_of(record.day) if record.delivery is None else record.delivery
    entry: Entry = {
        "kind": kind, "person": life.index, "source": event_source(record), "id": event_id(life.index, record),
        "delivered": window.deliveries[delivered], "revealed": window.deliveries[revealed] if revealed else None,
        "cells": [],
    }  # fmt: skip
    return entry | more


def reveal_after(life: Life, delivery: int) -> int | None:
    """A delivery one to three months later; None where the window leaves no room."""
    last = len(life.window.months)
    return None if delivery >= last else min(last, delivery + life.between(1, 3))


_KNOWN_LATER = {
    ("placements_verified", 1): "verified_later", ("placements_verified", -1): "unverified_later",
    ("placements_refuted", 1): "refuted_later", ("placements_lost", -1): "at_work_again_later", ("urban_newly_employed", -1): "merged_wrongly",
    ("urban_newly_employed", 1): "split_again", ("separated_supported", 1): "supported_later",
    ("cases_checked", -1): "checked_again", ("cases_refuted", -1): "checked_again",
}  # fmt: skip


def known_later(life: Life) -> list[Entry]:
    """Entries for what is nobody's fault: a placement is verified, or ceases to be, by a record of a later month."""
    entries = []
    for record, cell, amount in life.restated:
        kind = _KNOWN_LATER[cell.metric, amount]
        revealed = life.window.delivery_of(record.day)
        entries.append(entry_of(life, kind, record, revealed, cells=[moved(life.window, cell, amount)]))
    return entries


def repair(life: Life, name: str, target: Record, delivery: int, fields: dict[str, Any]) -> Record:
    """A correction or retraction of `target`, sent by its own office in the month of a delivery."""
    reference = {"target_source": event_source(target), "target_id": event_id(life.index, target)}
    day = life.window.day_in(delivery, 10 + life.index % 15)
    record = Record(name, day, target.city, reference | fields | {"approver": _OFFICE}, len(life.records))
    life.records.append(record)
    return record


def added(life: Life, name: str, day: int, city: str, fields: dict[str, Any]) -> Record:
    """A further record that the true life did not leave; always sent as an event."""
    record = Record(name, day, city, fields, len(life.records), carrier="ndjson")
    life.records.append(record)
    return record


def _deciding(life: Life) -> list[Record]:
    return [record for record in life.records if record.decides and record.day >= life.window.start]


# Told more than once, of these the first or the last counts: none can be late without moving a figure.
_FIRST_COUNTS = frozenset({"internship_started", "helper_assigned", "startup_supported"})


def _is_harmless(record: Record) -> bool:
    """True for a record that moves no figure whenever it comes."""
    insured = record.fields.get("insurance", "110")
    is_service = FAMILY[record.type] == "service" and record.type not in {"verification_recorded", *_FIRST_COUNTS}
    return bool(record.fields.get("is_renewal")) or is_service or insured != "110"


def _harmless(life: Life) -> list[Record]:
    if life.kind.startswith("diverted") or life.kind == "welfare_worker":
        return []
    return [record for record in life.records if record.day >= life.window.start and _is_harmless(record)]


def late(life: Life) -> Entry | None:
    """A record arrives one to three months after its month; the figures that hang on it are wrong until then."""
    records = tuple(_deciding(life) or _harmless(life))
    if not records:
        return None
    record = life.pick(records)
    regular = life.window.delivery_of(record.day)
    revealed = reveal_after(life, regular)
    if revealed is None:
        return None
    record.delivery, record.carrier = revealed, "ndjson"
    if record.type == "worker_rostered":
        life.truth.enters_late(record.fields["enterprise"], record.day, revealed)
    cells = missing(life.window, record.decides, revealed)
    return entry_of(life, "late", record, revealed, regular=life.window.deliveries[regular], cells=cells)


def wrong_city(life: Life) -> Entry | None:
    """A hire is reported by and for another city, and corrected later."""
    records = _deciding(life)
    if not records:
        return None
    record = records[0]
    delivered = life.window.delivery_of(record.day)
    revealed = reveal_after(life, delivered)
    if revealed is None:
        return None
    right, wrong = record.city, life.elsewhere()
    record.city, record.carrier = wrong, "ndjson"
    fix = repair(life, "event_corrected", record, revealed, {"changes": {"city": right}, "reason": "登记地录错"})
    cell = record.decides[0]
    cells = [moved(life.window, cell._replace(city=wrong), -1), moved(life.window, cell)]
    return entry_of(life, "wrong_city", record, revealed, cells=cells, repair_id=event_id(life.index, fix))


def wrong_date(life: Life) -> Entry | None:
    """A hire is reported with a day of an earlier month of the same year, and corrected later."""
    records = _deciding(life)
    if not records:
        return None
    record = records[0]
    wrong = record.day - 31
    delivered = life.window.delivery_of(record.day)
    revealed = reveal_after(life, delivered)
    if revealed is None or wrong < life.window.start or YEAR[wrong] != YEAR[record.day]:
        return None
    right = record.day
    record.day, record.carrier, record.delivery = wrong, "ndjson", delivered
    fix = repair(life, "event_corrected", record, revealed, {"changes": {"time": ISO[right]}, "reason": "日期录错"})
    cell = record.decides[0]
    early = MONTH[wrong] - life.window.first
    cells = [moved(life.window, cell._replace(month=early), -1), moved(life.window, cell)]
    return entry_of(life, "wrong_date", record, revealed, cells=cells, repair_id=event_id(life.index, fix))


def two_identities(life: Life) -> Entry | None:
    """One hire, two identity numbers: the second evidence counts as another person until the two are merged."""
    if len(life.records) < 2:
        return None
    window = life.window
    second = life.records[1]
    delivered = window.delivery_of(second.day)
    revealed = reveal_after(life, delivered)
    if revealed is None:
        return None
    second.second_identity = True
    fix = Record(
        "persons_merged", window.day_in(revealed, 20), life.city,
        {"reason": "身份证号升位重号", "approver": "省厅数据岗"}, len(life.records),
    )  # fmt: skip
    life.records.append(fix)
    cell = Cell("urban_newly_employed", second.city, delivered - 1)
    return entry_of(
        life, "two_identities", second, revealed, cells=[moved(window, cell, -1)], repair_id=event_id(life.index, fix)
    )


def exact_resend(life: Life) -> Entry | None:
    """A record is sent again as it was, in the same delivery or a later one, by event or by table as before."""
    record = life.pick(tuple(life.records))
    delivered = life.window.delivery_of(record.day)
    if record.carrier is None:
        record.carrier = "table" if delivered and life.chance(0.5) else "ndjson"
    later = reveal_after(life, delivered) if life.chance(0.5) else None
    again = replace(record, delivery=later if later is not None else delivered, decides=())
    life.records.append(again)
    return entry_of(life, "exact_resend", again, first_delivered=life.window.deliveries[delivered])


def conflicting_resend(life: Life) -> Entry | None:
    """The same event identifier comes again with another day: the second is refused, the first stands."""
    record = life.records[-1]
    delivered = life.window.delivery_of(record.day)
    later = reveal_after(life, delivered) if life.chance(0.5) else None
    record.carrier = "ndjson"
    fields = {name: value for name, value in record.fields.items() if name != "unemployed_since"}  # it would lie after that day
    again = replace(
        record, day=record.day - 40, fields=fields, delivery=later if later is not None else delivered, decides=()
    )  # fmt: skip
    life.records.append(again)
    return entry_of(life, "conflicting_resend", again, first_delivered=life.window.deliveries[delivered])


def two_city_claim(life: Life) -> Entry | None:
    """Two cities report the same hire: the first evidence wins, the other moves nothing."""
    if len(life.records) < 2:
        return None
    first, second = life.records[0], life.records[1]
    second.city = life.elsewhere()
    if second.day == first.day and first.type != "insurance_started":
        return _claimed_by_insurance(life, first, second)
    return entry_of(life, "two_city_claim", second)


def _claimed_by_insurance(life: Life, first: Record, second: Record) -> Entry:
    """Same day: the insurance comes before the registration, so the true city is left to the insurance."""
    first.city, second.city = second.city, first.city
    return entry_of(life, "two_city_claim", first)


def contradictory_dates(life: Life) -> Entry | None:
    """Registration and insurance put the same hire in two months: the earlier one counts."""
    if len(life.records) < 2:
        return None
    first, second = life.records[0], life.records[1]
    day = MONTH_END[first.day] + life.between(1, 9)
    if day > life.window.end or day - first.day > 20:
        return None
    second.day = day
    if "handled_at" in second.fields:
        second.fields["handled_at"] = life.handled(day)
    return entry_of(life, "contradictory_dates", second)


def renewal_as_new_hire(life: Life) -> Entry | None:
    """A contract renewal is reported as a new hire while the job goes on: covered, moves nothing."""
    fields = {"employment_type": "unit", "enterprise": life.employer, "is_urban": True, "is_renewal": False}
    return entry_of(
        life, "renewal_as_new_hire",
        added(life, "employment_registered", life.pick(life.seasons.hire), life.city, fields | {"contract_months": 36}),
    )  # fmt: skip


def job_to_job_as_new_hire(life: Life) -> Entry | None:
    """A move to the next employer is reported as a start before the old insurance has ended: covered."""
    day = life.pick(life.seasons.hire)
    city = life.elsewhere() if life.chance(0.3) else life.city
    record = life.insured(day, employer(city, life.random()), "resume", city)
    life.uninsured(day + life.between(1, 20), life.employer, "suspend")
    if record is None:
        return None
    record.carrier = "ndjson"
    return entry_of(life, "job_to_job_as_new_hire", record)


def pensioner_hired(life: Life) -> Entry | None:
    """Somebody who draws his pension is reported as hired: working age is over, moves nothing."""
    fields = {"employment_type": "private", "enterprise": life.employer, "is_urban": True, "is_renewal": False}
    return entry_of(
        life, "pensioner_hired",
        added(life, "employment_registered", life.pick(life.seasons.hire), life.city, fields | {"contract_months": 12}),
    )  # fmt: skip

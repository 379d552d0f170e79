"""Rosters as enterprises file them: how many workers they say are on it, beside those who were entered by name."""

from typing import NamedTuple

from simulator.days import YEAR, day_of
from simulator.employers import CAPACITY_ENTERPRISES, CapacityEnterprise
from simulator.imperfections import Entry
from simulator.institutions import Office
from simulator.places import CODES
from simulator.planting import moved
from simulator.records import Record

_MISCOUNTED = {0: 1, 5: -1, 8: -1}
_TWICE_IN_MARCH, _AGAIN_IN_APRIL, _CORRECTED = 3, 7, 9


class _Told(NamedTuple):
    """A total, the day for which it is filed, and the delivery from which on it is the last word."""

    total: int
    day: int
    delivery: int


def file_rosters(office: Office) -> list[Entry]:
    """Every enterprise in March: few with a wrong total, some twice, some once more in April, some corrected."""
    planted: list[Entry] = []
    for place, city in enumerate(CODES):
        for plant in CAPACITY_ENTERPRISES[city][:4]:
            for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
                if office.is_within(day_of(year, 3, 30)):
                    planted += _files(office, city, plant, year, (place + plant.number + year) % 11)
    return planted


def _files(office: Office, city: str, plant: CapacityEnterprise, year: int, turn: int) -> list[Entry]:
    march, april = day_of(year, 3, 30), day_of(year, 4, 20)
    delivery = office.window.delivery_of(march)
    total = max(0, office.truth.entered_by(plant.code, year, march) + _MISCOUNTED.get(turn, 0))
    planted: list[Entry] = []
    if turn == _TWICE_IN_MARCH:
        _send(office, city, plant, march - 18, total + 5)
    if turn == _CORRECTED and office.is_within(april):
        filing = _send(office, city, plant, march, total + 7)
        planted.append(office.corrects(filing, {"rostered_persons": total}, "花名册人数填错", (), "wrong_total"))
        told = [_Told(total + 7, march, delivery), _Told(total, march, delivery + 1)]
    else:
        filing = _send(office, city, plant, march, total)
        told = [_Told(total, march, delivery)]
    if turn == _AGAIN_IN_APRIL and office.is_within(april):
        told.append(_Told(office.truth.entered_by(plant.code, year, april) + 1, april, delivery + 1))
        filing = _send(office, city, plant, april, told[-1].total)
    for (metric, day), persons in _compared(office, plant, told, len(office.window.months)).items():
        office.truth.count(metric, city, day, amount=persons)
    return planted + _counted_anew(office, plant, filing, told)


def _send(office: Office, city: str, plant: CapacityEnterprise, day: int, total: int) -> Record:
    fields: dict[str, object] = {
        "enterprise": plant.code, "programme_year": YEAR[day], "headcount": office.truth.rostered_at(plant.code) * 4 + 120,
        "rostered_persons": total, "unreachable_persons": total // 30, "document_no": f"花名册〔{YEAR[day]}〕{plant.number + 1}号",
    }  # fmt: skip
    return office.send("roster_filed", day, city, fields)


def _compared(office: Office, plant: CapacityEnterprise, told: list[_Told], delivery: int) -> dict[tuple[str, int], int]:
    """The last total told, and by how many it differs from those entered by its day, as far as a delivery tells: by metric and day."""
    total, day, _ = [filing for filing in told if filing.delivery <= delivery][-1]
    missing = total - office.truth.entered_by(plant.code, YEAR[day], day, delivery)
    return {
        ("roster_filed_persons", day): total,
        ("roster_missing_persons", day): max(0, missing),
        ("roster_unfiled_persons", day): max(0, -missing),
    }


def _counted_anew(office: Office, plant: CapacityEnterprise, filing: Record, told: list[_Told]) -> list[Entry]:
    """Entries for the deliveries in which another total, or a worker entered late, moves what was counted before."""
    entries = []
    before = _compared(office, plant, told, told[0].delivery)
    for delivery in range(told[0].delivery + 1, len(office.window.months) + 1):
        after = _compared(office, plant, told, delivery)
        moves = {
            (metric, day): after.get((metric, day), 0) - before.get((metric, day), 0)
            for metric, day in before.keys() | after.keys()
            if office.window.delivery_of(day) < delivery
        }
        cells = [
            moved(office.window, office.cell(metric, filing.city, day, persons))
            for (metric, day), persons in sorted(moves.items())
            if persons
        ]
        if cells:
            entries.append(office.planted("roster_counted_anew", filing, delivery, ()) | {"cells": cells})
        before = after
    return entries

"""What tells early that an enterprise in the cut is in trouble: gatherings of its workers, changes and ends of its registration."""

from simulator.employers import CAPACITY_ENTERPRISES, CapacityEnterprise
from simulator.imperfections import Entry
from simulator.institutions import LISTED_ON, Office
from simulator.places import CODES
from simulator.rulebook import listed, rule

_GATHERINGS = ("petition", "gathering", "stoppage")
_CHANGES = ("name", "address", "scope", "capital", "owner")
_TENFOLD_EVERY, _MISTAKEN_EVERY, _LATE_EVERY = 11, 9, 13


def tell_leads(office: Office) -> list[Entry]:
    """Two gatherings in every city, a few enterprises changed, and fewer closed; the last one of a city lies outside the programme."""
    planted: list[Entry] = []
    for place, city in enumerate(CODES):
        plants = CAPACITY_ENTERPRISES[city]
        for number, month in enumerate((4 + place % 7, 11 + place % 5)):
            _gathers(office, city, plants[(place + number) % 4], office.window.day_in(month, 17), place + 5 * number, planted)
            _changes(office, city, plants[(1, 4)[number]], office.window.day_in(month - 2, 14), _CHANGES[place % 5], planted)
            if place % 5 == 2 * number:
                _closes(office, city, plants[3 + number], office.window.day_in(month + 2, 20))
    return planted


def _gathers(office: Office, city: str, plant: CapacityEnterprise, day: int, turn: int, planted: list[Entry]) -> None:
    """Sizes about the number that makes it a major one; now and then a zero too many is told."""
    if not office.is_within(day):
        return
    major = rule("major_incident_persons", day)
    persons = (30, major - 1, 120, major, 20, major * 2, 300)[turn % 7]
    fields: dict[str, object] = {
        "enterprise": plant.code, "kind": _GATHERINGS[turn % 3], "cause": "compensation", "persons": persons,
    }  # fmt: skip
    office.truth.count("unrest_signs", city, day)
    if persons >= major:
        office.truth.count("major_incidents", city, day)
    elif persons * 10 >= major and day + 31 <= office.window.end and office.is_turn("gathering", _TENFOLD_EVERY):
        wrong = office.send("incident_reported", day, city, fields | {"persons": persons * 10})
        seems = (office.cell("major_incidents", city, day, -1),)
        planted.append(office.corrects(wrong, {"persons": persons}, "参与人数多写一个零", seems))
        return
    office.send("incident_reported", day, city, fields)


def _is_in_the_cut(plant: CapacityEnterprise) -> bool:
    return plant.sector in listed("diversion_sector", LISTED_ON)


def _changes(office: Office, city: str, plant: CapacityEnterprise, day: int, change: str, planted: list[Entry]) -> None:
    """The registration is changed; some changes are told late, and some of another enterprise are entered for this one."""
    if not office.is_within(day):
        return
    fields: dict[str, object] = {"enterprise": plant.code, "change": change}
    cells = office.truth.count("capacity_enterprises_changed", city, day) if _is_in_the_cut(plant) else ()
    has_next_month = day + 31 <= office.window.end
    if has_next_month and cells and office.is_turn("change_late", _LATE_EVERY):
        planted.append(office.sends_late("business_changed", day, city, fields, cells))
        return
    office.send("business_changed", day, city, fields)
    if has_next_month and cells and office.is_turn("change_mistaken", _MISTAKEN_EVERY):
        mistaken = office.send("business_changed", day + 5, city, fields)
        seems = (office.cell("capacity_enterprises_changed", city, day + 5, -1),)
        planted.append(office.retracts(mistaken, "企业代码填错", seems, "fabricated_change"))


def _closes(office: Office, city: str, plant: CapacityEnterprise, day: int) -> None:
    """The enterprise leaves the register, which is told twice."""
    closed: dict[str, object] = {"enterprise": plant.code, "reason": "ordered_closed"}
    office.send_in_window("business_deregistered", day, city, closed)
    office.send_in_window("business_deregistered", day + 15, city, closed)
    if _is_in_the_cut(plant):
        office.truth.count("capacity_enterprises_closed", city, day)

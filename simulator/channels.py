"""Through which channel a diverted worker is placed, or not: what the roster's enterprise does with him.

A worker of kind `diverted_inside` has his placement in one record only, one of kind `diverted_pending` has none at all.
"""

from simulator.days import LEDGER_OPENS, YEAR, months_later
from simulator.duties import separates, starts_business
from simulator.employers import CapacityEnterprise, employer
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.places import OLD_ROSTER_CITY
from simulator.records import Record
from simulator.rulebook import listed, rule, said
from simulator.support import borrows, receives
from simulator.truth import Cell
from simulator.welfare_posts import holds_post

DIVERTED_EVERY = 20  # one worker in so many is diverted
_RETIRED_INSIDE = 0.022
_WAYS = ("new_production", "diversification", "spin_off", "auxiliary_restructured", "hr_company", "incubation_base")


def rostered(
    life: Life, day: int, plant: CapacityEnterprise, origin: str, planned: str = "retraining_transfer", **known: str
) -> Record | None:
    """He is entered in a roster; few cities still sent the old version in the ledger's first year."""
    if day <= life.window.end:
        life.truth.enters(plant.code, day)
    fields = {"enterprise": plant.code, "programme_year": YEAR[day], "sector": plant.sector}
    old = day < LEDGER_OPENS or (life.city == OLD_ROSTER_CITY and YEAR[day] == YEAR[LEDGER_OPENS])
    if old and origin == "first_diversion":
        return life.leaves("worker_rostered", day, fields | {"channel_planned": planned})
    record = life.leaves("worker_rostered", day, fields | {"origin": origin, "planned_channel": planned} | known)
    if record is not None and known:
        record.carrier = "ndjson"  # the cities' workbooks have no column for it
    return record


def diverted(life: Life, day: int, plant: CapacityEnterprise, year: int, channel: str) -> Record | None:
    fields = {"enterprise": plant.code, "programme_year": year, "channel": channel}
    if channel in ("retraining_transfer", "enterprise_transformation"):
        fields["way"] = _WAYS[life.index % len(_WAYS)]
    return life.leaves("worker_diverted", day, fields)


def outcome(life: Life, plant: CapacityEnterprise, record: Record | None, roster: int) -> int | None:
    """What becomes of him; returns the day of his placement in the programme's year, if there is one."""
    if life.chance(0.10):
        life.kind = "diverted_pending"
        return None
    life.kind = "diverted_dissolved"
    retires = life.index // DIVERTED_EVERY % 30 == 9  # in its turn, so that small provinces have it, too
    way = 0.0 if retires else max(_RETIRED_INSIDE, life.random())
    if way < 0.306:
        return _inside(life, plant, roster, way)
    if way < 0.66:
        return _hired_outside(life, plant, record, roster)
    if way < 0.77:
        return _welfare_post(life, plant, record, roster)
    if way < 0.86:
        return _own_business(life, plant, record, roster)
    ended = roster + life.between(5, 60)
    separates(life, ended, plant, "art41", record)
    if life.chance(0.7):
        life.unemployed(ended + life.between(1, 30), ended)
    if life.chance(0.5):
        last = months_later(ended, rule("support_months", ended))
        receives(life, life.pick((last, last + 1, ended + life.between(1, 90))), "training_subsidy", 600)
    return None


def _place(
    life: Life, roster: int, day: int, channel: str, is_verified: bool, evidence: Record | None = None, city: str | None = None
) -> int | None:  # fmt: skip
    """A placement, verified or not; `evidence` is the record that verifies it, where that may come in a later month.

    After the roster's year it is no figure of that programme any more. Returns the day of one that counts.
    """
    if YEAR[day] != YEAR[roster] or day > life.window.end:
        return None
    life.counted("diverted_placed", day, channel=channel)
    if nearness(channel, city is None or city == life.city) in listed("nearby", day):
        life.counted("placed_nearby", day)
    if is_verified:
        life.known_later(evidence, life.counted("placements_verified", day, channel=channel), 1)
    return day


def nearness(channel: str, is_at_home: bool) -> str:
    """How near the new work is to the old, by the words of the rules; every employer of a city is in one district or another of it."""
    if channel == "internal_retirement":
        return "no_work"
    if channel in ("retraining_transfer", "enterprise_transformation"):
        return "same_enterprise"
    return "same_city" if is_at_home else "same_province"


def _inside(life: Life, plant: CapacityEnterprise, roster: int, way: float) -> int | None:
    """Stays with the enterprise; verified by the insurance that goes on for thirty days after the placement."""
    life.kind = "diverted_inside"
    channel = "enterprise_transformation" if way < 0.09 else "retraining_transfer"
    placed = roster + life.between(20, 110)
    if way < _RETIRED_INSIDE:
        channel = "internal_retirement"
        _nears_retirement(life, placed, roster)
        certified = (None, 1, 0, -20)[life.index // DIVERTED_EVERY // 30 % 4]
        if certified is not None:
            life.certified(placed + certified)
    verified, stopped = True, None
    if life.chance(0.14):
        stopped = placed + life.pick((-15, -5, 3, 10, 20, 28))
    elif life.chance(0.2):
        stopped = placed + life.between(35, 400)
    stop = life.uninsured(stopped, plant.code, "suspend") if stopped is not None else None
    watched = placed + rule("verification_window_days", placed)
    if stop is not None and stop.day <= watched:
        verified = False
        if stop.day > placed and YEAR[placed] == YEAR[roster]:
            cell = Cell("placements_verified", life.city, life.window.delivery_of(placed) - 1, channel)
            life.known_later(stop, (cell,), -1)
    before = len(life.cells)
    counts = _place(life, roster, placed, channel, verified)
    must_be_hard = channel == "internal_retirement" and said("reemployment_is_difficult", placed) == "when_certified"
    if counts is not None and must_be_hard and not life.diary.is_hard_on(placed):
        life.counted("internal_retirements_unfounded", placed)
    record = diverted(life, placed, plant, YEAR[roster], channel)
    if record is not None:
        record.decides = tuple(life.cells[before:])
    if stop is not None and stop.day > watched and life.chance(0.5):
        _, again, _ = take_job(life, stop.day + life.between(1, 50), life.new_employer(), evidence="insurance")
        if again is not None:
            again.decides = ()
    return counts


def _nears_retirement(life: Life, placed: int, roster: int) -> None:
    """Within five years of the statutory age, one in three far from it. The age moves; two years before it and 45 are clear of it."""
    record = next(record for record in reversed(life.records) if record.type == "worker_rostered")
    life.age = life.between(58, 59) if life.is_male else life.between(53, 54)
    if not life.is_male and "origin" in record.fields:
        record.fields["retirement_post"] = "cadre"
        record.carrier = "ndjson"
    if life.chance(0.35):
        life.age = life.between(44, 46) if life.is_male else life.between(36, 38)
        if YEAR[placed] == YEAR[roster]:
            life.counted("early_internal_retirements", placed)


def _hired_outside(life: Life, plant: CapacityEnterprise, record: Record | None, roster: int) -> int | None:
    """Dissolved, then hired by another enterprise: the hire is the placement, and nobody reports it as one."""
    ended = roster + life.between(0, 50)
    separates(life, ended, plant, life.pick(("art36_employer", "art41", "art40")), record)
    life.uninsured(ended + life.between(0, 5), plant.code, "terminate")
    hire = ended + life.between(10, 120)
    registered = life.chance(0.5)
    hard = registered and life.chance(0.4)
    if registered:
        life.unemployed(ended + life.between(1, 9), ended)
        if hard:
            life.certified(ended + life.between(9, 20))
            hire = max(hire, ended + 20)
    evidence = "registration" if life.chance(0.15) else "both" if life.chance(0.6) else "insurance"
    city = life.elsewhere() if life.chance(0.15) else life.city
    target = employer(city, life.random())
    insured, *pair = take_job(life, hire, target, registered=registered, hard=hard, evidence=evidence, city=city)
    for one in pair:
        if one is not None:
            one.decides = ()
    if evidence == "registration":
        life.insured(hire + life.between(0, 10), target, insurance="310")
    if registered:
        life.no_longer_unemployed(hire + life.between(0, 10), "employed")
    if hard and life.chance(0.7):
        life.no_longer_hard(hire + life.between(1, 25), "employed")
    proof = next((r for r in pair if r is not None and r.type == "insurance_started"), None)
    placed = _place(life, roster, hire, "external_employment", insured, proof, city)
    if proof is not None and life.chance(0.15):
        life.uninsured(max(proof.day, hire) + life.between(40, 300), target, "suspend")
    return placed


def _welfare_post(life: Life, plant: CapacityEnterprise, record: Record | None, roster: int) -> int | None:
    """Dissolved and given a public welfare post; the insurance follows within the month, or never."""
    ended = roster + life.between(5, 40)
    placed = ended + life.between(10, 60)
    enterprise = employer(life.city, life.random())
    separates(life, ended, plant, "art36_employer", record)
    diverted(life, placed, plant, YEAR[roster], "welfare_post")
    start = placed + life.between(1, 25)
    life.hired(start, enterprise=enterprise)
    if life.chance(0.25):
        life.registers_job(start, enterprise, "welfare_post")
        evidence = None
    else:
        evidence = life.insured(start, enterprise, "resume")
        if life.chance(0.6):
            life.registers_job(start + life.between(0, 5), enterprise, "welfare_post")
    holds_post(life, start, enterprise, life.pick((12, 24, 36)))
    return _place(life, roster, placed, "welfare_post", evidence is not None, evidence)


def _own_business(life: Life, plant: CapacityEnterprise, record: Record | None, roster: int) -> int | None:
    """Starts a business: before leaving (covered by the old job), after it (a hire of its own), or only on paper."""
    placed = roster + life.between(25, 100)
    way = life.random()
    opened = None
    evidence = None
    if 0.25 <= way < 0.6:
        opened = life.registers_business(placed - life.between(1, 20))
    elif way >= 0.6:
        day = placed + life.between(1, 25)
        opened = evidence = life.registers_business(day)
        life.hired(day)
    diverted(life, placed, plant, YEAR[roster], "self_employment")
    separates(life, placed, plant, "art36_worker", record)
    if opened is not None and record is not None:
        if life.chance(0.3):
            borrows(life, opened.day + life.between(10, 60), opened.fields["enterprise"])
        starts_business(life, opened)
    return _place(life, roster, placed, "self_employment", opened is not None, evidence)

"""The figures counted again, person by person, in plain Python: written from the definitions, not from the models.

Reads the log's entries as Python dicts and folds each person's standing events. Slow and simple on purpose.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from tests.road import recount_benefits, recount_duties, recount_grounds, recount_people, recount_workers
from tests.road.recount_days import NEVER, OPENS_ON, Entry, in_order, months_later
from tests.road.recount_firms import count_panel
from tests.road.recount_goods import closings, count_city_goods, count_goods
from tests.road.recount_groups import count_activities, count_groups, count_helped, count_households_helped, count_incubated
from tests.road.recount_idle import count_idle
from tests.road.recount_layoffs import count_layoffs
from tests.road.recount_market import count_hires, count_projects, count_wages
from tests.road.recount_money import count_funds
from tests.road.recount_posts import Posts
from tests.road.recount_reviews import count_checks, count_samples_and_findings
from tests.road.recount_risks import count_risks
from tests.road.recount_workers import Placement

Cell = tuple[str, str, str]  # metric, city, month YYYY-MM
Amount = int | Decimal

RENEWAL_GAP, GRACE, WINDOW = timedelta(days=30), timedelta(days=30), timedelta(days=30)
SECTORS_2018 = {"steel", "coal", "cement", "flat_glass", "coke", "thermal_power"}
ASKED_TO_LAST = {"230300"}  # where a pack asks that the work of a household's member lasts
INSIDE = {"internal_retirement", "retraining_transfer", "enterprise_transformation"}


@dataclass
class Start:
    day: date
    rank: int
    source: str
    id: str
    city: str
    enterprise: str | None
    proof: str
    is_new: bool
    is_urban: bool
    end: date = NEVER
    lost: date = NEVER

    @property
    def order(self) -> tuple[date, int, str, str]:
        return self.day, self.rank, self.source, self.id


@dataclass
class Person:
    events: list[Entry] = field(default_factory=list)
    closed: list[tuple[date, str]] = field(default_factory=list)

    def businesses(self) -> set[str]:
        return {e["f"]["enterprise"] for e in self.of("business_registered")}

    def of(self, *types: str) -> list[Entry]:
        return in_order(e for e in self.events if e["type"] in types)


def recount(entries: Iterable[Entry]) -> dict[Cell, Amount]:
    """(metric, city, month) → amount posted in that month, for every posted metric. Zero cells are left out."""
    cells: dict[Cell, Amount] = defaultdict(int)
    entries = list(entries)
    standing = standing_entries(entries)
    known, ended, plus = Known.of(entries, standing), closings(standing), partial(add, cells)
    count_wages(standing, plus)
    projects, posts = count_projects(standing, plus), Posts(standing)
    persons = persons_of(standing, known.root)
    for person in persons.values():
        person.closed = [(day, own) for own in person.businesses() for day in ended.get(own, [])]
        count_person(person, known, cells)
        scope = [e["day"] for e in first_rosters(person) if in_scope(person, e)]
        count_goods(person.events, starts_of(person), scope, ended, plus)
        count_groups(person.events, starts_of(person), plus)
        count_idle(
            unemployment_spells(person), person.of("work_suspended"), person.of("work_resumed"), ends_of(person),
            person.of("training_completed"), plus,
        )  # fmt: skip
        count_helped(recount_people.hardship_spells(person), person.of("helper_assigned"), plus)
        count_hires(new_employments(person), projects, plus)
        count_checks(person.events, plus)
        recount_benefits.count_benefits(person.events, benefit_grounds(person, ended), plus)
        recount_benefits.count_left_posts(person.events, plus)
        posts.count(person.events, partial(recount_people.was_hard_to_employ, person), plus)
    count_denominators(standing, cells)
    count_city_goods(standing, plus)
    count_incubated(standing, ended, plus)
    count_households_helped(standing, plus)
    count_activities(standing, plus)
    count_funds(standing, plus)
    count_panel(standing, plus)
    count_layoffs(standing, known.root, plus)
    count_samples_and_findings(standing, plus)
    recount_workers.count_rosters(standing, known.root, plus)
    count_risks(standing, known.root, plus)
    for piece in recount_people.households(standing):
        add(cells, *piece)
    for city, _, clearing in recount_people.listed_households(standing):
        if city in ASKED_TO_LAST and clearing and clearing["f"]["reason"] == "member_employed":
            member = clearing["f"].get("employed_person")
            count_lasting(persons.get(known.root(member), Person()) if member else None, city, clearing["day"], cells)
    return {cell: amount for cell, amount in cells.items() if amount}


def standing_entries(entries: list[Entry]) -> list[Entry]:
    """Corrections applied, retractions left out; each entry gets `day`, `f` (its fields)."""
    by_key = {(e["source"], e["id"]): dict(e, f=json.loads(e["data"])) for e in entries}
    for entry in by_key.values():
        entry["when"] = str(entry["time"])
        entry["day"] = date.fromisoformat(entry["when"][:10])
    retracted = {(e["f"]["target_source"], e["f"]["target_id"]) for e in by_key.values() if e["type"] == "event_retracted"}
    corrections = [e for e in by_key.values() if e["type"] == "event_corrected" and (e["source"], e["id"]) not in retracted]
    for correction in sorted(corrections, key=lambda e: (e["when"], e["source"], e["id"])):
        target = by_key.get((correction["f"]["target_source"], correction["f"]["target_id"]))
        if target is None:
            continue
        changes = dict(correction["f"]["changes"])
        if "time" in changes:
            target["day"] = date.fromisoformat(str(changes["time"])[:10])
            target["when"] = str(changes.pop("time"))
        target["f"].update(changes)
    return [e for key, e in by_key.items() if key not in retracted]


@dataclass
class Known:
    """What the evidence of one person needs to know of others."""

    root: Callable[[str], str]
    plans: dict[tuple[str, int], date]
    dissolved: dict[tuple[str, str], list[date]]
    averages: dict[tuple[str, int], int]
    born: dict[str, tuple[bool, str, str]]

    @classmethod
    def of(cls, entries: list[Entry], standing: list[Entry]) -> "Known":
        root = roots(standing)
        born: dict[str, tuple[bool, str, str]] = {}
        tokens: dict[str, str] = {}
        for e in entries:
            for token in (e["subject"], json.loads(e["data"]).get("merged_person", "")):
                if token.startswith("p"):
                    tokens[root(token)] = min(token, tokens.get(root(token), token))
        for e in entries:
            f = json.loads(e["data"])
            if "birth_month" in f:
                one, told = root(e["subject"]), (e["subject"] != tokens[root(e["subject"])], f["birth_month"], f["sex"])
                born[one] = min(told, born.get(one, told))
        return cls(
            root, recount_duties.plans_passed(standing), recount_duties.dissolutions(standing, root),
            recount_duties.average_wages(standing), born,
        )  # fmt: skip


def roots(standing: list[Entry]) -> Callable[[str], str]:
    """From any token to one that stands for the person."""
    parent: dict[str, str] = {}

    def root(token: str) -> str:
        while parent.get(token, token) != token:
            token = parent[token]
        return token

    undone = [({e["subject"], e["f"]["merged_person"]}, e["time"]) for e in standing if e["type"] == "persons_split"]
    for entry in standing:
        pair = {entry["subject"], entry["f"].get("merged_person")}
        if entry["type"] == "persons_merged" and not any(pair == two and entry["time"] <= time for two, time in undone):
            parent[root(entry["f"]["merged_person"])] = root(entry["subject"])
    return root


def count_lasting(member: Person | None, city: str, day: date, cells: dict[Cell, Amount]) -> None:
    """Half a year after a member's work cleared his household: is he still at work, insured or his own?"""
    due = months_later(day, 6)
    if member is None or any(e["day"] <= due for e in member.of("pension_started", "death_recorded")):
        return
    add(cells, "households_stability_due", city, due)
    if any(s.proof in ("insurance", "business") and s.day <= due < s.end for s in starts_of(member)):
        add(cells, "households_stably_employed", city, due)


def persons_of(standing: list[Entry], root: Callable[[str], str]) -> dict[str, Person]:
    persons: dict[str, Person] = defaultdict(Person)
    for entry in standing:
        if entry["subject"].startswith("p"):
            persons[root(entry["subject"])].events.append(entry)
    return persons


def starts_of(person: Person) -> list[Start]:
    starts: list[Start] = []
    for e in person.of("insurance_started", "insurance_transferred", "employment_registered", "business_registered"):
        f, kind = e["f"], e["type"]
        if kind.startswith("insurance") and f["insurance"] != "110":
            continue
        rank = {"i": 1, "e": 2, "b": 3}[kind[0]]
        proof = {1: "insurance", 2: "registration", 3: "business"}[rank]
        is_new = {
            "insurance_started": f.get("reason") != "transfer_in",
            "insurance_transferred": False,
            "employment_registered": not f.get("is_renewal"),
            "business_registered": True,
        }[kind]
        starts.append(
            Start(e["day"], rank, e["source"], e["id"], f["city"], f.get("enterprise"), proof, is_new, f.get("is_urban", True))
        )
    starts.sort(key=lambda s: s.order)
    for start in starts:
        ends = [
            (day, kind)
            for day, enterprise, kind in ends_of(person)
            if day > start.day and enterprise in (None, start.enterprise or "")
        ]
        start.end = min((day for day, _ in ends), default=NEVER)
        start.lost = min((day for day, kind in ends if kind not in ("leaves", "pension", "death")), default=NEVER)
    return starts


def ends_of(person: Person) -> list[tuple[date, str | None, str]]:
    ends: list[tuple[date, str | None, str]] = [(day, enterprise, "closed") for day, enterprise in person.closed]
    for e in person.events:
        f = e["f"]
        if e["type"] == "insurance_ended" and f["insurance"] == "110":
            ends.append((e["day"], f["enterprise"], "leaves" if f["reason"] in ("retire", "death") else "uninsured"))
        elif e["type"] == "insurance_transferred" and f["insurance"] == "110":
            ends.append((e["day"], f["from_enterprise"], "moved"))
        elif e["type"] == "employment_ended":
            ends.append((e["day"], f.get("enterprise") or "", "leaves" if f["reason"] in ("retired", "died") else "unregistered"))
        elif e["type"] == "labour_relation_ended":
            ends.append((e["day"], f["enterprise"], "separated"))
        elif e["type"] in ("unemployment_registered", "pension_started", "death_recorded"):
            ends.append((e["day"], None, {"u": "unemployed", "p": "pension", "d": "death"}[e["type"][0]]))
    return ends


def count_person(person: Person, known: Known, cells: dict[Cell, Amount]) -> None:
    starts = starts_of(person)
    leaving = person.of("pension_started", "death_recorded")
    left_on = leaving[0]["day"] if leaving else NEVER
    spells = unemployment_spells(person)
    counted_years: set[int] = set()
    for i, start in enumerate(starts):
        if not counts(person, starts[:i], start, left_on) or start.day.year in counted_years:
            continue
        counted_years.add(start.day.year)
        add(cells, "urban_newly_employed", start.city, start.day)
        if any(was_unemployed(spell, start.day) for spell in spells):
            add(cells, "unemployed_reemployed", start.city, start.day)
            if recount_people.was_hard_to_employ(person, start.day):
                add(cells, "hard_to_employ_employed", start.city, start.day)
    employed = [s for s in starts if s.is_urban and s.day < left_on and s.lost > left_on]
    if leaving and employed:
        add(cells, "natural_attrition", employed[-1].city, left_on)
    for registered_on, closed_on, city, _ in spells:
        add(cells, "registered_unemployed", city, registered_on, always=True)
        if closed_on != NEVER:
            add(cells, "registered_unemployed", city, closed_on, -1, always=True)
    for piece in recount_people.hardship(person):
        add(cells, *piece)
    for piece in recount_duties.compensation(person, known.averages):
        add(cells, *piece)
    count_diverted(person, starts, known, cells)


def counts(person: Person, earlier: list[Start], start: Start, left_on: date) -> bool:
    if not (start.is_new and start.is_urban) or start.day >= left_on or any(s.end > start.day for s in earlier):
        return False
    same = [s.end for s in earlier if s.enterprise == start.enterprise and start.enterprise is not None]
    if same and start.day - max(same) <= RENEWAL_GAP:
        return any(max(same) <= e["day"] <= start.day for e in person.of("unemployment_registered"))
    return True


def benefit_grounds(person: Person, ended: dict[str, list[date]]) -> recount_grounds.Grounds:
    opening: dict[tuple[str, date], recount_grounds.Entry] = {}
    for e in person.of("unemployment_registered", "hardship_certified"):
        opening.setdefault((e["type"], e["day"]), e)
    return recount_grounds.grounds_of(
        recount_grounds.Life(
            person.events,
            starts_of(person),
            partial(recount_people.was_hard_to_employ, person),
            [(since, until, opening["unemployment_registered", since]) for since, until, _, _ in unemployment_spells(person)],
            [
                (since, until, opening["hardship_certified", since])
                for since, until, _, _ in recount_people.hardship_spells(person)
            ],
            ended,
        )
    )


def new_employments(person: Person) -> list[Start]:
    starts = starts_of(person)
    left_on = min((e["day"] for e in person.of("pension_started", "death_recorded")), default=NEVER)
    return [start for i, start in enumerate(starts) if counts(person, starts[:i], start, left_on)]


def unemployment_spells(person: Person) -> list[tuple[date, date, str, str]]:
    closings = person.of("unemployment_deregistered", "pension_started", "death_recorded")
    spells: list[tuple[date, date, str, str]] = []
    for e in person.of("unemployment_registered"):
        if any(closed_on > e["day"] for _, closed_on, _, _ in spells):
            continue
        closing = next((c for c in closings if c["day"] > e["day"]), None)
        reason = closing["f"].get("reason", "") if closing and closing["type"] == "unemployment_deregistered" else ""
        spells.append((e["day"], closing["day"] if closing else NEVER, e["f"]["city"], reason))
    return spells


def was_unemployed(spell: tuple[date, date, str, str], day: date) -> bool:
    registered_on, closed_on, _, reason = spell
    if registered_on >= day:
        return False
    return closed_on >= day or (reason in ("employed", "self_employed") and day - closed_on <= GRACE)


def count_diverted(person: Person, starts: list[Start], known: Known, cells: dict[Cell, Amount]) -> None:
    rosters = [roster for roster in first_rosters(person) if in_scope(person, roster)]
    placements = [placed for roster in rosters if (placed := placement(person, starts, roster))]
    for roster in rosters:
        year, city, day = roster["f"]["programme_year"], roster["f"]["city"], roster["day"]
        add(cells, "diverted_in_scope", city, day)
        count_service(person, roster, cells)
        for piece in recount_duties.unreachable(person, roster):
            add(cells, *piece)
        f = roster["f"]
        spouse_days = known.dissolved.get((known.root(f["spouse"]), f["enterprise"]), []) if f.get("spouse") else []
        for piece in recount_duties.duties(person, roster, known.plans.get((f["enterprise"], year)), spouse_days):
            add(cells, *piece)
        ended = recount_duties.separation(person, roster)
        for piece in recount_workers.separated_and_supported(person.events, ended, city) if ended else ():
            add(cells, *piece)
        placed = placement(person, starts, roster)
        if placed:
            count_placed(person, starts, roster, placed, cells)
            found = recount_workers.last_check(person.of("verification_recorded"), placed, [day for day, *_ in placements])
            if found == "refuted":
                add(cells, "placements_refuted", city, placed[0])
            elif found or corroborated(starts, roster, placed[0], placed[1]):
                add(cells, "placements_verified", city, placed[0])
        if placed and placed[1] == "internal_retirement":
            born = known.born.get(known.root(roster["subject"]))
            for piece in recount_duties.retired_too_early(roster, placed[0], born and born[1:]):
                add(cells, *piece)


def count_placed(person: Person, starts: list[Start], roster: Entry, placed: Placement, cells: dict[Cell, Amount]) -> None:
    day, channel, _ = placed
    city = roster["f"]["city"]
    add(cells, "diverted_placed", city, day)
    if channel == "internal_retirement" and not recount_people.was_hard_to_employ(person, day):
        add(cells, "internal_retirements_unfounded", city, day)
    left = [e["day"] for e in person.of("pension_started", "death_recorded")]
    pieces = [*recount_people.retention(starts, ends_of(person), min(left, default=NEVER), city, day)]
    for piece in [*pieces, *recount_workers.nearby(person.events, placed, city)]:
        add(cells, *piece)


def first_rosters(person: Person) -> list[Entry]:
    first: dict[int, Entry] = {}
    for roster in person.of("worker_rostered"):
        first.setdefault(roster["f"]["programme_year"], roster)
    return list(first.values())


def in_scope(person: Person, roster: Entry) -> bool:
    f, day = roster["f"], roster["day"]
    if f.get("origin") != "re_diversion" and f["sector"] not in SECTORS_2018:
        return False
    separated = any(e["day"] < day and e["f"]["enterprise"] == f["enterprise"] for e in person.of("labour_relation_ended"))
    return not separated and not any(e["day"] <= day for e in person.of("pension_started"))


def placement(person: Person, starts: list[Start], roster: Entry) -> Placement | None:
    """His first placement of the roster's year: day, channel, the event that tells it."""
    f, day = roster["f"], roster["day"]
    found = [
        (e["day"], 1, e["source"], e["id"], e["f"]["channel"])
        for e in person.of("worker_diverted")
        if e["f"]["programme_year"] == f["programme_year"] and e["day"] >= day
    ]
    separations = [
        e["day"] for e in person.of("labour_relation_ended") if e["f"]["enterprise"] == f["enterprise"] and e["day"] >= day
    ]
    found += [
        (s.day, 2, s.source, s.id, "external_employment")
        for s in starts
        if s.enterprise != f["enterprise"] and any(separated < s.day for separated in separations)
    ]
    found = [f for f in found if f[0].year == day.year]  # later, the next year's roster is due
    if not found:
        return None
    on, _, source, id, channel = min(found)
    return on, channel, (source, id)


def corroborated(starts: list[Start], roster: Entry, day: date, channel: str) -> bool:
    if channel == "self_employment":
        return any(s.proof == "business" and roster["day"] <= s.day <= day + WINDOW for s in starts)
    if channel in INSIDE:
        return any(s.proof == "insurance" and s.day <= day and s.end > day + WINDOW for s in starts)
    return any(s.proof == "insurance" and s.is_new and abs(s.day - day) <= WINDOW for s in starts)


def count_service(person: Person, roster: Entry, cells: dict[Cell, Amount]) -> None:
    last = date(roster["day"].year, 12, 31)
    recommended = [e["day"] for e in person.of("job_recommended") if roster["day"] <= e["day"] <= last]
    served = [e["day"] for e in person.of("guidance_given", "training_completed") if roster["day"] <= e["day"] <= last]
    if len(recommended) >= 3 and served:
        add(cells, "service_guaranteed", roster["f"]["city"], max(recommended[2], served[0]))


def count_denominators(standing: list[Entry], cells: dict[Cell, Amount]) -> None:
    published = [e for e in standing if e["type"] == "denominator_published"]
    latest: dict[tuple[str, str], int] = {}
    for e in sorted(published, key=lambda e: (e["when"], e["source"], e["id"])):
        latest[e["f"]["city"], e["f"]["period"]] = e["f"]["persons"]
    level: dict[str, int] = defaultdict(int)
    for (city, period), persons in sorted(latest.items()):
        cells["employed_population", city, period] += persons - level[city]
        level[city] = persons


def add(cells: dict[Cell, Amount], metric: str, city: str, day: date, amount: Amount = 1, always: bool = False) -> None:
    if always or day >= OPENS_ON:
        cells[metric, city, f"{day:%Y-%m}"] += amount

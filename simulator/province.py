"""The front door of the simulator: invent a province and write what its source systems would send."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from simulator.activities import hold_activities
from simulator.carriers import Deliveries
from simulator.channels import DIVERTED_EVERY
from simulator.couples import AGE, Couple, first_of_couple, second_of_couple
from simulator.crowds import gather
from simulator.days import YEAR, Seasons, Window, open_window
from simulator.diversions import divert
from simulator.enterprise_leads import tell_leads
from simulator.enterprise_reports import recognise_bases, report_layoffs
from simulator.fabrications import Fabricator
from simulator.findings import raise_findings
from simulator.identities import (
    CAPACITY,
    crowd_number,
    identity_number,
    is_male,
    person_name,
    phone_number,
    second_identity_number,
    spoil_check_digit,
)  # fmt: skip
from simulator.imperfections import Entry, known_later
from simulator.institutions import Office
from simulator.labour_market import announce_projects, observe_market, post_vacancies
from simulator.lives import Life
from simulator.panel import report_panel
from simulator.places import spread
from simulator.planting import PlantedList
from simulator.records import Holder
from simulator.reviews import review
from simulator.rosters import file_rosters
from simulator.stories import live
from simulator.treasury import move_money
from simulator.truth import Truth
from simulator.workshop import Workshop

_BLOCK = 1_000  # persons that share one stream of chance
_COUPLE_EVERY = 25  # of so many diverted workers, the first two are married


@dataclass(frozen=True)
class Summary:
    """What was written: counts, the delivery folders in order, and every file as "<delivery>/<name>"."""

    out: Path
    seed: int
    persons: int
    events: int
    deliveries: tuple[str, ...]
    files: tuple[str, ...]
    planted: dict[str, int]


def simulate(
    out: Path, *, seed: int, persons: int, first_month: str = "2025-01", last_month: str = "2026-06",
    progress: Callable[[int, int], None] | None = None, carriers: str = "mixed",
) -> Summary:  # fmt: skip
    """Write `out`/deliveries/<month>/…, truth.json and planted.json. The same arguments give the same bytes.

    carriers "mixed" lets some cities send tables (XLSX, CSV), "ndjson" sends events only. `progress(done, persons)` is
    called after every thousand persons. ValueError for arguments out of range, FileExistsError if `out` holds a
    simulation already. Memory does not grow with `persons`.
    """
    window = open_window(first_month, last_month)
    if not 1 <= persons <= CAPACITY or carriers not in ("mixed", "ndjson"):
        raise ValueError(f"人数 {persons} 须在 1 至 {CAPACITY} 之间,载体 {carriers!r} 须为 mixed 或 ndjson;请改正")
    if (out / "deliveries").exists():
        raise FileExistsError(f"{out} 中已有模拟数据;请另选目录,或先删除该目录")
    return _Province(out, seed, persons, window, carriers).run(progress)


class _Province:
    """One run: the truth, the files and the planted list, filled person by person."""

    def __init__(self, out: Path, seed: int, persons: int, window: Window, carriers: str) -> None:
        self.out, self.seed, self.persons, self.window = out, seed, persons, window
        self.deliveries = Deliveries(out / "deliveries", window, carriers)
        self.truth = Truth(window)
        self.seasons = Seasons(window)
        self.planted = PlantedList(out / "planted.json", window)
        self.workshop = Workshop()
        self.fabricator = Fabricator(self.deliveries)
        self.second_numbers = 0
        self.couple: Couple | None = None
        chance = Random(f"taizhang:{seed}")
        self.number_offset = chance.randrange(CAPACITY)
        self.place_offset = chance.random()
        self.office = Office(self.deliveries, self.truth, chance)

    def run(self, progress: Callable[[int, int], None] | None) -> Summary:
        for first in range(0, self.persons, _BLOCK):
            chance = Random(f"taizhang:{self.seed}:{first}").random
            last = min(first + _BLOCK, self.persons)
            for index in range(first, last):
                self._person(index, chance)
            if progress is not None:
                progress(last, self.persons)
        self._crowd()
        for entry in self.office.list_enterprises():
            self.planted.add(entry)
        for entry in self.office.publish_population(self.persons):
            self.planted.add(entry)
        self.office.publish_wages()
        self.office.sign_targets()
        for entry in (*move_money(self.office), *post_vacancies(self.office, self.persons)):
            self.planted.add(entry)
        observe_market(self.office)
        announce_projects(self.office)
        report_panel(self.office)
        report_layoffs(self.office)
        recognise_bases(self.office)
        review(self.office)
        for entry in (
            *hold_activities(self.office),
            *raise_findings(self.office),
            *tell_leads(self.office),
            *file_rosters(self.office),
        ):
            self.planted.add(entry)
        return self._finish()

    def _person(self, index: int, chance: Callable[[], float]) -> None:
        """Invent a life with its truth, then spoil its records, then send them."""
        is_diverted = index % DIVERTED_EVERY == 7
        city = spread(index // DIVERTED_EVERY if is_diverted else index, self.place_offset)
        life = Life(index, chance, self.seasons, self.truth, city, is_male(index, self.number_offset))
        if is_diverted:
            self._divert(life)
        else:
            live(life)
        entry = None if life.restated or life.kind == "diverted_couple" else self.workshop.spoil(life)
        holder = self._holder(life, entry)
        if life.kind == "outside":
            entry = self.fabricator.fabricate(life, holder)
        self._send(life, holder, entry)

    def _send(self, life: Life, holder: Holder, entry: Entry | None) -> None:
        for record in life.records:
            if record.type in ("persons_merged", "persons_split"):
                record.fields = {"merged_person": holder.second_number} | record.fields
            elif record.fields.get("employed_person") == "":
                record.fields["employed_person"] = holder.number
            self.deliveries.send(record, holder)
        for planted in known_later(life):
            self.planted.add(planted)
        if entry is not None:
            self.planted.add(entry)

    def _crowd(self) -> None:
        """Everybody of an enterprise, and of another: no other fault is planted in them."""
        chance = Random(f"taizhang:{self.seed}:crowds").random
        for life, entry in gather(chance, self.seasons, self.truth):
            number = crowd_number(life.index, life.city, YEAR[self.window.start] - life.age)
            self._send(life, Holder(life.index, number, "", person_name(life.random), phone_number(life.index)), entry)

    def _divert(self, life: Life) -> None:
        """A diverted worker; now and then two in a row are married."""
        turn = life.index // DIVERTED_EVERY % _COUPLE_EVERY
        following = life.index + DIVERTED_EVERY
        if turn == 0 and following < self.persons and following // _BLOCK == life.index // _BLOCK:
            self.couple = first_of_couple(life, self._number(following, AGE), self._number(life.index, AGE))
        elif turn == 1 and self.couple is not None:
            life.city = self.couple.city
            second_of_couple(life, self.couple)
            self.couple = None
        else:
            divert(life)
        for judge in life.judged:
            judge(life)

    def _number(self, index: int, age: int) -> str:
        return identity_number(index, self.number_offset, YEAR[self.window.start] - age)

    def _holder(self, life: Life, entry: Entry | None) -> Holder:
        number = self._number(life.index, life.age)
        second = ""
        if entry is not None and entry["kind"] == "check_digit":
            number = spoil_check_digit(number)
        elif entry is not None and entry["kind"] in ("two_identities", "wrong_merge"):
            second = second_identity_number(self.second_numbers, number)
            self.second_numbers += 1
        return Holder(life.index, number, second, person_name(life.random), phone_number(life.index))

    def _finish(self) -> Summary:
        files = self.deliveries.close()
        self.planted.close()
        truth = {"seed": self.seed, "persons": self.persons} | self.truth.as_json()
        (self.out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        return Summary(
            self.out, self.seed, self.persons, self.deliveries.events, self.window.deliveries, tuple(files),
            dict(sorted(self.planted.counts.items())),
        )  # fmt: skip

"""The stories of diverted workers: rostered at an enterprise that cuts capacity, then placed or not.

Shares follow 邯郸 2017: 28.4 % transferred inside, 2.2 % retired inside, 69.4 % dissolved.
"""

from simulator.channels import DIVERTED_EVERY, diverted, outcome, rostered
from simulator.days import LEDGER_OPENS, YEAR, YEAR_END
from simulator.duties import PROTECTIONS, judge_supported, loses_contact
from simulator.employers import CAPACITY_ENTERPRISES, CapacityEnterprise
from simulator.further_lives import is_checked
from simulator.jobs import has_worked
from simulator.lives import Life
from simulator.placements import fares
from simulator.records import Record
from simulator.rulebook import listed
from simulator.training import finishes

_HANGS_ON_THE_ROSTER = (
    "diverted_", "placements_", "service_guaranteed", "plan_gate_violations", "protected_dismissals", "early_internal_retirements",
    "unreachable_", "startups_by_diverted_workers", "retained_startups_1_year", "separated_workers", "placed_nearby",
    "internal_retirements_unfounded",
)  # fmt: skip


_OF_A_PLACEMENT = ("placements_due", "placements_retained", "placements_lost")


def divert(life: Life) -> None:
    """Live the story of one diverted worker."""
    life.age = life.between(30, 58)
    plants = CAPACITY_ENTERPRISES[life.city]
    plant = plants[int(life.random() * 4)]
    roster = life.pick(life.seasons.roster)
    way = life.random()
    if way < 0.10:
        _excluded(life, plants, roster, way)
        return
    again = way < 0.16
    if again and life.chance(0.5):
        plant = plants[4]  # whoever is diverted again is in scope whatever the sector
    has_worked(life, plant.code)
    before = _diverted_before(life, plant) if again else None
    record = rostered(life, roster, plant, "re_diversion" if again else "first_diversion", **_known(life))
    life.counted("diverted_in_scope", roster)
    if record is not None and life.chance(0.05):
        loses_contact(life, record)
    course = _serve(life, roster)
    placed = outcome(life, plant, record, roster)
    if course is not None:
        near = any(abs(day - course.day) <= 25 for day in life.diary.began)
        finishes(life, course, "skill" if near else life.pick(("transfer", "transfer", "skill")))
        course.decides += tuple(cell for cell in life.cells if cell.metric == "service_guaranteed")
    if before is not None and plant.sector in listed("diversion_sector", before):
        fares(life, before)
    rest = len(life.cells)
    if placed is not None:
        fares(life, placed)
    if record is not None:
        mine = [cell for place, cell in enumerate(life.cells) if place >= rest or not cell.metric.startswith(_OF_A_PLACEMENT)]
        record.decides = tuple(cell for cell in mine if cell.metric.startswith(_HANGS_ON_THE_ROSTER))
    for placing in [record for record in life.records if record.type == "worker_diverted"]:
        if placing.decides:
            too_early = [cell for cell in life.cells[:rest] if cell.metric == "early_internal_retirements"]
            placing.decides += (*too_early, *life.cells[rest:])
        if life.chance(0.3):
            found = is_checked(life, placing, counts=placing.day == placed)
            if record is not None:
                record.decides += found
    life.judged.append(judge_supported)


def _known(life: Life) -> dict[str, str]:
    """What the roster says of few: protection, the kind of post; every kind in its turn, so that small provinces have all."""
    turn = life.index // DIVERTED_EVERY
    if turn % 12 == 5:
        return {"protection": PROTECTIONS[turn // 12 % len(PROTECTIONS)]}
    return {"retirement_post": life.pick(("worker", "cadre"))} if life.is_male and life.chance(0.05) else {}


def _diverted_before(life: Life, plant: CapacityEnterprise) -> int:
    """Rostered and retrained inside in the year before the ledger opened; how he fares after it is the ledger's. Returns the day."""
    roster = LEDGER_OPENS - life.between(150, 300)
    placed = roster + life.between(20, 100)
    rostered(life, roster, plant, "first_diversion")
    diverted(life, placed, plant, YEAR[roster], "retraining_transfer")
    return placed


def _excluded(life: Life, plants: tuple[CapacityEnterprise, ...], roster: int, way: float) -> None:
    """Rostered, but outside the programme: dissolved before, already on pension, or another sector."""
    life.kind = "diverted_excluded"
    plant = plants[4] if way < 0.04 else plants[int(life.random() * 4)]
    has_worked(life, plant.code)
    if way < 0.04:
        rostered(life, roster, plant, "first_diversion")
        diverted(life, roster + life.between(20, 60), plant, YEAR[roster], "retraining_transfer")
    elif way < 0.07:
        life.contract_ends(roster - life.between(1, 30), plant.code, "art37")
        rostered(life, roster, plant, "first_diversion")
    else:
        life.age = 60 if life.is_male else 50
        pension = roster - life.between(0, 30)
        life.uninsured(pension, plant.code, "retire")
        record = life.leaves_for_good(pension, "pension_started", counts=True)
        if record is not None:
            record.decides = ()  # without it he would be in scope, too
        rostered(life, roster, plant, "first_diversion", "internal_retirement")
    for _ in range(3):
        life.served(roster + life.between(1, 60), "job_recommended")
    life.served(roster + life.between(1, 60), "guidance_given")


def _serve(life: Life, roster: int) -> Record | None:
    """Services owed until the year's end: three recommendations and one guidance or training. Returns the training, if any."""
    last = min(roster + 90, YEAR_END[roster], life.window.end)
    ways = ("met", "met", "met", "met", "met", "met", "met", "two_only", "no_guidance", "before_roster")
    way = life.pick(ways)
    wanted = 2 if way in ("two_only", "before_roster") else 3
    days = sorted(life.between(roster, last) for _ in range(wanted))
    for day in days:
        life.served(day, "job_recommended")
    if way == "before_roster":
        life.served(roster - life.between(1, 20), "job_recommended")
    if way == "two_only" and life.chance(0.5):
        life.served(YEAR_END[roster] + life.between(1, 20), "job_recommended")
    if way == "no_guidance":
        return None
    guided = life.between(roster, last)
    course = life.leaves("training_completed", guided, {"hours": life.pick((40, 80, 120))}) if life.chance(0.5) else None
    if course is None:
        life.served(guided, "guidance_given")
    if way == "met":
        if life.chance(0.3):
            life.served(last, "job_recommended")
        life.counted("service_guaranteed", max(days[2], guided))
    return course

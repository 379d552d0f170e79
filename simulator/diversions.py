"""The stories of diverted workers: rostered at an enterprise that cuts capacity, then placed or not.

Shares follow 邯郸 2017: 28.4 % transferred inside, 2.2 % retired inside, 69.4 % dissolved. A worker of kind
`diverted_inside` has his placement in one record only, one of kind `diverted_pending` has none at all.
"""

from simulator.days import LEDGER_OPENS, YEAR, YEAR_END
from simulator.employers import CAPACITY_ENTERPRISES, CapacityEnterprise, employer
from simulator.jobs import has_worked, take_job
from simulator.lives import Life
from simulator.places import OLD_ROSTER_CITY
from simulator.records import Record


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
    if again:
        _diverted_before(life, plant)
    record = _rostered(life, roster, plant, "re_diversion" if again else "first_diversion")
    life.counted("diverted_in_scope", roster)
    _serve(life, roster)
    _outcome(life, plant, roster)
    if record is not None:
        record.decides = tuple(cell for cell in life.cells if cell[0] not in _NOT_OF_THE_ROSTER)


_NOT_OF_THE_ROSTER = frozenset({"urban_newly_employed", "unemployed_reemployed", "hard_to_employ_employed", "natural_attrition"})


def _rostered(
    life: Life, day: int, plant: CapacityEnterprise, origin: str, planned: str = "retraining_transfer"
) -> Record | None:
    fields = {"enterprise": plant.code, "programme_year": YEAR[day], "sector": plant.sector}
    old = day < LEDGER_OPENS or (life.city == OLD_ROSTER_CITY and YEAR[day] == YEAR[LEDGER_OPENS])
    if old and origin == "first_diversion":
        return life.leaves("worker_rostered", day, fields | {"channel_planned": planned})
    return life.leaves("worker_rostered", day, fields | {"origin": origin, "planned_channel": planned})


def _diverted(life: Life, day: int, plant: CapacityEnterprise, year: int, channel: str) -> Record | None:
    fields = {"enterprise": plant.code, "programme_year": year, "channel": channel}
    return life.leaves("worker_diverted", day, fields)


def _diverted_before(life: Life, plant: CapacityEnterprise) -> None:
    """Rostered and retrained inside in the year before the ledger opened; that figure is not the ledger's."""
    roster = LEDGER_OPENS - life.between(150, 300)
    _rostered(life, roster, plant, "first_diversion")
    _diverted(life, roster + life.between(20, 100), plant, YEAR[roster], "retraining_transfer")


def _excluded(life: Life, plants: tuple[CapacityEnterprise, ...], roster: int, way: float) -> None:
    """Rostered, but outside the programme: dissolved before, already on pension, or another sector."""
    life.kind = "diverted_excluded"
    plant = plants[4] if way < 0.04 else plants[int(life.random() * 4)]
    has_worked(life, plant.code)
    if way < 0.04:
        _rostered(life, roster, plant, "first_diversion")
        _diverted(life, roster + life.between(20, 60), plant, YEAR[roster], "retraining_transfer")
    elif way < 0.07:
        life.contract_ends(roster - life.between(1, 30), plant.code, "art37")
        _rostered(life, roster, plant, "first_diversion")
    else:
        life.age = 60 if life.is_male else 50
        pension = roster - life.between(0, 30)
        life.uninsured(pension, plant.code, "retire")
        record = life.leaves_for_good(pension, "pension_started", counts=True)
        if record is not None:
            record.decides = ()  # without it he would be in scope, too
        _rostered(life, roster, plant, "first_diversion", "internal_retirement")
    for _ in range(3):
        life.served(roster + life.between(1, 60), "job_recommended")
    life.served(roster + life.between(1, 60), "guidance_given")


def _serve(life: Life, roster: int) -> None:
    """Services owed until the year's end: three recommendations and one guidance or training."""
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
        return
    guided = life.between(roster, last)
    life.served(guided, life.pick(("guidance_given", "training_completed")))
    if way == "met":
        if life.chance(0.3):
            life.served(last, "job_recommended")
        life.counted("service_guaranteed", max(days[2], guided))


def _outcome(life: Life, plant: CapacityEnterprise, roster: int) -> None:
    if life.chance(0.10):
        life.kind = "diverted_pending"
        return
    life.kind = "diverted_dissolved"
    way = life.random()
    if way < 0.306:
        _inside(life, plant, roster, way)
    elif way < 0.66:
        _hired_outside(life, plant, roster)
    elif way < 0.77:
        _welfare_post(life, plant, roster)
    elif way < 0.86:
        _own_business(life, plant, roster)
    else:
        ended = roster + life.between(5, 60)
        life.contract_ends(ended, plant.code, "art41")
        if life.chance(0.7):
            life.unemployed(ended + life.between(1, 30), ended)


def _place(life: Life, roster: int, day: int, channel: str, is_verified: bool, evidence: Record | None = None) -> None:
    """A placement, verified or not; `evidence` is the record that verifies it, where that may come in a later month.

    After the roster's year it is no figure of that programme any more.
    """
    if YEAR[day] != YEAR[roster]:
        return
    life.counted("diverted_placed", day, channel=channel)
    if is_verified:
        life.known_later(evidence, life.counted("placements_verified", day, channel=channel), 1)


def _inside(life: Life, plant: CapacityEnterprise, roster: int, way: float) -> None:
    """Stays with the enterprise; verified by the insurance that goes on for thirty days after the placement."""
    life.kind = "diverted_inside"
    channel = "enterprise_transformation" if way < 0.09 else "retraining_transfer"
    if way < 0.022:
        channel = "internal_retirement"
        life.age = life.between(56, 59) if life.is_male else life.between(46, 49)
    placed = roster + life.between(20, 110)
    verified = True
    if life.chance(0.14):
        stopped = placed + life.pick((-15, -5, 3, 10, 20, 28))
        verified = stopped > life.window.end
        stop = life.uninsured(stopped, plant.code, "suspend")
        if stop is not None and stopped > placed and YEAR[placed] == YEAR[roster]:
            cell = ("placements_verified", life.city, life.window.delivery_of(placed) - 1, channel)
            life.known_later(stop, (cell,), -1)
    before = len(life.cells)
    _place(life, roster, placed, channel, verified)
    record = _diverted(life, placed, plant, YEAR[roster], channel)
    if record is not None:
        record.decides = tuple(life.cells[before:])


def _hired_outside(life: Life, plant: CapacityEnterprise, roster: int) -> None:
    """Dissolved, then hired by another enterprise: the hire is the placement, and nobody reports it as one."""
    ended = roster + life.between(0, 50)
    life.contract_ends(ended, plant.code, life.pick(("art36_employer", "art41", "art40")))
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
    for record in pair:
        if record is not None:
            record.decides = ()
    if evidence == "registration":
        life.insured(hire + life.between(0, 10), target, insurance="310")
    if registered:
        life.no_longer_unemployed(hire + life.between(0, 10), "employed")
    proof = next((r for r in pair if r is not None and r.type == "insurance_started"), None)
    _place(life, roster, hire, "external_employment", insured, proof)


def _welfare_post(life: Life, plant: CapacityEnterprise, roster: int) -> None:
    """Dissolved and given a public welfare post; the insurance follows within the month, or never."""
    ended = roster + life.between(5, 40)
    placed = ended + life.between(10, 60)
    post = employer(life.city, life.random())
    life.contract_ends(ended, plant.code, "art36_employer")
    _diverted(life, placed, plant, YEAR[roster], "welfare_post")
    start = placed + life.between(1, 25)
    if life.chance(0.25):
        life.hired(start)
        life.registers_job(start, post, "welfare_post")
        _place(life, roster, placed, "welfare_post", False)
        return
    life.hired(start)
    evidence = life.insured(start, post, "resume")
    if life.chance(0.6):
        life.registers_job(start + life.between(0, 5), post, "welfare_post")
    _place(life, roster, placed, "welfare_post", evidence is not None, evidence)


def _own_business(life: Life, plant: CapacityEnterprise, roster: int) -> None:
    """Starts a business: before leaving (covered by the old job), after it (a hire of its own), or only on paper."""
    placed = roster + life.between(25, 100)
    way = life.random()
    if way < 0.25:
        _place(life, roster, placed, "self_employment", False)
    elif way < 0.6:
        opened = placed - life.between(1, 20)
        life.registers_business(opened)
        _place(life, roster, placed, "self_employment", True)
    else:
        opened = placed + life.between(1, 25)
        evidence = life.registers_business(opened)
        life.hired(opened)
        _place(life, roster, placed, "self_employment", evidence is not None, evidence)
    _diverted(life, placed, plant, YEAR[roster], "self_employment")
    life.contract_ends(placed, plant.code, "art36_worker")


def plan_years(first: int, last: int) -> range:
    """The programme years of a window given by its first and last day, and the year before the ledger opened."""
    return range(min(YEAR[first], YEAR[LEDGER_OPENS]) - 1, YEAR[last] + 1)

"""What else is told of people: months of contributions, unemployment benefit, veterans, posts left, checks of what was reported."""

from simulator.checks import PROOFS, looks
from simulator.checks import counts as counts_as_checked
from simulator.days import ISO, YEAR_END, months_later
from simulator.jobs import take_job
from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import said
from simulator.truth import Cell

_UNDECIDED = ("unreachable", "undecided")
_CONFIRMED = ("confirmed",) * 5 + _UNDECIDED
_DECIDED = ("confirmed", "confirmed", "refuted", *_UNDECIDED)


def contributes(life: Life, day: int, months: int) -> None:
    """The contribution of so many months arrives, one month after the other; few are found owing."""
    for month in range(months):
        paid_on = day + 30 * month
        fields = {
            "enterprise": life.employer, "insurance": "110", "month": ISO[paid_on - 28][:7], "base_yuan": 4000 + 100 * life.between(0, 60),
            "is_paid": not life.chance(0.04), "handled_at": life.handled(paid_on),
        }  # fmt: skip
        life.leaves("contribution_recorded", paid_on, fields)


def draws_benefit(life: Life, day: int, hire: int) -> None:
    """Unemployment benefit from a day until the hire, or until the months granted are over."""
    months = life.pick((3, 6, 12))
    fields = {"months_granted": months, "monthly_yuan": 1850, "handled_at": life.handled(day)}
    if life.leaves("unemployment_benefit_started", day, fields) is None:
        return
    over = day + 30 * months
    ended, reason = (hire, "employed") if hire < over else (over, "expired")
    life.leaves("unemployment_benefit_ended", ended, {"reason": reason, "handled_at": life.handled(ended)})


def veteran(life: Life) -> None:
    """Discharged, registered at the employment office, some twice, and most soon in a first job, in a business of their own, or in both."""
    life.age = life.between(21, 34)
    registered = life.pick(life.seasons.even)
    kind = life.pick(("conscript", "conscript", "sergeant", "officer"))
    fields = {"kind": kind, "discharged_at": ISO[registered - life.between(45, 160)]}
    record = life.leaves("veteran_registered", registered, fields)
    cells = life.counted("veterans_registered", registered)
    work, way = registered + life.between(5, 90), life.random()
    if way < 0.55:
        first = life.counted("veterans_employed", work)
        cells += first
        for evidence in take_job(life, work, life.employer, reason="first")[1:]:
            if evidence is not None and evidence.decides:
                evidence.decides += first
        if way < 0.2:
            life.hangs_on_no_hire()  # without it the business would be his first work
            founded = work + life.between(20, 120)
            life.registers_business(founded)
            cells += life.counted("veterans_started_up", founded)
    elif way < 0.8:
        hire = life.hired(work)
        first = life.counted("veterans_employed", work) + life.counted("veterans_started_up", work)
        cells += first
        business = life.registers_business(work)
        if business is not None:
            business.decides += hire + first
    is_told_again = life.index % 5 == 0 and life.leaves(
        "veteran_registered", registered + life.between(1, 40), fields, life.elsewhere()
    )
    if record is not None and not is_told_again:
        record.decides = cells


def leaves_to_found(life: Life, day: int, months: int) -> None:
    """A specialist leaves a public institution to found a firm; it keeps his relation for months, and for another year where prolonged."""

    def leaves(on: int, until: int) -> Record | None:
        return life.leaves("post_left_for_startup", on, {"institution": life.employer, "until_at": ISO[until]})

    until = months_later(day, months)
    record = leaves(day, until)
    prolonged = months_later(until, 12)
    is_prolonged = life.index % 3 == 0 and leaves(until - 20, prolonged) is not None
    until = prolonged if is_prolonged else until
    cells = life.changed("posts_left_for_startup", day, 1) + life.changed("posts_left_for_startup", until, -1)
    years = said("leaving_post_years", day)
    if years is not None:
        allowed = months_later(day, 12 * int(years))
        if until > allowed:
            cells += life.changed("posts_left_too_long", allowed, 1) + life.changed("posts_left_too_long", until, -1)
    if record is not None and not is_prolonged:
        record.decides = cells


def is_checked(life: Life, placing: Record, counts: bool) -> tuple[Cell, ...]:
    """Somebody goes and looks whether a reported placement is true, which decides where nothing else does; or nobody is met."""
    day = placing.day + life.between(20, 60)
    if day > YEAR_END[placing.day]:
        return ()
    is_proven = any(cell.metric == "placements_verified" for cell in life.cells)
    waits = any(cell.metric == "placements_verified" for _, cell, _ in life.restated)
    decides = counts and not is_proven and not waits and not placing.decides
    results = _CONFIRMED if is_proven and not waits else _DECIDED if decides else _UNDECIDED
    check = looks(life, placing, "placement", day, life.pick(PROOFS), life.pick(results))
    if check is None:
        return ()
    counts_as_checked(life, check)
    if not decides or check.fields["result"] in _UNDECIDED:
        return ()
    if check.fields["result"] == "confirmed":
        cells = life.counted("placements_verified", placing.day, channel=placing.fields["channel"])
    else:
        cells = life.counted("placements_refuted", placing.day)
    life.known_later(check, cells, 1)
    return cells

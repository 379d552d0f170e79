"""Findings raised against cities: answered in time or not, excused or not, closed, closed anew, and closed by mistake."""

from simulator.days import ISO
from simulator.diary import NEVER
from simulator.imperfections import Entry
from simulator.institutions import Office
from simulator.places import CODES

_KINDS = ("behind_pace", "late_delivery", "verification_failed", "plan_gate", "service_gap")
_TERM = 14
_ANSWERED_AFTER = (6, 11, _TERM - 1, _TERM, _TERM + 1, _TERM + 9, NEVER)
_VERDICTS = ("rectified", "upheld", "exempted", "withdrawn")
_TOLD_AGAIN_EVERY, _ANEW_EVERY, _MISTAKEN_EVERY = 9, 6, 4

_Told = dict[str, object]


def raise_findings(office: Office) -> list[Entry]:
    """One against every city each quarter."""
    planted: list[Entry] = []
    for city in CODES:
        for quarter in range(len(office.window.months) // 3):
            day = office.window.day_in(3 * quarter + 1 + quarter % 3, 8)
            _finding(office, city, day, {"finding": f"XS{city[2:4]}{ISO[day][:4]}{quarter:02d}"}, planted)
    return planted


def _finding(office: Office, city: str, day: int, told: _Told, planted: list[Entry]) -> None:
    """From the day on which it is raised to its verdict, as far as that lies in the window."""
    due = day + _TERM
    _is_raised(office, city, day, due, told)
    answered, pleaded = _is_answered(office, city, day, told)
    closed = NEVER
    if office.random.random() < 0.75:
        earliest = day + 10 if answered == NEVER else answered + 7
        closed = _by_the_end(office, earliest + office.random.randrange(40))
    settled = min(answered, closed)
    if settled > due:
        office.truth.change("findings_overdue", city, due + 1, 1)
        office.truth.change("findings_overdue", city, settled, -1)
    is_answered_in_time = answered <= due
    if closed == NEVER:
        if is_answered_in_time and pleaded == NEVER and office.is_turn("closed_by_mistake", _MISTAKEN_EVERY):
            _is_closed_by_mistake(office, city, answered + 3, told, planted)
        return
    anew = _by_the_end(office, closed + 20 + office.random.randrange(30))
    if is_answered_in_time and anew != NEVER and office.is_turn("closed_anew", _ANEW_EVERY):
        _is_closed_anew(office, city, closed, anew, told, pleaded, planted)
    else:
        office.send("finding_closed", closed, city, told | {"verdict": _verdict(office, city, closed, pleaded)})


def _by_the_end(office: Office, day: int) -> int:
    """The day, or never, where it lies beyond the window."""
    return day if office.is_within(day) else NEVER


def _is_raised(office: Office, city: str, day: int, due: int, told: _Told) -> None:
    fields = told | {
        "kind": office.random.choice(_KINDS), "step": office.random.choice(("notice", "rectification")),
        "metric": "urban_new_employment", "month": ISO[day - 31][:7], "due_at": ISO[due], "statement": "请核对所报数字并说明",
    }  # fmt: skip
    office.send("finding_raised", day, city, fields)
    if office.is_turn("raised_again", _TOLD_AGAIN_EVERY):
        office.send_in_window("finding_raised", day + 4, city, fields)
    office.truth.count("findings_raised", city, day)
    office.truth.change("findings_open", city, day, 1)


def _is_answered(office: Office, city: str, day: int, told: _Told) -> tuple[int, int]:
    """Answered once or twice; half of those who answer plead to be excused. Returns the days of answer and plea."""
    answered = _by_the_end(office, day + office.random.choice(_ANSWERED_AFTER))
    pleads, at_once = office.random.random() < 0.5, office.random.random() < 0.6
    if answered == NEVER:
        return NEVER, NEVER
    answer = told | {"statement": "已核对并补报"}
    office.send("finding_answered", answered, city, answer | {"is_exemption_claimed": pleads and at_once})
    if not at_once:
        office.send_in_window("finding_answered", answered + 5, city, answer | {"is_exemption_claimed": pleads})
    pleaded = _by_the_end(office, answered + (0 if at_once else 5)) if pleads else NEVER
    if pleaded != NEVER:
        office.truth.count("exemptions_claimed", city, pleaded)
    return answered, pleaded


def _verdict(office: Office, city: str, day: int, pleaded: int) -> str:
    """The verdict that stands: the finding is closed with it, and a plea decided, unless there was nothing to excuse."""
    verdict: str = office.random.choice(_VERDICTS)
    office.truth.count("findings_closed", city, day)
    office.truth.change("findings_open", city, day, -1)
    if pleaded != NEVER and verdict != "withdrawn":
        office.truth.count("exemptions_granted" if verdict == "exempted" else "exemptions_refused", city, day)
    return verdict


def _is_closed_anew(
    office: Office, city: str, first: int, anew: int, told: _Told, pleaded: int, planted: list[Entry]
) -> None:  # fmt: skip
    """Whoever is held to account appeals: the first verdict is none any more once the second is there."""
    office.send("finding_closed", first, city, told | {"verdict": "upheld"})
    seemed = [office.cell("findings_closed", city, first, -1), office.cell("findings_open", city, first, 1)]
    if pleaded != NEVER:
        seemed.append(office.cell("exemptions_refused", city, first, -1))
    last = office.send("finding_closed", anew, city, told | {"verdict": _verdict(office, city, anew, pleaded)})
    planted.append(office.planted("closed_anew", last, office.window.delivery_of(anew), tuple(seemed)))


def _is_closed_by_mistake(office: Office, city: str, day: int, told: _Told, planted: list[Entry]) -> None:
    """Another finding's verdict is entered for this one, which stays open, and is retracted the month after."""
    if day + 31 > office.window.end:
        return
    mistaken = office.send("finding_closed", day, city, told | {"verdict": "rectified"})
    seemed = (office.cell("findings_closed", city, day, -1), office.cell("findings_open", city, day, 1))
    planted.append(office.retracts(mistaken, "线索编号填错", seemed, "closed_by_mistake"))

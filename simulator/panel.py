"""The monitoring panel: what its enterprises report every month of the posts they had, filled, lost and moved with their workers."""

from simulator.employers import EMPLOYERS
from simulator.institutions import Office
from simulator.places import CODES

_MONITORED = 2  # enterprises of a city in the panel
_INDUSTRIES = ("C", "F", "G", "E")
_WRONG_EVERY = 19
_MOVED_IN, _MOVED = 7, 40


def report_panel(office: Office) -> None:
    """Each monitored enterprise tells every month how many posts it had, filled and lost since it was put on file."""
    for place, city in enumerate(CODES):
        for number in range(_MONITORED):
            kept = 300 + 90 * place + 400 * number
            for month in range(len(office.window.months)):
                moves = number == 1 and place % 5 == 2 and month == _MOVED_IN
                kept = _reports(office, city, number, month, kept, _INDUSTRIES[(place + number) % 4], _MOVED if moves else 0)


def _reports(office: Office, city: str, number: int, month: int, base: int, industry: str, moved: int) -> int:
    """One enterprise's month; now and then it is told wrong first and again three days later. Returns who is left."""
    hired = office.random.randrange(base // 100 + 1)
    reasons = [office.random.randrange(base // 150 + 1) for _ in range(4)]
    reasons[3] += moved
    end = base + hired - sum(reasons)
    fields: dict[str, object] = {
        "enterprise": EMPLOYERS[city][number], "month": office.window.months[month], "base_persons": base, "hired_persons": hired,
        "reduced_persons": sum(reasons), "end_persons": end, "hidden_unemployed_persons": end // 60,
        "reduced_by_employer_persons": reasons[0], "reduced_by_worker_persons": reasons[1],
        "reduced_by_expiry_persons": reasons[2], "reduced_otherwise_persons": reasons[3],
        "average_wage_yuan": 5200, "operating_state": "normal", "industry": industry,
        "ownership": "state" if number else "private", "size": "large" if end > 1000 else "medium", "is_giant": False,
    }  # fmt: skip
    if moved:
        fields |= {"moved_persons": moved, "successor": EMPLOYERS[city][number + 1]}
    day = office.window.day_in(month + 1, 24)
    if office.is_turn("monitoring_reported", _WRONG_EVERY):
        office.send("monitoring_reported", day, city, fields | {"hired_persons": hired + 10, "end_persons": end + 10})
        day += 3
    office.send("monitoring_reported", day, city, fields)
    levels = {
        "monitored_enterprises": 1, "monitored_base": base - moved, "monitored_end": end, "hidden_unemployed": end // 60,
    }  # fmt: skip
    for metric, persons in levels.items():
        office.truth.change(metric, city, office.window.day_in(month + 1, 1), persons)
        office.truth.change(metric, city, office.window.day_in(month + 2, 1), -persons)
    for metric, persons in {"hired": hired, "reduced": sum(reasons), "moved": moved}.items():
        office.truth.count(f"monitored_{metric}", city, day, amount=persons)
    return end

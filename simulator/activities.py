"""Job fairs and start-up guidance that every city holds; told late, told again, or told though nothing was held."""

from simulator.imperfections import Entry
from simulator.institutions import Office
from simulator.places import CODES

_KINDS = {
    "job_fairs_held": ("job_fair", "online_job_fair"),
    "guidance_activities_held": ("lecture", "materials", "programme"),
}
_VENUES = ("enterprise", "plant", "mine")
_LATE_EVERY, _AGAIN_EVERY, _INVENTED_EVERY = 31, 7, 23


def hold_activities(office: Office) -> list[Entry]:
    """Every other month a fair and an activity of guidance for diverted workers."""
    planted: list[Entry] = []
    for place, city in enumerate(CODES):
        for month in range(1 + place % 2, len(office.window.months) + 1, 2):
            for metric, kinds in _KINDS.items():
                kind = kinds[(month // 2 + place) % len(kinds)]
                number = f"HD{city[2:4]}{month:03d}{metric[0].upper()}"
                fields: dict[str, object] = {
                    "activity": number, "kind": kind, "audience": "diverted",
                    "venue": "online" if kind in ("online_job_fair", "programme") else _VENUES[place % 3],
                    "vacancy_persons": 300 + 20 * place, "attended_persons": 500 + 30 * place,
                }  # fmt: skip
                _holds(office, metric, office.window.day_in(month, 16), city, fields, planted)
    return planted


def _holds(office: Office, metric: str, day: int, city: str, fields: dict[str, object], planted: list[Entry]) -> None:
    cells = office.truth.count(metric, city, day)
    has_next_month = day + 31 <= office.window.end
    if has_next_month and office.is_turn("late", _LATE_EVERY):
        planted.append(office.sends_late("activity_held", day, city, fields, cells))
        return
    office.send("activity_held", day, city, fields)
    if office.is_turn("again", _AGAIN_EVERY):
        office.send_in_window("activity_held", day + 25, city, fields | {"attended_persons": 900})
    if has_next_month and office.is_turn("invented", _INVENTED_EVERY):
        invented = office.send("activity_held", day + 3, city, fields | {"activity": f"{fields['activity']}X"})
        seems = (office.cell(metric, city, day + 3, -1),)
        planted.append(office.retracts(invented, "核查未举办", seems, "fabricated_activity"))

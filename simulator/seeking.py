"""Seeking work through an agency: from the request to the hire, the next request, or the day on which it lapses."""

from functools import partial

from simulator.days import ISO
from simulator.diary import NEVER
from simulator.lives import Life
from simulator.records import Record

OCCUPATIONS = ("6-18", "6-31", "4-01", "4-02", "4-07", "2-02", "3-01", "6-29", "5-01", "4-14")
EDUCATIONS = ("junior", "senior", "senior", "college", "bachelor")
INDUSTRIES = ("C", "C", "E", "F", "G", "H", "I", "O", "P", "Q")


def seeks(life: Life, day: int, seeker: str) -> None:
    """He asks an agency for work, some twice; whoever names no occupation takes any."""
    requests = [_request(life, day, seeker)]
    if life.chance(0.15):
        requests.append(_request(life, day + life.between(10, 30), seeker))
    life.judged.append(partial(_judge, requests=[(record, lapses) for record, lapses in requests if record is not None]))


def _request(life: Life, day: int, seeker: str) -> tuple[Record | None, int]:
    """A request, and the day on which it lapses."""
    fields: dict[str, object] = {"agency": life.pick(("public", "public", "private")), "seeker": seeker}
    if life.chance(0.85):
        fields |= {"occupation": life.pick(OCCUPATIONS), "industry": life.pick(INDUSTRIES)}
    fields |= {"education": life.pick(EDUCATIONS), "monthly_wage_low_yuan": 3000 + 100 * life.between(0, 40)}
    lapses = NEVER
    if life.chance(0.8):
        lapses = day + life.pick((30, 60, 90, 180))
        fields["open_until"] = ISO[lapses]
    return life.leaves("job_wanted", day, fields), lapses


def _judge(life: Life, requests: list[tuple[Record, int]]) -> None:
    life.hangs_on_no_hire()
    for place, (request, lapses) in enumerate(requests):
        hire = life.diary.began_between(request.day, life.window.end)
        replaced = requests[place + 1][0].day if place + 1 < len(requests) else NEVER
        settled = min(NEVER if hire is None else hire, replaced)
        if settled == request.day:
            continue
        cells = life.changed("job_seekers", request.day, 1) + life.changed("job_seekers", min(settled, lapses), -1)
        if len(requests) == 1:
            request.decides = cells

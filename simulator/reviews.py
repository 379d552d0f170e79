"""What reviewers do and cities answer: scores submitted after the year, responses to warnings."""

from simulator.days import ISO, YEAR, day_of
from simulator.institutions import Office
from simulator.places import CODES

_ITEMS = (("urban_new_employment", 3), ("registered_unemployment_rate", 4), ("placement_rate", 5))


def review(office: Office) -> None:
    """Each city's own points by mid-March, the verified ones in April, a third party's in May; a response to a warning every fourth month."""
    for place, city in enumerate(CODES):
        for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
            for item, most in _ITEMS:
                own = most - office.random.randrange(2)
                fields: dict[str, object] = {"year": year - 1, "scheme": "guangdong-2010", "item": item, "max_points": most}
                office.send_in_window(
                    "score_submitted", day_of(year, 3, 12), city, fields | {"score_kind": "self", "points": own}
                )
                points = own - office.random.randrange(2)
                verified = {"score_kind": "verified", "points": points}
                office.send_in_window("score_submitted", day_of(year, 4, 20), city, fields | verified)
                third = {"score_kind": "third_party", "points": points - (place % 5 == 4)}
                office.send_in_window("score_submitted", day_of(year, 5, 12), city, fields | third)
        for month in range(place % 4, len(office.window.months), 4):
            day = office.window.day_in(month, 6)
            told: dict[str, object] = {
                "month": ISO[day - 31][:7],
                "metric": "layoffs_reported",
                "measure": "job_matching",
                "statement": "组织专场招聘",
            }
            office.send_in_window("response_taken", day, city, told)

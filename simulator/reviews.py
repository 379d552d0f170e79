"""What reviewers do: scores submitted after the year, findings raised, answered and closed, responses to warnings."""

from simulator.days import ISO, YEAR, day_of
from simulator.institutions import Office
from simulator.places import CODES

_ITEMS = (("urban_new_employment", 3), ("registered_unemployment_rate", 4), ("placement_rate", 5))
_KINDS = ("behind_pace", "late_delivery", "verification_failed", "plan_gate", "service_gap")


def review(office: Office) -> None:
    """Each city's own points by mid-March, the verified ones in April; a finding every other quarter."""
    for place, city in enumerate(CODES):
        for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
            for item, most in _ITEMS:
                own = most - office.random.randrange(2)
                fields: dict[str, object] = {"year": year - 1, "scheme": "guangdong-2010", "item": item, "max_points": most}
                office.send_in_window(
                    "score_submitted", day_of(year, 3, 12), city, fields | {"score_kind": "self", "points": own}
                )
                verified = {"score_kind": "verified", "points": own - office.random.randrange(2)}
                office.send_in_window("score_submitted", day_of(year, 4, 20), city, fields | verified)
        for month in range(place % 4, len(office.window.months), 4):
            day = office.window.day_in(month, 6)
            told: dict[str, object] = {
                "month": ISO[day - 31][:7],
                "metric": "layoffs_reported",
                "measure": "job_matching",
                "statement": "组织专场招聘",
            }
            office.send_in_window("response_taken", day, city, told)
        for quarter in range(place % 2, len(office.window.months) // 3, 2):
            _finding(office, city, office.window.day_in(3 * quarter + 3, 8), quarter)


def _finding(office: Office, city: str, day: int, quarter: int) -> None:
    number = f"XS{city[2:4]}{ISO[day][:4]}{quarter:02d}"
    raised: dict[str, object] = {
        "finding": number, "kind": _KINDS[office.random.randrange(5)], "step": office.random.choice(("notice", "rectification")),
        "metric": "urban_new_employment", "month": ISO[day - 31][:7], "due_at": ISO[day + 14], "statement": "请核对所报数字并说明",
    }  # fmt: skip
    office.send_in_window("finding_raised", day, city, raised)
    if office.random.random() < 0.9:
        answer: dict[str, object] = {
            "finding": number,
            "statement": "已核对并补报",
            "is_exemption_claimed": office.random.random() < 0.1,
        }
        office.send_in_window("finding_answered", day + 5 + office.random.randrange(12), city, answer)
        if office.random.random() < 0.8:
            closed: dict[str, object] = {
                "finding": number,
                "verdict": office.random.choice(("rectified", "rectified", "exempted")),
            }
            office.send_in_window("finding_closed", day + 25 + office.random.randrange(20), city, closed)

"""Layoffs as enterprises report them: in time, late, and in parts that reach no duty alone."""

from simulator.days import ISO, YEAR, day_of
from simulator.employers import CAPACITY_ENTERPRISES, EMPLOYERS
from simulator.institutions import Office
from simulator.places import CODES
from simulator.rulebook import rule

_PLANTS = 3  # every so many cities and years a plant reports a layoff
_SMALL_FIRM, _HEADCOUNT = 180, 120


def report_layoff(office: Office, place: int, city: str, year: int, headcount: int) -> None:
    """A large capacity cut is reported beforehand, in some cities without the days of notice."""
    if (place + year) % _PLANTS:
        return
    first = day_of(year, 6, 1)
    reported = first - (33 if place % 2 else 10)
    persons = headcount // 4
    _report(office, city, CAPACITY_ENTERPRISES[city][0].code, reported, first, persons, headcount)
    if reported > first - rule("layoff_notice_days", first):
        _counts(office, "layoffs_late", city, reported, persons)


def report_in_parts(office: Office) -> None:
    """Firms that lay off twice, each time fewer than must be reported; within the rolling period it may be one layoff in two parts."""
    for place, city in enumerate(CODES):
        for year in range(YEAR[office.window.start], YEAR[office.window.end] + 1):
            if place % 4 != 1:
                continue
            first = day_of(year, 3, 15)
            rolling = rule("layoff_rolling_long_days", first)
            gap = (40, rolling - 1, rolling)[(place + year) % 3]
            persons = _HEADCOUNT * rule("layoff_notice_pct", first) * 3 // 400
            reports = [(day - 35, day) for day in (first, first + gap)]
            for reported, day in reports:
                _report(office, city, EMPLOYERS[city][_SMALL_FIRM], reported, day, persons, _HEADCOUNT)
            if gap < rolling and all(office.is_within(reported) for reported, _ in reports):
                for reported, _ in reports:
                    _counts(office, "layoffs_split", city, reported, persons)


def _report(office: Office, city: str, enterprise: str, reported: int, first: int, persons: int, headcount: int) -> None:
    fields: dict[str, object] = {
        "enterprise": enterprise, "layoff_persons": persons, "headcount": headcount, "ground": "serious_difficulty",
        "notified_at": ISO[reported - 2], "first_separation_at": ISO[first],
    }  # fmt: skip
    office.send_in_window("layoff_reported", reported, city, fields)
    _counts(office, "layoffs_reported", city, reported, persons)


def _counts(office: Office, metric: str, city: str, day: int, persons: int) -> None:
    office.truth.count(metric, city, day, amount=persons)

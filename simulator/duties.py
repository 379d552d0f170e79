"""What an enterprise owes a worker when it ends his labour relation: a plan that has passed, protection, and money."""

from datetime import date, timedelta

from simulator.days import ISO, YEAR, months_later
from simulator.employers import CapacityEnterprise, average_wage
from simulator.lives import Life
from simulator.plans import may_be_carried_out
from simulator.records import Record
from simulator.rulebook import listed, rule

_ENDS = ("voluntary", "voluntary", "dissolved", "merged")
PROTECTIONS = ("model_worker", "highly_skilled", "martyr_or_soldier_family", "disabled")


def separates(life: Life, day: int, plant: CapacityEnterprise, reason: str, roster: Record | None) -> None:
    """The enterprise, or he, ends the relation. `roster` is his entry in the programme, None where he is outside it."""
    record = _ends_with_compensation(life, day, plant.code, reason)
    if record is None or roster is None or YEAR[day] != YEAR[roster.day]:
        return
    if reason in listed("employer_ended", day):
        life.counted("separated_workers", day)
        life.diary.separated = roster, day
        if not may_be_carried_out(plant, YEAR[roster.day], day):
            life.counted("plan_gate_violations", day)
    if reason in listed("employer_dissolved", day) and roster.fields.get("protection") in listed("protected", day):
        life.counted("protected_dismissals", day)


def judge_supported(life: Life) -> None:
    """Whom his enterprise let go is supported if he had any of the listed support within the months; told in the month of the end."""
    if life.diary.separated is None:
        return
    roster, ended = life.diary.separated
    last = months_later(ended, rule("support_months", ended))
    given = [record for kind, record in life.diary.supports if kind in listed("support", record.day)]
    found = [record for record in given if ended <= record.day <= last]
    if not found:
        return
    first = min(found, key=lambda record: record.day)
    cells = life.counted("separated_supported", ended)
    life.known_later(first, cells, 1)
    roster.decides += cells
    first.decides = first.decides + cells if len(found) == 1 else ()


def _ends_with_compensation(life: Life, day: int, enterprise: str, reason: str) -> Record | None:
    """Two in three ends are reported with the length of service and the wage, from which the sum owed follows."""
    if reason not in listed("compensated_end", day) or not life.chance(0.66):
        return life.contract_ends(day, enterprise, reason)
    years, more = life.between(1, 24), life.pick((0, 4, 8))
    if int(ISO[day + 1][8:]) > 28:
        more = more or 4  # years that end on a month's last days have no whole number
    average = average_wage(life.city, YEAR[day] - 1)
    is_high = life.chance(0.06)
    wage = average * 4 if is_high else 3000 + 100 * life.between(0, 60)
    since = _before(date.fromisoformat(ISO[day]) + timedelta(days=1), 12 * years + more)
    record = life.contract_ends(day, enterprise, reason, employed_since=since, average_wage_yuan=wage)
    if record is None:
        return None
    half_years = 2 * years + {0: 0, 4: 1, 8: 2}[more]
    if is_high:
        wage = average * rule("compensation_wage_cap_multiple", day)
        half_years = min(half_years, 2 * rule("compensation_years_cap", day))
    owed = wage * half_years // 2
    life.counted("compensation_owed", day, amount=owed)
    life.changed("compensation_outstanding", day, owed)
    _pays(life, day, enterprise, owed)
    return record


def _pays(life: Life, day: int, enterprise: str, owed: int) -> None:
    """In full, in two parts, in part, too much, or not at all; now and then back pay, which is no compensation."""
    way, half = life.random(), owed // 2
    parts = (
        (owed,)
        if way < 0.6
        else (half, owed - half)
        if way < 0.7
        else (half,)
        if way < 0.8
        else (owed + 500,)
        if way < 0.84
        else ()
    )
    left, paid_on = owed, day
    for part in parts:
        paid_on += life.between(5, 45)
        fields = {"enterprise": enterprise, "kind": "economic", "amount_yuan": part, "relation_ended_at": ISO[day]}
        paid = life.leaves("compensation_paid", paid_on, fields)
        if paid is None:
            return
        cells = life.counted("compensation_paid", paid_on, amount=part)
        cells += life.changed("compensation_outstanding", paid_on, -min(part, left))
        left -= min(part, left)
        if len(parts) == 1:
            paid.decides = cells
    if life.chance(0.15):
        fields = {"enterprise": enterprise, "kind": "wage_arrears", "amount_yuan": 1000 * life.between(2, 30)}
        life.leaves("compensation_paid", paid_on + life.between(1, 20), fields)


def loses_contact(life: Life, roster: Record) -> None:
    """He cannot be reached: sought, filed with the bureau, reached again, or not; all within the roster's year."""
    plant, year = roster.fields["enterprise"], YEAR[roster.day]

    def tries(day: int, method: str, outcome: str = "not_reached") -> bool:
        fields = {"enterprise": plant, "programme_year": year, "method": method, "outcome": outcome}
        if method in ("newspaper", "bureau_filing"):
            fields["document_no"] = f"备案〔{year}〕{life.index % 900 + 1}号"
        return YEAR[day] == year and life.leaves("contact_attempted", day, fields) is not None

    day = roster.day + life.between(3, 25)
    if not tries(day, "phone"):
        return
    life.counted("unreachable_found", day)
    life.changed("unreachable_workers", day, 1)
    way = life.random()
    day += life.between(2, 9)
    method = life.pick(("newspaper", "posted_notice", "web_notice", "data_comparison"))
    sought = way < 0.75 and tries(day, method)
    day += life.between(2, 9)
    if (sought or way > 0.9) and tries(day, "bureau_filing") and sought:
        life.counted("unreachable_filed", day)
    day += life.between(10, 60)
    if life.chance(0.4) and tries(day, "phone", "reached"):
        life.changed("unreachable_workers", day, -1)


def starts_business(life: Life, opened: Record) -> None:
    """A worker of the roster runs a business of his own; some give it up within the year that is watched."""
    life.counted("startups_by_diverted_workers", opened.day)
    due = months_later(opened.day, rule("startup_retained_months", opened.day))
    closed = life.closes_business(opened.day + life.between(60, 500), life.pick(_ENDS)) if life.chance(0.35) else None
    if closed is None or closed.day >= due or closed.fields["reason"] == "merged":
        life.counted("retained_startups_1_year", due)


def _before(day: date, months: int) -> str:
    month = day.year * 12 + day.month - 1 - months
    return date(month // 12, month % 12 + 1, min(day.day, 28)).isoformat()

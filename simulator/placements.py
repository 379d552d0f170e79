"""What becomes of a placement: at work after one, three, six and twelve months, or lost on the way."""

from simulator.days import LEDGER_OPENS, months_later
from simulator.diary import NEVER
from simulator.lives import Life
from simulator.rulebook import listed, rule
from simulator.truth import Cell


def outcomes_of(life: Life, placed: int) -> list[tuple[str, int]]:
    """(metric, day) of everything that a placement leads to, as the person truly fared."""
    diary, found = life.diary, []
    for milestone in listed("retention_milestone", placed):
        months = rule(f"retention_milestone.{milestone}", placed)
        due = months_later(placed, months)
        if due < diary.gone:
            found.append((f"placements_due_{months}_months", due))
            if diary.works_on(due):
                found.append((f"placements_retained_{months}_months", due))
    lost = _lost_on(life, placed)
    if lost != NEVER:
        found.append(("placements_lost", lost))
    return sorted(found)


def fares(life: Life, placed: int) -> tuple[Cell, ...]:
    """Count what becomes of a placement; where work was found again only in a later month, the loss is taken back then."""
    cells: tuple[Cell, ...] = ()
    for metric, day in outcomes_of(life, placed):
        if day >= LEDGER_OPENS:
            cells += life.counted(metric, day)
    for stopped in _stops(life, placed):
        again = life.diary.next_work(stopped, rule("renewal_gap_days", placed))
        if again is None:
            break
        if again.start > stopped:
            month = life.window.delivery_of(stopped) - 1
            if month >= 0:
                life.known_later(again.shown_by, (Cell("placements_lost", life.city, month),), -1)
    return cells


def _stops(life: Life, placed: int) -> list[int]:
    """The days after the placement, as long as it is watched and he lives and works, on which work stopped."""
    watched = months_later(placed, rule("relapse_months", placed))
    return sorted(work.end for work in life.diary.work if placed < work.end <= watched and work.end < life.diary.gone)


def _lost_on(life: Life, placed: int) -> int:
    for stopped in _stops(life, placed):
        if life.diary.next_work(stopped, rule("renewal_gap_days", placed)) is None:
            return stopped
    return NEVER

"""Judged when the story is over: benefits received without a ground, or again within the time for which they are given once."""

from simulator.days import MONTH, YEAR
from simulator.diary import Benefit
from simulator.person import Person
from simulator.rulebook import said


def judge_benefits(person: Person) -> None:
    """Each benefit beside those before it, and beside the work that gives a ground for it; the later of two is the one too many."""
    received = sorted(person.diary.benefits, key=lambda benefit: benefit.day)
    unfounded: set[tuple[str, int]] = set()
    for place, one in enumerate(received):
        before = [other for other in received[:place] if other.item == one.item and _collides(other, one)]
        if before:
            cells = person.counted("benefits_duplicated", one.day)
            for told in (*before[:1], one):
                told.record.decides += cells if told.record.decides else ()
        if not _has_ground(person, one) and (one.item, MONTH[one.day]) not in unfounded:
            unfounded.add((one.item, MONTH[one.day]))
            cells = person.counted("benefits_received_unentitled", one.day)
            one.record.decides += cells if one.record.decides else ()


def _collides(earlier: Benefit, one: Benefit) -> bool:
    once_in = said(f"benefit_once_in.{one.item}", one.day)
    if once_in == "month":
        return earlier.first <= one.last and one.first <= earlier.last
    return once_in == "ever" or (once_in == "year" and YEAR[earlier.day] == YEAR[one.day])


def _has_ground(person: Person, one: Benefit) -> bool:
    """What no pack rules on, or is open to all, needs none; what is given by the month needs one in its first month."""
    grounds = said(f"entitled_on.{one.item}", one.day)
    if grounds is None or said(f"receipt_not_judged.{one.item}", one.day) is not None:
        return True
    return any(ground in grounds.split() and since <= one.first_until for ground, since in person.diary.grounds)

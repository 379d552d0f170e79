"""What the rule packs say in this province: terms and lists that a story must know to tell when a duty falls due.

The values are the bureau's (rules/, resolved by place and day in seeds/generated/rules.csv); no story has a value of its own.
"""

import csv
from bisect import bisect
from functools import cache
from pathlib import Path

from simulator.days import ISO
from simulator.places import PROVINCE

_RULES = Path(__file__).parent.parent / "seeds" / "generated" / "rules.csv"


@cache
def _versions() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Rule → (first day, last day, value), of this province."""
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    with _RULES.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["city"] == PROVINCE:
                version = (row["valid_from"], row["valid_to"], row["value"])
                found[row["rule"]] = (*found.get(row["rule"], ()), version)
    return found


@cache
def _members(name: str) -> tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]:
    prefix = f"{name}."
    return tuple((rule.removeprefix(prefix), versions) for rule, versions in _versions().items() if rule.startswith(prefix))


def said(name: str, day: int) -> str | None:
    """What a rule says on a day; None where no pack says anything on it."""
    return next((value for first, last, value in _versions().get(name, ()) if first <= ISO[day] <= last), None)


def rule(name: str, day: int) -> int:
    """The whole number that a rule has on a day; KeyError where no pack says anything on it."""
    value = said(name, day)
    if value is None:
        raise KeyError(f"{ISO[day]} 没有规则 {name};请在 rules/ 中补一条")
    return int(value)


def listed(name: str, day: int) -> frozenset[str]:
    """The members of a list of rules ("protected" → {"disabled", …}) that hold on a day."""
    return _standing(name, bisect(_turns(name), ISO[day]))


@cache
def _turns(name: str) -> tuple[str, ...]:
    """Where a list may change, in order: on a version's first day, and right behind its last one ("~" sorts behind every digit)."""
    versions = [version for _, versions in _members(name) for version in versions]
    return tuple(sorted({first for first, _, _ in versions} | {f"{last}~" for _, last, _ in versions}))


@cache
def _standing(name: str, turn: int) -> frozenset[str]:
    """The members from one turn to the next; before the first there are none."""
    on = _turns(name)[turn - 1] if turn else ""
    return frozenset(member for member, versions in _members(name) if any(first <= on <= last for first, last, _ in versions))

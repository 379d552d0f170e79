"""Somebody goes and looks whether what was reported is true: finds it so or not, meets nobody, and sometimes looks again."""

from random import Random

from simulator.lives import Life
from simulator.records import Record, event_id, event_source
from simulator.truth import Cell

_CLAIMS = {
    "employment_registered": "employment", "training_completed": "training", "benefit_granted": "benefit",
    "hardship_certified": "hardship",
}  # fmt: skip
PROOFS = ("site_visit", "phone_sample", "insurance_match", "payroll_check", "contract_check")
_RESULTS = ("confirmed", "confirmed", "confirmed", "refuted", "unreachable", "undecided")
_LOOKED_AT_EVERY = 11


def is_looked_at(life: Life) -> None:
    """One person in so many is visited over what was first reported of him; of two visits the last one stands."""
    reported = next((r for r in life.records if r.type in _CLAIMS and r.day >= life.window.start), None)
    if life.index % _LOOKED_AT_EVERY or reported is None:
        return
    chance = Random(life.index * 1_000 + reported.day % 1_000)  # its own: no other life is to hang on this visit
    claim = _CLAIMS[reported.type]
    day = reported.day + chance.randrange(15, 61)
    first = looks(life, reported, claim, day, chance.choice(PROOFS), chance.choice(_RESULTS))
    again = None
    if first is not None and chance.random() < 0.4:
        day += chance.randrange(10, 61)
        again = looks(life, reported, claim, day, chance.choice(PROOFS), chance.choice(("confirmed", "refuted")))
    if again is not None and first is not None:
        counts(life, again)
        life.known_later(again, _seen(life, first), -1)
    elif first is not None:
        first.decides = counts(life, first)


def looks(life: Life, reported: Record, claim: str, day: int, proof: str, result: str) -> Record | None:
    """A check of one report is recorded."""
    return life.leaves(
        "verification_recorded", day,
        {"claim": claim, "proof": proof, "result": result, "target_source": event_source(reported),
         "target_id": event_id(life.index, reported)},
    )  # fmt: skip


def _metrics(check: Record) -> tuple[str, ...]:
    """What a check tells: nothing where nobody was met or the case is still open."""
    return {"confirmed": ("cases_checked",), "refuted": ("cases_checked", "cases_refuted")}.get(check.fields["result"], ())


def counts(life: Life, check: Record) -> tuple[Cell, ...]:
    """The check is the last one of its case."""
    return tuple(cell for metric in _metrics(check) for cell in life.counted(metric, check.day))


def _seen(life: Life, check: Record) -> tuple[Cell, ...]:
    """What a check seems to tell until there is another."""
    return tuple(Cell(metric, life.city, life.window.delivery_of(check.day) - 1) for metric in _metrics(check))

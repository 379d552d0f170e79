"""Which life gets which fault: every so-many-th life that suits, so that small provinces have every kind, too."""

from collections.abc import Callable

from simulator import imperfections, placement_faults, support_faults
from simulator.imperfections import Entry
from simulator.lives import Life

_ANYBODY = ("check_digit", "exact_resend", "conflicting_resend", "late")

# Of the lives a fault suits, one in so many gets it.
ONE_IN: dict[str, int] = {
    "late": 25, "check_digit": 400, "exact_resend": 100, "conflicting_resend": 200, "wrong_city": 12, "wrong_date": 12,
    "wrong_channel": 12, "fabricated_placement": 4, "two_identities": 40, "two_city_claim": 30,
    "contradictory_dates": 15, "renewal_as_new_hire": 60, "job_to_job_as_new_hire": 60, "pensioner_hired": 6,
    "double_roster": 40, "wrong_amount": 12, "short_transfer": 10, "wrong_merge": 18,
}  # fmt: skip

# What suits a life beside the faults that suit anybody, by its kind.
_SUITS: dict[str, tuple[str, ...]] = {
    "entrant_single": ("wrong_city", "wrong_date", "wrong_merge"),
    "entrant_pair": ("two_identities", "two_city_claim", "contradictory_dates"),
    "stable": ("renewal_as_new_hire", "job_to_job_as_new_hire"),
    "pensioner": ("pensioner_hired",),
    "migrant": ("short_transfer",),
    **dict.fromkeys(("own_account", "reemployed", "long_reemployed", "welfare_worker"), ("wrong_amount",)),
    "diverted_inside": ("wrong_channel", "double_roster"),
    "diverted_pending": ("fabricated_placement", "double_roster"),
}
_PLANT: dict[str, Callable[[Life], Entry | None]] = {
    kind: next(getattr(module, kind) for module in (imperfections, placement_faults, support_faults) if hasattr(module, kind))
    for kind in ONE_IN
    if kind != "check_digit"
}


class Workshop:
    """Counts the lives that suit each fault and plants it when its turn has come; at most one fault per life."""

    def __init__(self) -> None:
        """The first life that suits gets the fault."""
        self._waited = {kind: every - 1 for kind, every in ONE_IN.items()}

    def spoil(self, life: Life) -> Entry | None:
        """Plant one fault in a life, if one is due and suits. The entry says which."""
        if not life.records:
            return None
        planted: Entry | None = None
        waited = self._waited
        for kind in _SUITS.get(life.kind, ()) + _ANYBODY:
            waited[kind] += 1
            if planted is None and waited[kind] >= ONE_IN[kind]:
                planted = self._plant(kind, life)
                if planted is not None:
                    waited[kind] = 0
        return planted

    def _plant(self, kind: str, life: Life) -> Entry | None:
        if kind != "check_digit":
            return _PLANT[kind](life)
        return imperfections.entry_of(life, kind, life.records[0], events=len(life.records))

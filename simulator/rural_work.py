"""Rural workers who leave farming: near home, in another county, another province or abroad, for months or for a season."""

from decimal import Decimal

from simulator.lives import Life
from simulator.records import Record
from simulator.rulebook import listed, rule
from simulator.support import WAN
from simulator.training import trains

_DIRECTIONS = ("local_non_farm",) * 5 + ("other_county",) * 5 + ("other_province",) * 7 + ("abroad", "return_business")


def migrant(life: Life) -> None:
    """Work outside farming is recorded, in some years twice; some were trained for it before."""
    life.age = life.between(19, 58)
    day = life.pick(life.seasons.hire)
    if life.chance(0.15):
        trains(life, day - life.between(15, 40), "rural_transfer", life.between(5, 14))
    transfers(life, day, life.pick(_DIRECTIONS))
    if life.chance(0.3):
        transfers(life, day + life.between(60, 300), life.pick(_DIRECTIONS))


def transfers(life: Life, day: int, to: str) -> Record | None:
    """One record of rural work; less than the months that the policy asks for counts for nothing, months not yet known count."""
    fields: dict[str, object] = {
        "transfer_to": to,
        "is_organised": life.chance(0.4),
        "industry": life.pick(("C", "E", "E", "H", "O")),
    }
    months = life.pick((None, 3, 5, 6, 8, 10, 12))
    yuan = 1000 * life.between(3, 6) * (months or 6)
    if months is not None:
        fields["months"] = months
    if life.chance(0.8):
        fields["income_yuan"] = yuan
    record = life.leaves("rural_transfer_recorded", day, fields)
    if record is None or (months is not None and months < rule("rural_transfer_min_months", day)):
        return record
    first = life.first_of_year("rural_transfer_employment", "", day)
    cells = life.counted("rural_transfer_employment", day) if first else ()
    if to in listed("labour_export_to", day):
        if life.first_of_year("labour_export", "", day):
            cells += life.counted("labour_export", day)
        if "income_yuan" in fields:
            cells += life.counted("labour_export_income", day, amount=Decimal(yuan) / WAN)
    for earlier in life.records[:-1]:
        if earlier.type == "rural_transfer_recorded":
            earlier.decides = ()  # without it the later one would be the year's first
            first = False
    record.decides = cells if first else ()
    return record

"""Faults in what is told of support and rural work, and a merge of two people who are two."""

from simulator.days import YEAR, YEAR_END
from simulator.imperfections import Entry, added, entry_of, repair, reveal_after
from simulator.lives import Life
from simulator.planting import missing
from simulator.projects import hiring
from simulator.records import Record, event_id
from simulator.truth import Cell

_MONEY = ("benefit_amount", "guaranteed_loans")


def wrong_amount(life: Life) -> Entry | None:
    """A loan or a benefit is entered with a zero too many, and corrected later."""
    record = _first(life, ("loan_issued", "benefit_granted"))
    revealed = reveal_after(life, life.window.delivery_of(record.day)) if record else None
    if record is None or revealed is None:
        return None
    right = record.fields["amount_yuan"]
    record.fields["amount_yuan"] = right * 10
    fix = repair(life, "event_corrected", record, revealed, {"changes": {"amount_yuan": right}, "reason": "金额多录一个零"})
    wrongly = tuple(cell._replace(amount=cell.amount * -9) for cell in record.decides if cell.metric in _MONEY)
    return entry_of(
        life, "wrong_amount", record, revealed, cells=missing(life.window, wrongly, revealed), repair_id=event_id(life.index, fix)
    )


def short_transfer(life: Life) -> Entry | None:
    """Rural work is entered with too few months to count, and corrected later."""
    record = _first(life, ("rural_transfer_recorded",))
    revealed = reveal_after(life, life.window.delivery_of(record.day)) if record else None
    if record is None or revealed is None or "months" not in record.fields:
        return None
    right = record.fields["months"]
    record.fields["months"] = 2
    fix = repair(life, "event_corrected", record, revealed, {"changes": {"months": right}, "reason": "月数录错"})
    cells = missing(life.window, record.decides, revealed)
    return entry_of(life, "short_transfer", record, revealed, cells=cells, repair_id=event_id(life.index, fix))


def wrong_merge(life: Life) -> Entry | None:
    """Somebody else with a number of his own is hired later in the year; the two are merged, and split again."""
    hire = next((r for r in life.records if r.decides and r.day >= life.window.start), None)
    if hire is None or hire.decides[0].metric != "urban_newly_employed" or len(life.records) > 1:
        return None
    window = life.window
    day = hire.day + life.between(1, 40)
    merged_in = reveal_after(life, window.delivery_of(day)) if day <= min(window.end, YEAR_END[hire.day]) else None
    split_in = reveal_after(life, merged_in) if merged_in is not None else None
    if merged_in is None or split_in is None:
        return None
    enterprise = life.new_employer()
    if hiring(window, enterprise, day):
        return None  # work promised by a project would count for the one and not for both
    fields = {"employment_type": "private", "enterprise": enterprise, "is_urban": True, "is_renewal": False}
    other = added(life, "employment_registered", day, life.city, fields | {"contract_months": 24})
    other.second_identity = True
    cells = life.truth.count("urban_newly_employed", life.city, day)
    for name, delivery, reason, amount in (
        ("persons_merged", merged_in, "疑为一人重号", -1), ("persons_split", split_in, "核查后确为两人", 1),
    ):  # fmt: skip
        why = {"reason": reason, "approver": "省厅数据岗"}
        record = Record(name, window.day_in(delivery, 20), life.city, why, len(life.records))
        life.records.append(record)
        life.known_later(record, cells, amount)
    return entry_of(life, "wrong_merge", other, split_in, repair_id=event_id(life.index, life.records[-1]))


def fabricated_benefit(life: Life) -> Entry | None:
    """A subsidy for somebody who was owed none and received none, retracted later."""
    yuan = 100 * life.between(10, 60)
    record = _fabricated(life, "benefit_granted", {"item": "training_subsidy", "amount_yuan": yuan})
    return _retracted(life, "fabricated_benefit", record, (("benefit_persons", 1), ("benefit_amount", yuan)))


def fabricated_training(life: Life) -> Entry | None:
    """A course that nobody attended, retracted later."""
    record = _fabricated(life, "training_completed", {"kind": "skill", "hours": 80})
    return _retracted(life, "fabricated_training", record, (("training_persons", 1),))


def _fabricated(life: Life, name: str, fields: dict[str, object]) -> Record:
    return Record(name, life.pick(life.seasons.even), life.city, fields, len(life.records), carrier="ndjson")


def _retracted(life: Life, kind: str, record: Record, moves: tuple[tuple[str, int], ...]) -> Entry | None:
    delivered = life.window.delivery_of(record.day)
    revealed = reveal_after(life, delivered)
    if revealed is None:
        return None
    life.records.append(record)
    fix = repair(life, "event_retracted", record, revealed, {"reason": "核查为虚报"})
    wrongly = tuple(Cell(metric, life.city, delivered - 1, None, -amount) for metric, amount in moves)
    return entry_of(
        life, kind, record, revealed, cells=missing(life.window, wrongly, revealed), repair_id=event_id(life.index, fix)
    )


def _first(life: Life, types: tuple[str, ...]) -> Record | None:
    """The first record of these types in the window on which figures hang, in the year that it counts for."""
    found = (r for r in life.records if r.type in types and r.decides and r.day >= life.window.start)
    return next((r for r in found if YEAR[r.day] <= YEAR[life.window.end]), None)

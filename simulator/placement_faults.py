"""Faults in the records of a placement: the wrong channel, a placement that never was, a worker claimed by two enterprises."""

from simulator.channels import nearness
from simulator.days import YEAR
from simulator.employers import CAPACITY_ENTERPRISES
from simulator.imperfections import Entry, added, entry_of, repair, reveal_after
from simulator.lives import Life
from simulator.placements import outcomes_of
from simulator.planting import missing, moved
from simulator.records import event_id
from simulator.rulebook import listed
from simulator.truth import Cell

_MIXED_UP = ("retraining_transfer", "enterprise_transformation")


def wrong_channel(life: Life) -> Entry | None:
    """A placement inside the enterprise is reported with another internal channel, and corrected later."""
    record = next((r for r in life.records if r.type == "worker_diverted" and r.decides), None)
    revealed = reveal_after(life, life.window.delivery_of(record.day)) if record else None
    if record is None or revealed is None:
        return None
    right = record.fields["channel"]
    if right not in _MIXED_UP:
        return None
    wrong = next(channel for channel in _MIXED_UP if channel != right)
    record.fields["channel"] = wrong
    fix = repair(life, "event_corrected", record, revealed, {"changes": {"channel": right}, "reason": "渠道填错"})
    cells = []
    for cell in record.decides:
        if cell.channel is not None:
            cells += [moved(life.window, cell._replace(channel=wrong), -1), moved(life.window, cell)]
    return entry_of(
        life, "wrong_channel", record, revealed, cells=cells, only_by_channel=True, repair_id=event_id(life.index, fix)
    )


def fabricated_placement(life: Life) -> Entry | None:
    """A worker without a place is reported as placed in a business that does not exist; retracted later."""
    roster = next((r for r in life.records if r.type == "worker_rostered" and r.day >= life.window.start), None)
    if roster is None:
        return None
    day = roster.day + 40
    if day > life.window.end or YEAR[day] != YEAR[roster.day]:
        return None
    delivered = life.window.delivery_of(day)
    revealed = reveal_after(life, delivered)
    if revealed is None:
        return None
    fields = {"enterprise": roster.fields["enterprise"], "programme_year": roster.fields["programme_year"]}
    record = added(life, "worker_diverted", day, life.city, fields | {"channel": "self_employment"})
    fix = repair(life, "event_retracted", record, revealed, {"reason": "核查为虚报"})
    cells: tuple[Cell, ...] = (Cell("diverted_placed", life.city, delivered - 1, "self_employment"),)
    if nearness("self_employment", True) in listed("nearby", day):
        cells += (Cell("placed_nearby", life.city, delivered - 1),)
    for metric, due in outcomes_of(life, day):
        if due <= life.window.end:
            cells += (Cell(metric, life.city, life.window.delivery_of(due) - 1),)
    return entry_of(
        life, "fabricated_placement", record, revealed, cells=missing(life.window, cells, revealed, -1),
        repair_id=event_id(life.index, fix),
    )  # fmt: skip


def double_roster(life: Life) -> Entry | None:
    """A second enterprise in another city rosters the same worker in the same year: the first roster stands."""
    roster = next((r for r in life.records if r.type == "worker_rostered" and r.day >= life.window.start), None)
    if roster is None:
        return None
    day, city = roster.day + life.between(3, 28), life.elsewhere()
    if day > life.window.end or YEAR[day] != YEAR[roster.day]:
        return None
    plant = CAPACITY_ENTERPRISES[city][0]
    fields = {"enterprise": plant.code, "programme_year": roster.fields["programme_year"], "sector": plant.sector}
    record = added(life, "worker_rostered", day, city, fields | {"origin": "first_diversion"})
    life.truth.enters(plant.code, day)
    return entry_of(life, "double_roster", record)

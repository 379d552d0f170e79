"""What is reported of people to whom nothing happened: invented hires that are retracted, and rows that are no events.

A bad row must be refused at the door and move no figure; it is found by file and position, since it may have no
identifier.
"""

from collections.abc import Callable
from typing import Any

from simulator.carriers import Deliveries, table_file
from simulator.imperfections import Entry, entry_of, repair, reveal_after
from simulator.lives import Life
from simulator.planting import moved
from simulator.records import Holder, Record, event_id, event_line, table_row
from simulator.support_faults import fabricated_benefit, fabricated_training
from simulator.truth import Cell

_BAD_LINES: dict[str, Callable[[str], str]] = {
    "bad_json": lambda line: line[: len(line) // 2] + "\n",
    "unknown_type": lambda line: line.replace("insurance_started", "insurance_dreamt"),
    "missing_field": lambda line: line.replace('"insurance":"110",', ""),
    "bad_code": lambda line: line.replace('"reason":"first"', '"reason":"joined"'),
    "future_date": lambda line: _other_time(line, "2099-03-01"),
    "impossible_date": lambda line: _other_time(line, "2025-02-30"),
    "bad_city": lambda line: _other_city(line, "21010A"),
}
_BAD_ROWS: dict[str, tuple[str, str, int, str]] = {
    # kind: table, city that sends it, column, what stands there
    "bad_table_code": ("insurance", "210300", 6, "Z9"),
    "bad_table_person": ("registration", "211000", 2, "21010219850307231"),
    "bad_table_sector": ("roster", "210400", 6, "造纸"),
}
BAD_KINDS = (*_BAD_LINES, *_BAD_ROWS)


class Fabricator:
    """Goes through the kinds in turn, one for each person to whom nothing happened."""

    def __init__(self, deliveries: Deliveries) -> None:
        """Bad rows go straight into the files of `deliveries`."""
        self.deliveries = deliveries
        rows = tuple(_BAD_ROWS) if deliveries.has_tables else ()
        self._kinds = ("fabricated_hire", "fabricated_benefit", *_BAD_LINES, "fabricated_hire", "fabricated_training", *rows)
        self._turn = 0

    def fabricate(self, life: Life, holder: Holder) -> Entry | None:
        """Invent something about this person: a hire (its records join the life) or a bad row (written at once)."""
        kind = self._kinds[self._turn % len(self._kinds)]
        self._turn += 1
        if kind in _FABRICATED:
            return _FABRICATED[kind](life)
        if kind in _BAD_LINES:
            return self._bad_line(life, holder, kind)
        return self._bad_row(life, holder, kind)

    def _bad_line(self, life: Life, holder: Holder, kind: str) -> Entry:
        record = _innocent(life, "insurance_started", life.city)
        delivery = life.window.delivery_of(record.day)
        line = _BAD_LINES[kind](event_line(record, holder))
        file, position = self.deliveries.add_line(delivery, "insurance.ndjson", line)
        return entry_of(life, kind, record, file=file, position=position)

    def _bad_row(self, life: Life, holder: Holder, kind: str) -> Entry:
        table, city, column, value = _BAD_ROWS[kind]
        name = {"insurance": "insurance_started", "registration": "employment_registered"}.get(table, "worker_rostered")
        record = _innocent(life, name, city)
        row = table_row(record, holder)
        row[column] = value
        delivery = life.window.delivery_of(record.day)
        file, position = self.deliveries.add_row(delivery, table_file(table, city), row)
        return entry_of(life, kind, record, file=file, position=position, id=None)


def _innocent(life: Life, name: str, city: str) -> Record:
    """A well-formed record of something that did not happen, not (yet) among the life's records."""
    day = life.pick(life.seasons.even)
    fields: dict[str, Any] = {"enterprise": life.employer}
    if name == "insurance_started":
        fields |= {"insurance": "110", "change_type_raw": "1", "reason_raw": "A", "reason": "first"}
        fields["handled_at"] = life.handled(day)
    elif name == "employment_registered":
        fields = {"employment_type": "private"} | fields | {"is_urban": True, "is_renewal": False}
    else:
        year = int(life.window.months[life.window.delivery_of(day) - 1][:4])
        fields |= {"programme_year": year, "sector": "steel", "origin": "first_diversion"}
        fields["planned_channel"] = "retraining_transfer"
    return Record(name, day, city, fields, len(life.records), carrier="ndjson")


def _fabricated_hire(life: Life) -> Entry | None:
    """A hire that never was, retracted one to three months later."""
    record = _innocent(life, "employment_registered", life.city)
    delivered = life.window.delivery_of(record.day)
    revealed = reveal_after(life, delivered)
    if revealed is None:
        return None
    life.records.append(record)
    fix = repair(life, "event_retracted", record, revealed, {"reason": "核查为虚报"})
    cell = Cell("urban_newly_employed", life.city, delivered - 1)
    return entry_of(
        life, "fabricated_hire", record, revealed, cells=[moved(life.window, cell, -1)],
        repair_id=event_id(life.index, fix),
    )  # fmt: skip


_FABRICATED = {
    "fabricated_hire": _fabricated_hire, "fabricated_benefit": fabricated_benefit, "fabricated_training": fabricated_training,
}  # fmt: skip


def _other_time(line: str, time: str) -> str:
    before, after = line.split('"time":"', 1)
    return f'{before}"time":"{time}"{after[after.index(chr(34)) + 1 :]}'


def _other_city(line: str, city: str) -> str:
    before, after = line.split('"city":"', 1)
    return f'{before}"city":"{city}"{after[after.index(chr(34)) + 1 :]}'

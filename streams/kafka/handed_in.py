"""Deliveries that the HTTP door left in Kafka, taken into the log as those of the spool are: each with its receipt."""

from collections.abc import Callable, Sequence
from datetime import datetime

import pyarrow as pa
from faust.types import TP

from streams.delivery import DeliveryDamaged, Head, grouped, head_of, opened
from streams.drain import GROUP_DELIVERIES, GROUP_ROWS, GROUP_SPAN_SECONDS, OF_THE_DATA, is_done
from streams.gates.examine import FOUND_SCHEMA
from streams.kafka.reading import Reading, StreamLog
from streams.kafka.records import Fetched, Record, origin_of
from streams.room import Receipt, Room
from streams.sources.batch import Batch

Handed = tuple[TP, Record, Head]
_PLACES = pa.schema([("position", pa.int64()), ("origin", pa.string()), ("place", pa.int64())])


class HandedIn:
    """Takes sealed deliveries into the log. `key`: Keys.spool."""

    def __init__(self, room: Room, log: StreamLog, key: bytes, now: Callable[[], datetime]) -> None:
        self._room, self._log, self._key, self._now = room, log, key, now

    def receive(self, fetched: Sequence[Fetched], receipt: Receipt) -> None:
        """Take them in group by group, each group whole or not at all; what became of them is added to `receipt`."""
        handed = [
            (TP(part.topic, part.partition), record, head_of(record.value or b"")) for part in fetched for record in part.records
        ]
        for group in grouped(handed, lambda one: one[2], GROUP_ROWS, GROUP_DELIVERIES, GROUP_SPAN_SECONDS):
            self._take(group, receipt)
        ends = {TP(part.topic, part.partition): part.next_offset for part in fetched}
        if any(self._log.reached.get(tp) != end for tp, end in ends.items()):  # a fetch may end in what is no message
            self._note([], ends)

    def _take(self, group: list[Handed], receipt: Receipt) -> None:
        """One group in one transaction; if a delivery of it is at fault, each by itself."""
        reached = {tp: record.offset + 1 for tp, record, _ in group}
        known = self._log.receipts_of([head.origin for _, _, head in group])
        fresh: dict[str, tuple[Head, Batch]] = {}
        damaged: list[tuple[TP, int]] = []
        for tp, record, head in group:
            if is_done(head, known.get(head.origin)) or head.origin in fresh:
                continue
            try:
                fresh[head.origin] = head, opened(self._key, record.value or b"")
            except DeliveryDamaged:
                damaged.append((tp, record.offset))
        try:
            if fresh:
                judged_at = max(head.received_at for head, _ in fresh.values())
                handed_in = [(origin, batch) for origin, (_, batch) in fresh.items()]
                # what is damaged is noted next: its offset must not be passed over before
                self._log.readings.append(self._reading(None, {} if damaged else reached))
                for taken in self._room.receive_together(handed_in, judged_at, self._now()):
                    _add(receipt, taken)
        except OF_THE_DATA:
            self._log.readings.clear()
            if len(group) > 1:
                for one in group:
                    self._take([one], receipt)
                return
            damaged = [(tp, record.offset) for tp, record, _ in group]
        if damaged or not fresh:
            receipt.rows += len(damaged)
            receipt.rejected += len(damaged)
            self._note(damaged, reached)

    def _note(self, damaged: Sequence[tuple[TP, int]], reached: dict[TP, int]) -> None:
        """Store how far was read, and refuse what cannot be opened or taken in, each at its place."""
        rows = [{"position": n, "rule_id": "F120"} for n, _ in enumerate(damaged)]
        outcomes = self._room.outcomes(pa.Table.from_pylist(rows, schema=FOUND_SCHEMA))
        places = [
            {"position": n, "origin": origin_of(tp.topic, tp.partition), "place": offset}
            for n, (tp, offset) in enumerate(damaged)
        ]
        self._log.readings.append(self._reading(pa.Table.from_pylist(places, schema=_PLACES), reached))
        self._log.append(self._room.ledger.nothing, outcomes, "", self._now())

    def _reading(self, places: pa.Table | None, reached: dict[TP, int]) -> Reading:
        offsets = [(tp.topic, tp.partition, offset) for tp, offset in reached.items()]
        return Reading(places, offsets, self._log.reached | reached)


def _add(total: Receipt, one: Receipt) -> None:
    for name, count in one.counts().items():
        setattr(total, name, getattr(total, name) + count)
    total.by_rule.update(one.by_rule)

"""From fetched messages to the log: one transaction holds the events, what was refused, and how far it read.

Everything here runs in one thread of its own; the log has one writer.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from faust.types import TP
from kafka import KafkaProducer

from streams.kafka import letters
from streams.kafka.intake import without_seen
from streams.kafka.records import Fetched, Places, batch_of
from streams.kafka.topics import Topics
from streams.log import Appended, LogWriter, Offset, placed
from streams.room import Receipt, Room
from streams.sources.batch import Batch
from streams.sources.mapped import KeyedDigests

ORIGIN = "kafka"
# so many batches are small files enough to be merged at the next quiet moment
BATCHES_TO_TIDY = 64


@dataclass(frozen=True)
class Reading:
    """A batch on its way: where its rows came from, how far it reads, and where the stream stands after it."""

    places: pa.Table
    offsets: Sequence[Offset]
    reached: dict[TP, int]


class StreamLog(LogWriter):
    """The log's writer for rows that come from many places; what is refused is posted before it is stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        # one for each batch that the room still has, in the order in which it appends them
        self.readings: deque[Reading] = deque()
        self.post: Callable[[list[dict[str, Any]]], None] = lambda refusals: None
        self.reached: dict[TP, int] = {TP(*part): offset for part, offset in self.offsets().items()}

    def append(
        self, entrants: pa.Table, outcomes: pa.Table, origin: str, now: datetime,
        before_commit: Callable[[], object] = lambda: None, **_: Any,
    ) -> Appended:  # fmt: skip
        """As LogWriter.append, with the places and offsets of the batch."""
        reading = self.readings.popleft()
        refused = outcomes.filter(pc.equal(outcomes["severity"], "reject"))
        if refused.num_rows:
            self.post(placed(refused, origin, reading.places).to_pylist())
        added = super().append(entrants, outcomes, origin, now, before_commit, places=reading.places, offsets=reading.offsets)
        self.reached = reading.reached
        return added


def unread(fetched: Sequence[Fetched], reached: dict[TP, int]) -> list[Fetched]:
    """What of it lies beyond `reached`, which is moved on. Raises RuntimeError when something before it is missing."""
    fresh = []
    for part in fetched:
        tp = TP(part.topic, part.partition)
        if part.next_offset <= (known := reached.get(tp, part.start)):
            continue
        if part.start > known:
            raise RuntimeError(f"{part.topic}/{part.partition}:{known} 至 {part.start} 的消息没有读到,不越过它们")
        fresh.append(without_seen(part, known))
        reached[tp] = part.next_offset
    return fresh


def cut(fetched: Sequence[Fetched], records: int) -> Iterator[list[Fetched]]:
    """Batches of at most so many messages; a single fetch is not cut."""
    batch: list[Fetched] = []
    held = 0
    for part in fetched:
        if batch and held + len(part.records) > records:
            yield batch
            batch, held = [], 0
        batch.append(part)
        held += len(part.records)
    if batch:
        yield batch


@dataclass
class LogSink:
    """The log, as the end of a stream."""

    room: Room
    log: StreamLog
    digests: KeyedDigests
    out: KafkaProducer
    topics: Topics
    now: Callable[[], datetime]
    batch_records: int

    def __post_init__(self) -> None:
        """Read over a cursor of its own, and post dead letters through `out`."""
        self._con, self._untidy = self.log.con.cursor(), 0
        self.log.post = lambda refusals: letters.post(self.out, self.topics.dead_letter, refusals)

    def durable(self) -> dict[TP, int]:
        """How far each partition is in the log."""
        return dict(self.log.reached)

    def positions(self, committed: dict[TP, int]) -> dict[TP, int]:
        """Where to go on: where the log stands, whatever Kafka holds as committed."""
        return {tp: self.log.reached[tp] for tp in committed if tp in self.log.reached}

    def deliver(self, fetched: Sequence[Fetched]) -> Receipt:
        """Take messages into the log, each batch whole or not at all. What the log has read before is passed over."""
        receipt = Receipt(ORIGIN)
        try:
            self.receive(fetched, receipt)
        finally:
            self.log.readings.clear()
        self._untidy += 1
        return receipt

    def receive(self, fetched: Sequence[Fetched], receipt: Receipt) -> None:
        """While a batch is appended the next ones are read and gated."""
        self.room.receive(self._batches(fetched), receipt, self.now, receipts=False)

    def _batches(self, fetched: Sequence[Fetched]) -> Iterator[Batch]:
        reached = dict(self.log.reached)
        for part in cut(unread(fetched, reached), self.batch_records):
            batch, places = batch_of(part, self.topics.mapped, self.digests, self._con)
            self.log.readings.append(self._reading(places, part))
            yield batch

    def _reading(self, places: Places, part: Sequence[Fetched]) -> Reading:
        before = self.log.readings[-1].reached if self.log.readings else self.log.reached
        offsets = {TP(one.topic, one.partition): one.next_offset for one in part}
        return Reading(places.table, [(tp.topic, tp.partition, n) for tp, n in offsets.items()], before | offsets)

    def tidy(self) -> None:
        """Merge the small files of many batches; for a quiet moment."""
        if self._untidy >= BATCHES_TO_TIDY:
            self.log.tidy()
            self._untidy = 0

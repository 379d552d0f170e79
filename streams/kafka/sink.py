"""From fetched messages to the log: one transaction holds the events, what was refused, and how far it read.

Everything here runs in one thread of its own; the log has one writer.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from faust.types import TP
from kafka import KafkaProducer

from streams.drain import drain
from streams.kafka import letters
from streams.kafka.handed_in import HandedIn
from streams.kafka.intake import without_seen
from streams.kafka.reading import Reading, StreamLog
from streams.kafka.records import Fetched, Places, batch_of
from streams.kafka.topics import Topics
from streams.room import Receipt, Room
from streams.sources.batch import Batch
from streams.sources.mapped import KeyedDigests
from streams.spool import Spool

LOGGER = logging.getLogger(__name__)

ORIGIN = "kafka"
# so many batches are small files enough to be merged at the next quiet moment
BATCHES_TO_TIDY = 64
# the spool of this ledger has its turn as long as this
TURN_SECONDS = 1.0


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
    spool: Spool
    key: bytes

    def __post_init__(self) -> None:
        """Read over a cursor of its own, and post dead letters through `out`."""
        self._con, self._untidy = self.log.con.cursor(), 0
        self._handed_in = HandedIn(self.room, self.log, self.key, self.now)
        self.log.post = lambda refusals: letters.post(self.out, self.topics.dead_letter, refusals)

    def durable(self) -> dict[TP, int]:
        """How far each partition is in the log."""
        return dict(self.log.reached)

    def positions(self, committed: dict[TP, int]) -> dict[TP, int]:
        """Where to go on: where the log stands, whatever Kafka holds as committed."""
        return {tp: self.log.reached[tp] for tp in committed if tp in self.log.reached}

    def deliver(self, fetched: Sequence[Fetched]) -> Receipt:
        """Take messages into the log, each batch whole or not at all. What the log has read before is passed over."""
        receipt, deliveries = Receipt(ORIGIN), self.topics.deliveries
        try:
            if others := [part for part in fetched if part.topic != deliveries]:
                self.receive(others, receipt)
            if handed_in := unread([part for part in fetched if part.topic == deliveries], dict(self.log.reached)):
                self._handed_in.receive(handed_in, receipt)
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
        """Take in what waits in the spool, as no other may while this process writes; merge the small files of many batches."""
        drained = drain(self.room, self.log, self.spool, self.now, monotonic() + TURN_SECONDS)
        for origin, reason in drained.set_aside:
            LOGGER.error("%s was set aside: %s", origin, reason)
        self._untidy += bool(drained.receipts)
        if self._untidy >= BATCHES_TO_TIDY:
            self.log.tidy()
            self._untidy = 0

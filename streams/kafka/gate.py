"""Gates apart from the log: several workers share the partitions of the sources' topics, judge and tokenise, and hand on
what may enter over the topic of accepted events, which the log's one writer drains (docs/adr/0010).

A message there holds rows as Arrow: events without anything personal, or what the gates said. Handed on twice, it
changes nothing: (source, id) is stored once, and so is a refusal of one place.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa
from faust.types import TP
from kafka import KafkaProducer

from streams.gates.examine import FOUND_SCHEMA, Examined
from streams.gates.people import PERSONAL_COLUMNS
from streams.kafka.reading import Reading
from streams.kafka.records import Fetched, batch_of, origin_of
from streams.kafka.sink import LogSink, cut, unread
from streams.kafka.topics import Topics
from streams.known import content_sql, key_sql
from streams.log import placed
from streams.room import Receipt, Room
from streams.sources.mapped import KeyedDigests

EVENTS, TOLD, OFFSETS = "events", "told", "offsets"
_SLICE_BYTES = 2 << 20
_EVENT_COLUMNS = ["position", "source", "id", "type", "subject", "time", "dataschema", "data"]
_TOLD_SCHEMA = pa.schema(
    [(name, pa.int64() if name == "position" else pa.string())
     for name in ("position", "rule_id", "stage", "severity", "field", "value", "source", "type")]
)  # fmt: skip
_EVENT_SCHEMA = pa.schema(
    [(name, {"position": pa.int64(), "time": pa.timestamp("us")}.get(name, pa.string())) for name in _EVENT_COLUMNS]
)


@dataclass
class GateSink:
    """The topic of accepted events, as the end of a gate worker's stream."""

    room: Room
    digests: KeyedDigests
    out: KafkaProducer
    topics: Topics
    now: Callable[[], datetime]
    batch_records: int
    _handed_on: dict[TP, int] = field(default_factory=dict)

    def durable(self) -> dict[TP, int]:
        """How far Kafka holds everything that came of a partition."""
        return dict(self._handed_on)

    def positions(self, committed: dict[TP, int]) -> dict[TP, int]:
        """Where to go on: what any gate worker has committed, or this one has handed on beyond that."""
        start = {tp: max(offset, self._handed_on.get(tp, -1)) for tp, offset in committed.items()}
        self._handed_on = {tp: offset for tp, offset in start.items() if offset >= 0}
        return dict(self._handed_on)

    def deliver(self, fetched: Sequence[Fetched]) -> Receipt:
        """Gate and hand on; durable in Kafka on return."""
        receipt, reached = Receipt("kafka"), dict(self._handed_on)
        for part in cut(unread(fetched, reached), self.batch_records):
            batch, places = batch_of(part, self.topics.mapped, self.digests, self.room.con)
            examined, told = self.room.gate(batch, self.now())
            events = placed(examined.entrants.select(_EVENT_COLUMNS), "", places.table)
            read = [(one.topic, one.partition, one.next_offset) for one in part]
            self._hand_on(events, placed(told, "", places.table), read)
            receipt.rows += examined.rows
            receipt.accepted += examined.entrants.num_rows
        self._handed_on = reached
        return receipt

    def _hand_on(self, events: pa.Table, told: pa.Table, read: list[tuple[str, int, int]]) -> None:
        """Send the rows, and with the last how far they were read; wait until Kafka has them all."""
        messages = [*_slices(EVENTS, events), *_slices(TOLD, told)] or [(EVENTS, b"")]
        waiting = []
        for n, (kind, value) in enumerate(messages, start=1):
            headers = [("kind", kind.encode())]
            if n == len(messages):
                headers.append((OFFSETS, json.dumps(read).encode()))
            waiting.append(self.out.send(self.topics.accepted, value, headers=headers))
        self.out.flush()
        for future in waiting:
            future.get(timeout=0)

    def tidy(self) -> None:
        """Nothing lies about."""


def _slices(kind: str, rows: pa.Table) -> Iterator[tuple[str, bytes]]:
    if not rows.num_rows:
        return
    if rows.nbytes > _SLICE_BYTES and rows.num_rows > 1:
        half = rows.num_rows // 2
        yield from _slices(kind, rows.slice(0, half).combine_chunks())
        yield from _slices(kind, rows.slice(half).combine_chunks())
        return
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, rows.schema) as stream:
        stream.write_table(rows)
    yield kind, out.getvalue().to_pybytes()


@dataclass
class AcceptedSink(LogSink):
    """The log, as the end of the stream of accepted events: only the gates that ask the ledger are left."""

    def receive(self, fetched: Sequence[Fetched], receipt: Receipt) -> None:
        """Admit what gate workers handed on."""
        reached = dict(self.log.reached)
        for part in cut(unread(fetched, reached), self.batch_records):
            events, told, reading = self._handed_on(part)
            self.log.readings.append(reading)
            rows = events.num_rows + len(set(told["position"].to_pylist()) - set(events["position"].to_pylist()))
            self.room.admit(Examined(rows, self._with_keys(events), FOUND_SCHEMA.empty_table()), receipt, self.now(), told)

    def _handed_on(self, fetched: Sequence[Fetched]) -> tuple[pa.Table, pa.Table, Reading]:
        """The rows of all messages, numbered anew, with their places, and how far they and their sources were read."""
        tables: dict[str, list[pa.Table]] = {EVENTS: [], TOLD: []}
        offsets: dict[TP, int] = {}
        for part in fetched:
            offsets[TP(part.topic, part.partition)] = part.next_offset
            for record in part.records:
                headers = dict(record.headers)
                try:
                    kind, rows = headers["kind"].decode(), _rows(record.value)
                    for topic, partition, offset in json.loads(headers.get(OFFSETS, b"[]")):
                        offsets[TP(topic, partition)] = max(offset, offsets.get(TP(topic, partition), 0))
                    tables[kind].append(rows) if rows is not None else None
                except (KeyError, ValueError, TypeError, pa.ArrowException):
                    tables[TOLD].append(_unreadable(part.topic, part.partition, record.offset))
        events = pa.concat_tables([_EVENT_SCHEMA.append(pa.field("origin", pa.string())).empty_table(), *tables[EVENTS]])
        told = pa.concat_tables([_TOLD_SCHEMA.append(pa.field("origin", pa.string())).empty_table(), *tables[TOLD]])
        # a gate worker that died before it committed handed on what the next one handed on again
        events, told = _once(events, "origin", "position"), _once(told, "origin", "position", "rule_id", "field")
        events, told, places = _numbered(events, told)
        reached = self.log.reached | {tp: max(offset, self.log.reached.get(tp, 0)) for tp, offset in offsets.items()}
        return events, told, Reading(places, [(tp.topic, tp.partition, reached[tp]) for tp in offsets], reached)

    def _with_keys(self, events: pa.Table) -> pa.Table:
        """The columns of Examined.entrants: the index's keys, and no person, for none came this far."""
        self._con.register("handed_on", events)
        empty = ", ".join(f"null::varchar as {name}" for name in PERSONAL_COLUMNS)
        rows = self._con.execute(
            f"select *, {empty}, {key_sql()} as key, {content_sql()} as content from handed_on order by position"
        ).to_arrow_table()
        self._con.unregister("handed_on")
        return rows


def _rows(value: bytes | None) -> pa.Table | None:
    return pa.ipc.open_stream(value).read_all() if value else None


def _unreadable(topic: str, partition: int, offset: int) -> pa.Table:
    row = {"position": offset, "rule_id": "F103", "stage": "format", "severity": "reject", "origin": origin_of(topic, partition)}
    return pa.Table.from_pylist([row], schema=_TOLD_SCHEMA.append(pa.field("origin", pa.string())))


def _once(rows: pa.Table, *key: str) -> pa.Table:
    """The rows without those whose key an earlier one has."""
    numbered = rows.append_column("row", pa.array(range(rows.num_rows), pa.int64()))
    first = numbered.group_by(list(key), use_threads=False).aggregate([("row", "min")])["row_min"]
    return rows.take(first) if len(first) < rows.num_rows else rows


def _numbered(events: pa.Table, told: pa.Table) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Events and outcomes with positions of their own from 1 in place of their places, and the table of places."""
    both = pa.concat_tables([events.select(["origin", "position"]), told.select(["origin", "position"])])
    places = both.group_by(["origin", "position"], use_threads=False).aggregate([])
    number = {
        place: n for n, place in enumerate(zip(*(places[c].to_pylist() for c in ("origin", "position")), strict=True), start=1)
    }

    def renumbered(rows: pa.Table) -> pa.Table:
        named = zip(rows["origin"].to_pylist(), rows["position"].to_pylist(), strict=True)
        positions = pa.array([number[place] for place in named], pa.int64())
        return rows.set_column(rows.column_names.index("position"), "position", positions).drop_columns(["origin"])

    table = pa.table({
        "position": pa.array(range(1, len(number) + 1), pa.int64()), "origin": places["origin"], "place": places["position"],
    })  # fmt: skip
    return renumbered(events), renumbered(told), table

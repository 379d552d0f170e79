"""What the worker is measured against: quixstreams with the worker's own sink, and a bare consumer that only stores JSON columns."""

import logging
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from confluent_kafka import Consumer
from quixstreams import Application
from quixstreams.sinks import BaseSink

from streams.app import Sink
from streams.kafka.connection import Connection
from streams.kafka.records import Fetched
from streams.kafka.topics import Topics

BATCH = 20_000
_FIELDS = ("id", "source", "type", "time", "data.person", "data.name", "data.city", "data.enterprise")


class _Whole(BaseSink):
    """Gathers every partition's messages between two checkpoints and delivers them at once."""

    def __init__(self, sink: Sink, app: Application, on_delivered: Any) -> None:
        super().__init__()
        self._sink, self._app, self._on_delivered = sink, app, on_delivered
        self._parts: dict[tuple[str, int], list[Any]] = {}

    def add(self, value: Any, key: Any, timestamp: int, headers: Any, topic: str, partition: int, offset: int) -> None:
        self._parts.setdefault((topic, partition), []).append(_Record(offset, timestamp, 0, value, headers or ()))

    def flush(self) -> None:
        parts = [Fetched(*part, records[0].offset, records[-1].offset + 1, records) for part, records in self._parts.items()]
        self._parts = {}
        if parts and self._on_delivered(self._sink.deliver(parts)):
            self._app.stop()

    def on_paused(self) -> None:
        self._parts = {}


class _Record:
    __slots__ = ("headers", "offset", "timestamp", "timestamp_type", "value")

    def __init__(self, offset: int, timestamp: int, timestamp_type: int, value: bytes, headers: Any) -> None:
        self.offset, self.timestamp, self.timestamp_type, self.value, self.headers = (
            offset,
            timestamp,
            timestamp_type,
            value,
            headers,
        )


def quix(connection: Connection, sink: Sink, on_delivered: Any) -> None:
    """Consume all topics with quixstreams, a checkpoint every 20,000 messages, until `on_delivered` says that all is there."""
    logging.getLogger("quixstreams").setLevel(logging.ERROR)
    app = Application(
        broker_address=",".join(connection.bootstrap), consumer_group="bench.quix", auto_offset_reset="earliest",
        commit_every=BATCH, commit_interval=1.0, auto_create_topics=False, loglevel="ERROR",
    )  # fmt: skip
    whole = _Whole(sink, app, on_delivered)
    for name in Topics(connection.prefix).families.values():
        app.dataframe(app.topic(name, value_deserializer="bytes", key_deserializer="bytes")).sink(whole)
    app.run()


def bare(connection: Connection, file: Path, events: int, on_first: Any) -> None:
    """Consume with confluent-kafka and keep each event's text and a few columns of it in a DuckDB table."""
    consumer = Consumer({
        "bootstrap.servers": ",".join(connection.bootstrap), "group.id": "bench.bare", "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    })  # fmt: skip
    consumer.subscribe(list(Topics(connection.prefix).families.values()))
    paths = ", ".join(f"'$.{name}'" for name in _FIELDS)
    columns = ", ".join(f"v[{i}] as {name.replace('data.', '')}" for i, name in enumerate(_FIELDS, start=1))
    with duckdb.connect(str(file)) as con:
        con.execute("pragma wal_autocheckpoint = '1GB'")
        con.execute("create table events (topic varchar, part int, pos bigint, id varchar, source varchar, type varchar, time varchar,"
                    " person varchar, name varchar, city varchar, enterprise varchar, line varchar)")  # fmt: skip
        read = 0
        while read < events:
            messages = [m for m in consumer.consume(BATCH, timeout=0.5) if m.error() is None]
            if not messages:
                continue
            if not read:
                on_first()
            con.register("fetched", pa.table({
                "topic": [m.topic() for m in messages], "part": [m.partition() for m in messages],
                "pos": [m.offset() for m in messages], "line": pa.array([m.value() for m in messages], pa.binary()).cast(pa.string()),
            }))  # fmt: skip
            con.execute(
                f"insert into events select topic, part, pos, {columns}, line from"
                f" (select *, json_extract_string(line, [{paths}]) as v from fetched)"
            )
            read += len(messages)
    consumer.close()

"""Send a file of events (NDJSON) to the topics of their families: acknowledged by all replicas, each at most once a call.

A line goes out as it stands; the gates judge it on the other side. Only what names no topic is not sent, and said.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa
from kafka import KafkaProducer
from kafka.errors import KafkaError

from streams.events.catalogue import LATEST
from streams.kafka.connection import Connection
from streams.kafka.topics import Topics, existing_topics
from streams.sources.kinds import FileKind, kind_of
from streams.sources.line_blocks import read_line_blocks
from streams.sources.refusal import Refusal, SourceRefused

CHUNK_LINES = 5_000
# one value of topics.yml's max.message.bytes; the broker has the last word
MAX_REQUEST_BYTES = 8 << 20


class Names(Protocol):
    """What a producer needs of the tokeniser."""

    def tokens(self, values: list[str | None]) -> list[str | None]:
        """Identity numbers → tokens, in order."""

    def digests(self, values: list[str | None]) -> list[str | None]:
        """A keyed digest of each text, in order."""


class SendFailed(RuntimeError):
    """The cluster did not acknowledge everything."""


@dataclass
class Sent:
    """What became of a file's lines. `refused`: lines that name no topic, not sent."""

    sent: int = 0
    refused: list[Refusal] = field(default_factory=list)


def producer(connection: Connection, **settings: Any) -> KafkaProducer:
    """A producer that repeats what was not acknowledged and is never the cause of a double."""
    defaults = {
        "acks": "all", "enable_idempotence": True, "compression_type": "zstd", "linger_ms": 20, "batch_size": 256 << 10,
        "max_request_size": MAX_REQUEST_BYTES,
    }  # fmt: skip
    return KafkaProducer(**(connection.settings() | defaults | settings))


def send_file(
    connection: Connection, path: Path, names: Names, *, compression: str | None = "zstd",
    on_sent: Callable[[int], None] | None = None,
) -> Sent:  # fmt: skip
    """Send the events of a file, keyed by their subjects. Sending a file again adds messages, but no entry to the log.

    Raises SourceRefused when the file is no NDJSON, SendFailed when something was not acknowledged.
    """
    if not path.is_file():
        raise SourceRefused("F001", "", path.name)
    if (kind := kind_of(path)) is not FileKind.NDJSON:
        raise SourceRefused("F013", f"是 {kind} 文件;表格请用 taizhang ingest 收", path.name)
    topics = Topics(connection.prefix).families
    if missing := set(topics.values()) - set(existing_topics(connection)):
        raise SendFailed(f"没有主题 {'、'.join(sorted(missing))}:请先运行 taizhang stream topics,一条也没有发")
    outcome = Sent()
    failures: list[BaseException] = []
    out = producer(connection, compression_type=compression)
    try:
        for topic, key, line, refusal in _addressed(path, names, topics):
            if refusal:
                outcome.refused.append(refusal)
                continue
            out.send(topic, line, key=key).add_errback(failures.append)
            outcome.sent += 1
            if on_sent and outcome.sent % CHUNK_LINES == 0:
                on_sent(outcome.sent)
        out.flush()
    except KafkaError as error:
        failures.append(error)
    finally:
        out.close()
    if failures:
        raise SendFailed(
            f"{len(failures)} 条没有得到 Kafka 确认({type(failures[0]).__name__}):核对 KAFKA_BOOTSTRAP 与主题"
            "(taizhang stream topics)后把整个文件再发一次,已收到的不会重复记账"
        )
    return outcome


_Addressed = tuple[str, bytes | None, bytes, Refusal | None]


def _addressed(path: Path, names: Names, topics: dict[str, str]) -> Iterator[_Addressed]:
    """Each line with its topic and key, or with the reason why it has none."""
    with duckdb.connect() as con:
        for block in read_line_blocks(path, CHUNK_LINES):
            lines = [block.line(i) for i in range(block.line_count)]
            read = _read(lines, con)
            persons = names.tokens([subject if kind == "person" else None for _, _, kind, subject in read])
            others = names.digests([None if kind == "person" else subject for _, _, kind, subject in read])
            for i, (line, (family, is_json, _, _)) in enumerate(zip(lines, read, strict=True)):
                number, topic = block.first_line + i, topics.get(family or "")
                if number in block.too_long:
                    yield "", None, b"", (number, "F102", None, None)
                elif not line.strip():
                    continue
                elif topic is None:
                    yield "", None, b"", (number, "V003" if is_json else "F103", None, None)
                else:
                    key = persons[i] or others[i]
                    yield topic, key.encode() if key else None, line, None


_Read = tuple[str | None, bool, str, str | None]


def _read(lines: list[bytes], con: duckdb.DuckDBPyConnection) -> list[_Read]:
    """(family, whether it is JSON, kind of subject, subject) of each line; the source tells the family of an unknown type."""
    con.register("sent", pa.table({"place": range(len(lines)), "line": pa.array(lines, pa.binary())}))
    fields = sorted({event.subject_field for event in LATEST.values() if event.subject_kind != "event"})
    paths = ", ".join(
        f"'$.{name}'" for name in ("type", "source", "data.target_source", "data.target_id", *map("data.{}".format, fields))
    )
    family = " ".join(f"when '{name}' then '{event.family}'" for name, event in LATEST.items())
    kind = " ".join(f"when '{name}' then '{event.subject_kind}'" for name, event in LATEST.items())
    subject = " ".join(
        f"when '{name}' then v[3] || '#' || v[4]" if event.subject_kind == "event"
        else f"when '{name}' then v[{fields.index(event.subject_field) + 5}]"
        for name, event in LATEST.items()
    )  # fmt: skip
    try:
        rows: list[_Read] = con.execute(
            f"""
            select
                coalesce(case v[1] {family} end, regexp_extract(v[2], '^urn:taizhang:[1-9]\\d{{5}}:([a-z]+)$', 1)),
                v is not null, coalesce(case v[1] {kind} end, ''), case v[1] {subject} end
            from (
                select place, json_extract_string(case when json_valid(text) then text end, [{paths}]) as v
                from (select place, try(decode(line)) as text from sent)
            )
            order by place
            """
        ).fetchall()
        return rows
    finally:
        con.unregister("sent")

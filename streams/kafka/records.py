"""Messages as they lie in Kafka, made into one batch for the room, and where each of its rows came from.

CloudEvents in binary mode (attributes in ce_ headers), in structured mode (one JSON object) or batched (a JSON array);
on the topic of a mapping, records of Debezium or Kafka Connect JDBC. Whatever else is refused, and nothing is dropped.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import duckdb
import numpy as np
import pyarrow as pa

from streams.kafka.change_records import rows_of
from streams.kafka.unpacking import Withheld
from streams.sources.batch import Batch
from streams.sources.cloudevents import envelopes_of
from streams.sources.line_blocks import MAX_LINE_BYTES
from streams.sources.mapped import KeyedDigests
from streams.sources.mapping import shipped_mappings
from streams.sources.refusal import Refusal, refused_table

_ATTRIBUTE, _PLAIN_START = "ce_", b"{"


class Record(Protocol):
    """What is read of a message of aiokafka."""

    offset: int
    timestamp: int
    timestamp_type: int
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]


@dataclass(frozen=True)
class Fetched:
    """Consecutive messages of one partition. `start` and `next_offset` also span what a fetch skips (transactions' marks)."""

    topic: str
    partition: int
    start: int
    next_offset: int
    # not in the repr: logs must hold no name
    records: Sequence[Record] = field(repr=False)


@dataclass(frozen=True)
class Places:
    """Where the rows of a batch came from: position in the batch → origin in the log, offset, and place in an array or 0."""

    table: pa.Table


@dataclass(frozen=True)
class _Row:
    """One row to be: a JSON text of an event, or what is refused at once."""

    offset: int
    element: int
    line: bytes
    refused: str | None = None
    told: str | None = None


def origin_of(topic: str, partition: int, element: int = 0) -> str:
    """A message's partition as the log names it; the n-th element of an array has its own origin."""
    return f"kafka:{topic}/{partition}" + (f"#{element}" if element else "")


def batch_of(
    fetched: Sequence[Fetched], mapped: Mapping[str, str], digests: KeyedDigests, con: duckdb.DuckDBPyConnection
) -> tuple[Batch, Places]:
    """The rows of all fetched messages, numbered from 1 in their order, and their places. mapped: topic → its mapping."""
    origins: list[str] = []
    places: list[int] = []
    events: list[tuple[int, _Row]] = []
    tables: dict[str, list[tuple[int, Record]]] = defaultdict(list)
    for part in fetched:
        number = len(places) + 1
        if mapping := mapped.get(part.topic):
            tables[mapping] += enumerate(part.records, start=number)
            rows = [_Row(record.offset, 0, b"") for record in part.records]
        else:
            rows = list(_events(part.records, con))
            events += enumerate(rows, start=number)
        named = {element: origin_of(part.topic, part.partition, element) for element in {row.element for row in rows}}
        origins += [named[row.element] for row in rows]
        places += [row.offset for row in rows]
    # one query over all of a kind: a query for each fetch would cost more than its rows
    batches = [_batch_of(events, con), *(rows_of(rows, shipped_mappings()[name], digests, con) for name, rows in tables.items())]
    table = pa.table({
        "position": pa.array(range(1, len(places) + 1), pa.int64()), "origin": pa.array(origins, pa.string()),
        "place": pa.array(places, pa.int64()),
    })  # fmt: skip
    envelopes = pa.concat_tables([batch.envelopes for batch in batches])
    return Batch(envelopes, pa.concat_tables([batch.refused for batch in batches])), Places(table)


def _events(records: Sequence[Record], con: duckdb.DuckDBPyConnection) -> Iterator[_Row]:
    for record in records:
        value = record.value
        if value is None:
            yield _Row(record.offset, 0, b"", "F104")
        elif isinstance(value, Withheld):
            yield _Row(record.offset, 0, b"", "F121", value.told)
        elif record.headers and (attributes := _attributes(record.headers)):
            yield _binary(record.offset, value, attributes)
        elif value.startswith(_PLAIN_START):
            yield _Row(record.offset, 0, value)
        elif value.lstrip().startswith(b"["):
            yield from _array(record.offset, value, con)
        else:
            # blank lines of a file are passed over; an empty message is an event that was lost on its way
            yield _Row(record.offset, 0, value, None if value.strip() else "F104")


def _attributes(headers: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    """CloudEvents attributes of a message in binary mode; none if it is in structured mode."""
    attributes = {name[len(_ATTRIBUTE):]: value.decode("utf-8", "replace") for name, value in headers
                  if name.startswith(_ATTRIBUTE) and value is not None}  # fmt: skip
    if "specversion" not in attributes:
        return {}
    content = dict(headers).get("content-type")
    return attributes | ({"datacontenttype": content.decode("utf-8", "replace")} if content is not None else {})


def _binary(offset: int, value: bytes, attributes: dict[str, str]) -> _Row:
    """The event of a message in binary mode as the JSON text it is in structured mode."""
    try:
        # a value that is no JSON by itself could become some when it is put between braces
        json.loads(value)
    except (ValueError, RecursionError):
        return _Row(offset, 0, value, "F103" if value.strip() else "F104")
    return _Row(offset, 0, json.dumps(attributes, ensure_ascii=False)[:-1].encode() + b',"data":' + value + b"}")


def _array(offset: int, value: bytes, con: duckdb.DuckDBPyConnection) -> Iterator[_Row]:
    """The elements of an array, each as the text it was sent as."""
    try:
        text = value.decode("utf-8")
        texts = con.execute("select json_extract($text, '$[*]')::varchar[]", {"text": text}).fetchall()[0][0]
    except (UnicodeDecodeError, duckdb.Error) as error:
        yield _Row(offset, 0, b"", "F101" if isinstance(error, UnicodeDecodeError) else "F103")
        return
    if not texts:
        yield _Row(offset, 0, b"", "F104")
    for element, text in enumerate(texts, start=1):
        yield _Row(offset, element, text.encode())


def _batch_of(events: list[tuple[int, _Row]], con: duckdb.DuckDBPyConnection) -> Batch:
    refusals: list[Refusal] = [(position, event.refused, None, event.told) for position, event in events if event.refused]
    refusals += [(position, "F102", None, None) for position, event in events if len(event.line) > MAX_LINE_BYTES]
    out = {position for position, *_ in refusals}
    positions = np.array([position for position, _ in events], dtype=np.int64)
    lines = [b"" if position in out else event.line for position, event in events]
    texts = pa.array(lines, pa.binary())
    try:
        texts = texts.cast(pa.string())
    except pa.ArrowInvalid:
        texts, unreadable = _decoded(lines)
        refusals += [(int(positions[i]), "F101", None, None) for i in unreadable]
    batch = envelopes_of(texts, positions, con)
    if refusals:
        return Batch(batch.envelopes, pa.concat_tables([batch.refused, refused_table(refusals)]).sort_by("position"))
    return batch


def _decoded(lines: list[bytes]) -> tuple[pa.Array, list[int]]:
    """The lines as text, and which of them are no UTF-8 (left blank)."""
    texts: list[str | None] = []
    for line in lines:
        try:
            texts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(None)
    return pa.array([text or "" for text in texts], pa.string()), [i for i, text in enumerate(texts) if text is None]

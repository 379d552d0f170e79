"""Records of a table's changes, as Debezium or Kafka Connect JDBC writes them (JSON), made into rows of its mapping.

The value of each column becomes the text that the same table would bear in a file; from there the mapping goes on.
Dates and times are numbers in such records: the schema that travels with a record says which, so it must be there.
"""

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from streams.kafka.unpacking import Withheld
from streams.sources.batch import ENVELOPE_SCHEMA, Batch
from streams.sources.mapped import KeyedDigests, Mapper
from streams.sources.mapping import Mapping
from streams.sources.match import match_header
from streams.sources.refusal import Refusal, SourceRefused, refused_table
from streams.sources.rows import RawRows, raw_table

_EPOCH = date(1970, 1, 1)


class Record(Protocol):
    """What is read of a message."""

    value: bytes | None


class _NoRow(Exception):
    """The record is no row that was written; its argument is the rule it breaks."""


def rows_of(
    records: Sequence[tuple[int, Record]], mapping: Mapping, digests: KeyedDigests, con: duckdb.DuckDBPyConnection
) -> Batch:
    """Envelopes of the records, which come with their positions, and the refused ones, by the mapping's own rules."""
    refusals: list[Refusal] = []
    by_header: dict[tuple[str, ...], list[tuple[int, dict[str, str | None]]]] = defaultdict(list)
    for position, record in records:
        try:
            row = row_of(record.value)
        except _NoRow as no:
            refusals.append((position, no.args[0], None, record.value.told if isinstance(record.value, Withheld) else None))
        else:
            by_header[tuple(row)].append((position, row))
    batches = [_batch_of(header, rows, mapping, digests, con) for header, rows in by_header.items()]
    refused = pa.concat_tables([*(batch.refused for batch in batches), refused_table(refusals)]).sort_by("position")
    envelopes = pa.concat_tables([ENVELOPE_SCHEMA.empty_table(), *(batch.envelopes for batch in batches)])
    return Batch(envelopes.sort_by("position"), refused)


def _batch_of(
    header: tuple[str, ...], rows: list[tuple[int, dict[str, str | None]]], mapping: Mapping, digests: KeyedDigests,
    con: duckdb.DuckDBPyConnection,
) -> Batch:  # fmt: skip
    try:
        match = match_header([list(header)], "kafka", mapping.topic or "", mapping)
    except SourceRefused as refusal:
        refusals: list[Refusal] = [(position, refusal.rule_id, None, None) for position, _ in rows]
        return Batch(ENVELOPE_SCHEMA.empty_table(), refused_table(refusals))
    columns = [pa.array([row[name] for _, row in rows], pa.string()) for name in header]
    return Mapper(match, digests, con).batch(RawRows(raw_table([position for position, _ in rows], columns)))


def row_of(value: bytes | None) -> dict[str, str | None]:
    """Column → text of the row that a record says was written. Raises _NoRow with the rule that a record breaks."""
    if isinstance(value, Withheld):
        raise _NoRow("F121")
    try:
        said = json.loads(value or b"", parse_float=str)
    except (ValueError, RecursionError):
        raise _NoRow("F103" if value else "F118") from None
    if not isinstance(said, dict):
        raise _NoRow("F104")
    row: Any = said
    fields: _Fields = {}
    if set(said) == {"schema", "payload"}:
        row, fields = said["payload"], _fields(said["schema"])
    if isinstance(row, dict) and {"op", "after"} <= set(row):
        fields = fields.get("after", ({}, None))[0]
        row = row["after"]
    if row is None:
        raise _NoRow("F118")
    if not isinstance(row, dict) or not row:
        raise _NoRow("F104")
    return {name: _text(content, *fields.get(name, ({}, None))) for name, content in row.items()}


# name → (the fields within, the field's own schema)
_Fields = dict[str, tuple[Any, dict[str, Any] | None]]


def _fields(schema: Any) -> _Fields:
    if not isinstance(schema, dict):
        return {}
    return {part.get("field", ""): (_fields(part), part) for part in schema.get("fields") or []}


def _text(content: Any, _: Any, schema: dict[str, Any] | None) -> str | None:
    """A column's value as a file would bear it."""
    if content is None:
        return None
    convert = _LOGICAL.get((schema or {}).get("name") or "")
    if convert and isinstance(content, int | str):
        return convert(content, schema or {})
    if isinstance(content, bool):
        return "是" if content else "否"
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def _day(content: Any, _: dict[str, Any]) -> str:
    return (_EPOCH + timedelta(days=int(content))).isoformat()


def _moment(per_second: int) -> Callable[[Any, dict[str, Any]], str]:
    def text(content: Any, _: dict[str, Any]) -> str:
        moment = datetime.fromtimestamp(int(content) // per_second, UTC).replace(tzinfo=None)
        return moment.date().isoformat() if (moment.hour, moment.minute, moment.second) == (0, 0, 0) else moment.isoformat()

    return text


def _decimal(content: Any, schema: dict[str, Any]) -> str:
    number = int.from_bytes(base64.b64decode(str(content)), "big", signed=True)
    return str(Decimal(number).scaleb(-int((schema.get("parameters") or {}).get("scale", 0))))


# database times have no zone: they are the province's own
_LOGICAL: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "io.debezium.time.Date": _day,
    "org.apache.kafka.connect.data.Date": _day,
    "io.debezium.time.Timestamp": _moment(1_000),
    "org.apache.kafka.connect.data.Timestamp": _moment(1_000),
    "io.debezium.time.MicroTimestamp": _moment(1_000_000),
    "io.debezium.time.NanoTimestamp": _moment(1_000_000_000),
    "org.apache.kafka.connect.data.Decimal": _decimal,
}

"""A delivery on its way from a door to the log's writer: a head that may be read, and rows that only the key opens.

The head holds no word of the sender's but known sources; it is bound to the seal, so that neither can be exchanged.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

import pyarrow as pa

from identity.envelope import seal, unseal
from identity.errors import VaultProblem
from streams.sources.batch import Batch

T = TypeVar("T")

_COMPRESSED = pa.ipc.IpcWriteOptions(compression="zstd")


class NotKept(RuntimeError):
    """Deliveries cannot be kept or found now; in Chinese, why."""


class TooLarge(NotKept):
    """This delivery can never be kept as it is."""


class DeliveryDamaged(RuntimeError):
    """A delivery was altered, or sealed under another master key."""


@dataclass(frozen=True)
class Head:
    """What may be known of a delivery without opening it. `sources`: rows by source, those in scope only."""

    origin: str
    received_at: datetime
    rows: int
    sources: dict[str, int]


@dataclass(frozen=True)
class Kept:
    """A delivery that the log does not hold, and whether it was set aside."""

    head: Head
    is_aside: bool = False


@dataclass(frozen=True)
class Backlog:
    """What waits: deliveries, rows where they are known, since when (seconds), rows by source, and what was set aside."""

    deliveries: int
    rows: int | None
    oldest_seconds: float
    by_source: dict[str, int]
    set_aside: int


def sealed(key: bytes, head: Head, batch: Batch) -> bytes:
    """Head and rows as one text line and one sealed blob. `key`: Keys.spool."""
    shown = json.dumps(head.__dict__ | {"received_at": head.received_at.isoformat()}, ensure_ascii=False).encode()
    return shown + b"\n" + seal(key, _packed(batch), shown)


def head_of(content: bytes) -> Head:
    """The head of a sealed delivery, or of its first line. What is none has no origin and no rows: opening it will say so."""
    try:
        shown: dict[str, Any] = json.loads(content.partition(b"\n")[0])
        return replace(Head(**shown), received_at=datetime.fromisoformat(shown["received_at"]))
    except (ValueError, TypeError, KeyError):
        return Head("", datetime.fromtimestamp(0), 0, {})


def opened(key: bytes, content: bytes) -> Batch:
    """The rows of a sealed delivery. Raises DeliveryDamaged."""
    shown, _, blob = content.partition(b"\n")
    try:
        return _unpacked(unseal(key, blob, shown.decode()))
    except (VaultProblem, UnicodeDecodeError, pa.ArrowException):
        raise DeliveryDamaged("打不开:内容被改动,或主密钥换过") from None


def grouped(
    deliveries: Iterable[T], head: Callable[[T], Head], max_rows: int, max_deliveries: int, span_seconds: float
) -> Iterator[list[T]]:
    """The deliveries in their order, in groups that are small and came at about the same time."""
    group: list[T] = []
    rows = 0
    for delivery in deliveries:
        of = head(delivery)
        late = bool(group) and abs((of.received_at - head(group[0]).received_at).total_seconds()) > span_seconds
        if group and (rows + of.rows > max_rows or len(group) >= max_deliveries or late):
            yield group
            group, rows = [], 0
        group.append(delivery)
        rows += of.rows
    if group:
        yield group


def _packed(batch: Batch) -> bytes:
    out = pa.BufferOutputStream()
    for table in (batch.envelopes, batch.refused):
        with pa.ipc.new_stream(out, table.schema, options=_COMPRESSED) as stream:
            stream.write_table(table)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _unpacked(content: bytes) -> Batch:
    source = pa.BufferReader(content)
    envelopes, refused = (pa.ipc.open_stream(source).read_all() for _ in range(2))
    return Batch(envelopes, refused)

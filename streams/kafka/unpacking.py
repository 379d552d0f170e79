"""A fetch's packed batches, unpacked within a bound. The broker bounds what a batch weighs packed only, and a few kilobytes may
unpack to gigabytes: what would go beyond the bound is not unpacked, and in its place stands one message that says so.

aiokafka unpacks a batch at once and offers no place for a bound; `bound` puts this reading in the place of its own.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import cramjam
from aiokafka.consumer import fetcher
from aiokafka.record.default_records import DefaultRecordBatch
from aiokafka.record.memory_records import MemoryRecords

# twice the 8 MB of topics.yml, within which every producer's batch should lie that packs what it could send unpacked, too
UNPACKED_BYTES = 16 << 20
# each message costs an object of some 500 bytes, however short it is
BATCH_MESSAGES = 100_000

# a record batch of magic 2: base offset, length, leader epoch, magic, CRC, attributes, …, number of records, records
_SIZE, _ATTRIBUTES, _COUNT, _RECORDS = struct.Struct(">8xi"), struct.Struct(">21xh"), struct.Struct(">57xi"), 61
_MAGIC, _CODEC = 16, 0x07
_GZIP, _SNAPPY, _LZ4, _ZSTD = range(1, 5)
_XERIAL, _XERIAL_HEAD = b"\x82SNAPPY\x00", 16


class Withheld(bytes):
    """Stands where the value of a message would be that is not unpacked. `told`: up to which offset its batch reaches, if it has more."""

    told: str | None


@dataclass(frozen=True)
class _Notice:
    """The one message in the place of a batch."""

    offset: int
    value: Withheld
    timestamp: int
    timestamp_type: int
    key: None = None
    headers: tuple[()] = ()
    checksum: None = None


class BoundedRecords:
    """The batches of one fetch of one partition. When enough is unpacked it ends, and aiokafka fetches the rest again."""

    def __init__(self, packed: bytes) -> None:
        self._packed, self._at = packed, 0
        self._unpacked, self._messages = 0, 0
        self._batches = MemoryRecords(packed)

    def size_in_bytes(self) -> int:
        """Bytes as fetched."""
        return len(self._packed)

    def has_next(self) -> bool:
        """Whether another batch is read of this fetch."""
        is_enough = self._unpacked >= UNPACKED_BYTES or self._messages >= BATCH_MESSAGES
        return not is_enough and self._batches.has_next()

    def next_batch(self) -> Any:
        """The next batch; one that was packed is unpacked when it is iterated."""
        batch, start = self._batches.next_batch(), self._at
        self._at += _SIZE.size + _SIZE.unpack_from(self._packed, start)[0]
        if self._packed[start + _MAGIC] < 2 or batch.is_control_batch:
            return batch  # Kafka 4 holds no older magic
        return _Bounded(batch, memoryview(self._packed)[start : self._at], self)

    def count(self, size: int, messages: int) -> None:
        """So many bytes and messages more are unpacked."""
        self._unpacked += size
        self._messages += messages


class _Bounded:
    """A batch whose messages are unpacked within the bound; of everything else it says what the batch says."""

    def __init__(self, batch: Any, packed: memoryview, of: BoundedRecords) -> None:
        self._batch, self._packed, self._of = batch, packed, of

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __iter__(self) -> Iterator[Any]:
        (messages,) = _COUNT.unpack_from(self._packed)
        if messages > BATCH_MESSAGES:
            return iter([self._notice()])
        if not self._batch.compression_type:
            self._of.count(len(self._packed), messages)
            return iter(self._batch)
        room = memoryview(_room())[:UNPACKED_BYTES]
        try:
            size = _unpack(self._batch.compression_type, self._packed[_RECORDS:], room)
        except (cramjam.DecompressionError, struct.error):
            return iter([self._notice()])
        self._of.count(size, messages)
        head = bytearray(self._packed[:_RECORDS])
        attributes = _ATTRIBUTES.unpack_from(head)[0] & ~_CODEC
        head[_ATTRIBUTES.size - 2 : _ATTRIBUTES.size] = attributes.to_bytes(2, "big", signed=True)
        return iter(DefaultRecordBatch(b"".join((head, room[:size]))))

    def _notice(self) -> _Notice:
        value, first, last = Withheld(), self._batch.base_offset, self._batch.next_offset - 1
        value.told = f"至 offset {last}" if last > first else None
        return _Notice(first, value, self._batch.max_timestamp, self._batch.timestamp_type)


@cache
def _room() -> bytearray:
    """Where batches are unpacked one after the other: to make it anew for each would cost more than to unpack."""
    return bytearray(UNPACKED_BYTES)


def _unpack(codec: int, packed: memoryview, into: memoryview) -> int:
    """Bytes written. Raises cramjam.DecompressionError when there is no room for all, or it is damaged."""
    if codec != _SNAPPY:
        return int({_GZIP: cramjam.gzip, _LZ4: cramjam.lz4, _ZSTD: cramjam.zstd}[codec].decompress_into(packed, into))
    if packed[: len(_XERIAL)] != _XERIAL:
        return int(cramjam.snappy.decompress_raw_into(packed, into))
    at, size = _XERIAL_HEAD, 0
    while at < len(packed):
        (length,) = struct.unpack_from(">I", packed, at)
        at += 4 + length
        size += int(cramjam.snappy.decompress_raw_into(packed[at - length : at], into[size:]))
    return size


def bound() -> None:
    """From now on aiokafka's consumers of this process read within the bound."""
    fetcher.MemoryRecords = BoundedRecords

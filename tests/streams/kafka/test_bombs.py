"""A few kilobytes in Kafka that unpack to half a gigabyte: refused at their place, told, and the stream and its memory go on as before."""

import json
import zlib
from collections.abc import Callable, Iterator
from itertools import repeat

import cramjam
import pyarrow as pa
import pytest
from aiokafka.codec import snappy_encode
from aiokafka.record.default_records import DefaultRecordBatchBuilder

from streams.kafka import unpacking
from streams.kafka.unpacking import BATCH_MESSAGES, BoundedRecords, Withheld
from tests.streams.faults import event
from tests.streams.kafka.conftest import Ledger, producer_of
from tests.streams.kafka.test_killed import peak_mb
from tests.streams.kafka.test_worker import text

MB = 1 << 20
BOMB_MB = 512
WORKER_MB = 400


def varint(number: int) -> bytes:
    """A number as records of Kafka bear it."""
    left, out = number << 1, bytearray()
    while left > 0x7F:
        out.append(left & 0x7F | 0x80)
        left >>= 7
    return bytes([*out, left])


def record(megabytes: int) -> Iterator[bytes]:
    """A message without key whose value is so many megabytes of blanks, in parts."""
    head = b"\0\0\0\1" + varint(megabytes * MB)
    yield varint(len(head) + megabytes * MB + 1) + head
    yield from repeat(b" " * MB, megabytes)
    yield b"\0"


def zstd(parts: Iterator[bytes]) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as out:
        for part in parts:
            out.write(part)
    return bytes(sink.getvalue().to_pybytes())


def gzip(parts: Iterator[bytes]) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return b"".join(map(packer.compress, parts)) + packer.flush()


def lz4(parts: Iterator[bytes]) -> bytes:
    packer = cramjam.lz4.Compressor(content_checksum=False, block_linked=False)
    for part in parts:
        packer.compress(part)
    return bytes(packer.finish())


@pytest.mark.parametrize(("pack", "where"), [(zstd, "service"), (gzip, "service"), (lz4, "insurance.extract")])
def test_a_message_that_unpacks_without_end_is_refused_at_its_place_and_the_next_ones_are_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, pack: Callable[[Iterator[bytes]], bytes], where: str
) -> None:
    topic, codec = ledger.topics.prefix + where, pack.__name__
    out = producer_of(ledger, compression_type=codec)
    service = ledger.topics.families["service"]
    out.send(service, text(event("job_recommended", id="before")), partition=0).get(timeout=30)
    with monkeypatch.context() as patch:
        bomb = pack(record(BOMB_MB))
        patch.setattr(f"kafka.record.default_records.{codec}_encode", lambda _: bomb)
        placed = out.send(topic, b" " * 6 * MB, partition=0).get(timeout=60)
    out.send(service, text(event("job_recommended", id="after")), partition=0).get(timeout=30)
    out.close()
    with ledger.working() as worker:
        ledger.read_everything(worker)
        assert peak_mb(worker.pid) < WORKER_MB
    assert ledger.rows("select id from log.events order by seq") == [("before",), ("after",)]
    assert ledger.rows("select rule_id, position, value from log.rejected") == [("F121", placed.offset, None)]
    (letter,) = [json.loads(letter) for letter in ledger.letters()]
    assert (letter["offset"], letter["rule_id"]) == (placed.offset, "F121") and "16 MB" in letter["sentence"]


@pytest.mark.parametrize("is_raw", [True, False])
def test_snappy_in_either_of_its_forms_is_held_to_the_bound(is_raw: bool) -> None:
    plain = b" " * 20 * MB
    packed = bytes(cramjam.snappy.compress_raw(plain)) if is_raw else snappy_encode(plain)
    head = bytearray(batch(1, b"x" * 600, codec=2)[:61])
    head[8:12] = (49 + len(packed)).to_bytes(4, "big")
    ((_, value),) = values(BoundedRecords(bytes(head) + packed))
    assert isinstance(value, Withheld) and value.told is None


def batch(count: int, value: bytes, codec: int = 4, base: int = 0) -> bytes:
    """A record batch as a fetch brings it."""
    builder = DefaultRecordBatchBuilder(2, codec, 0, -1, -1, -1, 1 << 30)
    for n in range(count):
        builder.append(n, 0, None, value, [])
    packed = bytearray(builder.build())
    packed[:8] = base.to_bytes(8, "big")
    return bytes(packed)


def values(records: BoundedRecords) -> list[tuple[int, bytes]]:
    found = []
    while records.has_next():
        found += [(one.offset, one.value) for one in records.next_batch()]
    return found


@pytest.mark.parametrize("codec", [0, 4])
def test_a_batch_of_more_messages_than_the_bound_is_one_notice_that_says_how_far_it_reaches(codec: int) -> None:
    records = BoundedRecords(batch(BATCH_MESSAGES + 1, b"", codec))
    ((offset, value),) = values(records)
    assert offset == 0 and isinstance(value, Withheld) and value.told == f"至 offset {BATCH_MESSAGES}"


@pytest.mark.parametrize("codec", range(5))
def test_within_the_bound_every_message_is_what_was_sent(codec: int) -> None:
    fetched = batch(3, b"one" * 99, codec, base=5) + batch(1, b"two", codec, base=8)
    assert values(BoundedRecords(fetched)) == [(n, b"one" * 99) for n in (5, 6, 7)] + [(8, b"two")]


def test_when_enough_is_unpacked_the_rest_of_the_fetch_is_left_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "UNPACKED_BYTES", 1000)
    fetched = b"".join(batch(1, b"x" * 600, base=base) for base in range(3))
    assert [offset for offset, _ in values(BoundedRecords(fetched))] == [0, 1]


def test_many_batches_of_many_short_messages_are_not_all_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "BATCH_MESSAGES", 10)
    fetched = b"".join(batch(6, b"", base=base) for base in (0, 6, 12))
    assert [offset for offset, _ in values(BoundedRecords(fetched))] == list(range(12))


def test_a_packed_batch_that_is_damaged_is_a_notice_and_no_end_of_the_stream() -> None:
    damaged = bytearray(batch(2, b"x" * 600))
    damaged[-8:] = b"\xff" * 8
    ((offset, value),) = values(BoundedRecords(bytes(damaged)))
    assert offset == 0 and isinstance(value, Withheld) and value.told == "至 offset 1"

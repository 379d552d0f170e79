"""Between fetching and writing: a bounded queue whose content becomes the next batch.

While a batch is being written the next one gathers here, so batches grow with the load and a quiet stream is not
kept waiting; when it is full, fetching stops, so memory does not grow with the backlog.
"""

import asyncio
from collections import deque
from collections.abc import Mapping

from faust.types import TP

from streams.kafka.records import Fetched

# messages taken at once, and bytes of messages waiting: together they bound what the worker holds
TAKEN_RECORDS = 60_000
WAITING_BYTES = 32 << 20


class Intake:
    """Holds what was fetched until it is taken, in order and without a gap in any partition."""

    def __init__(self, taken_records: int = TAKEN_RECORDS, waiting_bytes: int = WAITING_BYTES) -> None:
        self._taken_records, self._waiting_bytes = taken_records, waiting_bytes
        self._waiting: deque[tuple[Fetched, int]] = deque()
        self._bytes = 0
        self._next: dict[TP, int] = {}
        self._changed = asyncio.Condition()

    async def put(self, fetched: Fetched) -> int | None:
        """Take a fetch in, waiting while there is no room. Returns the offset to fetch again from, when one is missing.

        What comes a second time is passed over.
        """
        tp = TP(fetched.topic, fetched.partition)
        size = sum(len(record.value or b"") for record in fetched.records)
        async with self._changed:
            while self._waiting and self._bytes + size > self._waiting_bytes:
                await self._changed.wait()
            expected = self._next.get(tp)
            if expected is None or fetched.next_offset <= expected:
                return None
            if fetched.start > expected:
                return expected
            self._waiting.append((without_seen(fetched, expected), size))
            self._bytes += size
            self._next[tp] = fetched.next_offset
            self._changed.notify_all()
        return None

    async def take(self) -> list[Fetched]:
        """What waits, in order: at least one fetch, then as many as may be taken at once."""
        async with self._changed:
            while not self._waiting:
                await self._changed.wait()
            batch: list[Fetched] = []
            records = 0
            while self._waiting and (not batch or records + len(self._waiting[0][0].records) <= self._taken_records):
                fetched, size = self._waiting.popleft()
                self._bytes -= size
                records += len(fetched.records)
                batch.append(fetched)
            self._changed.notify_all()
            return batch

    async def clear(self) -> None:
        """Forget what waits, and take nothing in until `resume`."""
        async with self._changed:
            self._waiting.clear()
            self._bytes, self._next = 0, {}
            self._changed.notify_all()

    async def resume(self, start: Mapping[TP, int]) -> None:
        """Take in what is fetched of these partitions from there on."""
        async with self._changed:
            self._next = dict(start)


def without_seen(fetched: Fetched, expected: int) -> Fetched:
    """The part of a fetch from `expected` on."""
    if fetched.start >= expected:
        return fetched
    records = [record for record in fetched.records if record.offset >= expected]
    return Fetched(fetched.topic, fetched.partition, expected, fetched.next_offset, records)

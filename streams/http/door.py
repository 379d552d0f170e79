"""Behind the HTTP door: judge a delivery by the gates that need no ledger, keep it in the spool, answer."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Protocol

from identity.door_keys import DoorKey, DoorKeys
from identity.tokens import Tokeniser
from streams.delivery import Backlog, Head, Kept, NotKept, TooLarge
from streams.http.answers import Health, Outcome, Taken, outcomes_of
from streams.http.body import too_large
from streams.http.modes import Headers, batch_of
from streams.http.refusal import wait
from streams.http.scope import in_scope
from streams.room import Receipt, Room
from streams.sources.batch import Batch


@dataclass(frozen=True)
class Limits:
    """What the door takes at most: of one request, and of all that wait."""

    body_bytes: int = 8 << 20
    rows: int = 10_000
    body_seconds: float = 30.0
    in_flight: int = 16
    waiting: int = 100_000
    free_bytes: int = 1 << 30


class Keep(Protocol):
    """Where deliveries lie, durably, until the log has them: the spool, or a topic of Kafka."""

    def put(self, receipt: str, head: Head, batch: Batch) -> str:
        """Keep a delivery; returns the receipt to ask by. Raises NotKept."""

    def find(self, receipt: str) -> Kept | None:
        """The delivery with this receipt to ask by, if it has not reached the log."""

    def backlog(self) -> Backlog:
        """What waits."""

    def has_place(self, waiting: int, free_bytes: int) -> bool:
        """Whether another may come."""

    def close(self) -> None:
        """Let go of what the keep holds open; no more is put."""


@dataclass(frozen=True)
class Means:
    """What the door is built from: this ledger's keep, keys, log, clock, and how to open a room without a writer."""

    keep: Keep
    keys: DoorKeys
    log: Path
    now: Callable[[], datetime]
    open_room: Callable[[], AbstractContextManager[tuple[Room, Tokeniser]]]
    limits: Limits = Limits()


class Door:
    """Takes deliveries. Safe from as many threads as there are rooms; a further one waits its turn."""

    def __init__(self, means: Means, rooms: int = 2) -> None:
        self.means = means
        self._open = ExitStack()
        self._rooms: SimpleQueue[tuple[Room, Tokeniser]] = SimpleQueue()
        for _ in range(rooms):
            room, tokeniser = self._open.enter_context(means.open_room())
            room.con.execute("set threads = 1")  # a few rows are judged 2 to 6 times as fast; the rooms share the cores
            self._rooms.put((room, tokeniser))

    def close(self) -> None:
        """Close the rooms."""
        self._open.close()

    def take(self, key: DoorKey, content_type: str, headers: Headers, body: bytes) -> Taken:
        """Judge and keep one delivery; it is on disk when this returns. Raises RequestRefused, of which nothing is kept."""
        headers = sorted(headers)
        now = self.means.now()
        judged: list[Outcome] = []
        with self._a_room() as (room, tokeniser):
            batch = batch_of(content_type, headers, body, room.con, self.means.limits.rows)
            batch, sources = in_scope(batch, key, room.con)
            receipt = _receipt_of(key, content_type, headers, body, tokeniser)
            counts = Receipt(origin_of(key, receipt))
            room.receive([batch], counts, lambda: now, lambda _, outcomes: judged.extend(outcomes_of(outcomes)))
        self._make_sure_there_is_place()
        try:
            receipt = self.means.keep.put(receipt, Head(counts.origin, now, batch.rows, sources), batch)
        except TooLarge as error:
            raise too_large(str(error)) from error
        except NotKept as error:
            raise wait(503, 60, f"{error},这批没有收下") from error
        return Taken(
            receipt=receipt, rows=counts.rows, accepted=counts.rows - counts.rejected, rejected=counts.rejected, warned=counts.warned,
            outcomes=judged,
        )  # fmt: skip

    def health(self) -> Health:
        """Whether the door takes events now."""
        backlog = self.means.keep.backlog()
        return Health(
            state="open" if self._has_place() else "full",
            waiting=backlog.deliveries, oldest_seconds=round(backlog.oldest_seconds, 3),
        )  # fmt: skip

    def _make_sure_there_is_place(self) -> None:
        if not self._has_place():
            raise wait(503, 60, "门口暂存已满,等待入账,这批没有收下")

    def _has_place(self) -> bool:
        return self.means.keep.has_place(self.means.limits.waiting, self.means.limits.free_bytes)

    @contextmanager
    def _a_room(self) -> Iterator[tuple[Room, Tokeniser]]:
        room = self._rooms.get()
        try:
            yield room
        finally:
            self._rooms.put(room)


def origin_of(key: DoorKey, receipt: str) -> str:
    """The delivery's name in the log: who sent it, and its receipt without the place it was kept at. Found by its sender only."""
    return f"http:{key.name}#{receipt.partition('-')[0]}"


def _receipt_of(key: DoorKey, content_type: str, headers: Headers, body: bytes, tokeniser: Tokeniser) -> str:
    """The same request has the same receipt. Keyed, so that it tells nothing of what was sent."""
    digest = hashlib.sha256(repr((key.name, content_type, [h for h in headers if h[0].startswith("ce-")])).encode() + body)
    (receipt,) = tokeniser.digests([digest.hexdigest()])
    return str(receipt)

"""Out of the spool, through the room, into the log. Safe to kill anywhere: a delivery leaves the spool after the log has it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

import duckdb

from streams.delivery import DeliveryDamaged, Head
from streams.log import LogWriter
from streams.room import Receipt, Room
from streams.sources.batch import Batch
from streams.spool import Spool, Waiting

# One transaction takes this much at most, so that memory stays flat whatever waits.
GROUP_ROWS, GROUP_DELIVERIES, GROUP_SPAN_SECONDS = 20_000, 500, 60.0
# What the data itself may cause. Anything else (disk, catalogue, a lock) stops the drain, and the delivery waits.
OF_THE_DATA = (DeliveryDamaged, duckdb.DataError, duckdb.InvalidInputException, duckdb.InternalError)


@dataclass
class Drained:
    """What one drain did. `set_aside`: deliveries that could not go through, each with its reason."""

    receipts: list[Receipt] = field(default_factory=list)
    set_aside: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows went through."""
        return sum(receipt.rows for receipt in self.receipts)


def drain(room: Room, writer: LogWriter, spool: Spool, now: Callable[[], datetime], until: float | None = None) -> Drained:
    """Take what waits into the log, in the order in which it came. `until`: a monotonic second after which to stop."""
    done = Drained()
    while groups := list(spool.groups(GROUP_ROWS, GROUP_DELIVERIES, GROUP_SPAN_SECONDS)):
        for group in groups:
            _take(room, writer, spool, group, now, done)
            if until is not None and monotonic() >= until:
                return done
    return done


def _take(room: Room, writer: LogWriter, spool: Spool, group: list[Waiting], now: Callable[[], datetime], done: Drained) -> None:
    """One group in one transaction; if a delivery of it is at fault, each by itself."""
    known = writer.receipts_of([waiting.head.origin for waiting in group])
    fresh: dict[str, Waiting] = {}
    for waiting in group:
        if not is_done(waiting.head, known.get(waiting.head.origin)):
            fresh.setdefault(waiting.head.origin, waiting)
    try:
        opened: list[tuple[str, Batch]] = [(origin, spool.open(waiting)) for origin, waiting in fresh.items()]
        if opened:
            judged_at = max(waiting.head.received_at for waiting in fresh.values())
            done.receipts += room.receive_together(opened, judged_at, now())
    except OF_THE_DATA as fault:
        if len(group) == 1:
            spool.set_aside(group[0])
            done.set_aside.append((group[0].head.origin, str(fault)))
            return
        for waiting in group:
            _take(room, writer, spool, [waiting], now, done)
        return
    for waiting in group:
        spool.remove(waiting)


def is_done(head: Head, known: tuple[datetime, int] | None) -> bool:
    """Whether the log holds this delivery: it was recorded after it came (and the writer killed), or has nothing left to mend.

    The same request sent again after some of its rows were refused is judged anew: the rules or the day may have changed.
    """
    return known is not None and (known[0] >= head.received_at or known[1] == 0)

"""The log's writer for a stream: with every batch it stores how far the stream was read, in the same transaction."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from faust.types import TP

from streams.log import Appended, LogWriter, Offset, placed


@dataclass(frozen=True)
class Reading:
    """A batch on its way: where its rows came from (None: the room says it), how far it reads, and where the stream stands after."""

    places: pa.Table | None
    offsets: Sequence[Offset]
    reached: dict[TP, int]


class StreamLog(LogWriter):
    """The log's writer for rows that come from many places; what is refused is posted before it is stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        # one for each batch that the room still has, in the order in which it appends them
        self.readings: deque[Reading] = deque()
        self.post: Callable[[list[dict[str, Any]]], None] = lambda refusals: None
        self.reached: dict[TP, int] = {TP(*part): offset for part, offset in self.offsets().items()}

    def append(
        self, entrants: pa.Table, outcomes: pa.Table, origin: str, now: datetime,
        before_commit: Callable[[], object] = lambda: None, *, places: pa.Table | None = None, offsets: Sequence[Offset] = (),
    ) -> Appended:  # fmt: skip
        """As LogWriter.append, with the places and offsets of the batch; what comes from elsewhere has none."""
        if not self.readings:
            return super().append(entrants, outcomes, origin, now, before_commit, places=places, offsets=offsets)
        reading = self.readings.popleft()
        places = places if reading.places is None else reading.places
        refused = outcomes.filter(pc.equal(outcomes["severity"], "reject"))
        if refused.num_rows:
            self.post(placed(refused, origin, places).to_pylist())
        added = super().append(entrants, outcomes, origin, now, before_commit, places=places, offsets=reading.offsets)
        self.reached = reading.reached
        return added

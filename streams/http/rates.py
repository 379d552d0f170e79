"""How often a key may knock: its requests per minute, spread evenly, with a tenth of a minute's worth at once."""

import threading
import time
from collections.abc import Callable


class Rates:
    """Counts requests of every key (the generic cell rate algorithm: one number per key)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._next: dict[str, float] = {}

    def seconds_to_wait(self, name: str, per_minute: int) -> float:
        """0 if the request may pass now, which counts it; else how long to wait."""
        step = 60 / per_minute
        burst = max(1.0, per_minute / 10) * step
        with self._lock:
            now = self._clock()
            due = max(self._next.get(name, now), now) + step
            if due - now > burst:
                return due - now - burst
            self._next[name] = due
            return 0.0

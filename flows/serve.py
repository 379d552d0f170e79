"""The HTTP door on this ledger, and the hand that empties its spool into the log while it runs."""

import logging
import os
import threading
from time import monotonic

from prometheus_client import CollectorRegistry, Counter, Histogram

from flows.ingest import drain_spool, room_for, spool_of
from flows.settings import Home
from identity.door_keys import DoorKeys
from identity.keys import load_keys
from streams.events.catalogue import FAMILIES
from streams.http.door import Keep, Limits, Means
from streams.log import WriterBusy, read_offsets

LOGGER = logging.getLogger(__name__)

# The lock is given up this often, so that `ingest` or `bulletin` in another process has its turn.
TURN_SECONDS, PAUSE_SECONDS, AFTER_A_FAULT_SECONDS = 5.0, 0.3, 5.0
# Every drain leaves small files in the log; so many of them are merged.
DRAINS_TO_TIDY = 50


def means_of(home: Home, limits: Limits | None = None) -> Means:
    """What the HTTP door needs of this ledger. Deliveries are kept in Kafka where KAFKA_BOOTSTRAP names one, else in the spool.

    Raises StreamBroken when that Kafka does not answer.
    """
    keep = _topic_of(home) if os.environ.get("KAFKA_BOOTSTRAP") else spool_of(home)
    return Means(keep, keys_of(home), home.log, home.now, lambda: room_for(home, None), limits or Limits())


def _topic_of(home: Home) -> Keep:
    from flows.stream import make_topics  # Kafka's libraries are loaded where there is a Kafka
    from streams.kafka.connection import ANSWER_MS, Connection
    from streams.kafka.deliveries import DeliveryTopic
    from streams.kafka.send import producer

    make_topics(create=True)
    connection = Connection.from_environment()
    out = producer(connection, linger_ms=0, max_block_ms=ANSWER_MS, delivery_timeout_ms=ANSWER_MS, request_timeout_ms=ANSWER_MS)
    return DeliveryTopic(connection, load_keys(home.vault).spool, out, lambda: read_offsets(home.log))


def keys_of(home: Home) -> DoorKeys:
    """The keys of the systems that push to this ledger."""
    return DoorKeys(home.vault / "door_keys.sqlite")


def create_key(home: Home, name: str, families: list[str], cities: list[str], per_minute: int) -> str:
    """A new key's secret. Raises AccountProblem, saying what to mend."""
    with keys_of(home) as keys:
        return keys.create(name, families, cities, FAMILIES, per_minute)


class Drainer(threading.Thread):
    """Empties the spool as long as it runs. A fault is logged and tried again; what waits stays where it is."""

    def __init__(self, home: Home, registry: CollectorRegistry) -> None:
        super().__init__(name="drainer", daemon=True)
        self._home, self._ended, self._drains = home, threading.Event(), 0
        self._rows = Counter("taizhang_drained_rows", "Rows taken from the spool through the room.", registry=registry)
        self._faults = Counter("taizhang_drain_faults", "Drains that failed and are tried again.", registry=registry)
        self._seconds = Histogram("taizhang_drain_seconds", "Seconds of a drain.", registry=registry)

    def run(self) -> None:
        """Drain, give others a turn, drain."""
        while not self._ended.is_set():
            self._ended.wait(self.turn())

    def stop(self) -> None:
        """End after the transaction under way."""
        self._ended.set()
        self.join()

    def turn(self) -> float:
        """One turn; returns the seconds to pause."""
        start = monotonic()
        try:
            tidy = self._drains >= DRAINS_TO_TIDY
            done = drain_spool(self._home, wait_seconds=0, seconds=TURN_SECONDS, tidy=tidy)
        except WriterBusy:
            return PAUSE_SECONDS
        except Exception:  # whatever it is: a thread that ended would leave the spool to grow behind an open door
            LOGGER.exception("the spool could not be drained; trying again")
            self._faults.inc()
            return AFTER_A_FAULT_SECONDS
        for origin, reason in done.set_aside:
            LOGGER.error("%s was set aside: %s", origin, reason)
        if done.receipts:
            self._drains = 1 if tidy else self._drains + 1
            self._rows.inc(done.rows)
            self._seconds.observe(monotonic() - start)
        return PAUSE_SECONDS

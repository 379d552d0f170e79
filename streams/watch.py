"""The ledger's numbers for a monitor, asked of the log and of the keep where deliveries wait, so that they outlast every process.

A collector for prometheus_client: any process that sees the log registers it (the HTTP door does; a stream worker may).
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import duckdb
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from streams.delivery import Backlog, NotKept
from streams.log import open_reader

Source = tuple[str, str]  # family, city

_SOURCE = "split_part(source, ':', 4), split_part(source, ':', 3)"
_TOTALS = f"select {_SOURCE}, count(*), max(recorded_at), max(seq) from log.events where seq > ? group by all"
# What happened is known to the day or the second, what was recorded to the second; both are naive UTC+8.
_DELAYS = f"""
    select {_SOURCE}, quantile_cont(epoch(recorded_at) - epoch(time), [0.5, 0.95, 0.99])
    from log.events
    where recorded_at > (select max(recorded_at) from log.events) - to_days(?) and source like 'urn:taizhang:%:%'
    group by all order by all
"""
_REJECTED = """
    select coalesce(split_part(source, ':', 4), ''), coalesce(split_part(source, ':', 3), ''), rule_id, count(*)
    from log.rejected group by all order by all
"""
QUANTILES = ("0.5", "0.95", "0.99")
DELAY_DAYS = 31
_UTC_8 = 8 * 3600


@dataclass
class LogNumbers:
    """The log up to `seq`, by source: events, last recorded, delay quantiles in seconds; rows refused by source and rule."""

    seq: int = 0
    snapshot: int = -1
    events: dict[Source, int] = field(default_factory=dict)
    last: dict[Source, datetime] = field(default_factory=dict)
    delays: dict[Source, tuple[float, ...]] = field(default_factory=dict)
    rejected: dict[tuple[str, str, str], int] = field(default_factory=dict)


class LogWatch:
    """Reads a log's numbers, each time only what is new. Forgetting them costs one full read, never a wrong number."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._lock = folder, threading.Lock()
        self._con: duckdb.DuckDBPyConnection | None = None
        self._known = LogNumbers()

    def numbers(self) -> LogNumbers:
        """The numbers as the log stands now; empty ones where there is no log yet."""
        with self._lock:
            if self._con is None:
                if not (self._folder / "catalog.sqlite").exists():
                    return self._known
                self._con = open_reader(self._folder)
            return self._brought_up_to_date(self._con)

    def close(self) -> None:
        """Close the reader."""
        with self._lock:
            if self._con is not None:
                self._con.close()
                self._con = None

    def _brought_up_to_date(self, con: duckdb.DuckDBPyConnection) -> LogNumbers:
        (snapshot,) = con.execute("from ducklake_current_snapshot('log')").fetchone() or (0,)
        known = self._known
        if (
            snapshot == known.snapshot
            or not con.execute(
                "select 1 from duckdb_tables() where database_name = 'log' and table_name = 'deliveries'"
            ).fetchone()
        ):
            return known
        con.execute("begin")  # all of them of one snapshot
        try:
            for family, city, count, last, seq in con.execute(_TOTALS, [known.seq]).fetchall():
                known.events[family, city] = known.events.get((family, city), 0) + count
                known.last[family, city] = max(last, known.last.get((family, city), last))
                known.seq = max(known.seq, seq)
            known.delays = {(family, city): tuple(found) for family, city, found in con.execute(_DELAYS, [DELAY_DAYS]).fetchall()}
            known.rejected = {(family, city, rule): n for family, city, rule, n in con.execute(_REJECTED).fetchall()}
        finally:
            con.execute("commit")
        known.snapshot = int(snapshot)
        return known


class Keep(Protocol):
    """Where deliveries wait for the log."""

    def backlog(self) -> Backlog:
        """What waits."""


class LogCollector(Collector):
    """The numbers of one ledger's log, and of what waits for it, in Prometheus' form."""

    def __init__(self, log: Path, keep: Keep | None = None) -> None:
        self._watch, self._keep = LogWatch(log), keep

    def describe(self) -> list[Metric]:
        """Nothing in advance: registering must not read the log."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All metrics, as they stand now."""
        numbers, source = self._watch.numbers(), ["source_family", "city"]
        yield GaugeMetricFamily("taizhang_log_seq", "The log's last sequence number.", numbers.seq)
        events = CounterMetricFamily("taizhang_log_events", "Events in the log.", labels=source)
        last = GaugeMetricFamily("taizhang_log_last_event_timestamp_seconds", "When the last one was recorded.", labels=source)
        for key, count in sorted(numbers.events.items()):
            events.add_metric(key, count)
            last.add_metric(key, (numbers.last[key] - datetime(1970, 1, 1)).total_seconds() - _UTC_8)
        delay = GaugeMetricFamily(
            "taizhang_log_delay_seconds",
            f"From happening to record, of the last {DELAY_DAYS} days.",
            labels=[*source, "quantile"],
        )
        for key, found in numbers.delays.items():
            for quantile, seconds in zip(QUANTILES, found, strict=True):
                delay.add_metric([*key, quantile], seconds)
        rejected = CounterMetricFamily("taizhang_log_rejected", "Rules broken by refused rows.", labels=[*source, "rule_id"])
        for refused, count in numbers.rejected.items():
            rejected.add_metric(refused, count)
        yield from (events, last, delay, rejected)
        if self._keep is not None:
            try:
                yield from _of(self._keep.backlog())
            except NotKept:  # the log's own numbers are wanted all the more
                yield GaugeMetricFamily("taizhang_keep_up", "Whether what waits can be asked.", 0)


def _of(backlog: Backlog) -> Iterator[Metric]:
    yield GaugeMetricFamily("taizhang_keep_up", "Whether what waits can be asked.", 1)
    yield GaugeMetricFamily("taizhang_spool_deliveries", "Deliveries that wait for the log.", backlog.deliveries)
    yield GaugeMetricFamily("taizhang_spool_oldest_seconds", "How long the first of them has waited.", backlog.oldest_seconds)
    yield GaugeMetricFamily("taizhang_spool_set_aside", "Deliveries that could not be opened or taken in.", backlog.set_aside)
    rows = GaugeMetricFamily("taizhang_spool_rows", "Rows that wait, by source.", labels=["source_family", "city"])
    for source, count in sorted(backlog.by_source.items()):
        rows.add_metric(source.split(":")[:1:-1], count)
    yield rows

"""The only writer of the log: append-only, one total order, (source, id) once, hash-chained, killed at any point whole.

One process holds the writer's lock. Events, rejected rows, warnings, the chain and the delivery's receipt of a batch
are stored in one transaction; what was not committed never happened, and sending the file again stores only the rest.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from streams import chain, lake
from streams.gates.examine import scannable
from streams.known import Known

EVENT_COLUMNS = "seq, source, id, type, subject, time, recorded_at, dataschema, data, origin, position"
OUTCOME_COLUMNS = "recorded_at, origin, position, rule_id, stage, severity, field, value, source, type"

_TABLES = (
    "events (seq bigint, source varchar, id varchar, type varchar, subject varchar, time timestamp,"
    " recorded_at timestamp, dataschema varchar, data varchar, origin varchar, position bigint)",
    "rejected (recorded_at timestamp, origin varchar, position bigint, rule_id varchar, stage varchar,"
    " severity varchar, field varchar, value varchar, source varchar, type varchar)",
    "warned (recorded_at timestamp, origin varchar, position bigint, rule_id varchar, stage varchar,"
    " severity varchar, field varchar, value varchar, source varchar, type varchar)",
    "chain (first_seq bigint, last_seq bigint, entries bigint, prev_hash varchar, hash varchar)",
    "deliveries (recorded_at timestamp, origin varchar, rows bigint, accepted bigint, resent bigint, rejected bigint,"
    " warned bigint, first_seq bigint, last_seq bigint)",
    "offsets (topic varchar, partition integer, next_offset bigint)",
)

COUNTS = ("rows", "accepted", "resent", "rejected", "warned")


LOG_BUSY = "另一个进程正在写日志:等它结束后再试,或加大 --wait;若是 taizhang stream work,文件改用 taizhang stream send 送"

# topic, partition, next offset
Offset = tuple[str, int, int]


class WriterBusy(RuntimeError):
    """Another process is doing what only one may do at a time."""


class LogCutOff(RuntimeError):
    """The log is shorter than, or other than, the head kept beside it."""


@dataclass(frozen=True)
class Appended:
    """What one batch added. seq bounds are None when nothing was new."""

    accepted: int
    first_seq: int | None
    last_seq: int | None


@contextmanager
def writer_lock(
    folder: Path, wait_seconds: float = 0, on_wait: Callable[[], None] | None = None, busy: str = LOG_BUSY
) -> Iterator[None]:
    """Hold the lock of the one who writes in `folder`. Raises WriterBusy, which says `busy`, when it is not free in time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("a+") as file:
        until, told = monotonic() + wait_seconds, False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if monotonic() >= until:
                    raise WriterBusy(busy) from None
                if on_wait and not told:
                    on_wait()
                    told = True
                sleep(0.2)
        yield


class LogWriter:
    """The log opened for appending. Use inside `writer_lock`; one thread only."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.con = lake.connect()
        lake.attach(self.con, folder, write=True)
        self.con.execute("set wal_autocheckpoint = '1GB'")
        self._create()
        self.known = Known(self.con, folder)
        row = self.con.execute("select last_seq, hash from log.chain order by last_seq desc limit 1").fetchone()
        self.last_seq, self.head = (int(row[0]), str(row[1])) if row else (0, chain.GENESIS)
        self._check_head()
        self._write_head()

    def _check_head(self) -> None:
        """Refuse to write on a log whose tail is gone: the head kept beside it must be a block of its chain."""
        for last_seq, digest in head_anchor(self.folder).items():
            if not self.con.execute("select 1 from log.chain where last_seq = ? and hash = ?", [last_seq, digest]).fetchone():
                raise LogCutOff(
                    f"日志在序号 {last_seq} 处与留存的链首不符,尾部可能被删:先运行 taizhang audit,从备份恢复 log 目录"
                )

    def _create(self) -> None:
        existing = {name for (name,) in self.con.execute(
            "select table_name from duckdb_tables() where database_name = 'log'"
        ).fetchall()}  # fmt: skip
        missing = [table for table in _TABLES if table.split(" ", 1)[0] not in existing]
        if not missing:
            return
        self.con.execute("begin")
        for table in missing:
            self.con.execute(f"create table log.{table}")
        self.con.execute("commit")
        self.con.execute("call log.set_option('parquet_row_group_size', '20000')")
        self.con.execute("call log.set_option('parquet_compression', 'zstd')")

    def append(
        self,
        entrants: pa.Table,
        outcomes: pa.Table,
        origin: str,
        now: datetime,
        before_commit: Callable[[], object] = lambda: None,
        *,
        places: pa.Table | None = None,
        offsets: Sequence[Offset] = (),
    ) -> Appended:
        """Append new events and what the gates said, in one transaction; durable on return.

        entrants (Examined.entrants): gated, tokenised, in order, and without a (source, id) twice or known already.
        outcomes: position, rule_id, stage, severity, field, value, source, type. What `before_commit` raises undoes all.

        places: where the rows of a batch from several origins came from: position, origin, place; it replaces `origin`,
        and `place` is the position in the log. offsets: how far the batch read each partition, kept with it.
        """
        con, count = self.con, entrants.num_rows
        seqs = np.arange(self.last_seq + 1, self.last_seq + 1 + count, dtype=np.int64)
        entering = placed(entrants.append_column("seq", pa.chunked_array([seqs])), origin, places)
        entering = entering.append_column("recorded_at", pa.chunked_array([pa.repeat(pa.scalar(now, pa.timestamp("us")), count)]))
        con.register("entering", scannable(entering))
        con.register("told", placed(outcomes, origin, places))
        try:
            with ThreadPoolExecutor(1) as hashing:
                sealed = hashing.submit(chain.seal, chain.read_entries(con, "entering"), self.head)
                con.execute("begin")
                try:
                    if count:
                        con.execute(f"insert into log.events select {EVENT_COLUMNS} from entering order by type, seq")
                    self._note_outcomes(now)
                    if offsets:
                        marks = ", ".join("(?, ?, ?)" for _ in offsets)
                        con.execute(f"insert into log.offsets values {marks}", [part for offset in offsets for part in offset])
                    blocks = sealed.result()
                    if blocks:
                        rows = [(b.first_seq, b.last_seq, b.entries, b.prev_hash, b.hash) for b in blocks]
                        con.execute(f"insert into log.chain values {', '.join(str(row) for row in rows)}")
                    before_commit()
                    con.execute("commit")
                except BaseException:
                    con.execute("rollback")
                    raise
            if count:
                self.known.add("entering")
                self.last_seq, self.head = int(seqs[-1]), blocks[-1].hash
                self._write_head()
        finally:
            con.unregister("entering")
            con.unregister("told")
        return Appended(count, int(seqs[0]) if count else None, int(seqs[-1]) if count else None)

    def _note_outcomes(self, now: datetime) -> None:
        """Store rejected rows and warnings, each once however often the file is sent."""
        for table, severities in (("rejected", "('reject')"), ("warned", "('warn', 'expected')")):
            if not self.con.execute(f"select 1 from told where severity in {severities} limit 1").fetchone():
                continue
            self.con.execute(
                f"""
                insert into log.{table} ({OUTCOME_COLUMNS})
                select cast('{now.isoformat()}' as timestamp), origin, position, rule_id, stage, severity,
                    field, value, source, type
                from told new
                where severity in {severities} and not exists (
                    select 1 from log.{table} old
                    where old.origin = new.origin and old.position = new.position
                        and old.rule_id = new.rule_id and old.field is not distinct from new.field
                )
                order by position, rule_id
                """
            )

    def close_delivery(self, origin: str, now: datetime, counts: dict[str, int], first: int | None, last: int | None) -> None:
        """Store the receipt of a whole file: who sent what, when, and what became of its rows."""
        self.close_deliveries(now, [(origin, *(counts[name] for name in COUNTS), first, last)])

    def close_deliveries(self, now: datetime, receipts: Sequence[tuple[str | int | None, ...]]) -> None:
        """Store receipts: origin, the counts in the order of COUNTS, first and last seq. One insert makes one file."""
        marks = ", ".join("(?, ?, ?, ?, ?, ?, ?, ?, ?)" for _ in receipts)
        self.con.execute(f"insert into log.deliveries values {marks}", [part for receipt in receipts for part in (now, *receipt)])

    def receipts_of(self, origins: Sequence[str]) -> dict[str, tuple[datetime, int]]:
        """Deliveries of these origins that the log holds: when last recorded, and how many rows were refused then."""
        rows = self.con.execute(
            "select origin, max(recorded_at), arg_max(rejected, recorded_at) from log.deliveries"
            " where list_contains(?, origin) group by origin", [list(origins)],
        )  # fmt: skip
        return {origin: (at, rejected) for origin, at, rejected in rows.fetchall()}

    def offsets(self) -> dict[tuple[str, int], int]:
        """The next offset of every partition that was ever read: (topic, partition) → offset."""
        return _offsets(self.con)

    def tidy(self) -> None:
        """Merge small files; expires nothing, so every earlier snapshot can still be read."""
        self.con.execute("call ducklake_merge_adjacent_files('log')")

    def snapshot(self) -> int:
        """The id of the log's newest snapshot."""
        return int(self.con.execute("from ducklake_current_snapshot('log')").fetchone()[0])

    def _write_head(self) -> None:
        """Keep the chain's head outside the catalog, so that a cut-off tail shows."""
        temporary = self.folder / "head.json.part"
        temporary.write_text(json.dumps({"last_seq": self.last_seq, "hash": self.head}))
        os.replace(temporary, self.folder / "head.json")

    def close(self) -> None:
        """Release the files."""
        self.known.close()
        self.con.close()


def open_reader(folder: Path, snapshot: int | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with the log attached read-only as `log`, at its newest or at a pinned snapshot."""
    if not (folder / "catalog.sqlite").exists():
        raise FileNotFoundError(f"{folder} 中还没有日志:先用 taizhang ingest 收一个文件")
    con = lake.connect()
    lake.attach(con, folder, snapshot=snapshot)
    return con


def read_offsets(folder: Path) -> dict[tuple[str, int], int]:
    """How far the log has read every partition; nothing before there is a log."""
    try:
        with open_reader(folder) as con:
            return _offsets(con)
    except (FileNotFoundError, duckdb.CatalogException):
        return {}


def _offsets(con: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], int]:
    rows = con.execute("select topic, partition, max(next_offset) from log.offsets group by all").fetchall()
    return {(topic, partition): next_offset for topic, partition, next_offset in rows}


def head_anchor(folder: Path) -> dict[int, str]:
    """The chain's head as kept beside the log: last_seq → hash. Empty before the first event."""
    file = folder / "head.json"
    if not file.exists():
        return {}
    head = json.loads(file.read_text())
    return {head["last_seq"]: head["hash"]} if head["last_seq"] else {}


def placed(rows: pa.Table, origin: str, places: pa.Table | None) -> pa.Table:
    """The rows with their origin; with `places`, each with its own, and with its place there as position."""
    if places is None:
        return rows.append_column("origin", pa.chunked_array([pa.repeat(origin, rows.num_rows)]))
    at = pc.index_in(rows["position"], places["position"].combine_chunks())
    rows = rows.set_column(rows.column_names.index("position"), "position", pc.take(places["place"], at))
    return rows.append_column("origin", pc.take(places["origin"], at))

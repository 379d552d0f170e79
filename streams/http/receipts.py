"""What became of a delivery, asked of the keep and the log. Nothing is remembered here but an open reader."""

import threading
from pathlib import Path

import duckdb

from streams.http.answers import MOST_OUTCOMES, Settled, outcome
from streams.http.door import Keep
from streams.log import open_reader

# A request sent again after rows were refused has several entries under its origin; they are one delivery.
_ENTRY = """
    select arg_max(rows, recorded_at), sum(accepted), arg_max(rejected, recorded_at), arg_max(warned, recorded_at),
        min(first_seq), max(last_seq), max(recorded_at)
    from log.deliveries where origin = ? having count(*) > 0
"""
# What was refused once and taken in when sent again is not told as refused.
_OUTCOMES = f"""
    select position, rule_id, field, value
    from (
        select * from log.rejected where origin = $origin and position not in (
            select position from log.events where origin = $origin and seq between $first and $last)
        union all
        select * from log.warned where origin = $origin
    )
    order by position, rule_id limit {MOST_OUTCOMES}
"""


class Receipts:
    """Receipts of one ledger. Safe from several threads."""

    def __init__(self, log: Path, keep: Keep) -> None:
        self._log, self._keep = log, keep
        self._lock = threading.Lock()
        self._con: duckdb.DuckDBPyConnection | None = None

    def find(self, origin: str, receipt: str) -> Settled | None:
        """The receipt of a delivery of this origin; None if there is none. A delivery on its way is never missed."""
        if found := self._recorded(origin, receipt):
            return found
        waiting = self._waiting(origin, receipt)
        return self._recorded(origin, receipt) or waiting

    def close(self) -> None:
        """Close the reader."""
        with self._lock:
            if self._con is not None:
                self._con.close()
                self._con = None

    def _waiting(self, origin: str, receipt: str) -> Settled | None:
        waiting = self._keep.find(receipt)
        if waiting is None or waiting.head.origin != origin:
            return None
        return Settled(receipt=receipt, state="set_aside" if waiting.is_aside else "waiting", rows=waiting.head.rows)

    def _recorded(self, origin: str, receipt: str) -> Settled | None:
        with self._lock:
            if self._con is None:
                if not (self._log / "catalog.sqlite").exists():
                    return None
                self._con = open_reader(self._log)
            if not self._con.execute("select 1 from duckdb_tables() where database_name = 'log' limit 1").fetchone():
                return None
            entry = self._con.execute(_ENTRY, [origin]).fetchone()
            if entry is None:
                return None
            rows, accepted, rejected, warned, first, last, at = entry
            found = self._con.execute(_OUTCOMES, {"origin": origin, "first": first or 0, "last": last or 0}).fetchall()
        return Settled(
            receipt=receipt, state="recorded", rows=rows, accepted=accepted, resent=rows - accepted - rejected, rejected=rejected,
            warned=warned, first_seq=first, last_seq=last, recorded_at=at.isoformat(timespec="seconds"),
            outcomes=[outcome(*row) for row in found],
        )  # fmt: skip

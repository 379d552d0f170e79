"""The log's index of known events, by which a resend is told from a new event.

A cache beside the log, never a source of truth: it is caught up from the log whenever it lags (a killed writer) and
rebuilt if it was made by another DuckDB version.
"""

from pathlib import Path

import duckdb


def key_sql(of: tuple[str, str] = ("source", "id")) -> str:
    """SQL for an event's key: 63 bits of its (source, id), for DuckDB cannot hand an unsigned filter on to Arrow."""
    return f"cast(hash({', '.join(of)}) >> 1 as bigint)"


def content_sql() -> str:
    """SQL for 63 bits of what an event says, by which a resend is told from a conflict."""
    return "cast(hash(type, subject, time, dataschema, data) >> 1 as bigint)"


class Known:
    """(source, id) → seq and content of every logged event, in a DuckDB file of the writer's own."""

    def __init__(self, con: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._con = con
        file = folder / f"known-{duckdb.__version__}.duckdb"
        for stale in folder.glob("known-*.duckdb*"):
            if not stale.name.startswith(file.name):
                stale.unlink()
        con.execute(f"attach '{file}' as known")
        con.execute("create table if not exists known.events (key bigint, content bigint, seq bigint)")
        self.catch_up()

    def catch_up(self) -> None:
        """Add what the log holds beyond this index."""
        self._con.execute(
            f"""
            insert into known.events
            select {key_sql()}, {content_sql()}, seq
            from log.events
            where seq > (select coalesce(max(seq), 0) from known.events)
            """
        )

    def add(self, relation: str) -> None:
        """Add the just-logged rows of `relation` (key, content, seq)."""
        self._con.execute(f"insert into known.events select key, content, seq from {relation}")

    def close(self) -> None:
        """Detach the file."""
        self._con.execute("detach known")

"""What dbt's connection needs: the build file, the log read-only at this build's snapshot, and this build's window.

A hundred staging models read the window, one event type each: a short one is read out of the log once, for them all.
"""

import os
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

from streams import lake

# entries of a window that are held in memory; a longer one, as of a first build, stays in the log, which is sorted by type
HELD_ENTRIES = 200_000


class Plugin(BasePlugin):
    """Read by dbt-duckdb from profiles.yml; the values come from flows/build.py through the environment."""

    def configure_connection(self, conn: Any) -> None:
        """Load the extensions, attach the file to build and the log, read out what arrived."""
        conn.execute(f"attach '{os.environ['TAIZHANG_BUILD']}' as warehouse")
        conn.execute("set wal_autocheckpoint = '1GB'")  # each checkpoint costs what the file holds; closing it makes one
        lake.load_extensions(conn)
        lake.attach(conn, Path(os.environ["TAIZHANG_LOG"]), snapshot=int(os.environ["TAIZHANG_SNAPSHOT"]))
        low, high = (int(os.environ[f"TAIZHANG_SEQ_{end}"]) for end in ("LO", "HI"))
        kept_as = "table" if high - low <= HELD_ENTRIES else "view"
        conn.execute(
            f"create or replace {kept_as} memory.main.arrived as from log.main.events where seq > {low} and seq <= {high}"
        )

    def configure_cursor(self, cursor: Any) -> None:
        """Set the window's variables; every cursor is a connection of its own."""
        values = {name: str(int(os.environ[f"TAIZHANG_{name.upper()}"])) for name in ("seq_lo", "seq_hi", "recompute_all")}
        values |= {name: f"'{os.environ[f'TAIZHANG_{name.upper()}']}'" for name in ("rule_version", "code_version")}
        cursor.execute(";".join(f"set variable {name} = {value}" for name, value in values.items()))

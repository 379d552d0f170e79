"""What dbt's connection needs: the build file, the log read-only at this build's snapshot, and this build's window."""

import os
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

from streams import lake


class Plugin(BasePlugin):
    """Read by dbt-duckdb from profiles.yml; the values come from flows/build.py through the environment."""

    def configure_connection(self, conn: Any) -> None:
        """Load the extensions, attach the file to build and the log."""
        conn.execute(f"attach '{os.environ['TAIZHANG_BUILD']}' as warehouse")
        lake.load_extensions(conn)
        lake.attach(conn, Path(os.environ["TAIZHANG_LOG"]), snapshot=int(os.environ["TAIZHANG_SNAPSHOT"]))

    def configure_cursor(self, cursor: Any) -> None:
        """Set the window's variables; every cursor is a connection of its own."""
        values = {name: str(int(os.environ[f"TAIZHANG_{name.upper()}"])) for name in ("seq_lo", "seq_hi", "recompute_all")}
        values |= {name: f"'{os.environ[f'TAIZHANG_{name.upper()}']}'" for name in ("rule_version", "code_version")}
        cursor.execute(";".join(f"set variable {name} = {value}" for name, value in values.items()))

"""How this package opens its SQLite files: durable on commit, private on disk, patient with other processes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from identity.private_files import make_private_file

BUSY_TIMEOUT_MS = 30_000
CACHE_KIB = 65_536


def open_store(path: Path, schema: str) -> sqlite3.Connection:
    """Open (or make) a store: WAL, synchronous=FULL, freed bytes overwritten. `schema` must be safe to run again.

    The connection may be passed between threads; its owner holds a lock around every use.
    """
    make_private_file(path)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    connection.executescript(schema)
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One write transaction: all of it, or on any exception nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")

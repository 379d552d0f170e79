"""The only way to the figures: the published warehouse file, read-only, through one account's scope.

`publish` replaces the file by rename. Every request leases the file that was published when it began and keeps it to
its end, so a page never shows half of one build and half of another. Two traps, both measured:
connecting twice to one path in one process returns the OLD file while a connection to it lives (hence a private
in-memory database that attaches the file), and DuckDB answers small queries twice as fast on one thread.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import duckdb

SCOPE_SQL = (Path(__file__).parent / "scope.sql").read_text(encoding="utf-8")
CONFIG: dict[str, Any] = {"threads": 1, "autoinstall_known_extensions": False, "autoload_known_extensions": False}

# Words that would walk around the scope: pages may name scoped relations only.
_AROUND = re.compile(r"\b(warehouse|marts|evidence_ledger|information_schema|duckdb_\w+|attach|set|variable)\b", re.I)

Row = dict[str, Any]
Stamp = tuple[int, int, int, int]


class Viewer(Protocol):
    """What the scope must know of an account (identity.accounts.Account fits)."""

    def sees(self, city: str) -> bool:
        """Whether the city is in the account's scope."""
        ...

    def may(self, action: str) -> bool:
        """Whether the account's role allows the action."""
        ...


class NothingPublished(Exception):
    """No warehouse file has been published in this home yet."""


class OutsideScope(ValueError):
    """A page's query named something that is not one of the scoped relations. A fault of the program."""


@dataclass
class _Edition:
    """One published file, open. `leases` counts the requests that read it."""

    stamp: Stamp
    connection: duckdb.DuckDBPyConnection
    leases: int = 0


class Reader:
    """One request's view of one published file: queries see what the account may see, and nothing else."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        self._cursor = cursor

    def rows(self, sql: str, **parameters: Any) -> list[Row]:
        """Run one select over the scoped relations (scope.sql); rows as dicts in the order of the query.

        Raises OutsideScope for a query that names anything but scoped relations.
        """
        found = _AROUND.search(sql)
        if found:
            raise OutsideScope(f"查询绕过了数据范围:{found.group(0)};只能使用 scope.sql 中的关系")
        result = self._cursor.execute(sql, parameters)
        names = [column[0] for column in result.description or []]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def one(self, sql: str, **parameters: Any) -> Row | None:
        """The first row of a query, or None."""
        rows = self.rows(sql, **parameters)
        return rows[0] if rows else None

    def sum_of(self, sql: str, **parameters: Any) -> Decimal:
        """A query of one number; an empty sum is zero."""
        row = self.one(sql, **parameters)
        value = next(iter(row.values())) if row else None
        return Decimal(0) if value is None else Decimal(value)


class Warehouse:
    """The published file of one home, re-opened whenever another takes its place. Safe for threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._current: _Edition | None = None

    @contextmanager
    def reader(self, account: Viewer) -> Iterator[Reader]:
        """Lease the published file for one request of `account`. Raises NothingPublished."""
        edition = self._lease()
        try:
            cursor = edition.connection.cursor()
            try:
                _set_scope(cursor, account)
                yield Reader(cursor)
            finally:
                cursor.close()
        finally:
            self._give_back(edition)

    def warm_up(self) -> None:
        """Pay the first query's price (about a second of imports) before the first reader comes."""
        with duckdb.connect(":memory:", config=CONFIG) as connection:
            connection.execute("select $one", {"one": 1}).fetchall()

    def close(self) -> None:
        """Close the file. Leases that are still out keep theirs until they end."""
        with self._lock:
            last, self._current = self._current, None
            if last is not None and last.leases == 0:
                last.connection.close()

    def _lease(self) -> _Edition:
        with self._lock:
            stamp = _stamp(self._path)
            if self._current is None or self._current.stamp != stamp:
                replaced, self._current = self._current, _open(self._path)
                if replaced is not None and replaced.leases == 0:
                    replaced.connection.close()
            self._current.leases += 1
            return self._current

    def _give_back(self, edition: _Edition) -> None:
        with self._lock:
            edition.leases -= 1
            if edition is not self._current and edition.leases == 0:
                edition.connection.close()


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise NothingPublished(str(path)) from None
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def _open(path: Path) -> _Edition:
    """Open the file that is published now. If another is published meanwhile, open that one."""
    while True:
        stamp = _stamp(path)
        connection = duckdb.connect(":memory:", config=CONFIG)
        try:
            quoted = str(path).replace("'", "''")
            connection.execute(f"attach '{quoted}' as warehouse (read_only)")
            connection.execute(SCOPE_SQL)
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
        except BaseException:
            connection.close()
            raise
        if _stamp(path) == stamp:
            return _Edition(stamp, connection)
        connection.close()


def _set_scope(cursor: duckdb.DuckDBPyConnection, account: Viewer) -> None:
    """Tell this cursor, and no other, what its account may see (scope.sql)."""
    known = [row[0] for row in cursor.execute("select city from memory.scoped.cities").fetchall()]
    cursor.execute("use memory.scoped")
    cursor.execute("set variable cities = $cities", {"cities": [city for city in known if account.sees(city)]})
    cursor.execute("set variable reads_figures = $may", {"may": account.may("read_figures")})
    cursor.execute("set variable reads_evidence = $may", {"may": account.may("read_evidence")})

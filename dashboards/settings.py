"""Where the dashboard finds its files, and the few numbers that an office may want otherwise."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

IDLE_LIMIT = timedelta(minutes=30)
"""Without a request for this long, a session ends."""

SESSION_LIMIT = timedelta(hours=10)
"""However busy, a session ends a working day after its login."""

PAGE_ROWS = 50
"""Rows of a long table on one page."""

FILTER_CODES = 30
"""A dimension of more codes than these (enterprises, wages) is not offered as a filter; an address may still name one."""


@dataclass(frozen=True)
class Places:
    """The files of one home folder that the dashboard touches."""

    home: Path

    @property
    def warehouse(self) -> Path:
        """The published warehouse file; read only."""
        return self.home / "warehouse" / "warehouse.duckdb"

    @property
    def vault(self) -> Path:
        """The folder of keys, accounts and audit."""
        return self.home / "vault"

    @property
    def accounts(self) -> Path:
        """Local accounts."""
        return self.vault / "accounts.sqlite"

    @property
    def audit(self) -> Path:
        """The audit log; appended to."""
        return self.vault / "audit.jsonl"

    @property
    def session_key(self) -> Path:
        """The key of session cookies; made at the first start, 0600."""
        return self.vault / "session.key"

"""Where one ledger's files lie, and what time it is there."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

PROVINCE_TIME = timezone(timedelta(hours=8), "UTC+8")


@dataclass(frozen=True)
class Home:
    """The folder of one ledger."""

    path: Path

    @classmethod
    def at(cls, path: str | Path | None = None) -> "Home":
        """The given folder, or TAIZHANG_HOME, or ./data."""
        return cls(Path(path or os.environ.get("TAIZHANG_HOME") or "data").resolve())

    @property
    def log(self) -> Path:
        """The log's DuckLake."""
        return self.path / "log"

    @property
    def spool(self) -> Path:
        """What the HTTP door has taken and the log does not hold yet, sealed."""
        return self.path / "spool"

    @property
    def vault(self) -> Path:
        """The identity vault, its key, accounts and audit."""
        return self.path / "vault"

    @property
    def warehouse(self) -> Path:
        """The published warehouse file."""
        return self.path / "warehouse" / "warehouse.duckdb"

    @property
    def build(self) -> Path:
        """The folder of the private build."""
        return self.path / "warehouse" / "build"

    @property
    def issues(self) -> Path:
        """Issued bulletins, one folder each."""
        return self.path / "issues"

    @property
    def gates(self) -> Path:
        """Gate reports, one folder a month."""
        return self.path / "gates"

    @property
    def rejected(self) -> Path:
        """Workbooks of rejected rows for their senders."""
        return self.path / "rejected"

    @property
    def clock_file(self) -> Path:
        """Exists only in a synthetic ledger, whose clock is set by the simulation."""
        return self.path / "synthetic-clock"

    def now(self) -> datetime:
        """Naive province time (UTC+8). A synthetic ledger's clock stands where the simulation put it."""
        if self.clock_file.exists():
            return datetime.fromisoformat(self.clock_file.read_text().strip())
        return datetime.now(PROVINCE_TIME).replace(tzinfo=None)

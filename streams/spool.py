"""The spool: deliveries a door has taken and the log does not hold yet. One sealed file each, in the order they came.

A door that is not the log's writer answers once the delivery lies here, on disk. The writer takes it out, through the
room, and removes the file when the log has it. Killed in between, it finds the file again and the log says that it is done.
Nothing lies in the clear: the rows are sealed, and the head beside them holds no word of the sender's but known sources.
"""

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from identity.envelope import seal, unseal
from identity.errors import VaultProblem
from identity.private_files import make_private_folder, sync_folder, write_durably
from streams.sources.batch import Batch

_SUFFIX = ".sealed"
# a file still being written after this long belongs to a door that was killed; its sender had no answer
_ABANDONED_SECONDS = 3600


class SpoolDamaged(RuntimeError):
    """A delivery in the spool was altered, or sealed under another master key."""


@dataclass(frozen=True)
class Head:
    """What may be known of a waiting delivery without opening it. `sources`: rows by source, those in scope only."""

    origin: str
    received_at: datetime
    rows: int
    sources: dict[str, int]


@dataclass(frozen=True)
class Waiting:
    """One delivery in the spool: its file, its head, and whether it was set aside."""

    file: Path
    head: Head
    is_aside: bool = False


@dataclass(frozen=True)
class Backlog:
    """What waits: deliveries and rows, since when (seconds), rows by source, and what was set aside as unreadable."""

    deliveries: int
    rows: int
    oldest_seconds: float
    by_source: dict[str, int]
    set_aside: int


class Spool:
    """The spool in `folder`. Several doors may put; the holder of the log's writer lock takes out."""

    def __init__(self, folder: Path, key: bytes) -> None:
        """`key`: Keys.spool."""
        self.folder, self._key = folder, key
        self._lock, self._last = threading.Lock(), 0
        make_private_folder(folder)
        for part in folder.glob("*.part"):
            if time.time() - part.stat().st_mtime > _ABANDONED_SECONDS:
                part.unlink(missing_ok=True)

    def put(self, receipt: str, head: Head, batch: Batch) -> None:
        """Keep a delivery. On disk when this returns, or OSError."""
        shown = json.dumps(head.__dict__ | {"received_at": head.received_at.isoformat()}, ensure_ascii=False).encode()
        with self._lock:
            self._last = number = max(time.time_ns(), self._last + 1)
        file = self.folder / f"{number:020d}-{receipt}{_SUFFIX}"
        part = file.with_suffix(f".{os.getpid()}.part")
        try:
            write_durably(part, shown + b"\n" + seal(self._key, _packed(batch), shown))
            os.replace(part, file)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        sync_folder(self.folder)

    def waiting(self) -> list[Path]:
        """Files of the deliveries that wait, oldest first."""
        return sorted(self.folder.glob(f"*{_SUFFIX}"))

    def count(self) -> int:
        """How many deliveries wait."""
        return sum(entry.name.endswith(_SUFFIX) for entry in os.scandir(self.folder))

    def find(self, receipt: str) -> Waiting | None:
        """The delivery with this receipt, if it still waits or was set aside."""
        for folder in (self.folder, self.folder / "aside"):
            for file in sorted(folder.glob(f"*-{receipt}{_SUFFIX}")):
                head = _head(file)
                if head is not None:
                    return Waiting(file, head, folder != self.folder)
        return None

    def groups(self, max_rows: int, max_deliveries: int, span_seconds: float) -> Iterator[list[Waiting]]:
        """The deliveries that wait now, in their order, in groups that are small and came at about the same time."""
        group: list[Waiting] = []
        for file in self.waiting():
            head = _head(file)
            if head is None:
                continue
            rows = sum(other.head.rows for other in group) + head.rows
            late = bool(group) and abs((head.received_at - group[0].head.received_at).total_seconds()) > span_seconds
            if group and (rows > max_rows or len(group) >= max_deliveries or late):
                yield group
                group = []
            group.append(Waiting(file, head))
        if group:
            yield group

    def open(self, waiting: Waiting) -> Batch:
        """The rows of a delivery. Raises SpoolDamaged."""
        try:
            shown, _, sealed = waiting.file.read_bytes().partition(b"\n")
            return _unpacked(unseal(self._key, sealed, shown.decode()))
        except (VaultProblem, UnicodeDecodeError, pa.ArrowException):
            raise SpoolDamaged(
                f"门口暂存的 {waiting.file.name} 打不开:文件被改动,或主密钥换过。已移到 {self.folder / 'aside'},"
                f"请核对主密钥;送件方凭回执可重送"
            ) from None

    def remove(self, waiting: Waiting) -> None:
        """Forget a delivery that the log holds."""
        waiting.file.unlink(missing_ok=True)

    def set_aside(self, waiting: Waiting) -> None:
        """Take a delivery that stops the road out of the way, and keep it for a person to look at."""
        make_private_folder(self.folder / "aside")
        os.replace(waiting.file, self.folder / "aside" / waiting.file.name)

    def backlog(self) -> Backlog:
        """What waits now."""
        files = self.waiting()
        heads = [head for head in map(_head, files) if head is not None]
        by_source: Counter[str] = Counter()
        for head in heads:
            by_source.update(head.sources)
        oldest = (time.time_ns() - int(files[0].name.split("-")[0])) / 1e9 if files else 0.0
        aside = sum(1 for _ in (self.folder / "aside").glob(f"*{_SUFFIX}"))
        return Backlog(len(files), sum(head.rows for head in heads), max(oldest, 0.0), dict(by_source), aside)


def _head(file: Path) -> Head | None:
    """None when the writer has just taken the file."""
    try:
        with file.open("rb") as content:
            shown: dict[str, Any] = json.loads(content.readline())
        return replace(Head(**shown), received_at=datetime.fromisoformat(shown["received_at"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):  # opening it will say so, and set it aside
        return Head("", datetime.fromtimestamp(0), 0, {})


def _packed(batch: Batch) -> bytes:
    out = pa.BufferOutputStream()
    for table in (batch.envelopes, batch.refused):
        with pa.ipc.new_stream(out, table.schema) as stream:
            stream.write_table(table)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _unpacked(content: bytes) -> Batch:
    source = pa.BufferReader(content)
    envelopes, refused = (pa.ipc.open_stream(source).read_all() for _ in range(2))
    return Batch(envelopes, refused)

"""The spool: deliveries a door has taken and the log does not hold yet. One sealed file each, in the order they came.

A door that is not the log's writer answers once the delivery lies here, on disk. The writer takes it out, through the
room, and removes the file when the log has it. Killed in between, it finds the file again and the log says that it is done.
Nothing lies in the clear (streams.delivery).
"""

import os
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from identity.private_files import make_private_folder, sync_folder, write_durably
from streams.delivery import Backlog, DeliveryDamaged, Head, Kept, NotKept, grouped, head_of, opened, sealed
from streams.sources.batch import Batch

_SUFFIX = ".sealed"
# a file still being written after this long belongs to a door that was killed; its sender had no answer
_ABANDONED_SECONDS = 3600


@dataclass(frozen=True)
class Waiting:
    """One delivery in the spool: its file and its head."""

    file: Path
    head: Head


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

    def put(self, receipt: str, head: Head, batch: Batch) -> str:
        """Keep a delivery. On disk when this returns the receipt to ask by, or NotKept."""
        with self._lock:
            self._last = number = max(time.time_ns(), self._last + 1)
        file = self.folder / f"{number:020d}-{receipt}{_SUFFIX}"
        part = file.with_suffix(f".{os.getpid()}.part")
        try:
            write_durably(part, sealed(self._key, head, batch))
            os.replace(part, file)
            sync_folder(self.folder)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise NotKept("门口暂存写不进磁盘") from error
        return receipt

    def has_place(self, waiting: int, free_bytes: int) -> bool:
        """Whether fewer deliveries than `waiting` wait and more than `free_bytes` are free."""
        return self.count() < waiting and shutil.disk_usage(self.folder).free >= free_bytes

    def close(self) -> None:
        """Nothing is held open."""

    def waiting(self) -> list[Path]:
        """Files of the deliveries that wait, oldest first."""
        return sorted(self.folder.glob(f"*{_SUFFIX}"))

    def count(self) -> int:
        """How many deliveries wait."""
        return sum(entry.name.endswith(_SUFFIX) for entry in os.scandir(self.folder))

    def find(self, receipt: str) -> Kept | None:
        """The delivery with this receipt, if it still waits or was set aside."""
        for folder in (self.folder, self.folder / "aside"):
            for file in sorted(folder.glob(f"*-{receipt}{_SUFFIX}")):
                head = _head(file)
                if head is not None:
                    return Kept(head, folder != self.folder)
        return None

    def groups(self, max_rows: int, max_deliveries: int, span_seconds: float) -> Iterator[list[Waiting]]:
        """The deliveries that wait now, in their order, in groups that are small and came at about the same time."""
        found = (Waiting(file, head) for file in self.waiting() if (head := _head(file)) is not None)
        return grouped(found, lambda waiting: waiting.head, max_rows, max_deliveries, span_seconds)

    def open(self, waiting: Waiting) -> Batch:
        """The rows of a delivery. Raises DeliveryDamaged."""
        try:
            return opened(self._key, waiting.file.read_bytes())
        except DeliveryDamaged as damaged:
            raise DeliveryDamaged(
                f"门口暂存的 {waiting.file.name} {damaged}。已移到 {self.folder / 'aside'},请核对主密钥;送件方凭回执可重送"
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
            return head_of(content.readline())
    except FileNotFoundError:
        return None

"""The audit log: append-only JSON lines in an SM3 hash chain, safe with several processes.

The chain can be checked by anyone. Who rewrites the whole file and its head is found out by the head's seal, which
needs the audit key; who deletes both files, only by a copy of the last hash kept elsewhere (each issue's manifest).
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from identity.audit_chain import FIRST_PREV, AuditEntry, chained, fault_of, parse
from identity.audit_head import AuditHead, head_path, read_head, seal_fault, write_head
from identity.clock import now_text
from identity.errors import AuditBroken
from identity.private_files import make_private_file


@dataclass(frozen=True)
class AuditVerdict:
    """Whether the log is whole; its complete lines; the first line (from 1) that is broken or missing, and why."""

    whole: bool
    lines: int
    last_hash: str
    first_broken: int | None = None
    reason: str = ""


class AuditLog:
    """One audit log. Whoever writes it must always use the same key, or always none."""

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        """`key`: Keys.audit, seals the head. An auditor without the key can still read, and verify the chain."""
        self._path = path
        self._key = key

    def append(self, *, actor: str, role: str, action: str, object: str, purpose: str, outcome: str) -> AuditEntry:
        """Write one line; it is on the disk when this returns. Raises AuditBroken if the end of the log was tampered with."""
        make_private_file(self._path)
        with self._locked(fcntl.LOCK_EX) as handle:
            head, torn = self._standing_head(handle)
            if torn:
                os.ftruncate(handle, head.end)
                self._write(handle, head, _mending(torn))
                head = read_head(self._path) or head
            said = {"actor": actor, "role": role, "action": action, "object": object, "purpose": purpose}
            return self._write(handle, head, {**said, "outcome": outcome})

    def verify(self) -> AuditVerdict:
        """Check every line, the chain and the head; names the first broken line."""
        if not self._path.exists():
            missing = head_path(self._path).exists()
            return AuditVerdict(not missing, 0, FIRST_PREV, *((1, "日志文件不见了,链头还在") if missing else ()))
        with self._locked(fcntl.LOCK_SH) as handle, os.fdopen(os.dup(handle), "rb") as file:
            try:
                head = read_head(self._path)
            except AuditBroken as error:
                return AuditVerdict(False, 0, FIRST_PREV, 1, str(error))
            n, prev, at_head = 0, FIRST_PREV, FIRST_PREV
            for line in file:
                fault = fault_of(line[:-1], n + 1, prev) if line.endswith(b"\n") else "不完整(断电或被截断)"
                if fault:
                    return AuditVerdict(False, n, prev, n + 1, fault)
                n, prev = n + 1, parse(line).hash
                at_head = prev if head and n == head.n else at_head
        doubt = self._head_fault(head, n, at_head)
        return AuditVerdict(True, n, prev) if doubt is None else AuditVerdict(False, n, prev, *doubt)

    def entries(self) -> Iterator[AuditEntry]:
        """The entries, oldest first, as they stand; call verify() to know whether to believe them."""
        if self._path.exists():
            with self._path.open("rb") as file:
                yield from (parse(line) for line in file if line.endswith(b"\n"))

    @contextmanager
    def _locked(self, how: int) -> Iterator[int]:
        """The open log under a lock on the file itself, shared or exclusive, between threads and processes."""
        handle = os.open(self._path, os.O_RDWR | os.O_APPEND if how == fcntl.LOCK_EX else os.O_RDONLY)
        try:
            fcntl.flock(handle, how)
            yield handle
        finally:
            os.close(handle)

    def _standing_head(self, handle: int) -> tuple[AuditHead, bytes]:
        """The true head, and the bytes of a line torn by a crash. Raises AuditBroken if the end is not as it was left.

        A crash may come between a line and the head: one sound line beyond the head is believed.
        """
        size = os.fstat(handle).st_size
        head = read_head(self._path)
        if head is None:
            if size:
                raise self._broken("链头文件缺失")
            head = AuditHead().sealed(self._key)  # before the first line, so that a log without a head is never innocent
            write_head(self._path, head)
        unkeyed = "链头带有封记,而写入者没有密钥" if head.seal and self._key is None else None
        if fault := unkeyed or seal_fault(head, self._key):
            raise self._broken(fault)
        *lines, torn = os.pread(handle, max(size - head.start, 0), head.start).split(b"\n")
        if head.n:
            last = lines.pop(0) if lines else b""
            if head.start + len(last) + 1 != head.end or not _is_last(last, head):
                raise self._broken(f"第 {head.n} 行缺失或被改动")
        if len(lines) > 1 or (lines and fault_of(lines[0], head.n + 1, head.hash)):
            raise self._broken(f"第 {head.n + 1} 行不是由本系统写入")
        for line in lines:
            head = AuditHead(head.n + 1, parse(line).hash, head.end, head.end + len(line) + 1)
        return head, torn

    def _write(self, handle: int, head: AuditHead, said: dict[str, str]) -> AuditEntry:
        entry = chained(head.n + 1, head.hash, now_text(), **said)
        line = entry.line()
        if os.write(handle, line) != len(line):
            raise self._broken("磁盘已满,本行没有写完")
        os.fsync(handle)
        write_head(self._path, AuditHead(entry.n, entry.hash, head.end, head.end + len(line)).sealed(self._key))
        return entry

    def _head_fault(self, head: AuditHead | None, lines: int, hash_at_head: str) -> tuple[int, str] | None:
        """The first line the head puts in doubt, and why; None if head and lines agree."""
        if head is None:
            return (1, "链头文件缺失,无法判断日志是否被截断") if lines else None
        if head.n > lines:
            return lines + 1, f"尾部被截断:应有 {head.n} 行,现有 {lines} 行"
        if head.hash != hash_at_head:
            return max(head.n, 1), "链头与日志不符:日志可能被整体改写"
        if head.n < lines - 1:
            return head.n + 2, "链头之后有不是由本系统写入的行"
        fault = seal_fault(head, self._key)
        return (max(head.n, 1), fault) if fault else None

    def _broken(self, reason: str) -> AuditBroken:
        return AuditBroken(f"审计日志 {self._path} 不可信:{reason}。已停止写入,请保全现场、通知审计管理员,并从备份恢复。")


def _is_last(line: bytes, head: AuditHead) -> bool:
    """Whether this is, unaltered, the line the head speaks of."""
    try:
        entry = parse(line)
    except (ValueError, TypeError):
        return False
    return entry.hash == head.hash and fault_of(line, head.n, entry.prev) is None


def _mending(torn: bytes) -> dict[str, str]:
    """A torn line was never answered for: its action did not happen. That it was there is written down."""
    place = f"{len(torn)} 字节"
    return {
        "actor": "system",
        "role": "system",
        "action": "mend_audit",
        "object": place,
        "purpose": "清除断电留下的残行",
        "outcome": "done",
    }

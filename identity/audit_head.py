"""The head of the audit log: how far it goes, kept in a file beside it, so that a cut tail is noticed."""

import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from identity.audit_chain import FIRST_PREV
from identity.errors import AuditBroken
from identity.private_files import sync_folder, write_durably


@dataclass(frozen=True)
class AuditHead:
    """The last entry known: its number and hash, the bytes [start, end) of its line, and the keyed seal of all that."""

    n: int = 0
    hash: str = FIRST_PREV
    start: int = 0
    end: int = 0
    seal: str = ""

    def sealed(self, key: bytes | None) -> "AuditHead":
        """The same head with its seal (HMAC-SM3), or without one if there is no key."""
        seal = "" if key is None else hmac.digest(key, f"{self.n}|{self.hash}|{self.start}|{self.end}".encode(), "sm3").hex()
        return AuditHead(self.n, self.hash, self.start, self.end, seal)


def head_path(log: Path) -> Path:
    """Where the head of a log lies."""
    return log.with_name(log.name + ".head")


def read_head(log: Path) -> AuditHead | None:
    """The stored head; None if there is none. Raises AuditBroken if it cannot be read."""
    path = head_path(log)
    if not path.exists():
        return None
    try:
        return AuditHead(**json.loads(path.read_bytes()))
    except (ValueError, TypeError):
        raise AuditBroken(f"审计链头 {path} 已损坏,无法判断日志是否被截断。请保全现场并通知审计管理员。") from None


def write_head(log: Path, head: AuditHead) -> None:
    """Put the head in place as a whole; durable on return."""
    path = head_path(log)
    draft = path.with_name(path.name + ".new")
    write_durably(draft, json.dumps(asdict(head)).encode())
    draft.replace(path)
    sync_folder(path.parent)


def seal_fault(head: AuditHead, key: bytes | None) -> str | None:
    """What is wrong with the head's seal under this key. Without a key the seal cannot be judged: None."""
    if key is None or hmac.compare_digest(head.seal, head.sealed(key).seal):
        return None
    return "链头封记不符:链头或整条日志可能被替换,或当前密钥不是写日志时的密钥" if head.seal else "链头没有封记:可能被替换"

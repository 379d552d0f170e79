"""The lines of the audit log and how each hangs on the one before; pure, touches no file."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields

FIRST_PREV = "0" * 64


@dataclass(frozen=True)
class AuditEntry:
    """One line: who did what to whom, why, and with what outcome. `object` is a token, account or place, never a name."""

    n: int
    at: str
    actor: str
    role: str
    action: str
    object: str
    purpose: str
    outcome: str
    prev: str
    hash: str

    def line(self) -> bytes:
        """The line as it stands in the file, with its line end."""
        return _canonical(asdict(self)) + b"\n"


_FIELDS = [field.name for field in fields(AuditEntry)]


def chained(n: int, prev: str, at: str, **said: str) -> AuditEntry:
    """The entry number `n` (from 1) after the entry whose hash is `prev`; its own hash is SM3 over all other fields."""
    body = {"n": n, "at": at, **said, "prev": prev}
    return AuditEntry(**body, hash=_hash(body))  # type: ignore[arg-type]


def fault_of(line: bytes, n: int, prev: str) -> str | None:
    """What is wrong with a line (without its line end) that should be entry `n` after `prev`; None if nothing.

    The bytes must be exactly those that were written: the same content spelt otherwise is an alteration too.
    """
    try:
        body = json.loads(line)
        if not isinstance(body, dict) or sorted(body) != sorted(_FIELDS) or _canonical(body) != line:
            return "格式不是本系统写出的原样"
    except ValueError:
        return "不是完整的 JSON"
    claimed = body.pop("hash")
    if claimed != _hash(body):
        return "内容被改动(摘要不符)"
    if body["n"] != n or body["prev"] != prev:
        return f"与上一行不衔接(行内序号 {body['n']}):其前有行被删除、插入或调换"
    return None


def parse(line: bytes) -> AuditEntry:
    """The entry of a sound line."""
    return AuditEntry(**json.loads(line))


def _hash(body: dict[str, object]) -> str:
    return hashlib.new("sm3", _canonical(body)).hexdigest()


def _canonical(body: dict[str, object]) -> bytes:
    ordered = {name: body[name] for name in _FIELDS if name in body}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")

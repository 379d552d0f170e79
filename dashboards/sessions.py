"""Sessions: a signed cookie, an idle limit, a token against forged forms, and a logout that holds.

A session exists before login too (account ""), so that the login form itself bears a token. Logging in makes a new
session: an identifier known before login is worth nothing after it.
"""

import contextlib
import hmac
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer

from dashboards.settings import IDLE_LIMIT, SESSION_LIMIT

COOKIE = "taizhang_session"


@dataclass(frozen=True)
class Session:
    """One browser's session. Times are seconds since 1970; `account` is "" before login."""

    identifier: str
    account: str
    began_at: int
    seen_at: int


class Sessions:
    """Makes, reads and ends sessions of one server process.

    Ended sessions are remembered until their cookie would have expired; a restart forgets them, but then the idle
    limit has the last word. Run one process per home (delivery.md: more bring nothing on this machine's cores).
    """

    def __init__(self, key_file: Path, clock: Callable[[], float] = time.time) -> None:
        key = session_key(key_file)
        self._cookie = URLSafeSerializer(key, salt="taizhang.session")
        self._form_key = hmac.digest(key, b"taizhang.form", "sha256")
        self._clock = clock
        self._ended: dict[str, int] = {}
        self._lock = threading.Lock()

    def begin(self, account: str = "") -> Session:
        """A new session for an account, or before login."""
        now = int(self._clock())
        return Session(secrets.token_urlsafe(18), account, now, now)

    def read(self, cookie: str | None) -> Session | None:
        """The session that a cookie bears, seen now; None if forged, expired, ended or absent."""
        if not cookie:
            return None
        try:
            identifier, account, began_at, seen_at = self._cookie.loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return None
        now = int(self._clock())
        idle, age = now - seen_at, now - began_at
        if idle > IDLE_LIMIT.total_seconds() or age > SESSION_LIMIT.total_seconds() or self._has_ended(identifier):
            return None
        return replace(Session(identifier, account, began_at, seen_at), seen_at=now)

    def write(self, session: Session) -> str:
        """The cookie that bears a session."""
        return str(self._cookie.dumps([session.identifier, session.account, session.began_at, session.seen_at]))

    def end(self, session: Session) -> None:
        """End a session for good: its cookie is refused from now on, whoever kept a copy."""
        now = int(self._clock())
        with self._lock:
            self._ended = {name: until for name, until in self._ended.items() if until > now}
            self._ended[session.identifier] = now + int(SESSION_LIMIT.total_seconds())

    def form_token(self, session: Session) -> str:
        """The token that every form of this session must bear."""
        return hmac.new(self._form_key, session.identifier.encode(), "sha256").hexdigest()

    def is_form_token(self, session: Session, token: str) -> bool:
        """Whether a form bears this session's token."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())

    def _has_ended(self, identifier: str) -> bool:
        with self._lock:
            return identifier in self._ended


def session_key(path: Path) -> bytes:
    """The server's key for sessions (32 bytes); made with mode 0600 at the first start, whole or not at all."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(handle, secrets.token_bytes(32))
            os.fsync(handle)
        finally:
            os.close(handle)
        with contextlib.suppress(FileExistsError):  # another process was faster: then its key is the key
            os.link(draft, path)
        draft.unlink()
    key = path.read_bytes()
    if len(key) != 32 or path.stat().st_mode & 0o077:
        raise PermissionError(f"会话密钥 {path} 已损坏或权限过宽:应为 32 字节、权限 0600;删除后重启即重新生成(所有人需重新登录)")
    return key

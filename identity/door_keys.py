"""Keys of the systems that push events: for whom, of which sources and cities, how often. The secret is kept as a hash only."""

import hashlib
import hmac
import json
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from identity.clock import now_text
from identity.errors import AccountProblem, LoginRefused
from identity.roles import EVERY_CITY, is_city_code
from identity.store import open_store, writing

# Who reports these is the ledger itself.
_OWN_FAMILIES = ("system",)
_SOURCE = re.compile(r"urn:taizhang:([1-9]\d{5}):([a-z]+)", re.ASCII)
_NAME = re.compile(r"[\w\-]{1,40}")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS door_key (
    name TEXT PRIMARY KEY, families TEXT NOT NULL, cities TEXT NOT NULL, per_minute INTEGER NOT NULL,
    secret TEXT NOT NULL UNIQUE, set_at TEXT NOT NULL,
    old_secret TEXT UNIQUE, old_until REAL NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, revoked_at TEXT
);
"""
_REFUSED = "密钥不对、已作废或没有带:请在 Authorization 头写 Bearer 加密钥;遗失的请系统管理员用 taizhang key rotate 换发"


@dataclass(frozen=True)
class DoorKey:
    """One sending system: source families and cities it may report, and requests per minute."""

    name: str
    families: tuple[str, ...]
    cities: tuple[str, ...]
    per_minute: int
    set_at: str = ""
    revoked_at: str | None = None

    def covers(self, source: str | None) -> bool:
        """Whether events of this source are in scope. Anything that is no plain source is refused."""
        found = _SOURCE.fullmatch(source or "")
        return found is not None and found[2] in self.families and self.covers_city(found[1])

    def covers_city(self, city: str | None) -> bool:
        """Whether events about this city are in scope."""
        return is_city_code(city) and (EVERY_CITY in self.cities or city in self.cities)


class DoorKeys:
    """The keys of one installation. A change holds for the next request, in every process."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """`clock`: seconds since 1970; decides when a replaced secret ends."""
        self._clock, self._lock = clock, threading.RLock()
        self._store = open_store(path, _SCHEMA)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def create(
        self, name: str, families: Iterable[str], cities: Iterable[str], known: Iterable[str], per_minute: int = 600
    ) -> str:
        """Make a key; returns its secret, which is shown this once. `known`: the families there are. Raises AccountProblem."""
        key = _checked(DoorKey(name.strip(), tuple(families), tuple(cities), per_minute), tuple(known))
        secret, at = _new_secret(), now_text()
        with self._lock, writing(self._store) as store:
            if store.execute("SELECT 1 FROM door_key WHERE name = ?", (key.name,)).fetchone():
                raise AccountProblem(f"密钥“{key.name}”已存在:换发用 taizhang key rotate {key.name},或换一个名字")
            store.execute(
                "INSERT INTO door_key (name, families, cities, per_minute, secret, set_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key.name, json.dumps(key.families), json.dumps(key.cities), per_minute, _hashed(secret), at, at),
            )
        return secret

    def rotate(self, name: str, overlap_seconds: float = 0) -> str:
        """A new secret; the one before still opens for `overlap_seconds`. Raises AccountProblem."""
        secret = _new_secret()
        with self._lock, writing(self._store) as store:
            changed = store.execute(
                "UPDATE door_key SET old_secret = secret, old_until = ?, secret = ?, set_at = ?"
                " WHERE name = ? AND revoked_at IS NULL",
                (self._clock() + overlap_seconds, _hashed(secret), now_text(), name),
            ).rowcount
        if not changed:
            raise AccountProblem(f"没有可换发的密钥“{name}”:没有这个名字,或已作废。用 taizhang key list 核对")
        return secret

    def revoke(self, name: str) -> None:
        """Close a key for good, its old secret too; the name stays taken. Raises AccountProblem for an unknown name."""
        with self._lock, writing(self._store) as store:
            if not store.execute(
                "UPDATE door_key SET revoked_at = coalesce(revoked_at, ?), old_until = 0 WHERE name = ?", (now_text(), name)
            ).rowcount:
                raise AccountProblem(f"没有密钥“{name}”。用 taizhang key list 核对名字")

    def every(self) -> list[DoorKey]:
        """All keys, revoked ones too, by name."""
        with self._lock:
            rows = self._store.execute(
                "SELECT name, families, cities, per_minute, set_at, revoked_at FROM door_key ORDER BY name"
            ).fetchall()
        return [_key(*row) for row in rows]

    def of_secret(self, secret: str | None) -> DoorKey:
        """The key with this secret. Raises LoginRefused, alike for a wrong, an ended and a missing one."""
        hashed = _hashed(secret or "")
        with self._lock:
            row = self._store.execute(
                "SELECT name, families, cities, per_minute, set_at, revoked_at, secret, old_until FROM door_key"
                " WHERE secret = ? OR old_secret = ?",
                (hashed, hashed),
            ).fetchone()
        if row is None or row[5] is not None:
            raise LoginRefused(_REFUSED)
        if not hmac.compare_digest(row[6], hashed) and self._clock() >= row[7]:
            raise LoginRefused(_REFUSED)
        return _key(*row[:6])


def _key(name: str, families: str, cities: str, per_minute: int, set_at: str, revoked_at: str | None) -> DoorKey:
    return DoorKey(name, tuple(json.loads(families)), tuple(json.loads(cities)), per_minute, set_at, revoked_at)


def _new_secret() -> str:
    """256 random bits. A hash without salt or stretching is enough for what nobody can guess."""
    return "tz_" + secrets.token_urlsafe(32)


def _hashed(secret: str) -> str:
    return hashlib.new("sm3", secret.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(key: DoorKey, known: tuple[str, ...]) -> DoorKey:
    if not _NAME.fullmatch(key.name):
        raise AccountProblem("密钥名须为 1—40 个字母、汉字、数字、_ 或 -。请换一个名字")
    allowed = [family for family in known if family not in _OWN_FAMILIES]
    if not key.families or not key.cities:
        raise AccountProblem("密钥至少要有一个来源类别和一个考核单位:用 --source 和 --city 写明")
    for family in key.families:
        if family not in allowed:
            raise AccountProblem(f"没有来源类别“{family}”。可用:{'、'.join(allowed)}")
    for city in key.cities:
        if city != EVERY_CITY and not is_city_code(city):
            raise AccountProblem(f"城市范围“{city}”不是 6 位行政区划代码,也不是 *。请改正")
    if not 1 <= key.per_minute <= 100_000:
        raise AccountProblem(f"每分钟请求数 {key.per_minute} 不在 1—100000 之间。请改正")
    return key

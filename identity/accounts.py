"""Local accounts, for installations without the bureau's OpenID Connect provider."""

import json
import math
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

from identity.clock import now_text
from identity.errors import AccountProblem, LoginRefused
from identity.passwords import check_policy, hash_password, is_password
from identity.roles import EVERY_CITY, ROLES, Account, is_city_code
from identity.store import open_store, writing

MAX_FAILURES = 5
LOCK_SECONDS = 15 * 60

_SCHEMA = """
CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, cities TEXT NOT NULL, password TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0, locked_until REAL NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL, password_set_at TEXT NOT NULL, disabled_at TEXT
);
"""
_WRONG = "用户名或密码不正确。请核对后重试;连续 5 次错误将锁定 15 分钟。"


class Accounts:
    """The accounts of one installation. Safe to use from several threads and processes at once."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Open or make the store. `clock` gives seconds since 1970 and decides when a lock ends."""
        self._clock = clock
        self._lock = threading.RLock()
        self._store = open_store(path, _SCHEMA)
        self._decoy = hash_password("no account has this password 0")

    def close(self) -> None:
        """Close the file. The accounts cannot be used afterwards."""
        with self._lock:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def create(self, name: str, password: str, role: str, cities: Iterable[str]) -> Account:
        """Make an account. Raises AccountProblem for a taken name, a weak password, an unknown role or a bad city code."""
        account = _checked(name, role, cities)
        check_policy(password)
        at, kept = now_text(), hash_password(password)
        with self._lock, writing(self._store) as store:
            if store.execute("SELECT 1 FROM account WHERE name = ?", (account.name,)).fetchone():
                raise AccountProblem(f"账号“{account.name}”已存在。请换一个名字,或用 set_password 重设其密码。")
            store.execute(
                "INSERT INTO account (name, role, cities, password, created_at, password_set_at) VALUES (?, ?, ?, ?, ?, ?)",
                (account.name, role, json.dumps(account.cities), kept, at, at),
            )
        return account

    def authenticate(self, name: str, password: str) -> Account:
        """The account of this name and password. Raises LoginRefused, alike for a wrong name and a wrong password.

        After 5 failures the account is locked for 15 minutes, for the right password too.
        """
        row = self._count_attempt(name.strip())
        if row is None:
            is_password(password, self._decoy)  # an unknown name takes as long as a wrong password
            raise LoginRefused(_WRONG)
        role, cities, kept, disabled_at = row
        if not is_password(password, kept):
            raise LoginRefused(_WRONG)
        if disabled_at is not None:
            raise LoginRefused(f"账号“{name.strip()}”已停用。请联系安全管理员。")
        self._change(name.strip(), "failures = 0, locked_until = 0", ())
        return Account(name.strip(), role, tuple(json.loads(cities)))

    def find(self, name: str) -> Account | None:
        """The account as it stands now, for a session already open; None if unknown or disabled (end the session)."""
        with self._lock:
            row = self._store.execute(
                "SELECT name, role, cities FROM account WHERE name = ? AND disabled_at IS NULL", (name,)
            ).fetchone()
        return Account(row[0], row[1], tuple(json.loads(row[2]))) if row else None

    def every(self) -> list[Account]:
        """All accounts that are not disabled, by name."""
        with self._lock:
            rows = self._store.execute(
                "SELECT name, role, cities FROM account WHERE disabled_at IS NULL ORDER BY name"
            ).fetchall()
        return [Account(name, role, tuple(json.loads(cities))) for name, role, cities in rows]

    def set_password(self, name: str, password: str) -> None:
        """Give a new password; a lock ends. Raises AccountProblem for an unknown name or a weak password."""
        check_policy(password)
        self._change(
            name, "password = ?, password_set_at = ?, failures = 0, locked_until = 0", (hash_password(password), now_text())
        )

    def disable(self, name: str) -> None:
        """Close an account for good; its name stays taken, so that audit lines keep their meaning."""
        self._change(name, "disabled_at = coalesce(disabled_at, ?)", (now_text(),))

    def _count_attempt(self, name: str) -> tuple[str, str, str, str | None] | None:
        """Count a failure before the password is even looked at, so that guesses made at once cannot outrun the lock."""
        now = self._clock()
        with self._lock, writing(self._store) as store:
            row = store.execute(
                "SELECT role, cities, password, disabled_at, failures, locked_until FROM account WHERE name = ?", (name,)
            ).fetchone()
            if row is None:
                return None
            *found, failures, locked_until = row
            if now < locked_until:
                minutes = math.ceil((locked_until - now) / 60)
                raise LoginRefused(f"账号“{name}”因多次密码错误已锁定。请 {minutes} 分钟后再试,或请安全管理员重设密码。")
            failures = 1 if locked_until else failures + 1
            locked_until = now + LOCK_SECONDS if failures >= MAX_FAILURES else 0
            store.execute("UPDATE account SET failures = ?, locked_until = ? WHERE name = ?", (failures, locked_until, name))
        return tuple(found)

    def _change(self, name: str, what: str, values: tuple[str, ...]) -> None:
        with self._lock, writing(self._store) as store:
            if store.execute(f"UPDATE account SET {what} WHERE name = ?", (*values, name)).rowcount == 0:
                raise AccountProblem(f"没有账号“{name}”。请核对名字。")


def _checked(name: str, role: str, cities: Iterable[str]) -> Account:
    """The account, if its parts make sense."""
    name, cities = name.strip(), tuple(cities)
    if not name or len(name) > 60 or not name.isprintable():
        raise AccountProblem("账号名须为 1—60 个可见字符。请换一个名字。")
    if role not in ROLES:
        raise AccountProblem(f"没有角色“{role}”。可用角色:{'、'.join(ROLES)}。")
    for city in cities:
        if city != EVERY_CITY and not is_city_code(city):
            raise AccountProblem(f"城市范围“{city}”不是 6 位行政区划代码,也不是 *。请改正。")
    return Account(name, role, cities)

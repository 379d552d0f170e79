"""Accounts, and the two commands that open the vault. The rules are identity's; here is only the way there."""

import duckdb

from flows.settings import Home
from identity.access import erase_person, reveal_person
from identity.accounts import Accounts
from identity.audit import AuditLog
from identity.keys import load_keys
from identity.roles import Account
from identity.vault import Vault


def create_account(home: Home, name: str, password: str, role: str, cities: list[str]) -> Account:
    """A local account. Raises with what to mend for a weak password, an unknown role or a taken name."""
    with Accounts(home.vault / "accounts.sqlite") as accounts:
        return accounts.create(name, password, role, cities)


def reveal_one(home: Home, token: str, purpose: str, name: str, password: str) -> dict[str, str]:
    """The person behind a token, in words for the screen."""
    account, audit = _who(home, name, password)
    with Vault(home.vault / "vault.sqlite", load_keys(home.vault)) as vault:
        found = reveal_person(vault, audit, account, token, purpose, _cities_of(home, token))
    latest = {"身份证号": found.id, "姓名": found.name, "联系电话": found.phone}
    return {title: value for title, value in latest.items() if value}


def erase_one(home: Home, token: str, purpose: str, name: str, password: str) -> str:
    """Destroy a person's key; returns what was done, for the screen."""
    account, audit = _who(home, name, password)
    with Vault(home.vault / "vault.sqlite", load_keys(home.vault)) as vault:
        erasure = erase_person(vault, audit, account, token, purpose, _cities_of(home, token))
    return f"✓ 已销毁 {token} 的密钥({erasure.erased_at}),台账数字不变"


def _who(home: Home, name: str, password: str) -> tuple[Account, AuditLog]:
    with Accounts(home.vault / "accounts.sqlite") as accounts:
        account = accounts.authenticate(name, password)
    return account, AuditLog(home.vault / "audit.jsonl", load_keys(home.vault).audit)


def _cities_of(home: Home, token: str) -> list[str]:
    """Where the published ledger knows this person; nothing is known before the first build."""
    if not home.warehouse.exists():
        return []
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        rows = con.execute(
            "select distinct data ->> '$.city' from marts.dim_events where subject = ? and data ->> '$.city' is not null", [token]
        ).fetchall()
    return [city for (city,) in rows]

"""The two doors into the vault: reveal and erase. Both ask for role, scope and purpose, and write before they answer."""

from collections.abc import Collection

from identity.audit import AuditLog
from identity.errors import AccessDenied
from identity.numbers import mask_text
from identity.records import Erasure, Revealed
from identity.roles import EVERY_CITY, ROLES, Account
from identity.vault import Vault

MIN_PURPOSE = 4

_VERBS = {"reveal": "查看人员真实姓名", "erase": "抹除人员"}


def reveal_person(
    vault: Vault, audit: AuditLog, account: Account, token: str, purpose: str, cities: Collection[str] = ()
) -> Revealed:
    """The person in clear. `cities`: where the ledgers know this person; an account bound to cities must see one of them.

    The audit line is on the disk before anything is opened, for refusals too.
    Raises AccessDenied, PersonUnknown, PersonErased, AuditBroken.
    """
    _ask(audit, account, "reveal", token, purpose, cities, found=vault.state(token))
    return vault.reveal(token)


def erase_person(
    vault: Vault, audit: AuditLog, account: Account, token: str, purpose: str, cities: Collection[str] = ()
) -> Erasure:
    """Destroy the person's key and records for ever (PIPL 47). Rules and errors as for reveal_person; a second audit
    line tells that it was done."""
    _ask(audit, account, "erase", token, purpose, cities, found=vault.state(token))
    erasure = vault.erase(token)
    _write(audit, account, "erase", token, purpose, "done")
    return erasure


def _ask(audit: AuditLog, account: Account, action: str, token: str, purpose: str, cities: Collection[str], found: str) -> None:
    """Write down the request and what came of it, then raise AccessDenied if it is refused."""
    refusal = _refusal(account, action, purpose, cities)
    outcome = "denied" if refusal else {"sealed": "granted"}.get(found, found)
    _write(audit, account, action, token, purpose, outcome)
    if refusal:
        raise AccessDenied(refusal)


def _refusal(account: Account, action: str, purpose: str, cities: Collection[str]) -> str | None:
    """Why not, in Chinese, with what to do; None if allowed."""
    verb = _VERBS[action]
    if not account.may(action):
        able = "、".join(role.title for role in ROLES.values() if action in role.actions)
        title = ROLES[account.role].title if account.role in ROLES else account.role
        return f"账号“{account.name}”({title})无权{verb}。请由{able}办理。"
    if EVERY_CITY not in account.cities and not any(account.sees(city) for city in cities):
        scope = "、".join(account.cities) or "空"
        return f"账号“{account.name}”的城市范围({scope})不含此人所在地,无权{verb}。请由所在市或省级账号办理。"
    if len(purpose.strip()) < MIN_PURPOSE:
        return f"{verb}须写明用途(至少 {MIN_PURPOSE} 个字),如“核实安置情况”。请补充后重试。"
    return None


def _write(audit: AuditLog, account: Account, action: str, token: str, purpose: str, outcome: str) -> None:
    # a purpose is free text, and so is a mistyped token: neither may carry a number in clear into the log
    audit.append(
        actor=account.name,
        role=account.role,
        action=action,
        object=mask_text(token),
        purpose=mask_text(purpose.strip()),
        outcome=outcome,
    )

"""Passwords: what is asked of them, and how they are kept (scrypt)."""

import hmac
import os

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from identity.errors import AccountProblem

MIN_LENGTH = 10

# 32 MiB and about a third of a second: the third of OWASP's equivalent settings, fit for several logins at once
_LOG2_COST, _BLOCK, _LANES = 15, 8, 3
_HASH_BYTES = 32


def check_policy(password: str) -> None:
    """Raise AccountProblem unless the password has at least 10 characters, letters and digits among them."""
    if len(password) < MIN_LENGTH:
        raise AccountProblem(f"密码只有 {len(password)} 位,至少要 {MIN_LENGTH} 位。请换一个更长的密码。")
    if not any(c.isalpha() for c in password) or not any(c.isdigit() for c in password):
        raise AccountProblem("密码须同时含有字母和数字。请补充后重试。")


def hash_password(password: str) -> str:
    """`scrypt$15$8$3$<salt>$<hash>`: the settings travel with the hash, so they can be raised later."""
    salt = os.urandom(16)
    return f"scrypt${_LOG2_COST}${_BLOCK}${_LANES}${salt.hex()}${_scrypt(password, salt, _LOG2_COST, _BLOCK, _LANES).hex()}"


def is_password(password: str, kept: str) -> bool:
    """Whether this password made this hash; takes the same time either way."""
    _, log2_cost, block, lanes, salt, expected = kept.split("$")
    made = _scrypt(password, bytes.fromhex(salt), int(log2_cost), int(block), int(lanes))
    return hmac.compare_digest(made, bytes.fromhex(expected))


def _scrypt(password: str, salt: bytes, log2_cost: int, block: int, lanes: int) -> bytes:
    kdf = Scrypt(salt=salt, length=_HASH_BYTES, n=2**log2_cost, r=block, p=lanes)
    return kdf.derive(password.encode("utf-8", "surrogatepass"))

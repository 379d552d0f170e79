"""Authenticated encryption of one person's data under a key of their own, wrapped by the sealing key.

A sealed blob is: cipher number (1 byte), nonce (12), ciphertext, tag (16). The token is bound in as associated
data, so that a record or key moved to another person's row does not open.
"""

import os
from typing import Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from identity.errors import VaultProblem
from identity.keys import derive

CipherName = Literal["aes-256-gcm", "sm4-gcm"]

_NAMES: dict[int, CipherName] = {1: "aes-256-gcm", 2: "sm4-gcm"}
_AES, _SM4 = bytes([1]), bytes([2])
_KEY_BYTES: dict[CipherName, int] = {"aes-256-gcm": 32, "sm4-gcm": 16}
_NONCE_BYTES = 12
_TAG_BYTES = 16


class Envelope:
    """Wraps persons' keys and seals their records. `cipher` is for new persons; old ones keep theirs."""

    def __init__(self, sealing_key: bytes, cipher: CipherName = "aes-256-gcm") -> None:
        """`sealing_key`: Keys.sealing. Raises ValueError for a cipher that is not known."""
        if cipher not in get_args(CipherName):
            raise ValueError(f"unknown cipher {cipher!r}; known: {', '.join(get_args(CipherName))}")
        self._cipher = cipher
        self._wrapping = {name: derive(sealing_key, f"wrapping/{name}", length) for name, length in _KEY_BYTES.items()}
        # setting up AES costs more than using it; the wrapping key is used for every new person
        self._wrap_aes = AESGCM(self._wrapping["aes-256-gcm"]).encrypt

    def new_key(self, token: str) -> tuple[bytes, bytes]:
        """A fresh random key for a person: wrapped, to be stored; and in clear, to be used and forgotten."""
        if self._cipher == "sm4-gcm":
            key = os.urandom(_KEY_BYTES["sm4-gcm"])
            return seal(self._wrapping["sm4-gcm"], key, token.encode()), key
        key, nonce = os.urandom(_KEY_BYTES["aes-256-gcm"]), os.urandom(_NONCE_BYTES)
        return _AES + nonce + self._wrap_aes(nonce, key, token.encode()), key

    def unwrap(self, token: str, wrapped_key: bytes) -> bytes:
        """A person's key in clear. Raises VaultProblem if it was altered or belongs to someone else."""
        return unseal(self._wrapping[_cipher_of(wrapped_key, token)], wrapped_key, token)


def seal(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Encrypt under a key of 32 bytes (AES-256-GCM) or 16 (SM4-GCM) with a new random nonce; `bound` is the token."""
    nonce = os.urandom(_NONCE_BYTES)
    if len(key) == _KEY_BYTES["aes-256-gcm"]:
        return _AES + nonce + AESGCM(key).encrypt(nonce, plain, bound)
    state = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    state.authenticate_additional_data(bound)
    return _SM4 + nonce + state.update(plain) + state.finalize() + state.tag


def unseal(key: bytes, blob: bytes, token: str) -> bytes:
    """What was sealed. Raises VaultProblem if it was altered, or sealed for another person."""
    nonce, body = blob[1 : 1 + _NONCE_BYTES], blob[1 + _NONCE_BYTES :]
    try:
        if _cipher_of(blob, token) == "aes-256-gcm":
            return AESGCM(key).decrypt(nonce, body, token.encode())
        state = Cipher(algorithms.SM4(key), modes.GCM(nonce, body[-_TAG_BYTES:])).decryptor()
        state.authenticate_additional_data(token.encode())
        return state.update(body[:-_TAG_BYTES]) + state.finalize()
    except (InvalidTag, ValueError):
        raise _altered(token) from None


def _cipher_of(blob: bytes, token: str) -> CipherName:
    if not blob or blob[0] not in _NAMES:
        raise _altered(token)
    return _NAMES[blob[0]]


def _altered(token: str) -> VaultProblem:
    return VaultProblem(
        f"身份库中 {token} 的记录无法解封:内容被改动或错位。请停用该库,从最近的备份恢复 vault.sqlite 并通知安全管理员。"
    )

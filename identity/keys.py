"""The master key, and the keys derived from it.

One file of 32 random bytes stands behind every token and every sealed record. Whoever has it and the vault can
read every name; whoever loses it can read none, and can make no token again that matches the log. Keep a copy
of it apart from the copies of the vault.
"""

import contextlib
import hashlib
import os
import secrets
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from identity.errors import KeyProblem
from identity.private_files import make_private_folder, sync_folder, write_durably

KEY_BYTES = 32
KEY_FILE_VARIABLE = "TAIZHANG_MASTER_KEY_FILE"


@dataclass(frozen=True)
class Keys:
    """The keys of one installation, 32 bytes each; never printed. `key_id` (16 hex) may be stored beside values."""

    key_id: str
    token: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    sealing: bytes = field(repr=False)
    audit: bytes = field(repr=False)
    spool: bytes = field(repr=False)


def load_keys(vault_folder: Path) -> Keys:
    """The keys of this home; makes `<vault_folder>/master.key` on first use.

    The environment variable TAIZHANG_MASTER_KEY_FILE names another file, which must exist already.
    Raises KeyProblem if the file is missing while the vault holds persons, is open to others, or is not 32 bytes.
    """
    require_sm3()
    named = os.environ.get(KEY_FILE_VARIABLE)
    path = Path(named) if named else vault_folder / "master.key"
    if not path.exists():
        _refuse_if_needed(path, vault_folder, bool(named))
        _make_master_key(path)
    return derive_keys(_read_master_key(path))


def derive_keys(master: bytes) -> Keys:
    """The sub-keys of a master key, each for one purpose (HKDF-SM3)."""
    return Keys(
        key_id=derive(master, "key-id", 8).hex(),
        token=derive(master, "token"),
        digest=derive(master, "digest"),
        sealing=derive(master, "sealing"),
        audit=derive(master, "audit"),
        spool=derive(master, "spool"),
    )


def derive(key: bytes, purpose: str, length: int = KEY_BYTES) -> bytes:
    """A key of `length` bytes for one purpose; keys of different purposes tell nothing about each other."""
    return HKDF(hashes.SM3(), length, salt=None, info=f"taizhang/{purpose}".encode()).derive(key)


def require_sm3() -> None:
    """Raise KeyProblem if this machine's OpenSSL was built without SM3 (hashlib does not guarantee it)."""
    try:
        hashlib.new("sm3", b"")
    except ValueError:
        raise KeyProblem(
            "本机 OpenSSL 不支持国密 SM3,无法生成人员令牌。"
            "请换用 OpenSSL 1.1.1 以上且未禁用 SM3 的 Python,再运行 taizhang doctor 复查。"
        ) from None


def _refuse_if_needed(path: Path, vault_folder: Path, named: bool) -> None:
    """A new key is right only for an empty vault at the usual place: any other would orphan what was sealed."""
    if named:
        raise KeyProblem(
            f"环境变量 {KEY_FILE_VARIABLE} 指向的主密钥文件 {path} 不存在。请核对路径或从备份恢复该文件;"
            f"首次安装可用 head -c 32 /dev/urandom 生成后 chmod 600。"
        )
    if _holds_persons(vault_folder / "vault.sqlite"):
        raise KeyProblem(
            f"主密钥 {path} 不存在,而身份库 {vault_folder / 'vault.sqlite'} 已有人员。"
            f"请从备份恢复 master.key(不要新建:新密钥打不开旧记录,也对不上日志里的令牌)。"
        )


def _holds_persons(vault: Path) -> bool:
    if not vault.exists():
        return False
    with contextlib.closing(sqlite3.connect(vault)) as connection:
        try:
            return connection.execute("SELECT 1 FROM person LIMIT 1").fetchone() is not None
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return False
            raise


def _make_master_key(path: Path) -> None:
    """Write the whole key aside, then link it into place: two first users end up with one key."""
    make_private_folder(path.parent)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    write_durably(draft, secrets.token_bytes(KEY_BYTES))
    try:
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    sync_folder(path.parent)


def _read_master_key(path: Path) -> bytes:
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        raise KeyProblem(f"主密钥 {path} 的权限是 {mode:04o},其他用户可读。请执行 chmod 600 {path} 后重试。")
    master = path.read_bytes()
    if len(master) != KEY_BYTES:
        raise KeyProblem(f"主密钥 {path} 应为 {KEY_BYTES} 字节,实为 {len(master)} 字节,文件已损坏。请从备份恢复。")
    return master

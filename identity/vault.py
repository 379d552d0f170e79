"""The vault: the only place where names, identity numbers and phones are kept, each person under a key of their own.

Erasing a person destroys that key. For the destroyed key to be gone from the file and not only from the table,
rows of `person` are never deleted, never grow and are only ever appended, so SQLite has no reason to copy a key to a
second page. Copies of the vault made earlier still hold the key: they must expire by the bureau's retention rule.
"""

import json
import threading
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, Self

from identity.clock import now_text
from identity.envelope import CipherName, Envelope, seal, unseal
from identity.errors import KeyProblem, PersonErased, PersonUnknown, VaultProblem
from identity.keys import Keys
from identity.numbers import mask_text
from identity.records import FIELDS, Erasure, Record, Revealed, from_plain, to_plain, unite
from identity.settled import Settled
from identity.store import open_store, writing
from identity.tokens import is_token, keyed_mac

Pending = dict[bytes, tuple[str, Record]]  # keyed digest of token and content -> token, record
Waiting = tuple[bytes, tuple[str, Record]]  # one item of Pending
Known = tuple[int, bytes, str | None, int]  # person_no, wrapped_key, erased_at, last version

# rows encrypted before they are handed to SQLite
_STRETCH = 10_000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS person (
    person_no INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE,
    wrapped_key BLOB, created_at TEXT NOT NULL, erased_at TEXT
);
CREATE TABLE IF NOT EXISTS sealed (
    person_no INTEGER NOT NULL, digest BLOB NOT NULL, version INTEGER NOT NULL,
    ciphertext BLOB NOT NULL, sealed_at TEXT NOT NULL,
    PRIMARY KEY (person_no, digest)
) WITHOUT ROWID;
"""
_STANDING = """
SELECT p.token, p.person_no, p.wrapped_key, p.erased_at, coalesce(s.version, 0), s.digest
FROM json_each(?) AS asked JOIN person AS p ON p.token = asked.value LEFT JOIN sealed AS s USING (person_no)
"""
_ADD_PERSON = "INSERT INTO person (person_no, token, wrapped_key, created_at) VALUES (?, ?, ?, ?)"
_ADD_SEALED = "INSERT INTO sealed VALUES (?, ?, ?, ?, ?)"
_VERSIONS = "SELECT version, sealed_at, ciphertext FROM sealed WHERE person_no = ? ORDER BY version"


class Vault:
    """One vault file. Safe to use from several threads and processes at once; open it anew after a fork."""

    def __init__(self, path: Path, keys: Keys, cipher: CipherName = "aes-256-gcm", remembered: int = 500_000) -> None:
        """Open or make the vault. `remembered`: digests kept in memory. Raises KeyProblem if the keys are not its own."""
        self._path = path
        self._envelope = Envelope(keys.sealing, cipher)
        self._mac = keyed_mac(keys.digest)
        self._settled = Settled(remembered)
        self._lock = threading.RLock()
        self._store = open_store(path, _SCHEMA)
        self._check_key(keys)

    def close(self) -> None:
        """Close the file. The vault cannot be used afterwards."""
        with self._lock:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def seal_many(self, rows: Iterable[tuple[str, Record]]) -> int:
        """Seal (token, {"id", "name", "phone"}) rows in one transaction; durable on return. Returns records added.

        Content already sealed adds nothing, in whatever order it comes again: an old file sent twice does not
        make an old phone current. Records of erased persons are dropped. Raises VaultProblem for a malformed row.
        """
        with self._lock:
            pending = self._unsettled(rows)
            if not pending:
                return 0
            asked = list(pending)
            with writing(self._store):
                known = self._take_out_known(pending)
                added = self._seal(pending, known)
            self._settled.add(asked)
            return added

    def state(self, token: str) -> Literal["sealed", "erased", "unknown"]:
        """Whether the vault can reveal this person; opens nothing."""
        row = self._person(token)
        if row is None:
            return "unknown"
        return "erased" if row[2] is not None else "sealed"

    def reveal(self, token: str) -> Revealed:
        """The person in clear. For identity.access only, which asks why and writes it down.

        Raises PersonUnknown, PersonErased, or VaultProblem if a record was altered on disk.
        """
        with self._lock:
            row = self._person(token)
            if row is None:
                raise _unknown(token)
            person_no, wrapped_key, erased_at = row
            if erased_at is not None:
                raise PersonErased(f"人员 {token} 已于 {erased_at} 抹除,姓名等信息无法恢复;统计数字不受影响。")
            found = self._store.execute(_VERSIONS, (person_no,)).fetchall()
        key = self._envelope.unwrap(token, wrapped_key)
        opened = [(version, at, unseal(key, sealed, token)) for version, at, sealed in found]
        return unite(token, tuple(from_plain(*record) for record in opened))

    def erase(self, token: str) -> Erasure:
        """Destroy the person's key and records for ever; again is harmless. Returns when the old bytes are gone.

        Raises PersonUnknown for a token never sealed (a mistyped one must not look erased).
        """
        with self._lock:
            with writing(self._store) as store:
                row = self._person(token)
                if row is None:
                    raise _unknown(token)
                person_no, _, erased_at = row
                erased_at = erased_at or now_text()
                records = store.execute("DELETE FROM sealed WHERE person_no = ?", (person_no,)).rowcount
                store.execute("UPDATE person SET wrapped_key = NULL, erased_at = ? WHERE person_no = ?", (erased_at, person_no))
            self._scrub_journal(token)
        return Erasure(token, erased_at, records)

    def _check_key(self, keys: Keys) -> None:
        self._store.execute("INSERT OR IGNORE INTO meta VALUES ('key_id', ?)", (keys.key_id,))
        (bound,) = self._store.execute("SELECT value FROM meta WHERE name = 'key_id'").fetchone()
        if bound != keys.key_id:
            self._store.close()
            raise KeyProblem(
                f"身份库 {self._path} 用主密钥 {bound} 封存,当前主密钥是 {keys.key_id}。请恢复与该库配套的 master.key。"
            )

    def _unsettled(self, rows: Iterable[tuple[str, Record]]) -> Pending:
        """Rows this process has not settled yet, by the keyed digest of token and content."""
        mac, (young, old) = self._mac, self._settled.generations()
        pending: Pending = {}
        for token, record in rows:
            if not record.keys() <= FIELDS:
                extra = sorted(record.keys() - FIELDS)
                raise VaultProblem(f"身份库只收 id、name、phone 三项,收到 {extra}。请检查来源映射。")
            number, name, phone = record.get("id") or "", record.get("name") or "", record.get("phone") or ""
            # lengths first, so that no two records can spell the same text
            content = f"{token}|{len(number)}|{len(name)}|{number}{name}{phone}".encode("utf-8", "surrogatepass")
            digest = mac(content)
            if digest in young or digest in old or digest in pending:
                continue
            if not is_token(token):
                raise VaultProblem("身份库收到的不是人员令牌(应为 p 加 32 位十六进制)。请先经令牌器转换再封存。")
            if number or name or phone:
                pending[digest] = (token, record)
        return pending

    def _take_out_known(self, pending: Pending) -> dict[str, Known]:
        """Take out of `pending` what the vault holds already; of the rows' persons, those that exist."""
        tokens = sorted({token for token, _ in pending.values()})  # in their order SQLite finds them three times as fast
        known: dict[str, Known] = {}
        for token, person_no, wrapped_key, erased_at, version, digest in self._store.execute(_STANDING, (json.dumps(tokens),)):
            pending.pop(digest, None)
            if token not in known or known[token][3] < version:
                known[token] = (person_no, wrapped_key, erased_at, version)
        return known

    def _seal(self, pending: Pending, known: dict[str, Known]) -> int:
        """Inside the write transaction: make the new persons, encrypt, insert. Returns the records added."""
        (last_no,) = self._store.execute("SELECT coalesce(max(person_no), 0) FROM person").fetchone()
        ordered = sorted(pending.items(), key=_token_of)
        added = 0
        for start in range(0, len(ordered), _STRETCH):
            persons, records = self._encrypt(ordered[start : start + _STRETCH], known, last_no)
            self._store.executemany(_ADD_PERSON, persons)
            self._store.executemany(_ADD_SEALED, records)
            last_no += len(persons)
            added += len(records)
        return added

    def _encrypt(self, stretch: Sequence[Waiting], known: dict[str, Known], last_no: int) -> tuple[list[Any], list[Any]]:
        """Rows to insert for a stretch in the order of tokens: new persons, and records. Notes the new in `known`."""
        persons: list[Any] = []
        records: list[Any] = []
        at = now_text()
        for token, waiting in groupby(stretch, _token_of):
            if token in known:
                person_no, wrapped_key, erased_at, version = known[token]
                if erased_at is not None:
                    continue
                key = self._envelope.unwrap(token, wrapped_key)
            else:
                person_no, version = last_no + len(persons) + 1, 0
                wrapped_key, key = self._envelope.new_key(token)
                persons.append((person_no, token, wrapped_key, at))
            bound = token.encode()
            for digest, (_, record) in waiting:
                version += 1
                records.append((person_no, digest, version, seal(key, to_plain(record), bound), at))
            known[token] = (person_no, wrapped_key, None, version)
        return persons, records

    def _person(self, token: str) -> tuple[int, bytes, str | None] | None:
        with self._lock:
            row: tuple[int, bytes, str | None] | None = self._store.execute(
                "SELECT person_no, wrapped_key, erased_at FROM person WHERE token = ?", (token,)
            ).fetchone()
        return row

    def _scrub_journal(self, token: str) -> None:
        """Write the emptied page over the old one in the main file, and cut the journal that still held it."""
        busy, _, _ = self._store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise VaultProblem(
                f"人员 {token} 的密钥已作废,但有其他程序正占用身份库 {self._path},旧字节尚未清除。"
                f"请关闭占用的程序后再次执行 taizhang erase {token}。"
            )


def _token_of(item: Waiting) -> str:
    return item[1][0]


def _unknown(token: str) -> PersonUnknown:
    return PersonUnknown(f"身份库中没有人员 {mask_text(token)}。请核对令牌(p 加 32 位十六进制,可在证据明细中复制)。")

"""An erased person is gone from the files, stays gone, and nobody else is touched."""

import sqlite3
import threading
from pathlib import Path
from random import Random

import pytest

from identity.errors import PersonErased, PersonUnknown, VaultProblem
from identity.keys import Keys
from identity.vault import Vault
from tests.identity.conftest import person_rows
from tests.identity.test_vault import PERSON, raw_bytes


def wrapped_keys(folder: Path) -> dict[str, bytes]:
    with sqlite3.connect(folder / "vault.sqlite") as store:
        return dict(store.execute("SELECT token, wrapped_key FROM person WHERE wrapped_key IS NOT NULL"))


def test_the_destroyed_keys_are_in_no_file_and_all_others_open(vault: Vault, folder: Path, keys: Keys) -> None:
    rows = person_rows(keys, 6000)
    Random(1).shuffle(rows)
    for start in range(0, len(rows), 1500):
        vault.seal_many(rows[start : start + 1500])
    before = wrapped_keys(folder)
    gone, kept = [token for token, _ in rows[:200]], dict(rows[200:])
    written = raw_bytes(folder)
    assert all(written.count(before[token]) >= 1 for token in gone), "the scan finds keys that are there"
    for token in gone:
        vault.erase(token)
    left = raw_bytes(folder)
    assert [token for token in gone if before[token] in left or before[token][13:45] in left] == []
    assert all(before[token] in left for token in list(kept)[::50])
    assert all(vault.reveal(token).name == kept[token]["name"] for token in list(kept)[::50])


def test_a_key_is_never_copied_to_a_second_page(vault: Vault, folder: Path, keys: Keys) -> None:
    rows = person_rows(keys, 5000)
    Random(2).shuffle(rows)
    for start in range(0, len(rows), 500):
        vault.seal_many(rows[start : start + 500])
    for token, _ in rows[:1000:3]:
        vault.erase(token)
    left = raw_bytes(folder)
    assert {left.count(key) for key in wrapped_keys(folder).values()} == {1}


def test_the_sealed_records_of_an_erased_person_are_gone_too(vault: Vault, folder: Path) -> None:
    vault.seal_many([(PERSON, {"name": "王小明"}), (PERSON, {"name": "王晓明"})])
    with sqlite3.connect(folder / "vault.sqlite") as store:
        sealed = [row[0] for row in store.execute("SELECT ciphertext FROM sealed")]
    erasure = vault.erase(PERSON)
    assert (erasure.token, erasure.records, len(sealed)) == (PERSON, 2, 2)
    assert not any(ciphertext in raw_bytes(folder) for ciphertext in sealed)
    with pytest.raises(PersonErased, match="统计数字不受影响"):
        vault.reveal(PERSON)


def test_later_records_do_not_bring_an_erased_person_back(vault: Vault, folder: Path, keys: Keys) -> None:
    vault.seal_many([(PERSON, {"name": "王小明"})])
    first = vault.erase(PERSON)
    neighbour = person_rows(keys, 1)
    assert vault.seal_many([(PERSON, {"name": "王小明"}), (PERSON, {"name": "王大明"}), *neighbour]) == 1
    with Vault(folder / "vault.sqlite", keys) as restarted:
        assert restarted.seal_many([(PERSON, {"name": "王小明"}), (PERSON, {"phone": "13800000001"})]) == 0
        assert restarted.state(PERSON) == "erased"
        assert restarted.erase(PERSON) == type(first)(PERSON, first.erased_at, 0)
        assert restarted.reveal(neighbour[0][0]).name == neighbour[0][1]["name"]


def test_erasing_someone_in_one_program_holds_for_another_that_is_running(folder: Path, keys: Keys) -> None:
    with Vault(folder / "vault.sqlite", keys) as one, Vault(folder / "vault.sqlite", keys) as two:
        one.seal_many([(PERSON, {"name": "王小明"})])
        two.erase(PERSON)
        assert one.seal_many([(PERSON, {"name": "王小明", "phone": "13800000001"})]) == 0
        with pytest.raises(PersonErased):
            one.reveal(PERSON)


def test_a_mistyped_token_does_not_look_erased(vault: Vault) -> None:
    with pytest.raises(PersonUnknown, match="核对令牌"):
        vault.erase(PERSON)
    assert vault.state(PERSON) == "unknown"


def test_a_reader_that_holds_the_old_page_is_waited_for_or_named(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.seal_many([(PERSON, {"name": "王小明"})])
    (key,) = wrapped_keys(folder).values()
    reader = sqlite3.connect(folder / "vault.sqlite", isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM person").fetchone()
    vault._store.execute("PRAGMA busy_timeout=200")
    with pytest.raises(VaultProblem, match="再次执行 taizhang erase"):
        vault.erase(PERSON)
    assert vault.state(PERSON) == "erased", "no reader can keep the key in use"
    vault._store.execute("PRAGMA busy_timeout=10000")
    threading.Timer(0.3, reader.close).start()
    vault.erase(PERSON)
    assert key not in raw_bytes(folder)

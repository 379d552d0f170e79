"""What goes in comes out for those who may see it, and lies nowhere in clear."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from identity.envelope import CipherName
from identity.errors import PersonUnknown, VaultProblem
from identity.keys import Keys
from identity.vault import Vault
from tests.identity.conftest import person_rows

PERSON = "p" + "a" * 32
OTHER = "p" + "b" * 32


def raw_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob("vault.sqlite*")))


def count_records(folder: Path) -> int:
    with sqlite3.connect(folder / "vault.sqlite") as store:
        return int(store.execute("SELECT count(*) FROM sealed").fetchone()[0])


texts = st.text(max_size=20)
records = st.fixed_dictionaries({"id": texts, "name": texts, "phone": texts})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=records, place=st.integers(0, 2**64))
def test_a_record_comes_back_as_it_was_sealed(vault: Vault, record: dict[str, str], place: int) -> None:
    token = f"p{place:032x}"
    before = vault.reveal(token).versions if vault.state(token) == "sealed" else ()
    vault.seal_many([(token, record)])
    if not any(record.values()):
        assert vault.state(token) == ("sealed" if before else "unknown")
        return
    found = [(version.id, version.name, version.phone) for version in vault.reveal(token).versions]
    assert (record["id"] or None, record["name"] or None, record["phone"] or None) in found


def test_the_same_content_is_stored_once_and_a_changed_phone_adds_a_version(vault: Vault, folder: Path) -> None:
    first = {"id": "210102198001012316", "name": "王小明", "phone": "13800000001"}
    moved = {**first, "phone": "13800000002"}
    assert vault.seal_many([(PERSON, first), (PERSON, first)]) == 1
    assert vault.seal_many([(PERSON, first)]) == 0
    assert vault.seal_many([(PERSON, moved)]) == 1
    assert vault.seal_many([(PERSON, first), (PERSON, moved)]) == 0
    assert count_records(folder) == 2
    person = vault.reveal(PERSON)
    assert person.phone == "13800000002"
    assert [version.phone for version in person.versions] == ["13800000001", "13800000002"]
    assert [version.version for version in person.versions] == [1, 2]


def test_a_restarted_program_knows_what_is_sealed(vault: Vault, folder: Path, keys: Keys) -> None:
    rows = person_rows(keys, 300)
    assert vault.seal_many(rows) == 300
    with Vault(folder / "vault.sqlite", keys) as again:
        assert again.seal_many(rows) == 0
        assert again.seal_many([*rows, *person_rows(keys, 2, start=300)]) == 2
    assert count_records(folder) == 302


def test_a_memory_too_small_for_the_batch_still_stores_once(folder: Path, keys: Keys) -> None:
    with Vault(folder / "vault.sqlite", keys, remembered=10) as small:
        rows = person_rows(keys, 100)
        assert [small.seal_many(rows), small.seal_many(rows)] == [100, 0]


def test_fields_sent_apart_are_shown_together_and_the_last_sent_wins(vault: Vault) -> None:
    vault.seal_many([(PERSON, {"id": "210102198001012316"})])
    vault.seal_many([(PERSON, {"name": "王小明", "phone": None}), (PERSON, {"phone": "13800000001"})])
    vault.seal_many([(PERSON, {"name": "王晓明", "phone": ""})])
    person = vault.reveal(PERSON)
    assert (person.id, person.name, person.phone) == ("210102198001012316", "王晓明", "13800000001")


def test_many_versions_of_one_person_in_one_large_batch_are_numbered_in_order(vault: Vault, keys: Keys) -> None:
    # more rows than are encrypted at a time, one person's records on both sides of the border
    rows = person_rows(keys, 6000)
    versions = [(token, {"name": f"第{place}版"}) for place in range(3) for token, _ in rows]
    vault.seal_many([(token, dict(record)) for token, record in versions])
    for token, _ in rows[::500]:
        assert [version.name for version in vault.reveal(token).versions] == ["第0版", "第1版", "第2版"]
    numbers = sqlite3.connect(vault._path).execute("SELECT count(*), count(DISTINCT person_no || '/' || version) FROM sealed")
    assert numbers.fetchone() == (18000, 18000)


def test_a_person_who_was_never_sealed_is_unknown_and_an_id_number_asked_for_is_not_repeated(vault: Vault) -> None:
    assert vault.state(PERSON) == "unknown"
    with pytest.raises(PersonUnknown, match="核对令牌"):
        vault.reveal(PERSON)
    with pytest.raises(PersonUnknown) as refused:
        vault.reveal("210102198001012316")
    assert "19800101" not in str(refused.value)


def test_a_row_that_is_not_keyed_by_a_token_stops_the_whole_batch(vault: Vault) -> None:
    with pytest.raises(VaultProblem, match="不是人员令牌") as refused:
        vault.seal_many([(PERSON, {"name": "王小明"}), ("210102198001012316", {"name": "李小红"})])
    assert "210102" not in str(refused.value)
    assert vault.state(PERSON) == "unknown"


def test_a_field_the_vault_does_not_keep_is_refused_and_not_lost_in_silence(vault: Vault) -> None:
    with pytest.raises(VaultProblem, match=r"bank_account.*来源映射"):
        vault.seal_many([(PERSON, {"name": "王小明", "bank_account": "6222"})])


@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_no_name_number_or_phone_lies_in_clear_in_any_file(folder: Path, keys: Keys, cipher: CipherName) -> None:
    rows = person_rows(keys, 500)
    with Vault(folder / "vault.sqlite", keys, cipher=cipher) as vault:
        vault.seal_many(rows)
        lying = b"".join(path.read_bytes() for path in folder.iterdir())
        assert rows[0][0].encode() in lying, "the scan reads the right files"
        for _, record in rows:
            for value in record.values():
                for coding in ("utf-8", "utf-16-le", "gbk"):
                    assert str(value).encode(coding) not in lying
        assert vault.reveal(rows[7][0]).name == rows[7][1]["name"]


def test_a_vault_can_change_its_cipher_and_still_open_the_old_records(folder: Path, keys: Keys) -> None:
    old, new = person_rows(keys, 1), person_rows(keys, 1, start=1)
    with Vault(folder / "vault.sqlite", keys) as vault:
        vault.seal_many(old)
    with Vault(folder / "vault.sqlite", keys, cipher="sm4-gcm") as vault:
        vault.seal_many([*new, (old[0][0], {"name": "改名"})])
        assert vault.reveal(old[0][0]).name == "改名"
        assert vault.reveal(new[0][0]).name == new[0][1]["name"]


def test_a_revealed_person_does_not_show_when_printed(vault: Vault) -> None:
    vault.seal_many([(PERSON, {"id": "210102198001012316", "name": "王小明", "phone": "13800000001"})])
    person = vault.reveal(PERSON)
    shown = f"{person!r} {person.versions[0]!r}"
    assert "王" not in shown and "2316" not in shown and "138" not in shown


@pytest.mark.parametrize("column", ["wrapped_key", "ciphertext"])
@pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])
def test_a_record_moved_to_another_person_does_not_open(folder: Path, keys: Keys, cipher: CipherName, column: str) -> None:
    table = "person" if column == "wrapped_key" else "sealed"
    with Vault(folder / "vault.sqlite", keys, cipher=cipher) as vault:
        vault.seal_many([(PERSON, {"name": "王小明"}), (OTHER, {"name": "李小红"})])
        with sqlite3.connect(folder / "vault.sqlite") as store:
            store.execute(f"UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE person_no = 2) WHERE person_no = 1")
        with pytest.raises(VaultProblem, match="内容被改动或错位"):
            vault.reveal(PERSON)


@pytest.mark.parametrize("damage", [b"", b"\x09", b"\x01", b"\x02" + bytes(5), b"\x01" + bytes(40)])
def test_a_damaged_record_is_told_and_not_shown(vault: Vault, folder: Path, damage: bytes) -> None:
    vault.seal_many([(PERSON, {"name": "王小明"})])
    with sqlite3.connect(folder / "vault.sqlite") as store:
        store.execute("UPDATE sealed SET ciphertext = ?", (damage,))
    with pytest.raises(VaultProblem, match="从最近的备份恢复"):
        vault.reveal(PERSON)


def test_two_open_vaults_seal_the_same_persons_without_doubling_them(folder: Path, keys: Keys) -> None:
    rows = person_rows(keys, 50)
    with Vault(folder / "vault.sqlite", keys) as one, Vault(folder / "vault.sqlite", keys) as two:
        assert one.seal_many(rows[:30]) == 30
        assert two.seal_many(rows) == 20
        assert one.seal_many(rows) == 0
        assert one.reveal(rows[40][0]).name == two.reveal(rows[40][0]).name

"""The master key is made once, kept private, and never replaced under a vault that needs it."""

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from identity.errors import KeyProblem
from identity.keys import Keys, derive_keys, load_keys
from identity.vault import Vault
from tests.identity.conftest import person_rows


def test_first_use_makes_32_random_bytes_that_only_the_owner_may_read(folder: Path) -> None:
    load_keys(folder)
    file = folder / "master.key"
    assert len(file.read_bytes()) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == ["master.key"]


def test_the_same_file_gives_the_same_keys_and_every_purpose_its_own(folder: Path) -> None:
    first, again = load_keys(folder), load_keys(folder)
    assert first == again
    made = [first.token, first.digest, first.sealing, first.audit, first.spool, (folder / "master.key").read_bytes()]
    assert len(set(made)) == 6
    assert {len(key) for key in made} == {32}


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert load_keys(tmp_path / "a").token != load_keys(tmp_path / "b").token


def test_keys_do_not_show_when_printed(keys: Keys) -> None:
    assert repr(keys) == f"Keys(key_id='{keys.key_id}')"


def test_four_processes_at_once_end_up_with_one_key(folder: Path) -> None:
    code = "import sys, pathlib; from identity.keys import load_keys; print(load_keys(pathlib.Path(sys.argv[1])).key_id)"
    running = [subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE) for _ in range(4)]
    printed = {process.communicate(timeout=60)[0] for process in running}
    assert len(printed) == 1
    assert re.fullmatch(rb"[0-9a-f]{16}\n", printed.pop())


def test_a_missing_key_is_not_replaced_while_the_vault_holds_persons(folder: Path, keys: Keys, vault: Vault) -> None:
    vault.seal_many(person_rows(keys, 1))
    (folder / "master.key").unlink()
    with pytest.raises(KeyProblem, match=r"已有人员.*从备份恢复"):
        load_keys(folder)
    assert not (folder / "master.key").exists()


def test_a_missing_key_is_made_anew_while_the_vault_is_empty(folder: Path) -> None:
    load_keys(folder)
    (folder / "master.key").unlink()
    assert load_keys(folder).key_id


def test_a_key_that_others_can_read_is_refused(folder: Path) -> None:
    load_keys(folder)
    (folder / "master.key").chmod(0o640)
    with pytest.raises(KeyProblem, match=r"0640.*chmod 600"):
        load_keys(folder)


def test_a_key_of_the_wrong_length_is_refused(folder: Path) -> None:
    load_keys(folder)
    (folder / "master.key").write_bytes(b"short")
    with pytest.raises(KeyProblem, match="实为 5 字节"):
        load_keys(folder)


def test_the_environment_may_name_another_key_file(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "safe" / "key"
    monkeypatch.setenv("TAIZHANG_MASTER_KEY_FILE", str(elsewhere))
    with pytest.raises(KeyProblem, match="TAIZHANG_MASTER_KEY_FILE"):
        load_keys(folder)
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(bytes(range(32)))
    elsewhere.chmod(0o600)
    assert load_keys(folder) == derive_keys(bytes(range(32)))
    assert not (folder / "master.key").exists()


def test_a_vault_opened_with_another_key_says_so(folder: Path, vault: Vault) -> None:
    with pytest.raises(KeyProblem, match="恢复与该库配套"):
        Vault(folder / "vault.sqlite", derive_keys(bytes(32)))

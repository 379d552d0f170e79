"""kill -9 in the middle of sealing: what was acknowledged is there, what was not is there wholly or not at all."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from identity.keys import Keys, load_keys
from identity.vault import Vault
from tests.identity.conftest import person_rows

BATCH = 2000


def seal_for_ever(folder: Path, start: int) -> None:
    """Seal one batch after another; print the end of each when it is said to be durable."""
    keys = load_keys(folder)
    with Vault(folder / "vault.sqlite", keys) as vault:
        while True:
            rows = person_rows(keys, BATCH, start)
            print("sealing", flush=True)
            vault.seal_many(rows)
            start += BATCH
            print(start, flush=True)


def killed_run(folder: Path, start: int, random: Random) -> int:
    """Run the sealer, kill it in the middle of its second or a later batch; the last end it acknowledged."""
    code = f"import pathlib; from tests.identity.test_crash import *; seal_for_ever(pathlib.Path({str(folder)!r}), {start})"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(3)]
        time.sleep(random.uniform(0.0, 0.12))
        process.kill()
        told += process.stdout.readlines()
    return max(int(line) for line in told if line.strip().isdigit())


def test_a_vault_whose_writer_is_killed_five_times_is_whole(folder: Path, keys: Keys) -> None:
    random, acknowledged = Random(3), 0
    for _ in range(5):
        acknowledged = killed_run(folder, acknowledged, random)
        with sqlite3.connect(folder / "vault.sqlite") as store:
            assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (persons,) = store.execute("SELECT count(*) FROM person").fetchone()
            (records,) = store.execute("SELECT count(*) FROM sealed").fetchone()
        assert persons == records and persons % BATCH == 0
        assert acknowledged <= persons <= acknowledged + BATCH
        with Vault(folder / "vault.sqlite", keys) as vault:
            rows = person_rows(keys, acknowledged)
            assert vault.seal_many(rows) == 0, "nothing acknowledged is missing"
            assert all(vault.reveal(token).name == record["name"] for token, record in rows[::997])

"""Killed with no chance to tidy up, twenty times while events flow, and the broker restarted under it: everything once.

TAIZHANG_KILLS (default 20) and TAIZHANG_STREAM_EVENTS (default 4000; `make soak` takes 500000) set how much.
"""

import os
import random
import signal
import time
from pathlib import Path

from flows.audit import audit_log
from flows.ingest import ingest
from identity.keys import load_keys
from identity.tokens import Tokeniser
from streams.kafka.send import send_file
from tests.conftest import write_events
from tests.streams.faults import event, whole_number
from tests.streams.kafka.conftest import CONTENT, Cluster, Ledger, twin_of

KILLS = int(os.environ.get("TAIZHANG_KILLS", "20"))
EVENTS = int(os.environ.get("TAIZHANG_STREAM_EVENTS", "4000"))
BAD_EVERY = 100
REFUSED = "select rule_id, field, value, source, type, count(*) from log.rejected group by all order by all"
# an offset is passed when its message became an entry or was refused, and by nothing else; nothing here is sent twice
UNACCOUNTED = """
    with reached as (select topic, partition, max(next_offset) as next_offset from log.offsets group by all),
    seen as (
        select origin, count(*) as messages, max(position) as last
        from (select origin, position from log.events union select origin, position from log.rejected)
        group by all
    )
    select * from reached full join seen on origin = 'kafka:' || topic || '/' || partition
    where coalesce(messages, 0) <> coalesce(next_offset, 0) or coalesce(last + 1, 0) <> coalesce(next_offset, 0)
"""


def flow(folder: Path) -> list[Path]:
    """The events in as many files as there are kills and one more; every hundredth breaks a rule."""
    people = [whole_number(f"21010219850307{n:03d}") for n in range(300)]
    size = -(-EVENTS // (KILLS + 1))
    return [
        write_events(folder / f"{start}.ndjson", [
            event("job_recommended", id=f"e-{n:06d}", person=people[n % 300], post="岗" * (201 if n % BAD_EVERY == 0 else 2))
            for n in range(start, min(start + size, EVENTS))
        ]) for start in range(0, EVENTS, size)
    ]  # fmt: skip


def send(ledger: Ledger, file: Path) -> None:
    assert send_file(ledger.connection, file, Tokeniser(load_keys(ledger.home.vault).token)).refused == []


def test_a_worker_killed_twenty_times_and_a_broker_restarted_lose_nothing_and_count_nothing_twice(
    ledger: Ledger, cluster: Cluster, tmp_path: Path
) -> None:
    chance, files, entries = random.Random(20260703), flow(tmp_path), 0
    for kill, file in enumerate(files[:KILLS]):
        send(ledger, file)
        worker = ledger.start("stream", "work", "--batch", str(max(EVENTS // KILLS // 12, 1)))
        assert worker.stdout is not None and "已开始" in worker.stdout.readline(), worker.communicate()
        if kill == KILLS // 2:
            cluster.broker.stop()
            cluster.broker.start()
            ledger.read_everything(worker)
        time.sleep(chance.uniform(0, 1.5))
        worker.send_signal(signal.SIGKILL)
        worker.communicate()
        assert worker.returncode == -9
        assert ledger.rows(UNACCOUNTED) == []
        if ledger.rows("select 1 from log.chain"):
            verdict = audit_log(ledger.home)
            assert verdict.broken == () and verdict.entries >= entries, "a committed batch was lost"
            entries = verdict.entries
    send(ledger, files[-1])
    with ledger.working() as worker:
        ledger.read_everything(worker)
        assert peak_mb(worker.pid) < 1024
    assert ledger.rows("select count(*), count(distinct (source, id)), max(seq) from log.events") == [
        (EVENTS - len(range(0, EVENTS, BAD_EVERY)),) * 3
    ]
    twin = twin_of(ledger, tmp_path / "twin")
    list(ingest(twin, files))
    door = Ledger(twin, {})
    assert ledger.rows(CONTENT) == door.rows(CONTENT) and ledger.rows(REFUSED) == door.rows(REFUSED)
    assert entries > 0, "no kill fell after a commit"


def peak_mb(pid: int) -> float:
    """The most memory a process has held."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024

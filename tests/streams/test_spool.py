"""The spool: what a door has answered for is on disk, sealed, and reaches the log once and in order."""

import json
import os
import random
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from flows.audit import audit_log
from flows.bulletin import cut_off
from flows.ingest import drain_spool, ingest, spool_of
from flows.settings import Home
from streams.log import LogWriter, open_reader, writer_lock
from streams.sources.batch import ENVELOPE_SCHEMA, Batch
from streams.sources.refusal import refused_table
from streams.spool import Head
from tests.conftest import make_home, write_events
from tests.streams.faults import NAME, PERSON, PHONE, event

NOW = datetime(2026, 7, 3, 9, 0)


def batch_of(events: list[dict[str, Any]], refused: list[tuple[int, str, str | None, str | None]] | None = None) -> Batch:
    """Events as a door hands them on."""
    rows = [e | {"data": json.dumps(e["data"], ensure_ascii=False), "position": n} for n, e in enumerate(events, 1)]
    return Batch(pa.Table.from_pylist(rows, schema=ENVELOPE_SCHEMA), refused_table(refused or []))


def put(home: Home, receipt: str, events: list[dict[str, Any]], *refused: tuple[int, str, str | None, str | None]) -> None:
    """Leave a delivery in the spool as the door does."""
    batch = batch_of(events, list(refused))
    spool_of(home).put(receipt, Head(f"http:sender#{receipt}", NOW, batch.rows, {}), batch)


def query(home: Home, sql: str) -> list[tuple[Any, ...]]:
    with open_reader(home.log) as con:
        return con.execute(sql).fetchall()


def test_what_waits_reaches_the_log_in_the_order_it_came_with_its_own_origin_and_position(home: Home) -> None:
    put(home, "b" * 32, [event("job_recommended", id="1"), event("job_recommended", id="2")])
    put(
        home,
        "a" * 32,
        [event("job_recommended", id="3", post="岗" * 201), event("job_recommended", id="4")],
        (3, "F103", None, None),
    )
    done = drain_spool(home)
    assert [(r.origin[-1], r.rows, r.accepted, r.rejected, r.first_seq, r.last_seq) for r in done.receipts] == [
        ("b", 2, 2, 0, 1, 2), ("a", 3, 1, 2, 3, 3),
    ]  # fmt: skip
    assert dict(done.receipts[1].by_rule) == {"V107": 1, "F103": 1}
    logged = query(home, "select seq, id, origin[-1:], position from log.events order by seq")
    assert logged == [(1, "1", "b", 1), (2, "2", "b", 2), (3, "4", "a", 2)]
    assert query(home, "select origin[-1:], position, rule_id from log.rejected order by position") == [
        ("a", 1, "V107"),
        ("a", 3, "F103"),
    ]
    assert query(home, "select rows, accepted, resent, rejected, first_seq, last_seq from log.deliveries order by first_seq") == [
        (2, 2, 0, 0, 1, 2), (3, 1, 0, 2, 3, 3),
    ]  # fmt: skip
    assert spool_of(home).waiting() == [] and not audit_log(home).broken


def test_a_conflict_between_two_waiting_deliveries_is_refused_in_the_later_one_and_a_resend_counted_there(home: Home) -> None:
    put(home, "1" * 32, [event("job_recommended", id="1"), event("job_recommended", id="2")])
    put(
        home,
        "2" * 32,
        [event("job_recommended", id="1", post="电工"), event("job_recommended", id="2"), event("job_recommended", id="3")],
    )
    first, second = drain_spool(home).receipts
    assert (first.accepted, first.rejected) == (2, 0)
    assert (second.accepted, second.resent, second.rejected, dict(second.by_rule)) == (1, 1, 1, {"D001": 1})


def test_the_same_delivery_put_again_before_or_after_the_drain_changes_nothing(home: Home) -> None:
    for _ in range(2):
        put(home, "c" * 32, [event("job_recommended"), event("job_recommended", id="bad", post="岗" * 201)])
    assert len(drain_spool(home).receipts) == 1
    everything = [query(home, f"select * from log.{table} order by all") for table in ("events", "rejected", "deliveries")]
    put(home, "c" * 32, [event("job_recommended"), event("job_recommended", id="bad", post="岗" * 201)])
    assert drain_spool(home).receipts == []
    assert [
        query(home, f"select * from log.{table} order by all") for table in ("events", "rejected", "deliveries")
    ] == everything
    assert spool_of(home).waiting() == []


def test_a_row_refused_for_its_day_is_taken_in_when_the_same_delivery_is_sent_again_on_that_day(home: Home) -> None:
    early = [event("job_recommended", id="1"), event("job_recommended", id="2", _time="2026-07-06")]
    put(home, "e" * 32, early)
    assert dict(drain_spool(home).receipts[0].by_rule) == {"L001": 1}
    later = datetime(2026, 7, 6, 9, 0)
    home.clock_file.write_text(later.isoformat())
    batch = batch_of(early)
    spool_of(home).put("e" * 32, Head(f"http:sender#{'e' * 32}", later, batch.rows, {}), batch)
    (again,) = drain_spool(home).receipts
    assert (again.accepted, again.resent, again.rejected) == (1, 1, 0)


def test_a_row_is_judged_by_the_day_the_door_took_it_however_long_it_waited(home: Home) -> None:
    put(home, "f" * 32, [event("job_recommended", id="1"), event("job_recommended", id="2", _time="2026-07-06")])
    home.clock_file.write_text("2026-07-06T09:00:00")
    (receipt,) = drain_spool(home).receipts
    assert dict(receipt.by_rule) == {"L001": 1}
    assert query(home, "select distinct recorded_at::varchar from log.deliveries") == [("2026-07-06 09:00:00",)]


def test_nothing_of_a_person_lies_in_the_spool_in_the_clear(home: Home) -> None:
    put(home, "d" * 32, [event("job_recommended")])
    (file,) = spool_of(home).waiting()
    content = file.read_bytes()
    assert not [secret for secret in (PERSON, NAME, PHONE) if secret.encode() in content]
    assert file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("spoiled", [b"\n", b"{}\n", b'{"origin": "http:sender#'])
def test_a_damaged_delivery_is_set_aside_and_does_not_stop_the_others(home: Home, spoiled: bytes) -> None:
    put(home, "1" * 32, [event("job_recommended", id="1")])
    put(home, "2" * 32, [event("job_recommended", id="2")])
    put(home, "3" * 32, [event("job_recommended", id="3")])
    spool = spool_of(home)
    middle = spool.waiting()[1]
    middle.write_bytes(spoiled + middle.read_bytes()[len(spoiled) + 9 :])
    done = drain_spool(home)
    found = spool.find("2" * 32)
    assert found is not None and found.is_aside
    assert [reason for _, reason in done.set_aside if "主密钥" in reason] and spool.waiting() == []
    assert query(home, "select id from log.events order by seq") == [("1",), ("3",)]
    assert (spool.backlog().deliveries, spool.backlog().set_aside) == (0, 1)


def test_a_delivery_moved_under_another_head_does_not_open(home: Home) -> None:
    put(home, "1" * 32, [event("job_recommended", id="1")])
    (file,) = spool_of(home).waiting()
    file.write_bytes(file.read_bytes().replace(b"http:sender#", b"http:others#"))
    assert len(drain_spool(home).set_aside) == 1


def test_ingest_and_a_bulletin_take_what_waits_first(home: Home, tmp_path: Path) -> None:
    put(home, "1" * 32, [event("job_recommended", id="1")])
    list(ingest(home, [write_events(tmp_path / "later.ndjson", [event("job_recommended", id="2")])]))
    assert query(home, "select id from log.events order by seq") == [("1",), ("2",)]
    put(home, "2" * 32, [event("job_recommended", id="3")])
    assert cut_off(home) == 3 and spool_of(home).waiting() == []


def test_a_failing_disk_leaves_the_delivery_waiting(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    put(home, "1" * 32, [event("job_recommended", id="1")])

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(LogWriter, "append", full)
        with pytest.raises(OSError, match="No space"):
            drain_spool(home)
    assert len(spool_of(home).waiting()) == 1
    assert drain_spool(home).rows == 1


def test_draining_waits_its_turn_when_another_process_writes(home: Home) -> None:
    put(home, "1" * 32, [event("job_recommended", id="1")])
    with writer_lock(home.log), pytest.raises(RuntimeError, match="另一个进程"):
        drain_spool(home, wait_seconds=0)
    assert drain_spool(home).rows == 1


DELIVERIES, KILLS = 40, int(os.environ.get("TAIZHANG_KILLS", "4"))


def test_a_drain_killed_again_and_again_loses_nothing_and_logs_every_event_once_in_order(tmp_path: Path) -> None:
    chance, home = random.Random(20260703), make_home(tmp_path / "home")
    for n in range(DELIVERIES):
        put(
            home,
            f"{n:032x}",
            [event("job_recommended", id=f"{n:03d}-{i}") for i in range(3)]
            + [event("job_recommended", id=f"{n}-x", post="岗" * 201)],
        )
    slow = [sys.executable, "-m", "tests.streams.slow_drain", str(home.path)]
    for _ in range(KILLS):
        process = subprocess.Popen(slow, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(chance.randint(1, 3)):  # it says a line before and after every step: the kill falls between two
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -9
    drain_spool(home)
    logged = [id for (id,) in query(home, "select id from log.events order by seq")]
    assert logged == [f"{n:03d}-{i}" for n in range(DELIVERIES) for i in range(3)]
    assert query(home, "select count(*), count(distinct (origin, position)) from log.rejected") == [(DELIVERIES, DELIVERIES)]
    assert query(
        home, "select count(*), count(distinct origin), sum(accepted), sum(rejected), sum(resent) from log.deliveries"
    ) == [(DELIVERIES, DELIVERIES, 3 * DELIVERIES, DELIVERIES, 0)]
    assert not audit_log(home).broken and spool_of(home).waiting() == []

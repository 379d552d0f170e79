"""Killed with no chance to tidy up, at any point: what was accepted is there once, and what is published stays whole.

TAIZHANG_KILLS sets how often each command is killed (default 20 for ingest, 6 for build, which starts slowly).
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb

from flows.audit import audit_log
from flows.ingest import ingest
from flows.settings import Home
from streams.log import open_reader
from tests.conftest import make_home, write_events
from tests.streams.faults import event, whole_number

PERSONS, EVENTS, BAD_EVERY, CHUNK_ROWS = 300, 3000, 100, 50
WAIT = 200


def many_events() -> list[dict[str, object]]:
    """Events of a few hundred persons; every hundredth breaks a rule."""
    people = [whole_number(f"21010219850307{n:03d}") for n in range(PERSONS)]
    return [
        event("job_recommended", id=f"e-{n:05d}", person=people[n % PERSONS], post="岗" * (201 if n % BAD_EVERY == 0 else 2))
        for n in range(EVENTS)
    ]


def run_and_kill(command: list[str], after: float) -> int:
    """Run `command` and kill it after so many seconds. 0 when it was done by then, -9 when it was killed."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        _, said = process.communicate(timeout=after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return -9
    assert process.returncode == 0, said.decode()
    return 0


def timed(command: list[str]) -> float:
    start = time.monotonic()
    assert run_and_kill(command, WAIT) == 0
    return time.monotonic() - start


def ingesting(home: Home, file: Path) -> list[str]:
    return [sys.executable, "-m", "tests.flows.slow_driver", str(home.path), str(file), str(CHUNK_ROWS)]


def test_an_ingest_killed_twenty_times_loses_nothing_and_logs_every_event_once(tmp_path: Path) -> None:
    chance, kills = random.Random(20260703), int(os.environ.get("TAIZHANG_KILLS", "20"))
    events = many_events()
    file = write_events(tmp_path / "events.ndjson", events)  # type: ignore[arg-type]
    whole = timed(ingesting(make_home(tmp_path / "measured"), file))
    home, outcomes, reached = make_home(tmp_path / "home"), [], []
    started = whole / 3  # python, extensions, keys: nothing can be lost there, so few kills fall in it
    while outcomes.count(-9) < kills:
        outcomes.append(
            run_and_kill(ingesting(home, file), chance.uniform(started, started + whole / 6 + whole / 60 * len(outcomes)))
        )
        reached.append(audited_entries(home))
        if outcomes[-1] == 0:
            break
    assert reached == sorted(reached), "a committed batch was lost"
    assert outcomes.count(-9) >= 3
    (last,) = ingest(home, [file])
    assert last.receipt.accepted + last.receipt.resent == EVENTS - EVENTS // BAD_EVERY
    assert last.receipt.rejected == EVENTS // BAD_EVERY
    verdict = audit_log(home)
    assert verdict.broken == () and verdict.entries == EVENTS - EVENTS // BAD_EVERY
    with open_reader(home.log) as con:
        assert con.execute("select count(*), min(seq), max(seq), count(distinct seq) from log.events").fetchone() == (
            2970,
            1,
            2970,
            2970,
        )
        logged = {id for (id,) in con.execute("select id from log.events").fetchall()}
        refused = con.execute("select position, rule_id, count(*) from log.rejected group by all order by position").fetchall()
    assert logged == {str(e["id"]) for n, e in enumerate(events) if n % BAD_EVERY}
    assert refused == [(n + 1, "V107", 1) for n in range(0, EVENTS, BAD_EVERY)]
    with duckdb.connect() as con:
        for known in home.log.glob("known-*.duckdb"):
            con.execute(f"attach '{known}' as known (read_only)")
            assert con.execute("select count(*), count(distinct seq) from known.events").fetchone() == (2970, 2970)


def audited_entries(home: Home) -> int:
    """How many entries the killed writer left; they must already be a whole chain."""
    try:
        verdict = audit_log(home)
    except (FileNotFoundError, duckdb.Error):  # killed before the log was made
        assert not list(home.log.glob("parquet/**/*.parquet"))
        return 0
    assert verdict.broken == ()
    return verdict.entries


def evidence_of(warehouse: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return con.execute(
            "select metric, city, period, subject, event_seq, dimensions, sum(amount) from marts.fct_evidence"
            " group by all having sum(amount) <> 0 order by all"
        ).fetchall()


def built_to(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        return int(con.execute("select seq_hi from marts.dim_build").fetchall()[0][0])


def test_a_killed_build_leaves_the_published_warehouse_and_the_next_one_is_as_good_as_a_full_one(tmp_path: Path) -> None:
    chance, home, kills = random.Random(20260703), make_home(tmp_path / "home"), int(os.environ.get("TAIZHANG_KILLS", "6"))
    taizhang = [str(Path(sys.executable).parent / "taizhang"), "--home", str(home.path)]
    people = [whole_number(f"21010219850307{n:03d}") for n in range(60)]
    starts = [event("insurance_started", id=f"s-{n}", person=p) for n, p in enumerate(people)]
    ends = [
        event("pension_started", id=f"p-{n}", person=p, _time="2026-04-05", handled_at="2026-04-06")
        for n, p in enumerate(people[:20])
    ]
    list(ingest(home, [write_events(tmp_path / "first.ndjson", starts)]))
    whole = timed([*taizhang, "build"])
    old = tmp_path / "old.duckdb"
    shutil.copyfile(home.warehouse, old)
    list(ingest(home, [write_events(tmp_path / "second.ndjson", ends)]))
    for _ in range(kills):
        outcome = run_and_kill([*taizhang, "build"], chance.uniform(0, whole))
        assert built_to(home.warehouse) == 80 if outcome == 0 else built_to(home.warehouse) in (60, 80)
        assert evidence_of(home.warehouse)
        shutil.copyfile(old, home.warehouse)  # so that the next one has all to do again
    timed([*taizhang, "build"])
    assert built_to(home.warehouse) == 80
    found = evidence_of(home.warehouse)
    timed([*taizhang, "build", "--full"])
    assert evidence_of(home.warehouse) == found and len(found) >= 80

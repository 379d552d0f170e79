"""Killed with no chance to tidy up, at any point: what was accepted is there once, and what is published stays whole.

Each command is killed 20 times. Ingest kills itself before a call drawn by lot, so that every point is as likely however
busy the machine is; build is killed from outside after a time drawn by lot.
"""

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.audit import audit_log
from flows.build import build
from flows.ingest import ingest
from flows.settings import Home
from streams.log import open_reader
from tests.conftest import make_home, write_events
from tests.streams.faults import event, whole_number

PERSONS, EVENTS, BAD_EVERY, FILE_ROWS, CHUNK_ROWS = 300, 3000, 100, 150, 50
KILLS, WAIT = 20, 200


def many_events() -> list[dict[str, object]]:
    """Events of a few hundred persons; every hundredth breaks a rule."""
    people = [whole_number(f"21010219850307{n:03d}") for n in range(PERSONS)]
    return [
        event("job_recommended", id=f"e-{n:05d}", person=people[n % PERSONS], post="岗" * (201 if n % BAD_EVERY == 0 else 2))
        for n in range(EVENTS)
    ]


def ingesting(home: Home, folder: Path, last_call: int) -> tuple[int, str]:
    """Ingest in a process of its own that kills itself before that call: its exit code, and what it printed."""
    command = [sys.executable, "-m", "tests.flows.killed_driver", home.path, folder, str(CHUNK_ROWS), str(last_call)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WAIT)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode, done.stdout


def test_an_ingest_killed_twenty_times_loses_nothing_and_logs_every_event_once(tmp_path: Path) -> None:
    chance, events, folder = random.Random(20260703), many_events(), tmp_path / "deliveries"
    files = [(folder / f"{n:05d}.ndjson", events[n : n + FILE_ROWS]) for n in range(0, EVENTS, FILE_ROWS)]
    home, measured = make_home(tmp_path / "home"), make_home(tmp_path / "measured")
    write_events(*files[0])  # type: ignore[arg-type]
    calls, calls_without_work = (int(ingesting(measured, folder, 0)[1]) for _ in range(2))
    outcomes, reached = [], []
    for path, rows in files:
        write_events(path, rows)  # type: ignore[arg-type]
        outcomes.append(ingesting(home, folder, chance.randrange(calls_without_work, calls))[0])
        reached.append(audited_entries(home))
    assert outcomes.count(-signal.SIGKILL) == KILLS
    assert reached == sorted(reached) and len(set(reached)) > 3, "a committed batch was lost, or the kills all fell before one"
    receipts = [delivered.receipt for delivered in ingest(home, [path for path, _ in files])]
    assert sum(receipt.accepted + receipt.resent for receipt in receipts) == EVENTS - EVENTS // BAD_EVERY
    assert sum(receipt.rejected for receipt in receipts) == EVENTS // BAD_EVERY
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
        refused = con.execute(
            "select position, rule_id, count(*) from log.rejected group by origin, position, rule_id"
        ).fetchall()
    assert logged == {str(e["id"]) for n, e in enumerate(events) if n % BAD_EVERY}
    assert sorted(refused) == sorted((n % FILE_ROWS + 1, "V107", 1) for n in range(0, EVENTS, BAD_EVERY))
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


@contextmanager
def builds(home: Home) -> Iterator[Callable[[float], float | None]]:
    """Builds, each killed after so many seconds: how long it took, or None when it was killed."""
    command = [sys.executable, "-m", "tests.flows.killed_builds", str(home.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None

        def build_within(seconds: float) -> float | None:
            print(seconds, file=process.stdin, flush=True)
            answer = process.stdout.readline()
            assert answer, "the build failed by itself"
            return None if answer == "killed\n" else float(answer)

        yield build_within
        process.stdin.close()


def test_a_killed_build_leaves_the_published_warehouse_and_the_next_one_is_as_good_as_a_full_one(
    examples_home: Home, tmp_path: Path
) -> None:
    """Of a ledger of every event's worked example, to which sixty workers come."""
    chance, home = random.Random(20260703), Home(tmp_path / "home")
    shutil.copytree(examples_home.path, home.path)
    people = [whole_number(f"21010219850307{n:03d}") for n in range(60)]
    starts = [event("insurance_started", id=f"s-{n}", person=p) for n, p in enumerate(people)]
    ends = [
        event("pension_started", id=f"p-{n}", person=p, _time="2026-04-05", handled_at="2026-04-06")
        for n, p in enumerate(people[:20])
    ]
    old, before = tmp_path / "old.duckdb", built_to(home.warehouse)
    shutil.copyfile(home.warehouse, old)
    list(ingest(home, [write_events(tmp_path / "workers.ndjson", starts + ends)]))
    with builds(home) as build_within:
        whole = build_within(WAIT)
        assert whole is not None
        for _ in range(KILLS):
            shutil.copyfile(old, home.warehouse)  # so that each one has all to do again
            was_killed = build_within(chance.uniform(0, whole)) is None
            assert built_to(home.warehouse) in ((before, before + 80) if was_killed else (before + 80,))
            assert evidence_of(home.warehouse)
        shutil.copyfile(old, home.warehouse)  # the last one may have come through
        build_within(WAIT)
    assert built_to(home.warehouse) == before + 80
    found = evidence_of(home.warehouse)
    assert evidence_of(build(home, start=tmp_path / "none").file) == found and len(found) >= 80

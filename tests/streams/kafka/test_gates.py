"""Several gate workers before the log's one writer: a rebalance in the middle of everything counts nothing twice, and what
lies between them names nobody."""

import json
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaConsumer, TopicPartition

from flows.ingest import ingest
from identity.keys import load_keys
from identity.tokens import Tokeniser
from streams.kafka.send import send_file
from tests.conftest import write_events
from tests.streams.faults import FAULTS, NAME, PERSON, PHONE, event, whole_number
from tests.streams.kafka.conftest import CONTENT, Ledger, producer_of, twin_of, until

REFUSED = "select rule_id, field, value, source, type, count(*) from log.rejected group by all order by all"
WARNED = REFUSED.replace("rejected", "warned")
EVENTS = 3000


def test_two_gate_workers_one_killed_and_one_joining_and_the_log_is_what_the_file_door_makes_it(
    ledger: Ledger, gate_worker: Callable[[], "subprocess.Popen[str]"], tmp_path: Path
) -> None:
    people = [whole_number(f"21010219850307{n:03d}") for n in range(300)]
    events = [
        event("job_recommended", id=f"e-{n:05d}", person=people[n % 300], post="岗" * (201 if n % 100 == 0 else 2))
        for n in range(EVENTS)
    ]
    # the ledger's own events travel on no topic
    faults = [
        planted.sent | {"id": f"f-{rule_id}"}
        for rule_id, planted in FAULTS.items()
        if rule_id not in ("V002", "D001") and not planted.sent["source"].endswith(":system")
    ]
    files = [write_events(tmp_path / f"{n}.ndjson", events[n::3] + (faults if n == 0 else [])) for n in range(3)]
    tokeniser = Tokeniser(load_keys(ledger.home.vault).token)
    raw = list(ledger.topics.families.values())
    gates = [gate_worker() for _ in range(2)]
    with ledger.working("--log") as log:
        send_file(ledger.connection, files[0], tokeniser)
        until(lambda: bool(ledger.rows("select 1 from log.events limit 1")), log, *gates)
        send_file(ledger.connection, files[1], tokeniser)
        gates[0].send_signal(signal.SIGKILL)
        gates.append(gate_worker())
        send_file(ledger.connection, files[2], tokeniser)
        producer_of(ledger).send(ledger.topics.accepted, b"no rows", headers=[("kind", b"events")]).get(timeout=30)
        # what gate workers hand on bears the offsets of the sources' topics: the log knows when all of it is there
        ledger.read_everything(log, raw)
        ledger.read_everything(log, [ledger.topics.accepted])
        for gate in gates[1:]:
            gate.send_signal(signal.SIGTERM)
            _, said = gate.communicate(timeout=120)
            assert gate.returncode == 0, said
        ledger.read_everything(log, [ledger.topics.accepted])
    gates[0].communicate()
    assert gates[0].returncode == -9
    twin = twin_of(ledger, tmp_path / "twin")
    list(ingest(twin, files))
    door = Ledger(twin, {})
    assert ledger.rows("select count(*) = count(distinct (source, id)), count(*) = max(seq) from log.events") == [(True, True)]
    assert ledger.rows(CONTENT) == door.rows(CONTENT) and len(door.rows(CONTENT)) > EVENTS - 31
    garbage = ("F103", None, None, None, None, 1)
    assert sorted(map(str, ledger.rows(REFUSED))) == sorted(map(str, [*door.rows(REFUSED), garbage]))
    assert ledger.rows(WARNED) == door.rows(WARNED)
    assert ledger.run("audit").returncode == 0
    between = [record.value for record in messages(ledger)]
    assert len(between) > 3 and not any(
        secret.encode() in value for value in between for secret in (PERSON, NAME, PHONE, people[0])
    )
    # the one worker that does it all goes on where the gate workers stopped
    more = write_events(tmp_path / "more.ndjson", [event("pension_started", id="later")])
    send_file(ledger.connection, more, tokeniser)
    before = len(ledger.rows(CONTENT))
    with ledger.working() as worker:
        ledger.read_everything(worker)
    assert len(ledger.rows(CONTENT)) == before + 1 and len(ledger.rows(REFUSED)) == len(door.rows(REFUSED)) + 1


def test_what_is_handed_on_twice_before_the_log_reads_it_is_stored_once(
    ledger: Ledger, gate_worker: Callable[[], "subprocess.Popen[str]"], tmp_path: Path
) -> None:
    """A gate worker may die between handing on and committing: the next one hands the same messages on again."""
    broken = event("job_recommended", id="broken") | {"type": "no_such_event"}
    file = write_events(
        tmp_path / "some.ndjson", [event("job_recommended", id="one"), broken, event("pension_started", id="two")]
    )
    send_file(ledger.connection, file, Tokeniser(load_keys(ledger.home.vault).token))
    gate = gate_worker()
    until(lambda: handed_on(ledger) == 3, gate)
    gate.send_signal(signal.SIGTERM)
    gate.communicate(timeout=120)
    producer = producer_of(ledger)
    for record in messages(ledger):
        producer.send(ledger.topics.accepted, record.value, headers=record.headers)
    producer.flush()
    with ledger.working("--log") as log:
        ledger.read_everything(log, [ledger.topics.accepted])
    assert ledger.rows("select id, count(*) from log.events group by id order by id") == [("one", 1), ("two", 1)]
    assert ledger.rows("select rule_id, count(*) from log.rejected group by rule_id") == [("V004", 1)]


@pytest.fixture
def gate_worker(ledger: Ledger) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Starts gate workers; none outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        started.append(ledger.start("stream", "work", "--gate", "--batch", "100"))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def handed_on(ledger: Ledger) -> int:
    """How many of the sources' messages the topic of accepted events answers for."""
    read: dict[tuple[str, int], int] = {}
    for record in messages(ledger):
        for topic, partition, next_offset in json.loads(dict(record.headers).get("offsets", b"[]")):
            read[topic, partition] = max(next_offset, read.get((topic, partition), 0))
    return sum(read.values())


def messages(ledger: Ledger) -> list[Any]:
    """Everything on the topic of accepted events."""
    consumer = KafkaConsumer(ledger.topics.accepted, auto_offset_reset="earliest", **ledger.connection.settings())
    try:
        parts = [TopicPartition(ledger.topics.accepted, p) for p in consumer.partitions_for_topic(ledger.topics.accepted) or ()]
        end, found = sum(consumer.end_offsets(parts).values()), []
        while len(found) < end:
            found += [record for records in consumer.poll(timeout_ms=1000).values() for record in records]
        return found
    finally:
        consumer.close()

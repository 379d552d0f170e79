"""The HTTP door before a Kafka: what it has answered for is acknowledged there, sealed, and reaches the log once, with a receipt."""

import json
import threading
from collections.abc import Iterator
from datetime import datetime

import pytest
from kafka import TopicPartition

from flows.ingest import spool_of
from flows.serve import create_key, means_of
from flows.stream import StreamBroken
from identity.keys import derive_keys, load_keys
from streams.delivery import Head
from streams.kafka.deliveries import DeliveryTopic
from streams.kafka.send import producer
from streams.kafka.topics import Topics
from streams.log import read_offsets
from tests.conftest import make_home
from tests.streams.faults import NAME, PERSON, PHONE, event
from tests.streams.http.conftest import OpenDoor, opened
from tests.streams.kafka.conftest import CONTENT, Cluster, Ledger, until
from tests.streams.test_spool import batch_of

FOREIGN = event("insurance_started", id="foreign")
SENT = [
    event("guidance_given", id="1"),
    event("job_recommended", id="2", post="岗" * 201),
    FOREIGN,
    event("job_recommended", id="4"),
]


@pytest.fixture
def door(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDoor]:
    """A door whose environment names the ledger's Kafka."""
    for name, value in ledger.environment.items():
        monkeypatch.setenv(name, value)
    with opened(ledger.home) as door:
        yield door


def keep_of(ledger: Ledger, key: bytes) -> DeliveryTopic:
    return DeliveryTopic(ledger.connection, key, producer(ledger.connection), lambda: read_offsets(ledger.home.log))


def test_a_delivery_waits_in_kafka_and_ends_as_one_that_came_over_the_spool(ledger: Ledger, door: OpenDoor) -> None:
    taken = door.batch(SENT)
    assert taken.status_code == 202 and door.receipt(taken) == door.receipt(taken)
    assert (door.receipt(taken)["state"], door.receipt(taken)["rows"]) == ("waiting", 4)
    assert door.client.get("/health").json()["waiting"] == 1 and spool_of(ledger.home).waiting() == []
    with ledger.working() as worker:
        ledger.read_everything(worker, [ledger.topics.deliveries])
    settled = door.receipt(taken)
    assert (settled["state"], settled["rows"], settled["accepted"], settled["rejected"]) == ("recorded", 4, 2, 2)
    assert [(found["position"], found["rule_id"]) for found in settled["outcomes"]] == [(2, "V107"), (3, "F119")]
    with pytest.MonkeyPatch.context() as without:
        without.delenv("KAFKA_BOOTSTRAP")
        twin = make_home(ledger.home.path.parent / "twin")
        with opened(twin) as by_spool:
            other = by_spool.batch(SENT)
            by_spool.drain()
            assert by_spool.receipt(other)["outcomes"] == settled["outcomes"]
    assert ledger.rows("select id, position, seq from log.events order by seq") == [("1", 1, 1), ("4", 4, 2)]


def test_the_same_request_again_is_judged_again_but_counted_once(ledger: Ledger, door: OpenDoor) -> None:
    first, again = door.batch(SENT), door.batch(SENT)
    assert first.json()["receipt"] != again.json()["receipt"], "each names its own place in Kafka"
    with ledger.working() as worker:
        ledger.read_everything(worker, [ledger.topics.deliveries])
        third = door.batch(SENT[:1])
        ledger.read_everything(worker, [ledger.topics.deliveries])
    assert [door.receipt(answer)["state"] for answer in (first, again, third)] == ["recorded"] * 3
    assert (door.receipt(third)["accepted"], door.receipt(third)["resent"]) == (0, 1)
    assert len(ledger.rows(CONTENT)) == 2


def test_nothing_of_a_person_lies_in_kafka_in_the_clear_and_another_sender_finds_no_receipt(
    ledger: Ledger, door: OpenDoor
) -> None:
    taken = door.batch([event("hardship_certified", id="named", person=PERSON, name=NAME, phone=PHONE)])
    keep = keep_of(ledger, load_keys(ledger.home.vault).spool)
    try:
        (record,) = [record for n in range(4) if (record := keep._record(TopicPartition(ledger.topics.deliveries, n), 0))]
    finally:
        keep.close()
    for told in (PERSON, NAME, PHONE):
        assert told.encode() not in record.value and json.dumps(told)[1:-1].encode() not in record.value
    other = create_key(ledger.home, "大连就业服务", ["service"], ["210200"], 100)
    location = taken.headers["location"]
    assert door.client.get(location, headers={"Authorization": f"Bearer {other}"}).status_code == 404
    assert door.client.get(location.rpartition("-")[0] + "-999").status_code == 404, "a place that Kafka has not"


def test_a_door_that_ends_leaves_no_connection_to_kafka_open(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ledger.environment.items():
        monkeypatch.setenv(name, value)
    before = set(threading.enumerate())
    with opened(ledger.home) as door:
        door.receipt(door.batch(SENT))
        assert [thread for thread in set(threading.enumerate()) - before if "kafka" in thread.name]
    assert [thread.name for thread in set(threading.enumerate()) - before if "kafka" in thread.name] == []


def test_a_delivery_under_another_master_key_is_refused_at_its_place_and_stops_no_other(ledger: Ledger, door: OpenDoor) -> None:
    head = Head("http:沈阳就业服务#" + "a" * 32, datetime(2026, 7, 3, 9), 1, {})
    strange = keep_of(ledger, derive_keys(bytes(32)).spool)
    receipt = strange.put("a" * 32, head, batch_of([event("guidance_given", id="strange")]))
    taken = door.batch(SENT[:1])
    with ledger.working() as worker:
        ledger.read_everything(worker, [ledger.topics.deliveries])
    kept = strange.find(receipt)
    strange.close()
    assert kept is not None and kept.is_aside
    assert door.receipt(taken)["accepted"] == 1
    place = int(receipt.rpartition("-")[2])
    assert ledger.rows("select position, rule_id from log.rejected") == [(place, "F120")]
    (letter,) = [json.loads(letter) for letter in ledger.letters()]
    assert (letter["topic"], letter["offset"], letter["rule_id"]) == (Topics(ledger.topics.prefix).deliveries, place, "F120")


def test_killed_while_deliveries_come_the_log_holds_each_once(ledger: Ledger, door: OpenDoor) -> None:
    answers = []
    for kill in range(3):
        process = ledger.start("stream", "work")
        assert process.stdout is not None and "已开始" in process.stdout.readline()
        for n in range(12):
            answers.append(door.batch([event("job_recommended", id=f"{kill}-{n}-{m}") for m in range(20)]))
        until(lambda wanted=kill: len(ledger.rows("select 1 from log.deliveries limit 30")) > wanted, process)  # type: ignore[misc]
        process.kill()
        process.communicate()
    with ledger.working() as worker:
        ledger.read_everything(worker, [ledger.topics.deliveries])
    assert ledger.rows("select count(*), count(distinct id) from log.events") == [(720, 720)]
    assert {(found["state"], found["accepted"]) for found in map(door.receipt, answers)} == {("recorded", 20)}


def test_a_worker_that_holds_the_log_also_empties_the_spool_of_a_door_without_kafka(ledger: Ledger) -> None:
    with ledger.working() as worker, opened(ledger.home) as by_spool:
        taken = by_spool.batch(SENT)
        until(lambda: by_spool.receipt(taken)["state"] == "recorded", worker)
        assert by_spool.receipt(taken)["accepted"] == 2 and spool_of(ledger.home).waiting() == []


def test_without_an_acknowledgement_the_sender_is_told_to_come_again(
    cluster: Cluster, ledger: Ledger, door: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert door.batch(SENT).status_code == 202
    cluster.broker.kill()
    try:
        refused = door.batch(SENT[:1])
        assert refused.status_code == 503 and int(refused.headers["Retry-After"]) > 0
        assert "Kafka 没有确认" in refused.json()["sentence"]
        assert "taizhang_keep_up 0.0" in door.client.get("/metrics").text
    finally:
        cluster.broker.start()
    until(lambda: door.batch(SENT[:1]).status_code == 202)


def test_a_door_whose_kafka_does_not_answer_says_so_at_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP", "127.0.0.1:1")
    with pytest.raises(StreamBroken, match="KAFKA_BOOTSTRAP"):
        means_of(ledger.home)

"""`taizhang stream work`: whatever form events come in, the log holds what the file door would have put there; whatever
is no event is refused with its place and its reason, told on the dead-letter topic, and never stops the stream."""

import base64
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from kafka import KafkaProducer

from flows.ingest import ingest
from flows.project import ROOT
from flows.settings import Home
from flows.telling import NotTold, envelope, tell
from streams.events.assessment import BulletinIssued
from streams.events.catalogue import VERSIONS
from streams.gates.catalogue import RULES
from tests.conftest import write_events
from tests.streams.faults import MILL, NAME, PERSON, PHONE, event, whole_number
from tests.streams.kafka.conftest import CONTENT, Ledger, producer_of, twin_of

Headers = list[tuple[str, bytes]]


def binary(sent: dict[str, Any], content: str = "application/json") -> tuple[bytes, Headers]:
    """An event in binary mode: data as the value, the rest in headers."""
    attributes = {f"ce_{name}": str(value).encode() for name, value in sent.items() if name != "data"}
    return json.dumps(sent["data"], ensure_ascii=False).encode(), [*attributes.items(), ("content-type", content.encode())]


def text(sent: object) -> bytes:
    return json.dumps(sent, ensure_ascii=False).encode()


LONG = event("job_recommended", id="long", post="岗" * 700_000)
# rule → the value and headers that break it
POISON: dict[str, list[tuple[bytes | None, Headers]]] = {
    "F101": [('{"specversion":"1.0","id":"坏"}'.encode("gb18030"), []), ('[{"id":"坏"}]'.encode("gb18030"), [])],
    "F102": [(text(LONG), []), binary(LONG)],
    "F103": [(b"{half", []), (b"\x00\x01\x02", []), (b"[{]", []), (b'1},"x":{', binary(event("pension_started"))[1])],
    "F104": [(None, []), (b"", []), (b"  ", []), (b"[]", []), (b"17", [])],
    "F105": [(b'{"specversion":"1.0","id":"1","id":"2"}', [])],
    "F106": [binary(event("pension_started", id="extended", _traceparent="00-1"))],
    "F110": [binary(event("pension_started", id="xml"), content="application/xml")],
    "V004": [(text(event("job_recommended", id="old", _dataschema="urn:taizhang:schema:job_recommended:9")), [])],
    "V105": [(text(event("guidance_given", id="code", kind="谈心")), [])],
    "V009": [(text(event("job_recommended", id="nul", post="电工\0")), [])],
    "V008": [(text(event("job_recommended", id="told", post=f"介绍{PERSON}去装配")), [])],
}


@dataclass
class Streamed:
    """A ledger that a worker filled from everything below, and its twin filled by the file door."""

    ledger: Ledger
    twin: Home
    poisoned: dict[tuple[str, int], str] = field(default_factory=dict)


@pytest.fixture(scope="module")
def streamed(new_ledger: Callable[[], Ledger], tmp_path_factory: pytest.TempPathFactory) -> Streamed:
    """Events in every form and compression, among them poison; then one worker, and the file door for the same events."""
    ledger, folder = new_ledger(), tmp_path_factory.mktemp("sent")
    done = Streamed(ledger, twin_of(ledger, folder / "twin"))
    topic, events = ledger.topics.families["service"], []
    for n, compression in enumerate((None, "gzip", "lz4", "zstd")):
        forms = [event(record.schema_urn(), id=f"{n}-{m}") for m, record in enumerate(VERSIONS)]
        events += forms
        out = producer_of(ledger, compression_type=compression)
        for sent in forms[:8]:
            out.send(topic, text(sent), headers=[("content-type", b"application/cloudevents+json")])
        for sent in forms[8:16]:
            value, headers = binary(sent)
            out.send(topic, value, headers=headers)
        out.send(topic, text(forms[16:20]), headers=[("content-type", b"application/cloudevents-batch+json")])
        out.send(topic, b"\n " + text(forms[20:]))
        if n == 1:
            done.poisoned = poison(out, topic)
        out.close()
    events.append(documented(ledger))
    with ledger.working() as worker:
        ledger.read_everything(worker)
    list(ingest(done.twin, [write_events(folder / "same.ndjson", events)]))
    return done


def documented(ledger: Ledger) -> dict[str, Any]:
    """The event that the foreign system of the documentation sends, sent by its code as it stands there."""
    page = (ROOT / "docs" / "how-to" / "stream-from-kafka.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", page, re.S)
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ledger.environment.items():
            patch.setenv(name, value)
        exec(block, names)
    names["producer"].close()
    return dict(names["event"])


def poison(out: KafkaProducer, topic: str) -> dict[tuple[str, int], str]:
    sent = {}
    for rule_id, messages in POISON.items():
        for value, headers in messages:
            placed = out.send(topic, value, key=b"poison", headers=headers).get(timeout=30)
            sent[f"kafka:{topic}/{placed.partition}", placed.offset] = rule_id
    return sent


def test_every_form_and_compression_of_an_event_puts_the_same_into_the_log_as_a_file(streamed: Streamed) -> None:
    logged = streamed.ledger.rows(CONTENT)
    assert len(logged) == 4 * len(VERSIONS) + 1
    assert "hr-2026-000417" in {row[1] for row in logged}
    assert logged == Ledger(streamed.twin, {}).rows(CONTENT)


def test_every_entry_says_the_partition_the_offset_and_the_place_in_the_array_it_came_from(streamed: Streamed) -> None:
    prefix = streamed.ledger.topics.prefix
    places = streamed.ledger.rows("select origin, position from log.events")
    assert len(set(places)) == len(places) and all(str(origin).startswith(f"kafka:{prefix}") for origin, _ in places)
    elements = [int(str(origin).partition("#")[2]) for origin, _ in places if "#" in str(origin)]
    assert sorted(elements) == sorted(4 * ([*range(1, 5), *range(1, len(VERSIONS) - 19)]))
    done = streamed.ledger.run("audit")
    assert done.returncode == 0, done.stdout + done.stderr


def test_poison_is_refused_by_its_rule_with_its_place_and_stops_nothing(streamed: Streamed) -> None:
    refused = {
        (str(origin).partition("#")[0], position): rule_id
        for origin, position, rule_id in streamed.ledger.rows("select origin, position, rule_id from log.rejected")
    }
    assert refused == streamed.poisoned


def test_dead_letters_name_the_place_the_rule_and_the_remedy_and_no_person(streamed: Streamed) -> None:
    letters = [json.loads(letter) for letter in streamed.ledger.letters()]
    found = {(f"kafka:{said['topic']}/{said['partition']}", said["offset"]): said["rule_id"] for said in letters}
    assert found == streamed.poisoned
    for said in letters:
        assert said["mend"] == RULES[said["rule_id"]].mend and said["sentence"]
    assert not any(secret in json.dumps(letters, ensure_ascii=False) for secret in (PERSON, NAME, PHONE))


def test_a_second_worker_on_the_same_log_is_refused(ledger: Ledger) -> None:
    with ledger.working():
        done = ledger.run("stream", "work")
        assert done.returncode == 1 and "另一个进程正在写日志" in done.stderr


def test_what_the_system_tells_enters_a_log_that_a_worker_holds_once_or_is_refused(ledger: Ledger) -> None:
    issued = BulletinIssued.example()["data"]
    with ledger.working():
        for _ in range(2):
            tell(ledger.home, [envelope(BulletinIssued, "bulletin-2026-03-1", "2026-04-05", issued)], "system:issues", "核对")
        with pytest.raises(NotTold, match="D001.*核对"):
            other = envelope(BulletinIssued, "bulletin-2026-03-1", "2026-04-05", issued | {"cutoff_seq": 1})
            tell(ledger.home, [other], "system:issues", "核对")
    assert ledger.rows("select type, seq, split_part(origin, '#', 1) from log.events") == [
        ("bulletin_issued", 1, "system:issues")
    ]


def test_a_worker_stopped_and_started_goes_on_where_the_log_stands_whatever_kafka_believes(ledger: Ledger) -> None:
    topic, out = ledger.topics.families["service"], producer_of(ledger)
    for n in range(40):
        out.send(topic, text(event("job_recommended", id=f"first-{n}")), partition=n % 4)
    out.flush()
    with ledger.working() as worker:
        ledger.read_everything(worker)
    before = ledger.rows("select * from log.events order by seq")
    for n in range(40):
        out.send(topic, text(event("job_recommended", id=f"second-{n}")), partition=n % 4)
    out.flush()
    with ledger.working() as worker:
        ledger.read_everything(worker)
    rows = ledger.rows("select * from log.events order by seq")
    assert rows[:40] == before and len(rows) == 80
    assert ledger.rows("select count(*) from log.rejected") == [(0,)]


def test_records_of_debezium_and_kafka_connect_become_what_the_same_table_in_a_file_becomes(
    ledger: Ledger, tmp_path: Path
) -> None:
    head = ["AAA027", "AAC002", "AAC003", "AAB998", "AAE140", "AAC050", "AAE160", "AAE035", "AAE036"]
    people = [whole_number(f"21010219850307{n:03d}") for n in range(4)]
    rows = [["210100", person, NAME, MILL, "110", "1", "A", "2026-03-05", "2026-03-06"] for person in people]
    file = tmp_path / "extract.csv"
    file.write_text("\n".join([",".join(head), *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    (topic,) = (name for name, mapping in ledger.topics.mapped.items() if mapping == "insurance_extract")
    out = producer_of(ledger)
    days = {"AAE035": ("io.debezium.time.Date", 20517), "AAE036": ("org.apache.kafka.connect.data.Timestamp", 1772755200000)}
    decimal = ("org.apache.kafka.connect.data.Decimal", base64.b64encode((210100).to_bytes(3, "big")).decode())
    logical = days | {"AAA027": decimal}

    def schema() -> dict[str, Any]:
        fields = [{"field": name, "type": "string"} | ({"name": logical[name][0]} if name in logical else {}) for name in head]
        return {"type": "struct", "fields": fields}

    def values(row: list[str]) -> dict[str, Any]:
        return {name: logical[name][1] if name in logical else value for name, value in zip(head, row, strict=True)}

    plain = [dict(zip(head, row, strict=True)) for row in rows]
    after = {"type": "struct", "fields": [schema() | {"field": "before"}, schema() | {"field": "after"}]}
    out.send(topic, text({"schema": schema(), "payload": values(rows[0])}))
    out.send(topic, text(plain[1]))
    out.send(topic, text({"schema": after, "payload": {"before": None, "after": values(rows[2]), "op": "c", "ts_ms": 1}}))
    out.send(topic, text({"before": None, "after": plain[3], "op": "r", "source": {"table": "ac02"}}))
    out.send(topic, text({"before": plain[3], "after": None, "op": "d"}), partition=0)
    out.send(topic, None, key=b"gone", partition=0)
    out.send(topic, text(plain[0] | {"AAC003": NAME, "WAGE": "5000"}), partition=0)
    out.close()
    with ledger.working() as worker:
        ledger.read_everything(worker)
    twin = twin_of(ledger, tmp_path / "twin")
    (delivered,) = ingest(twin, [file])
    assert delivered.receipt.accepted == 4
    assert ledger.rows(CONTENT) == Ledger(twin, {}).rows(CONTENT)
    assert sorted(ledger.rows("select rule_id from log.rejected")) == [("F010",), ("F118",), ("F118",)]


def test_messages_that_kafka_deleted_before_they_were_read_end_the_worker_and_are_named(ledger: Ledger) -> None:
    from kafka import KafkaAdminClient, TopicPartition

    topic, out = ledger.topics.families["service"], producer_of(ledger)
    out.send(topic, text(event("job_recommended", id="seen")), partition=0).get(timeout=30)
    with ledger.working() as worker:
        ledger.read_everything(worker)
    for n in range(3):
        out.send(topic, text(event("job_recommended", id=f"lost-{n}")), partition=0).get(timeout=30)
    admin = KafkaAdminClient(**ledger.connection.settings())
    admin.delete_records({TopicPartition(topic, 0): 3})
    admin.close()
    done = ledger.run("stream", "work")
    assert done.returncode == 1, done.stdout
    assert f"{topic} 第 0 分区应从 1 读起" in done.stderr and "补报" in done.stderr and "Traceback" not in done.stderr
    assert ledger.rows("select count(*) from log.events") == [(1,)]

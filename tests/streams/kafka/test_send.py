"""`taizhang stream send`: every line acknowledged, in its family's topic, keyed by its subject without telling who that is."""

from collections import defaultdict
from pathlib import Path

from kafka import KafkaConsumer

from tests.conftest import write_events
from tests.streams.faults import PERSON, event, whole_number
from tests.streams.kafka.conftest import Ledger


def messages(ledger: Ledger, topic: str, count: int) -> list[tuple[int, bytes, bytes]]:
    consumer = KafkaConsumer(topic, auto_offset_reset="earliest", **ledger.connection.settings())
    found: list[tuple[int, bytes, bytes]] = []
    while len(found) < count:
        found += [(r.partition, r.key, r.value) for records in consumer.poll(timeout_ms=1000).values() for r in records]
    consumer.close()
    return found


def test_a_subject_s_events_lie_in_one_partition_in_their_order_under_a_key_that_names_nobody(
    ledger: Ledger, tmp_path: Path
) -> None:
    people = [whole_number(f"21010219850307{n:03d}") for n in range(30)]
    sent = [event("job_recommended", id=f"{n:04d}", person=people[n % 30]) for n in range(300)]
    file = write_events(tmp_path / "sent.ndjson", sent)
    done = ledger.run("stream", "send", str(file))
    assert done.returncode == 0 and "已发 300 条" in done.stdout, done.stderr
    found = messages(ledger, ledger.topics.families["service"], 300)
    assert sorted(value for _, _, value in found) == sorted(file.read_bytes().splitlines())
    by_key = defaultdict(list)
    for partition, key, value in found:
        by_key[key].append((partition, value))
    assert len(by_key) == 30 and not any(person.encode() in key for person in people for key in by_key)
    for placed in by_key.values():
        assert len({partition for partition, _ in placed}) == 1
        assert placed == sorted(placed, key=lambda part: part[1].partition(b'"id"')[2])
    assert len({placed[0][0] for placed in by_key.values()}) > 1


def test_lines_that_name_no_topic_are_told_by_number_and_the_rest_is_sent(ledger: Ledger, tmp_path: Path) -> None:
    file = write_events(tmp_path / "sent.ndjson", [
        event("pension_started"), event("job_recommended", _type="no_such_event"),
        event("job_recommended", _type="no_such_event", _source="nowhere"),
    ])  # fmt: skip
    file.write_text(file.read_text() + "{half a line\n\n", encoding="utf-8")
    done = ledger.run("stream", "send", str(file), "--compression", "none")
    assert done.returncode == 1 and "已发 2 条" in done.stdout
    assert "第 3 行没有发出:[V003]" in done.stderr and "第 4 行没有发出:[F103]" in done.stderr and "Traceback" not in done.stderr
    # an unknown type goes to its source's family, whose gate refuses it by its own rule
    assert len(messages(ledger, ledger.topics.families["service"], 1)) == 1
    table = tmp_path / "table.csv"
    table.write_text("姓名,身份证号\n", encoding="utf-8")
    assert "taizhang ingest" in ledger.run("stream", "send", str(table)).stderr
    assert PERSON not in done.stderr


def test_nothing_is_sent_while_a_topic_is_missing(ledger: Ledger, tmp_path: Path) -> None:
    lost = Ledger(ledger.home, ledger.environment | {"KAFKA_TOPIC_PREFIX": "no.such."})
    file = write_events(tmp_path / "sent.ndjson", [event("pension_started")])
    done = lost.run("stream", "send", str(file))
    assert done.returncode == 1 and "一条也没有发" in done.stderr and "stream topics" in done.stderr

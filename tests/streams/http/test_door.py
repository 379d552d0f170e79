"""A system pushes events: what it is told at once, what its receipt says later, and what is in the log."""

import gzip
import json
import socket
import threading
from typing import Any

import httpx
import pytest

from flows.audit import audit_log
from flows.ingest import spool_of
from flows.serve import create_key, keys_of
from flows.settings import Home
from streams.gates.catalogue import RULES
from streams.http.door import Limits
from streams.http.modes import BATCHED, BINARY, NDJSON, STRUCTURED
from streams.log import open_reader
from tests.streams.faults import NAME, PERSON, PHONE, event
from tests.streams.http.conftest import OpenDoor, opened
from tests.streams.test_room import contents_of, tables_of

TOO_LONG = "岗" * 201


def good(number: int, **changes: Any) -> dict[str, Any]:
    """An event that passes."""
    return event("job_recommended", id=f"e-{number}", **changes)


def logged(home: Home) -> list[tuple[Any, ...]]:
    with open_reader(home.log) as con:
        return con.execute("select seq, id, origin, position from log.events order by seq").fetchall()


def raw(sent: dict[str, Any]) -> bytes:
    return json.dumps(sent, ensure_ascii=False).encode()


def test_an_event_is_on_disk_when_it_is_answered_and_its_receipt_says_when_it_is_in_the_log(door: OpenDoor) -> None:
    answer = door.post(good(1))
    told = answer.json()
    assert answer.status_code == 202
    assert (told["state"], told["rows"], told["accepted"], told["rejected"], told["outcomes"]) == ("waiting", 1, 1, 0, [])
    assert len(spool_of(door.home).waiting()) == 1
    waiting = door.receipt(answer)
    assert (waiting["state"], waiting["rows"], waiting["first_seq"]) == ("waiting", 1, None)
    door.drain()
    settled = door.receipt(answer)
    assert (settled["state"], settled["accepted"], settled["resent"], settled["first_seq"], settled["last_seq"]) == (
        "recorded",
        1,
        0,
        1,
        1,
    )
    assert logged(door.home) == [(1, "e-1", f"http:沈阳就业服务#{told['receipt']}", 1)]


def test_every_bad_row_is_told_at_once_with_rule_place_sentence_and_mend_and_the_rest_goes_on(door: OpenDoor) -> None:
    answer = door.batch([good(1), good(2, post=TOO_LONG), good(3, person=PERSON + "1"), good(4)])
    told = answer.json()
    assert (answer.status_code, told["rows"], told["accepted"], told["rejected"]) == (202, 4, 2, 2)
    assert [(o["position"], o["rule_id"], o["field"]) for o in told["outcomes"]] == [(2, "V107", "post"), (3, "V104", "person")]
    assert all((o["sentence"], o["mend"]) == (RULES[o["rule_id"]].sentence, RULES[o["rule_id"]].mend) for o in told["outcomes"])
    assert PERSON not in answer.text
    door.drain()
    settled = door.receipt(answer)
    assert (settled["accepted"], settled["rejected"], settled["outcomes"]) == (2, 2, told["outcomes"])
    assert [id for _, id, *_ in logged(door.home)] == ["e-1", "e-4"]


def test_a_delivery_without_one_good_row_is_422_and_its_rows_are_kept_as_refused(door: OpenDoor) -> None:
    answer = door.post(good(1, post=TOO_LONG))
    assert answer.status_code == 422
    door.drain()
    assert (door.receipt(answer)["rejected"], door.receipt(answer)["accepted"]) == (1, 0)


def test_a_conflict_with_the_ledger_comes_with_the_receipt(door: OpenDoor) -> None:
    door.post(good(1))
    answer = door.batch([good(1, post="电工"), good(1), good(2)])
    assert answer.json()["rejected"] == 1, "the two of this batch contradict each other already"
    later = door.post(good(1, post="焊工"))
    assert later.json()["rejected"] == 0
    door.drain()
    settled = door.receipt(later)
    assert (settled["rejected"], settled["outcomes"][0]["rule_id"]) == (1, "D001")


def test_the_same_request_again_has_the_same_receipt_and_changes_nothing(door: OpenDoor) -> None:
    events = [good(1), good(2, post=TOO_LONG)]
    first = door.batch(events)
    assert door.batch(events).json() == first.json()
    door.drain()
    settled, before = door.receipt(first), [list(tables_of(door.home)), logged(door.home)]
    assert door.batch(events).json()["receipt"] == first.json()["receipt"]
    door.drain()
    assert [list(tables_of(door.home)), logged(door.home)] == before and door.receipt(first) == settled


def test_an_event_is_the_same_event_however_it_is_sent(door: OpenDoor) -> None:
    sent = good(1)
    attributes = {f"ce-{name}": value for name, value in sent.items() if name != "data"}
    answers = [
        door.post(sent),
        door.batch([sent]),
        door.lines(raw(sent), b""),
        door.post(sent["data"], BINARY, **attributes),
        door.post(gzip.compress(raw(sent)) + gzip.compress(b"\n"), NDJSON, **{"Content-Encoding": "gzip"}),
        door.post(b"\xef\xbb\xbf" + raw(sent), f"{STRUCTURED}; charset=UTF-8"),
    ]
    assert [(answer.status_code, answer.json()["outcomes"]) for answer in answers] == [(202, [])] * 6
    door.drain()
    assert len(logged(door.home)) == 1
    assert [(door.receipt(a)["accepted"], door.receipt(a)["resent"]) for a in answers] == [(1, 0)] + [(0, 1)] * 5


def test_nothing_of_a_person_is_in_the_ledger_nor_in_any_answer(door: OpenDoor) -> None:
    secrets = (PERSON, NAME, PHONE)
    answers = [
        door.batch([good(1), good(2, phone=f"{PHONE}转王"), good(3, name=NAME * 30), event("job_recommended", id=PERSON)]),
        door.post(raw(good(4))[:-9]),
        door.lines(raw(good(5)), raw(good(6))[:-9]),
    ]
    for _ in range(2):
        found = [(where, s) for where, text in contents_of(door.home) for s in secrets if s in text]
        assert found == []
        door.drain()
    assert [(a.text, s) for a in answers for s in secrets if s in a.text] == []


def test_a_key_reports_its_own_sources_and_cities_only(door: OpenDoor) -> None:
    foreign = {
        "source": good(1, _source="urn:taizhang:210200:service"),
        "source ": event("insurance_started", id="e-1"),
        "city": good(1, city="210200"),
        "target_source": event("event_retracted", id="e-1", target_source="urn:taizhang:210200:service"),
    }
    answer = door.batch([*foreign.values(), good(2)])
    found = [(o["position"], o["rule_id"], o["field"]) for o in answer.json()["outcomes"]]
    assert found == [(n, "F119", field.strip()) for n, field in enumerate(foreign, 1)]
    door.drain()
    assert [id for _, id, *_ in logged(door.home)] == ["e-2"]


def test_without_a_key_or_with_one_that_has_ended_nothing_is_taken_or_told(door: OpenDoor) -> None:
    receipt = door.post(good(1)).headers["location"]
    keys = keys_of(door.home)
    for bearer in (None, "Bearer", "Bearer tz_no", f"Basic {door.secret}"):
        headers = {"Authorization": bearer} if bearer is not None else {}
        answer = httpx.post(f"{door.url}/events", content=raw(good(2)), headers=headers, trust_env=False)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    other = create_key(door.home, "大连就业服务", ["service"], ["210200"], 600)
    assert httpx.get(f"{door.url}{receipt}", headers={"Authorization": f"Bearer {other}"}, trust_env=False).status_code == 404
    keys.revoke("沈阳就业服务")
    assert door.post(good(2)).status_code == 401 and door.client.get(receipt).status_code == 401
    assert len(spool_of(door.home).waiting()) == 1


def test_too_many_requests_are_told_when_to_come_again(home: Home) -> None:
    with opened(home, per_minute=10) as door:
        assert door.post(good(1)).status_code == 202
        answer = door.post(good(2))
        assert answer.status_code == 429 and 1 <= int(answer.headers["retry-after"]) <= 6
        assert len(spool_of(home).waiting()) == 1


def endless() -> Any:
    """A body that never ends: whoever reads it to its end never answers."""
    while True:
        yield b"x" * 65_536


@pytest.mark.parametrize(("content", "kind", "headers", "status", "rule_id"), [
    (endless, NDJSON, {}, 413, None),
    (gzip.compress(b" " * 50_000_000, mtime=0), NDJSON, {"Content-Encoding": "gzip"}, 413, None),
    (gzip.compress(b"{}", mtime=0)[:-4], NDJSON, {"Content-Encoding": "gzip"}, 400, "F018"),
    (b"{}", NDJSON, {"Content-Encoding": "gzip"}, 400, "F018"),
    (b"{}", NDJSON, {"Content-Encoding": "br"}, 415, "F018"),
    ('{"姓名": 1}'.encode("gbk"), BATCHED, {}, 400, "F019"),
    (b"{}", f"{NDJSON}; charset=gbk", {}, 415, "F019"),
    (b"{", BATCHED, {}, 400, "F017"),
    (b'{"post": "\\ud800"}', BATCHED, {}, 400, "F017"),
    (b"{}", BATCHED, {}, 400, "F013"),
    (b"[]", BATCHED, {}, 400, "F016"),
    (b"", NDJSON, {}, 400, "F016"),
    (b"1\n" * 10_001, NDJSON, {}, 413, None),
    (b"[" + b"1," * 10_000 + b"1]", BATCHED, {}, 413, None),
    (b"a,b", "text/csv", {}, 415, None),
    (b"{}", BINARY, {}, 415, None),
    (b'1}, "id": "x"', BINARY, {"ce-specversion": "1.0"}, 400, "F017"),
], ids=lambda part: "" if isinstance(part, bytes) else None)  # fmt: skip
def test_a_request_that_cannot_be_read_is_refused_as_a_whole_with_what_to_do(
    content: Any, kind: str, headers: dict[str, str], status: int, rule_id: str | None, shared_door: OpenDoor
) -> None:
    body = content() if callable(content) else content
    answer = shared_door.client.post("/events", content=body, headers={"Content-Type": kind} | headers)
    told = answer.json()
    assert (answer.status_code, told["status"], told["rule_id"]) == (status, status, rule_id)
    assert told["sentence"] and told["mend"]


@pytest.mark.parametrize(("line", "rule_id"), [
    ('{"x": "中'.encode("gbk"), "F101"),
    (b'"' + b"x" * (1 << 20) + b'"', "F102"),
    (b"{", "F103"),
    (b"17", "F104"),
    (raw(good(1)).replace(b'"post"', b'"post": "a", "post"'), "F105"),
    (raw(good(1) | {"traceparent": "00"}), "F106"),
    (raw(good(1) | {"id": 7}), "F107"),
    (raw(good(1)).replace(b'"data": {', b'"data": {"post": NaN, "x":'), "F103"),
    (raw(good(1)).replace(b'"data": {', b'"data": {"x": ' + b"[" * 100_000 + b"]" * 100_000 + b", "), "F108"),
    (raw(good(1)).replace(b'"data": {', b'"data": {"pay": 1e999, '), "V101"),
    (raw(good(1)).replace(b'"data": {', b'"data": {"pay": ' + b"9" * 5000 + b", "), "V101"),
    (raw(good(1) | {"datacontenttype": "text/xml"}), "F110"),
], ids=lambda part: "line" if isinstance(part, bytes) else None)  # fmt: skip
def test_a_line_that_is_no_event_is_refused_by_its_rule_and_the_next_goes_on(
    line: bytes, rule_id: str, shared_door: OpenDoor
) -> None:
    answer = shared_door.lines(line, raw(good(2)))
    assert answer.status_code == 202, answer.text
    assert {(o["position"], o["rule_id"]) for o in answer.json()["outcomes"]} == {(1, rule_id)}


def test_a_slow_sender_is_not_waited_for(home: Home) -> None:
    with opened(home, Limits(body_seconds=0.2)) as door:
        raw_socket = socket.create_connection(("127.0.0.1", int(door.url.rsplit(":", 1)[1])), timeout=30)
        with raw_socket:
            raw_socket.sendall(
                f"POST /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {door.secret}\r\n"
                f"Content-Type: {NDJSON}\r\nContent-Length: 10\r\n\r\n{{".encode()
            )
            assert raw_socket.recv(65_536).startswith(b"HTTP/1.1 408")


def test_a_full_spool_says_so_and_keeps_what_it_has(home: Home) -> None:
    with opened(home, Limits(waiting=1)) as door:
        assert door.post(good(1)).status_code == 202
        answer = door.post(good(2))
        assert answer.status_code == 503 and int(answer.headers["retry-after"]) >= 1
        assert door.client.get("/health").status_code == 503
        door.drain()
        assert door.client.get("/health").json()["state"] == "open" and door.post(good(2)).status_code == 202


def test_a_disk_that_cannot_be_written_is_503_and_nothing_is_promised(door: OpenDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("streams.spool.write_durably", full)
        assert door.post(good(1)).status_code == 503
    assert list(spool_of(door.home).folder.iterdir()) == []


def test_what_many_senders_push_at_once_is_in_the_log_once(door: OpenDoor) -> None:
    statuses: list[int] = []

    def push(sender: int) -> None:
        bearing = {"Authorization": f"Bearer {door.secret}", "Content-Type": STRUCTURED}
        with httpx.Client(base_url=door.url, headers=bearing, timeout=60, trust_env=False) as client:
            for sent in (good(sender), good(0), good(100 + sender)):
                statuses.append(client.post("/events", content=raw(sent)).status_code)

    threads = [threading.Thread(target=push, args=(sender,)) for sender in range(1, 13)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [202] * 36
    door.drain()
    assert len(logged(door.home)) == 12 * 2 + 1 and not audit_log(door.home).broken

"""The door for CloudEvents: what it takes, and what it must not let pass in silence."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest

from streams.events.catalogue import VERSIONS
from streams.sources.refusal import SourceRefused
from tests.streams.sources.conftest import Read

EVENT = VERSIONS[3].example()
LINE = json.dumps(EVENT, ensure_ascii=False).encode() + b"\n"


def with_id(text: str) -> bytes:
    return json.dumps(EVENT | {"id": text}, ensure_ascii=False).encode() + b"\n"


def test_every_worked_example_comes_through_as_it_was_written(read: Read) -> None:
    examples = [event.example() for event in VERSIONS]
    envelopes, refused = read("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in examples).encode(), "e.ndjson")
    assert refused == []
    assert [row["position"] for row in envelopes] == list(range(1, len(VERSIONS) + 1))
    for row, event in zip(envelopes, examples, strict=True):
        assert json.loads(row["data"]) == event["data"]
        assert {name: row[name] for name in event if name != "data"} == {n: event[n] for n in event if n != "data"}
        assert row["subject"] is None


def test_blank_lines_are_passed_over_but_counted(read: Read) -> None:
    envelopes, refused = read(b"\n" + LINE + b"   \r\n\n" + LINE, "e.ndjson")
    assert [row["position"] for row in envelopes] == [2, 5]
    assert refused == []


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_the_last_line_counts_with_any_line_end(read: Read, end: bytes) -> None:
    envelopes, _ = read(with_id("a") + with_id("b").rstrip() + end, "e.ndjson")
    assert [row["id"] for row in envelopes] == ["a", "b"]


def test_a_byte_order_mark_is_taken_off(read: Read) -> None:
    assert len(read(b"\xef\xbb\xbf" + LINE, "e.ndjson")[0]) == 1


@pytest.mark.parametrize(
    ("line", "rule_id", "field"),
    [
        (b'{"id":"\xff"}', "F101", None),
        (b'{"id":"' + b"x" * (1 << 20) + b'"}', "F102", None),
        (b'{"id":"a",}}', "F103", None),
        (b'{"id":"a"}{"id":"b"}', "F103", None),
        (b'{"id":"a\x00"}', "F103", None),
        (b'{"id":"\\ud800"}', "F103", None),
        (b"[1]", "F104", None),
        (b"null", "F104", None),
        (b'"text"', "F104", None),
        (b'{"id":"a","id":"b"}', "F105", "id"),
        (b'{"id":"a","data":{"person":"1","person":"2"}}', "F105", "person"),
        (b'{"id":"a","data":{"changes":{"city":"1","city":"2"}}}', "F105", "city"),
        (b'{"id":"a","traceparent":"00-ab"}', "F106", "traceparent"),
        (b'{"id":12}', "F107", "id"),
        (b'{"id":true}', "F107", "id"),
        (b'{"id":"a","subject":5}', "F107", "subject"),
        (b'{"id":{"x":1}}', "F107", "id"),
        (b'{"id":"a","data":{"x":NaN}}', "F108", "data"),
        (b'{"id":"a","data":{"x":-Infinity}}', "F108", "data"),
        (b'{"id":"a","data":{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}}", "F108", "data"),
        (b'{"id":"a","datacontenttype":"text/xml"}', "F110", "datacontenttype"),
        (b'{"id":"a","data_base64":"aGk="}', "F110", "data_base64"),
    ],
)
def test_a_bad_line_is_refused_by_name_and_its_neighbours_go_on(read: Read, line: bytes, rule_id: str, field: str | None) -> None:
    envelopes, refused = read(with_id("before") + line + b"\n" + with_id("after"), "e.ndjson")
    assert [(row["position"], row["id"]) for row in envelopes] == [(1, "before"), (3, "after")]
    assert [(row["position"], row["rule_id"], row["field"]) for row in refused] == [(2, rule_id, field)]


def test_what_is_odd_but_lawful_comes_through(read: Read) -> None:
    lines = [
        rb'{"id":"a\u0041\"\\","source":"s","datacontenttype":"application/json; charset=utf-8","subject":null}',
        '{"id":"NaN","data":{"post":"Infinity 楼 NaN","a":"[["}}'.encode(),
        b'{"id":"b","data":{"changes":{"city":"210200"}}}',
        b'{"id":"c","data":[1]}',
        b'{"id":"d","data":null}',
        b"{}",
    ]
    envelopes, refused = read(b"\n".join(lines), "e.ndjson")
    assert refused == []
    assert [row["id"] for row in envelopes] == ['aA"\\', "NaN", "b", "c", "d", None]
    assert [row["data"] for row in envelopes[3:5]] == ["[1]", None]


def test_ids_that_look_like_numbers_are_texts_if_they_are_quoted(read: Read) -> None:
    envelopes, refused = read(b'{"id":"12"}\n{"id": "1e3"}\n{"id"  :  "true"}\n{"id":1e3}\n', "e.ndjson")
    assert [row["id"] for row in envelopes] == ["12", "1e3", "true"]
    assert [row["rule_id"] for row in refused] == ["F107"]


def test_what_the_value_gate_refuses_better_is_left_to_it(read: Read) -> None:
    envelopes, refused = read(b'{"specversion":1.0,"id":"a","time":20260305,"type":5}\n', "e.ndjson")
    assert refused == []
    assert [(row["specversion"], row["time"], row["type"]) for row in envelopes] == [("1.0", "20260305", "5")]


def test_a_line_is_judged_the_same_whatever_stands_beside_it(read: Read) -> None:
    trailing_comma = b'{"id":"a","data":{"x":1,}}\n'
    alone, _ = read(trailing_comma, "e.ndjson")
    beside, _ = read(b"broken\n" + trailing_comma + b'{"id":"b","odd":1}\n', "e.ndjson")
    assert [row["data"] for row in alone] == [row["data"] for row in beside] == ['{"x":1}']


def test_a_half_written_last_line_is_named_as_such(read: Read) -> None:
    envelopes, refused = read(LINE + LINE[: len(LINE) // 2], "e.ndjson")
    assert len(envelopes) == 1
    assert [(row["position"], row["rule_id"]) for row in refused] == [(2, "F109")]


def test_a_broken_line_shows_a_place_and_never_its_content(read: Read) -> None:
    _, refused = read(b'{"data":{"person":"210102198503072316","name":"x" "y"}}\n', "e.ndjson")
    assert refused[0]["value"] == "第 51 个字符处"


@pytest.mark.parametrize("chunk_rows", [1, 2, 3, 100])
def test_positions_do_not_depend_on_the_chunks(read: Read, chunk_rows: int) -> None:
    content = with_id("a") + b"\n" + b"broken\n" + with_id("b") + b"x" * (2 << 20) + b"\n" + with_id("c")
    envelopes, refused = read(content, "e.ndjson", chunk_rows=chunk_rows)
    assert [(row["position"], row["id"]) for row in envelopes] == [(1, "a"), (4, "b"), (6, "c")]
    assert [(row["position"], row["rule_id"]) for row in refused] == [(3, "F103"), (5, "F102")]


def test_a_line_longer_than_many_blocks_takes_nothing_with_it(read: Read) -> None:
    content = with_id("a") + b"x" * (40 << 20) + b"\n" + with_id("b")
    envelopes, refused = read(content, "e.ndjson")
    assert [(row["position"], row["id"]) for row in envelopes] == [(1, "a"), (3, "b")]
    assert [(row["position"], row["rule_id"]) for row in refused] == [(2, "F102")]


@pytest.mark.parametrize("codec", ["gzip", "zstd"])
def test_packed_files_are_read_as_they_are(read: Read, tmp_path: Path, codec: str) -> None:
    path = tmp_path / f"e.ndjson.{'gz' if codec == 'gzip' else 'zst'}"
    with pa.output_stream(str(path), compression=codec) as out:
        out.write(with_id("a") + with_id("b"))
    assert [row["id"] for row in read(path)[0]] == ["a", "b"]


def test_a_packed_file_that_breaks_off_is_refused_with_advice(read: Read) -> None:
    packed = gzip.compress(b"".join(with_id(str(i)) for i in range(2_000)))
    with pytest.raises(SourceRefused, match=r"\[F006\] e.ndjson.gz:文件损坏或没有传完"):
        read(packed[: len(packed) // 2], "e.ndjson.gz")


def test_one_event_spread_over_lines_is_refused_as_a_file(read: Read) -> None:
    with pytest.raises(SourceRefused, match="F013"):
        read(json.dumps(EVENT, indent=1).encode(), "e.json")


def test_an_array_of_events_is_read_like_lines(read: Read) -> None:
    content = json.dumps([EVENT | {"id": "a"}, 5, EVENT | {"id": "b"}, None], ensure_ascii=False, indent=2).encode()
    for mark in (b"", b"\xef\xbb\xbf"):
        envelopes, refused = read(mark + content, "e.json", chunk_rows=2)
        assert [(row["position"], row["id"]) for row in envelopes] == [(1, "a"), (3, "b")]
        assert [(row["position"], row["rule_id"]) for row in refused] == [(2, "F104"), (4, "F104")]


def test_a_half_written_array_is_refused_before_the_first_batch(read: Read) -> None:
    with pytest.raises(SourceRefused, match="F006"):
        read(json.dumps([EVENT] * 50).encode()[:-20], "e.json", chunk_rows=1)

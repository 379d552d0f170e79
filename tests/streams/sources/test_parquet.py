"""The door for Parquet files of envelopes."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from streams.events.catalogue import VERSIONS
from streams.sources.refusal import SourceRefused
from tests.streams.sources.conftest import Read

EXAMPLE = next(event for event in VERSIONS if event.type == "insurance_started").example()


def saved(path: Path, rows: list[dict[str, object]], schema: pa.Schema | None = None) -> Path:
    file = path / "e.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), file, row_group_size=3)
    return file


def test_data_as_text_and_data_as_struct_give_the_same_events(read: Read, tmp_path: Path) -> None:
    texts = [EXAMPLE | {"id": str(i), "data": json.dumps(EXAMPLE["data"])} for i in range(7)]
    structs = [EXAMPLE | {"id": str(i), "data": EXAMPLE["data"] | {"phone": None}} for i in range(7)]
    from_text, refused = read(saved(tmp_path, texts), chunk_rows=2)
    assert refused == []
    from_struct, _ = read(saved(tmp_path, structs), chunk_rows=2)
    assert [row["position"] for row in from_text] == list(range(1, 8))
    assert json.loads(from_text[0]["data"]) == EXAMPLE["data"]
    assert json.loads(from_struct[0]["data"]) == {k: v for k, v in EXAMPLE["data"].items() if k != "phone"}
    assert {k: v for k, v in from_text[3].items() if k != "data"} == {k: v for k, v in from_struct[3].items() if k != "data"}


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 8, 30), "2026-03-05T08:30:00.000000"),
        (datetime(2026, 3, 5, 8, 30, tzinfo=UTC), "2026-03-05T08:30:00.000000Z"),
    ],
)
def test_time_may_be_a_date_or_a_timestamp(read: Read, tmp_path: Path, time: object, text: str) -> None:
    row = {"id": "a", "source": "s", "type": "t", "time": time, "data": "{}"}
    (made,), _ = read(saved(tmp_path, [row]))
    assert (made["time"], made["specversion"]) == (text, "1.0")


@pytest.mark.parametrize(
    ("data", "rule_id"),
    [("{broken", "F103"), ('{"a":1,"a":2}', "F105"), ('{"a":{"b":1,"b":2}}', "F105"), ('{"a":NaN}', "F108")],
)
def test_a_bad_data_text_is_refused_and_its_neighbours_go_on(read: Read, tmp_path: Path, data: str, rule_id: str) -> None:
    rows = [{"id": "a", "source": "s", "type": "t", "time": "2026-03-05", "data": text} for text in ("{}", data, None)]
    envelopes, refused = read(saved(tmp_path, rows))
    assert [(row["position"], row["data"]) for row in envelopes] == [(1, "{}"), (3, None)]
    assert [(row["position"], row["rule_id"]) for row in refused] == [(2, rule_id)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"time": None}, "缺少列:time"), ({"trace": "x"}, "多出的列:trace"), ({"id": 5}, "id 应为文本列"),
     ({"data": 5}, "data 应为"), ({"time": 5}, "time 应为")],
)  # fmt: skip
def test_columns_that_do_not_fit_are_named(read: Read, tmp_path: Path, changes: dict[str, object], said: str) -> None:
    row = {"id": "a", "source": "s", "type": "t", "time": "2026-03-05", "data": "{}"} | changes
    with pytest.raises(SourceRefused, match=f"F014.*{said}"):
        read(saved(tmp_path, [{k: v for k, v in row.items() if v is not None}]))


def test_a_half_written_file_is_refused(read: Read, tmp_path: Path) -> None:
    content = saved(tmp_path, [EXAMPLE | {"data": "{}"}] * 20).read_bytes()
    with pytest.raises(SourceRefused, match="F006"):
        read(content[: len(content) // 2], "e.parquet")

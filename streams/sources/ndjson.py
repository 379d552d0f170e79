"""The door for CloudEvents in files: one event per line (NDJSON), or one JSON array of events."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from streams.sources.batch import Batch
from streams.sources.cloudevents import envelopes_of
from streams.sources.line_blocks import MAX_LINE_BYTES, LineBlock, read_line_blocks
from streams.sources.refusal import Refusal, SourceRefused, refused_table


def read_ndjson(path: Path, chunk_rows: int, con: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
    """Batches of an NDJSON file, plain, gzip or zstd. position = line number from 1; blank lines count.

    A bad line is refused (F101–F110) and the next goes on. Raises SourceRefused F013 for one object spread over
    lines, F006 for a packed file that breaks off.
    """
    for block in read_line_blocks(path, chunk_rows):
        if block.first_line == 1 and block.line(0).strip() in (b"{", b'{"specversion":'):
            raise SourceRefused("F013", "第 1 行只有半个对象", path.name)
        yield batch_of_lines(block, con)


def read_json_array(path: Path, chunk_rows: int, con: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
    """Batches of a file that is one JSON array of events. position = place in the array from 1.

    The array is read through once before the first batch: a broken one is refused whole (F006), because where one
    element ends cannot be told in it.
    """
    source = f"""read_json($path, format = 'array', records = false, columns = {{line: 'JSON'}},
        maximum_object_size = {MAX_LINE_BYTES})"""
    parameters = {"path": str(path)}
    try:
        con.execute(f"select count(*) from {source}", parameters).fetchall()
        reader = con.execute(f"select line::varchar as line from {source}", parameters).to_arrow_reader(chunk_rows)
    except duckdb.Error as error:
        raise SourceRefused("F006", _reason(error), path.name) from error
    # the reader holds this connection until it is drained
    inner = con.cursor()
    position = 1
    for batch in reader:
        positions = np.arange(position, position + len(batch), dtype=np.int64)
        yield envelopes_of(batch.column("line").cast(pa.string()).fill_null("null"), positions, inner)
        position += len(batch)


def _reason(error: duckdb.Error) -> str:
    text = str(error)
    if "byte order mark" in text:
        return "文件开头有 BOM,请存为不带 BOM 的 UTF-8"
    if "maximum_object_size" in text:
        return "有一个事件超过 1 MB"
    if "invalid UTF-8" in text:
        return "不是 UTF-8 编码"
    return "数组中有不合法的 JSON,或没有结尾的 ]"


def batch_of_lines(block: LineBlock, con: duckdb.DuckDBPyConnection) -> Batch:
    """The events of a block of lines; position = line number."""
    numbers = np.arange(block.first_line, block.first_line + block.line_count, dtype=np.int64)
    lines, unreadable = _text_lines(block)
    batch = envelopes_of(lines, numbers, con)
    refusals: list[Refusal] = [(number, "F102", None, None) for number in block.too_long]
    refusals += [(block.first_line + i, "F101", None, None) for i in unreadable]
    refused = batch.refused
    if block.is_last and block.ends_open:
        refused = _mark_half_written(refused, int(numbers[-1]))
    if refusals:
        refused = pa.concat_tables([refused, refused_table(refusals)]).sort_by("position")
    return Batch(batch.envelopes, refused)


def _text_lines(block: LineBlock) -> tuple[pa.Array, list[int]]:
    """The lines as Arrow text without copying, and which of them are no UTF-8 (left blank)."""
    offsets = block.offsets.astype(np.int32)
    lines = pa.StringArray.from_buffers(block.line_count, pa.py_buffer(offsets), pa.py_buffer(block.data))
    try:
        lines.validate(full=True)
    except pa.ArrowInvalid:
        texts = [_decoded(block.line(i)) for i in range(block.line_count)]
        return pa.array([text or "" for text in texts], pa.string()), [i for i, t in enumerate(texts) if t is None]
    return lines, []


def _decoded(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _mark_half_written(refused: pa.Table, last_line: int) -> pa.Table:
    """A broken last line without line end was most likely cut off: say so (F109 in place of F103)."""
    rows = refused.to_pylist()
    for row in rows:
        if row["position"] == last_line and row["rule_id"] == "F103":
            row["rule_id"] = "F109"
    return pa.Table.from_pylist(rows, schema=refused.schema)

"""The four ways of CloudEvents over HTTP, each to a batch of raw envelopes. The text of an event is not touched here."""

import json
from collections.abc import Iterable
from urllib.parse import unquote

import duckdb
import numpy as np
import pyarrow as pa

from streams.http.body import too_large
from streams.http.refusal import RequestRefused, broken
from streams.sources.batch import Batch
from streams.sources.cloudevents import envelopes_of
from streams.sources.line_blocks import MAX_LINE_BYTES, blocks_of
from streams.sources.ndjson import batch_of_lines
from streams.sources.refusal import refused_table
from streams.sources.strict_json import ATTRIBUTES

STRUCTURED, BATCHED = "application/cloudevents+json", "application/cloudevents-batch+json"
NDJSON, BINARY = "application/x-ndjson", "application/json"

Headers = Iterable[tuple[str, str]]


def batch_of(content_type: str, headers: Headers, body: bytes, con: duckdb.DuckDBPyConnection, max_rows: int) -> Batch:
    """The rows of a request. position = place in the batch, or line, from 1; a single event is 1.

    Raises RequestRefused: 415 for another content type, 413 for too many rows, 400 with the rule when no event can be told.
    """
    kind, charset = _kind_of(content_type)
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise RequestRefused(415, f"不收 charset={charset[:20]!r} 的正文", "正文一律用 UTF-8", "F019")
    attributes = {name: value for name, value in headers if name.startswith("ce-")}
    if kind not in (STRUCTURED, BATCHED, NDJSON) and not (kind == BINARY and attributes):
        raise RequestRefused(
            415, f"不收 Content-Type: {kind[:60]!r}",
            f"单个事件用 {STRUCTURED},多个用 {BATCHED} 或 {NDJSON};{BINARY} 须带 ce- 开头的头",
        )  # fmt: skip
    if not body.strip():
        raise broken("F016")
    if kind == NDJSON:
        return _of_lines(body, con, max_rows)
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise broken("F019", f"第 {error.start + 1} 个字节处") from None
    if not con.execute("select json_valid(?)", [text]).fetchall()[0][0]:
        raise broken("F017", _spot(text))
    if kind == BATCHED:
        return _of_array(text, con, max_rows)
    if kind == BINARY:
        text = _enveloped(attributes, text)
    return _of_texts([text], con)


def _kind_of(content_type: str) -> tuple[str, str]:
    kind, *parameters = [part.strip() for part in content_type.lower().split(";")]
    named = dict(part.partition("=")[::2] for part in parameters)
    return kind, named.get("charset", "").strip('" ')


def _of_lines(body: bytes, con: duckdb.DuckDBPyConnection, max_rows: int) -> Batch:
    if body.count(b"\n") + 1 > max_rows:
        raise too_large(f"一次超过 {max_rows:,} 行")
    (block,) = blocks_of(body, max_lines=max_rows)
    return batch_of_lines(block, con)


def _of_array(text: str, con: duckdb.DuckDBPyConnection, max_rows: int) -> Batch:
    ((kind, length),) = con.execute("select json_type($1), json_array_length($1)", [text]).fetchall()
    if kind != "ARRAY":
        raise broken("F013")
    if length > max_rows:
        raise too_large(f"一次超过 {max_rows:,} 个事件")
    if not length:
        raise broken("F016")
    return _of_texts([row for (row,) in con.execute("select unnest(json_extract($1, '$[*]'))::varchar", [text]).fetchall()], con)


def _of_texts(texts: list[str], con: duckdb.DuckDBPyConnection) -> Batch:
    too_long = [n for n, text in enumerate(texts, 1) if len(text.encode()) > MAX_LINE_BYTES]
    lines = pa.array(["" if n in too_long else text for n, text in enumerate(texts, 1)], pa.string())
    batch = envelopes_of(lines, np.arange(1, len(texts) + 1, dtype=np.int64), con)
    if not too_long:
        return batch
    refused = refused_table([(n, "F102", None, None) for n in too_long])
    return Batch(batch.envelopes, pa.concat_tables([batch.refused, refused]).sort_by("position"))


def _enveloped(attributes: dict[str, str], data: str) -> str:
    """Binary mode: attributes from the headers (percent-encoded UTF-8), the body as data. The body is whole JSON."""
    envelope = {name.removeprefix("ce-"): unquote(value) for name, value in attributes.items()}
    envelope.pop("data", None)
    shown = json.dumps({name: envelope[name] for name in sorted(envelope, key=_in_order)}, ensure_ascii=False)
    return f'{shown[:-1]}, "data": {data}}}'


def _in_order(name: str) -> tuple[int, str]:
    return (ATTRIBUTES.index(name) if name in ATTRIBUTES else len(ATTRIBUTES), name)


def _spot(text: str) -> str | None:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return f"第 {error.lineno} 行第 {error.colno} 个字符处"
    except RecursionError:
        return "嵌套过深"
    return None

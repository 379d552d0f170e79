"""The door for Parquet files of envelopes: `data` as JSON text or as a struct, read a stretch of a row group at a time."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from streams.sources.batch import ENVELOPE_SCHEMA, Batch
from streams.sources.cloudevents import SUSPECT_DATA
from streams.sources.refusal import Refusal, SourceRefused, refused_table
from streams.sources.strict_json import data_fault

_REQUIRED = ("id", "source", "type", "time", "data")
_OPTIONAL = ("specversion", "subject", "dataschema", "datacontenttype")
_TEXTS = ("specversion", "id", "source", "type", "subject", "dataschema")


def read_parquet(path: Path, chunk_rows: int, con: duckdb.DuckDBPyConnection) -> Iterator[Batch]:
    """Batches of a Parquet file. position = row number from 1. Without a column specversion, 1.0 is meant.

    Raises SourceRefused F014 for columns that do not fit, F006 for a damaged file; refuses rows with F103, F105, F108.
    """
    try:
        with pq.ParquetFile(path) as file:
            query = _envelope_sql(file.schema_arrow, path)
            position = 1
            for rows in file.iter_batches(batch_size=chunk_rows):
                yield _batch_of(pa.Table.from_batches([rows]), position, query, con)
                position += rows.num_rows
    except (pa.ArrowException, OSError) as error:
        raise SourceRefused("F006", "", path.name) from error


def _envelope_sql(schema: pa.Schema, path: Path) -> str:
    """Select over `rows`. Fields of a struct that are NULL are left out of data: a struct has no other way to lack them."""
    if missing := [name for name in _REQUIRED if name not in schema.names]:
        raise SourceRefused("F014", f"缺少列:{'、'.join(missing)}", path.name)
    if unknown := [name for name in schema.names if name not in (*_REQUIRED, *_OPTIONAL)]:
        raise SourceRefused("F014", f"多出的列:{'、'.join(unknown)}", path.name)
    if doubled := {name for name in schema.names if schema.names.count(name) > 1}:
        raise SourceRefused("F014", f"重名的列:{'、'.join(doubled)}", path.name)
    for name in (*_TEXTS, "datacontenttype"):
        if name in schema.names and not _is_text(schema.field(name).type):
            raise SourceRefused("F014", f"{name} 应为文本列", path.name)
    texts = [name if name in schema.names else f"null::varchar as {name}" for name in _TEXTS[1:]]
    version = "specversion" if "specversion" in schema.names else "'1.0' as specversion"
    data_type = schema.field("data").type
    if not (_is_text(data_type) or pa.types.is_struct(data_type)):
        raise SourceRefused("F014", "data 应为 JSON 文本或结构列", path.name)
    data = "data" if _is_text(data_type) else "cast(json_merge_patch('{}', to_json(data)) as varchar)"
    return f"""
    with texts as (
        select position, {version}, {", ".join(texts)}, {_time_sql(schema.field("time").type, path)} as time, {data} as data
        from rows
    )

    select *,
        data is not null and not json_valid(data) as is_broken,
        coalesce({SUSPECT_DATA.format(d="data")}, false)
            or coalesce(len(json_keys(case when json_valid(data) then data end))
                <> len(list_distinct(json_keys(case when json_valid(data) then data end))), false) as is_suspect
    from texts
    """


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return any((pa.types.is_string(kind), pa.types.is_large_string(kind), pa.types.is_string_view(kind)))


def _time_sql(kind: pa.DataType, path: Path) -> str:
    if _is_text(kind):
        return "time"
    if pa.types.is_date(kind):
        return "strftime(time, '%Y-%m-%d')"
    if pa.types.is_timestamp(kind):
        naive = "time at time zone 'UTC'" if kind.tz else "time"
        return f"strftime({naive}, '%Y-%m-%dT%H:%M:%S.%f{'Z' if kind.tz else ''}')"
    raise SourceRefused("F014", "time 应为文本、日期或时间列", path.name)


def _batch_of(rows: pa.Table, first: int, query: str, con: duckdb.DuckDBPyConnection) -> Batch:
    positions = pa.array(np.arange(first, first + rows.num_rows, dtype=np.int64))
    con.register("rows", rows.append_column("position", positions))
    try:
        found = con.execute(query).to_arrow_table()
    finally:
        con.unregister("rows")
    doubtful = found.filter(pa.compute.or_(found["is_broken"], found["is_suspect"])).select(["position", "data"])
    refusals: list[Refusal] = []
    for row in doubtful.to_pylist():
        if fault := data_fault(row["data"]):
            rule_id, field, value = fault
            refusals.append((row["position"], rule_id, field or "data", value))
    envelopes = found.select(ENVELOPE_SCHEMA.names).cast(ENVELOPE_SCHEMA)
    if refusals:
        out = pa.array([position for position, *_ in refusals], pa.int64())
        envelopes = envelopes.filter(pa.compute.invert(pa.compute.is_in(envelopes["position"], out)))
    return Batch(envelopes, refused_table(refusals))

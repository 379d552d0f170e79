"""The file door: any file a source hands in becomes batches of raw envelopes, the same whatever its format."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from streams.sources.batch import Batch
from streams.sources.kinds import FileKind, kind_of
from streams.sources.mapped import KeyedDigests, Mapper
from streams.sources.mapping import named_mapping
from streams.sources.ndjson import read_json_array, read_ndjson
from streams.sources.parquet import read_parquet
from streams.sources.refusal import SourceRefused
from streams.sources.tables import open_table

CHUNK_ROWS = 100_000


def open_source(
    path: Path,
    *,
    tokeniser: KeyedDigests,
    mapping: str | None = None,
    chunk_rows: int = CHUNK_ROWS,
    con: duckdb.DuckDBPyConnection | None = None,
) -> Iterator[Batch]:
    """Batches of at most `chunk_rows` rows, in the file's order, with memory bounded by a batch (XLSX: by the sheet).

    `mapping` names a shipped mapping or a .yml file; None lets the header decide. CloudEvents files need none.
    `con`: a connection whose database settings to share; it is not otherwise touched.
    Raises SourceRefused (F0xx) when the whole file cannot be taken, before the first batch wherever that can be known.
    """
    if not path.is_file():
        raise SourceRefused("F001", "", path.name)
    cursor = duckdb.connect() if con is None else con.cursor()
    try:
        yield from _read(path, tokeniser, mapping, chunk_rows, cursor)
    finally:
        cursor.close()


def _read(
    path: Path, tokeniser: KeyedDigests, mapping: str | None, chunk_rows: int, con: duckdb.DuckDBPyConnection
) -> Iterator[Batch]:
    kind = kind_of(path)
    match kind:
        case FileKind.NDJSON:
            return read_ndjson(path, chunk_rows, con)
        case FileKind.JSON_ARRAY:
            return read_json_array(path, chunk_rows, con)
        case FileKind.PARQUET:
            return read_parquet(path, chunk_rows, con)
    table = open_table(path, kind, named_mapping(mapping) if mapping else None)
    mapper = Mapper(table.match, tokeniser, con)
    return (mapper.batch(rows) for rows in table.rows(chunk_rows))

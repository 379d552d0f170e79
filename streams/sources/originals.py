"""The rows of a file as its sender wrote them, found again by position, to be sent back."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from streams.sources.batch import Batch
from streams.sources.kinds import FileKind, kind_of
from streams.sources.line_blocks import read_line_blocks
from streams.sources.mapping import Mapping, named_mapping
from streams.sources.match import SEND_BACK_COLUMNS
from streams.sources.ndjson import read_json_array
from streams.sources.parquet import read_parquet
from streams.sources.tables import Table, open_table

_EVENT_COLUMNS = ("id", "source", "type", "time", "data")
_CHUNK_ROWS = 20_000

# position → cells
Cells = dict[int, list[str]]


@dataclass(frozen=True)
class Originals:
    """The columns of a file, its mapping if it has one, and `rows(wanted)`: the cells of the wanted rows.

    `wanted` is a sorted int64 array. Rows come in order, a stretch of the file at a time; a row that cannot be
    found again (no line of its own) does not come.
    """

    header: list[str]
    mapping: Mapping | None
    rows: Callable[[np.ndarray], Iterator[Cells]]


def open_originals(path: Path, mapping: str | None) -> Originals:
    """Open the file once more. Raises SourceRefused as open_source does."""
    kind = kind_of(path)
    if kind is FileKind.NDJSON:
        return Originals(list(_EVENT_COLUMNS), None, lambda wanted: _lines(path, wanted))
    if kind in (FileKind.JSON_ARRAY, FileKind.PARQUET):
        read = read_json_array if kind is FileKind.JSON_ARRAY else read_parquet
        return Originals(list(_EVENT_COLUMNS), None, lambda wanted: _events(read(path, _CHUNK_ROWS, duckdb.connect()), wanted))
    table = open_table(path, kind, named_mapping(mapping) if mapping else None)
    header = table.match.header
    kept = [i for i, name in enumerate(header) if name not in SEND_BACK_COLUMNS or name in table.match.places]
    return Originals([header[i] for i in kept], table.match.mapping, lambda wanted: _table_rows(table, kept, wanted))


def _between(wanted: np.ndarray, low: int, high: int) -> np.ndarray:
    return wanted[np.searchsorted(wanted, low) : np.searchsorted(wanted, high, side="right")]


def _table_rows(table: Table, kept: list[int], wanted: np.ndarray) -> Iterator[Cells]:
    for raw in table.rows(_CHUNK_ROWS):
        chosen = raw.table.filter(pc.is_in(raw.table["position"], pa.array(wanted)))
        columns = [chosen[f"c{i}"].to_pylist() for i in kept]
        found = dict(zip(chosen["position"].to_pylist(), map(list, zip(*columns, strict=True)), strict=True))
        among = set(_between(wanted, min(raw.refused_cells), max(raw.refused_cells)).tolist()) if raw.refused_cells else ()
        for position, cells in raw.refused_cells.items():
            if position in among:
                found[position] = [cells[i] if i < len(cells) else "" for i in kept]
        yield found


def _lines(path: Path, wanted: np.ndarray) -> Iterator[Cells]:
    for block in read_line_blocks(path, _CHUNK_ROWS):
        chosen = _between(wanted, block.first_line, block.first_line + block.line_count - 1)
        yield {int(line): _event_cells(block.line(int(line) - block.first_line)) for line in chosen}


def _event_cells(line: bytes) -> list[str]:
    """The event's cells; of a line that is no event the whole text, under data."""
    text = line.decode("utf-8", "replace")
    try:
        event = json.loads(text)
    except (ValueError, RecursionError):
        return ["", "", "", "", text]
    if not isinstance(event, dict):
        return ["", "", "", "", text]
    return [_plain(event.get(name)) for name in _EVENT_COLUMNS]


def _plain(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _events(batches: Iterator[Batch], wanted: np.ndarray) -> Iterator[Cells]:
    for batch in batches:
        chosen = batch.envelopes.filter(pc.is_in(batch.envelopes["position"], pa.array(wanted)))
        yield {row["position"]: [row[name] or "" for name in _EVENT_COLUMNS] for row in chosen.to_pylist()}

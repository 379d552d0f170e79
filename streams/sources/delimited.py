"""The door for CSV: raw rows as text, with every line accounted for.

A block whose lines each have an even number of quotes is one row per line: pyarrow parses it whole. Where a quote
is left open (a line break inside a cell, or a missing quote) Python's strict parser goes row by row.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from streams.sources.encodings import encoding_of
from streams.sources.line_blocks import LineBlock, line_offsets, read_line_blocks
from streams.sources.quoted_rows import parse_rows
from streams.sources.refusal import Refusal, SourceRefused
from streams.sources.rows import RawRows, heading, raw_table

_DELIMITERS = ",\t;|"
_QUOTE = 0x22


@dataclass(frozen=True)
class Delimited:
    """A CSV file whose header has been read."""

    path: Path
    encoding: str
    delimiter: str
    header: list[str]
    header_line: int

    def rows(self, chunk_rows: int) -> Iterator[RawRows]:
        """All data rows, about `chunk_rows` at a time. Blank lines count as rows and are passed over.

        Refuses rows with F101, F102, F109, F111–F113; raises SourceRefused F006 for a packed file that breaks off.
        """
        reader = _RowReader(self)
        for block in read_line_blocks(self.path, chunk_rows):
            yield reader.read(block)


def open_delimited(path: Path) -> Delimited:
    """Find encoding, delimiter and header. Raises SourceRefused F006, F007, F008."""
    try:
        encoding = encoding_of(path)
    except (OSError, pa.ArrowException) as error:
        raise SourceRefused("F006", "压缩流中断", path.name) from error
    block = next(read_line_blocks(path, 1_000))
    if b"\n" not in block.data and block.data.count(b"\r") > 1:
        raise SourceRefused("F006", "换行符只有 CR(旧 Mac 格式),请另存为 CSV UTF-8", path.name)
    for i in range(block.line_count):
        if line := block.line(i).strip():
            break
    else:
        raise SourceRefused("F008", "前 1000 行没有表头", path.name)
    try:
        text = line.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceRefused("F007", "表头读不出", path.name) from error
    delimiter = max(_DELIMITERS, key=text.count)
    header = [heading(cell) for cell in next(csv.reader([text], delimiter=delimiter))]
    return Delimited(path, encoding, delimiter, header, i + 1)


class _RowReader:
    """Reads block after block, and holds back a row that is not finished at a block's end."""

    def __init__(self, source: Delimited) -> None:
        self._source = source
        self._held = b""

    def read(self, block: LineBlock) -> RawRows:
        """The rows of one block. position = line number less the header's."""
        skip = max(0, self._source.header_line + 1 - block.first_line)
        skip = min(skip, block.line_count)
        held_count = self._held.count(b"\n")
        stretch = _Stretch(
            lines=self._held + block.data[block.offsets[skip] :],
            first_position=block.first_line + skip - held_count - self._source.header_line,
            is_last=block.is_last,
            source=self._source,
        )
        for line in block.too_long:
            stretch.refuse(line - self._source.header_line, "F102", "")
        rows = stretch.parse()
        self._held = stretch.held
        return rows


class _Stretch:
    """Some whole lines below the header, on their way to rows."""

    def __init__(self, lines: bytes, first_position: int, is_last: bool, source: Delimited) -> None:
        self._data = lines
        self._first = first_position
        self._is_last = is_last
        self._source = source
        self._refused: list[Refusal] = []
        self._cells: dict[int, list[str]] = {}
        self.held = b""

    def refuse(self, position: int, rule_id: str, line: str) -> None:
        """Note a refused row, with its cells as far as they can be seen."""
        is_cut_off = self._is_last and position == self._last_position and not self._data.endswith(b"\n")
        if is_cut_off and rule_id in ("F111", "F112"):
            rule_id = "F109"
        width = len(self._source.header)
        *cells, rest = line.rstrip("\r\n").split(self._source.delimiter, width - 1) if width > 1 else [line]
        self._cells[position] = [*cells, rest]
        value = f"{line.count(self._source.delimiter) + 1} 列,表头 {width} 列" if rule_id == "F111" else None
        self._refused.append((position, rule_id, None, value))

    def parse(self) -> RawRows:
        """The rows as a table, and the refused ones."""
        self._clean()
        offsets = line_offsets(self._data)
        table = self._parse_whole(offsets) if self._has_closed_lines(offsets) else None
        if table is None:
            table = self._parse_quoted()
        return RawRows(table, self._refused, self._cells)

    @property
    def _last_position(self) -> int:
        return self._first + self._data.count(b"\n") - (1 if self._data.endswith(b"\n") else 0)

    def _clean(self) -> None:
        """Make the lines UTF-8 without NUL; a line that cannot be is refused and left blank."""
        encoding = self._source.encoding
        try:
            text = self._data.decode(encoding)
            if "\0" not in text:
                self._data = self._data if encoding == "utf-8" else text.encode("utf-8")
                return
        except UnicodeDecodeError:
            pass
        lines = self._data.splitlines(keepends=True) if b"\r" not in self._data else self._split()
        self._data = b"".join(self._clean_line(i, line) for i, line in enumerate(lines))

    def _split(self) -> list[bytes]:
        offsets = line_offsets(self._data).tolist()
        return [self._data[a:b] for a, b in pairwise(offsets)]

    def _clean_line(self, i: int, line: bytes) -> bytes:
        encoding = self._source.encoding
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError:
            self.refuse(self._first + i, "F101", line.decode(encoding, "replace"))
            return b"\n"
        if "\0" in text:
            self.refuse(self._first + i, "F113", text.replace("\0", ""))
            return b"\n"
        return text.encode("utf-8")

    def _has_closed_lines(self, offsets: np.ndarray) -> bool:
        """Whether no line leaves a quote open."""
        if not self._data or b'"' not in self._data:
            return True
        quotes = np.flatnonzero(np.frombuffer(self._data, dtype=np.uint8) == _QUOTE)
        quotes_before = np.searchsorted(quotes, offsets)
        return not np.any(np.diff(quotes_before) & 1)

    def _parse_whole(self, offsets: np.ndarray) -> pa.Table | None:
        """All lines at once; None if pyarrow does not see the same rows as lines (a stray CR)."""
        names = [f"c{i}" for i in range(len(self._source.header))]
        if not self._data:
            return raw_table([], [pa.array([], pa.string())] * len(names))
        bad: list[arrow_csv.InvalidRow] = []

        def note(row: arrow_csv.InvalidRow) -> str:
            bad.append(row)
            return "skip"

        table = arrow_csv.read_csv(
            pa.BufferReader(self._data),
            read_options=arrow_csv.ReadOptions(use_threads=False, block_size=len(self._data) + 1, column_names=names),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._source.delimiter, ignore_empty_lines=False, invalid_row_handler=note
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
        line_count = len(offsets) - 1
        if table.num_rows + len(bad) != line_count:
            return None
        positions = np.arange(self._first, self._first + line_count, dtype=np.int64)
        for row in bad:
            if row.text.strip():
                self.refuse(self._first + row.number - 1, "F111", row.text)
        bad_lines = np.array([row.number - 1 for row in bad], dtype=np.int64)
        return raw_table(pa.array(np.delete(positions, bad_lines)), table.columns)

    def _parse_quoted(self) -> pa.Table:
        lines = [line.decode("utf-8") for line in self._split()]
        width = len(self._source.header)
        found = parse_rows(lines, self._source.delimiter, width, self._is_last)
        for i, rule_id in found.refused:
            self.refuse(self._first + i, rule_id, lines[i])
        if found.unfinished is not None:
            self.held = "".join(lines[found.unfinished :]).encode(self._source.encoding)
        columns = zip(*(cells for _, cells in found.rows), strict=True) if found.rows else [()] * width
        return raw_table([self._first + i for i, _ in found.rows], [pa.array(column, pa.string()) for column in columns])

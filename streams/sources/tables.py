"""A table-like file, CSV or XLSX alike, whose mapping has been found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from streams.sources.delimited import open_delimited
from streams.sources.kinds import FileKind
from streams.sources.mapping import Mapping
from streams.sources.match import Match, has_header, match_header
from streams.sources.refusal import SourceRefused
from streams.sources.rows import RawRows
from streams.sources.workbook import open_workbook


@dataclass(frozen=True)
class Table:
    """The match of the file's header, and its data rows: `rows(chunk_rows)` starts from the first each time."""

    match: Match
    rows: Callable[[int], Iterator[RawRows]]


def open_table(path: Path, kind: FileKind, mapping: Mapping | None) -> Table:
    """Open a CSV or XLSX file and match its header. Raises SourceRefused F004–F012, F015."""
    if kind is FileKind.XLSX:
        book = open_workbook(path)
        match = match_header(book.heads, kind, path.name, mapping)
        others = [name for name, heads in book.other_heads.items() if has_header(heads, match.mapping)]
        if others:
            raise SourceRefused("F012", "、".join(others), path.name)
        return Table(match, lambda chunk_rows: book.rows(match.header_row, chunk_rows))
    file = open_delimited(path)
    match = match_header([file.header], kind, path.name, mapping)
    return Table(match, file.rows)

"""CSV rows one by one, for the stretches of a file where quotes run over a line's end or are missing."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

# a cell with more line breaks than this is taken for a missing quote, so that one fault cannot swallow the file
MAX_ROW_LINES = 100


@dataclass
class QuotedRows:
    """What was found in a stretch of lines. Line numbers count from 0 in the stretch."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    # where a row starts that the stretch does not finish
    unfinished: int | None = None


def parse_rows(lines: list[str], delimiter: str, width: int, is_last: bool) -> QuotedRows:
    """Rows of `width` cells; every line is either part of a row, blank, refused (F111, F112) or unfinished.

    After a fault reading starts again at the line below the one where the faulty row began. `is_last`: no line follows.
    """
    found = QuotedRows()
    start: int | None = 0
    while start is not None and start < len(lines):
        start = _parse_until_fault(found, lines, start, delimiter, width, is_last)
    return found


def _parse_until_fault(found: QuotedRows, lines: list[str], start: int, delimiter: str, width: int, is_last: bool) -> int | None:
    """Read rows from line `start`; the line to start again at, or None when the stretch is done."""
    row_start = start

    def feed() -> Iterator[str]:
        for k in range(start, len(lines)):
            if k - row_start > MAX_ROW_LINES:
                return
            yield lines[k]

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            next_start = start + reader.line_num
            if len(cells) == width:
                found.rows.append((row_start, cells))
            elif next_start - row_start > 1:
                found.refused.append((row_start, "F112"))
                return row_start + 1
            elif "".join(cells).strip():
                found.refused.append((row_start, "F111"))
            row_start = next_start
    except csv.Error as error:
        is_open = "unexpected end" in str(error)
        if is_open and not is_last and len(lines) - row_start <= MAX_ROW_LINES:
            found.unfinished = row_start
            return None
        found.refused.append((row_start, "F111" if "new-line" in str(error) else "F112"))
        return row_start + 1
    return None

"""The door for XLSX: raw rows as text. Numbers and dates become what the sender sees in the cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from streams.sources.refusal import SourceRefused
from streams.sources.rows import RawRows, heading, raw_table
from streams.sources.xlsx_package import check_package

# the header is looked for in this many rows; titles and notes may stand above it
HEADER_ROWS = 10
# Excel keeps 15 digits of a number; what is longer was mangled on entry
_LOSSLESS_BELOW = 10**15

Cell = str | float | int | bool | date | datetime | time | object


@dataclass(frozen=True)
class Workbook:
    """A workbook whose first sheet holds the data. `heads`: the first ten rows of the sheet, as column names.

    `other_heads`: the same of every other sheet that is not empty, to see whether data hides there.
    """

    path: Path
    sheet: CalamineSheet
    heads: list[list[str]]
    other_heads: dict[str, list[list[str]]]

    def rows(self, header_row: int, chunk_rows: int) -> Iterator[RawRows]:
        """Data rows under `header_row` (0-based), as text. Empty rows count and are passed over.

        A number beyond Excel's 15 digits comes in scientific notation, by which the mapping knows it as lost (F114).
        """
        rows = islice(self.sheet.iter_rows(), header_row + 1, None)
        position = 1
        while chunk := list(islice(rows, chunk_rows)):
            columns = [_text_column(column) for column in zip(*chunk, strict=True)]
            yield RawRows(raw_table(list(range(position, position + len(chunk))), columns))
            position += len(chunk)


def open_workbook(path: Path) -> Workbook:
    """Check the package, then open it. Raises SourceRefused F004, F005, F006, F008."""
    check_package(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = _sheet_names(book)
        first = book.get_sheet_by_name(names[0])
        # one at a time: only the first stays in memory
        other_heads = {name: _heads(book.get_sheet_by_name(name)) for name in names[1:]}
    except PasswordError as error:
        raise SourceRefused("F004", "", path.name) from error
    except (CalamineError, OSError) as error:
        raise SourceRefused("F006", "", path.name) from error
    heads = _heads(first)
    if not heads:
        raise SourceRefused("F008", "第一张工作表是空的", path.name)
    return Workbook(path, first, heads, other_heads)


def _sheet_names(book: CalamineWorkbook) -> list[str]:
    """Names of the sheets with cells; those the sender sees come first."""
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        raise CalamineError("no worksheet")
    return [sheet.name for sheet in sorted(sheets, key=lambda sheet: sheet.visible != SheetVisibleEnum.Visible)]


def _heads(sheet: CalamineSheet) -> list[list[str]]:
    return [[heading(_text(cell)) for cell in row] for row in islice(sheet.iter_rows(), HEADER_ROWS)]


def _text_column(cells: tuple[Cell, ...]) -> pa.Array:
    try:
        return pa.array(cells, pa.string())
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.array([_text(cell) for cell in cells], pa.string())


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        if abs(cell) >= _LOSSLESS_BELOW:
            return f"{cell:.5E}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)

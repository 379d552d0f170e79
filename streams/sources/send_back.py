"""Rejected rows go back to their sender as a workbook: the row as it was, what is wrong with it, and how to mend it.

The sender mends the cells, leaves the added columns where they are, and hands the same workbook in again.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from streams.sources.mapping import Mapping
from streams.sources.match import SEND_BACK_COLUMNS
from streams.sources.originals import Cells, Originals, open_originals
from streams.sources.refusal import SourceRefused

# position, rule_id, field, value, message, mend
Reject = tuple[int, str, str | None, str | None, str, str]

REJECT_SCHEMA = pa.schema(
    [("position", pa.int64()), *((name, pa.string()) for name in ("rule_id", "field", "value", "message", "mend"))]
)
ROWS_PER_FILE = 1_000_000
_CELL_LENGTH = 32_767
_SLICE_ROWS = 20_000
_CONTROL = dict.fromkeys(i for i in range(32) if i not in (9, 10))
_WIDE = {"data": 60, "问题": 40, "如何修改": 48, "填报值": 24, "行号": 8, "规则": 10}
_DEFAULT_WIDTH = 20


def write_back(
    original: Path,
    rejects: pa.Table | Iterable[Reject],
    out: Path,
    mapping: str | None = None,
    rows_per_file: int = ROWS_PER_FILE,
) -> list[Path]:
    """Write the rejected rows of `original` as `out`; what exceeds `rows_per_file` goes to `<out>-2.xlsx` and so on.

    One row per rejected row, all its faults in one cell each, so that the mended workbook holds each row once.
    行号 is the position of the rejects: data row 1 stands under the header, or the line of an NDJSON file. All cells
    are text. The files hold personal data as sent: they are readable by their owner only.
    """
    table = _sorted(rejects)
    originals = open_originals(original, mapping)
    rows = _returned(table, originals)
    written: list[Path] = []
    row = next(rows, None)
    while row is not None or not written:
        path = out if not written else out.with_name(f"{out.stem}-{len(written) + 1}{out.suffix}")
        row = _write(path, originals.header, row, rows, rows_per_file)
        written.append(path)
    return written


def _sorted(rejects: pa.Table | Iterable[Reject]) -> pa.Table:
    if not isinstance(rejects, pa.Table):
        columns = list(zip(*rejects, strict=True)) or [()] * len(REJECT_SCHEMA)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, REJECT_SCHEMA, strict=True)]
        rejects = pa.table(arrays, schema=REJECT_SCHEMA)
    return rejects.select(REJECT_SCHEMA.names).cast(REJECT_SCHEMA).sort_by("position")


def _returned(table: pa.Table, originals: Originals) -> Iterator[list[str]]:
    """The rows of the workbook in order: the original cells, then the six added ones."""
    faults = groupby(_tuples(table), key=lambda reject: reject[0])
    wanted = table["position"].unique().to_numpy()
    stretches = originals.rows(wanted)
    cells: Cells = {}
    is_done = False
    for position, group in faults:
        while position not in cells and not is_done and (not cells or position > max(cells)):
            stretch = _next_stretch(stretches)
            is_done = stretch is None
            cells = stretch or {}
        row = cells.get(position) or [""] * len(originals.header)
        yield [*row, *_added(position, list(group), originals.mapping)]


def _next_stretch(stretches: Iterator[Cells]) -> Cells | None:
    """None at the end, and where a file that broke off the first time breaks off again."""
    try:
        return next(stretches, None)
    except SourceRefused:
        return None


def _tuples(table: pa.Table) -> Iterator[Reject]:
    for batch in table.to_batches(max_chunksize=_SLICE_ROWS):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _added(position: int, rejects: list[Reject], mapping: Mapping | None) -> list[str]:
    fields = [mapping.column_of(field) if mapping else field or "" for _, _, field, *_ in rejects]
    parts = [
        [rule_id for _, rule_id, *_ in rejects],
        fields,
        [value or "" for _, _, _, value, *_ in rejects],
        [message for *_, message, _ in rejects],
        [mend for *_, mend in rejects],
    ]
    return [str(position), *("\n".join(dict.fromkeys(filter(None, part))) for part in parts)]


def _write(path: Path, header: list[str], row: list[str] | None, rows: Iterator[list[str]], limit: int) -> list[str] | None:
    """Write one file, from `row` on; the row that no longer fits, or None when all are written."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    # what constant_memory parks on disk is personal too: beside the file, not in the common temporary folder
    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False}
    with xlsxwriter.Workbook(str(part), options) as book:
        sheet = _sheet(book, [*header, *SEND_BACK_COLUMNS])
        text = book.add_format({"num_format": "@", "valign": "top"})
        written = 0
        while row is not None and written < limit:
            written += 1
            _write_row(sheet, written, row, text)
            row = next(rows, None)
    part.replace(path)
    return row


def _sheet(book: xlsxwriter.Workbook, header: list[str]) -> Worksheet:
    sheet = book.add_worksheet("退回")
    sheet.freeze_panes(1, 0)
    text = book.add_format({"num_format": "@", "valign": "top"})
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "num_format": "@"})
    for i, name in enumerate(header):
        sheet.set_column(i, i, _WIDE.get(name, _DEFAULT_WIDTH), text)
        sheet.write_string(0, i, name, bold)
    return sheet


def _write_row(sheet: Worksheet, at: int, row: list[str], text: Format) -> None:
    for i, cell in enumerate(row):
        if cell:
            sheet.write_string(at, i, cell.translate(_CONTROL)[:_CELL_LENGTH], text)

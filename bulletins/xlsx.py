"""The annex workbook: one sheet per table, real numbers with formats, frozen headers, native charts."""

from __future__ import annotations

import io
import math
from datetime import date, datetime, timedelta

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bulletins import words
from bulletins.archive import repacked
from bulletins.structure import Bulletin, Cell, Genre, Head, Row, Sheet, Table
from bulletins.xlsx_chart import add_chart, chart_is_possible

FONT = "宋体"
# “_ ” leaves the width of a space, so that figures do not touch the rule on their right.
NUMBER_FORMATS = {
    "text": "@",
    "count": "0_ ",
    "signed_count": "+0_ ;-0_ ;0_ ",
    "rate": "0.00_ ",
    "signed_rate": "+0.00_ ;-0.00_ ;0.00_ ",
    "rank": "0",
    "days": "0.0_ ",
    "seq": "0",
    "month": "yyyy-mm",
    "moment": "yyyy-mm-dd hh:mm:ss",
}
CHARS_PER_MM = 0.52
WRAP_FROM_MM = 60
ROW_PT = 15


class _Formats:
    """Cell formats of a workbook, made once per (kind, bold, wrap)."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool, bool], Format] = {}
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        self.title = workbook.add_format({**base, "font_name": "黑体", "font_size": 14, "align": "left"})
        self.note = workbook.add_format({**base, "font_size": 9, "font_color": "#595959"})
        head = {"font_name": "黑体", "align": "center", "text_wrap": True, "border": 1, "bg_color": "#F2F2F2"}
        self.head = workbook.add_format({**base, **head})

    def of(self, kind: str, is_bold: bool, is_wrapped: bool) -> Format:
        """The format of a cell kind."""
        key = (kind, is_bold, is_wrapped)
        if key not in self._made:
            align = "left" if is_wrapped else "center" if kind in ("text", "rank", "month", "moment") else "right"
            style = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "border": 1, "align": align}
            style |= {"num_format": NUMBER_FORMATS[kind], "bold": is_bold, "text_wrap": is_wrapped}
            self._made[key] = self._workbook.add_format(style)
        return self._made[key]


def render(bulletin: Bulletin) -> bytes:
    """The XLSX of an issue. Pure: the same bulletin gives the same bytes everywhere."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    _set_properties(workbook, bulletin.head, bulletin.genre)
    formats = _Formats(workbook)
    for sheet in bulletin.sheets:
        _add_sheet(workbook, formats, sheet, bulletin.head)
    workbook.close()
    return repacked(stream.getvalue())


def _set_properties(workbook: xlsxwriter.Workbook, head: Head, genre: Genre) -> None:
    """Properties come from the issue; `created` is the cut-off in UTC, never the clock."""
    workbook.set_properties(
        {
            "title": "".join(head.title),
            "subject": head.imprint.document_number,
            "author": head.imprint.issuer,
            "company": head.imprint.issuer,
            "category": genre[1:],
            "comments": f"日志序号{head.cutoff_seq}；规则版本{head.rule_version}；程序版本{head.code_version}",
            "created": head.cutoff_at.replace(microsecond=0) - timedelta(hours=8),
        }
    )


def _add_sheet(workbook: xlsxwriter.Workbook, formats: _Formats, sheet: Sheet, head: Head) -> None:
    """Title, source line and notes, header, rows; then what makes it pleasant to read and print."""
    page = workbook.add_worksheet(sheet.name)
    table = sheet.table
    unit = f"单位：{table.unit}　　" if table.unit else ""
    source = f"{unit}{head.imprint.document_number}　　截止日志序号 {head.cutoff_seq}（{words.moment(head.cutoff_at)}）"
    page.write_string(0, 0, table.caption, formats.title)
    page.set_row(0, 24)
    lines = (source, *sheet.notes)
    for number, line in enumerate(lines, start=1):
        page.write_string(number, 0, line, formats.note)
    top = len(lines) + 1
    page.set_row(top, 32)
    for number, column in enumerate(table.columns):
        page.set_column(number, number, round(column.width_mm * CHARS_PER_MM, 2))
        page.write_string(top, number, column.title, formats.head)
    for row_number, row in enumerate(table.rows, start=top + 1):
        page.set_row(row_number, ROW_PT * _lines(row, table))
        for number, cell in enumerate(row.cells):
            is_wrapped = cell.kind == "text" and table.columns[number].width_mm > WRAP_FROM_MM
            _write(page, row_number, number, cell, formats.of(cell.kind, row.is_total, is_wrapped))
    bottom = top + len(table.rows)
    page.freeze_panes(top + 1, _frozen_columns(sheet))
    if table.rows:
        page.autofilter(top, 0, bottom, len(table.columns) - 1)
    _set_print(page, sheet, top)
    if sheet.chart and chart_is_possible(sheet):
        add_chart(workbook, page, sheet, top + 1)


def _lines(row: Row, table: Table) -> int:
    """Printed lines of the row's longest wrapped text; a program that opens the file does not measure them itself."""
    lines = 1
    for cell, column in zip(row.cells, table.columns, strict=True):
        if isinstance(cell.value, str) and column.width_mm > WRAP_FROM_MM:
            half_widths = sum(1 if letter.isascii() else 2 for letter in cell.value)
            lines = max(lines, math.ceil(half_widths / (column.width_mm * CHARS_PER_MM - 2)))
    return lines


def _frozen_columns(sheet: Sheet) -> int:
    """Columns that stay in sight: up to the name of the place or of the metric."""
    titles = [column.title for column in sheet.table.columns]
    return titles.index("地区") + 1 if "地区" in titles[:3] else 1


def _write(page: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    """A number as a number, a date as a date; what is missing as “—”, centred by its alignment."""
    value = cell.value
    if value is None:
        page.write_string(row, column, words.DASH, style)
    elif isinstance(value, str):
        page.write_string(row, column, value, style)
    elif isinstance(value, datetime):
        page.write_datetime(row, column, value.replace(microsecond=0), style)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    else:
        page.write_number(row, column, float(value) if value % 1 else int(value), style)


def _set_print(page: Worksheet, sheet: Sheet, top: int) -> None:
    """A4 across, one page wide, the header on every page, page numbers at the foot."""
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&C— &P —")
    page.hide_gridlines(2)
    page.center_horizontally()

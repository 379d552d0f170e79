"""Draws forms and ledgers as workbooks. Pure: the same figures give the same bytes everywhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from bulletins import words
from bulletins.archive import repacked
from bulletins.forms.codes import code_names
from bulletins.forms.identities import Checked
from bulletins.forms.layout import LEDGERS, LedgerColumn
from bulletins.forms.structure import Figures, FormColumn, FormHead, Ledger

FONT = "宋体"
FIRST_ROW = 6
"""The first row of figures (0-based): title, 表号, unit, two rows of headings and one of column numbers stand above."""
SIGNATURES = "单位负责人：　　　　　　处（科）负责人：　　　　　　填表人：　　　　　　报出日期：　　　年　　月　　日"
INTERNAL = "内部报表：含小数单元格和逐人记录，不得对外发布。"


class _Book:
    """A workbook in memory with the few formats of forms."""

    def __init__(self, title: str) -> None:
        self._stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._stream, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
        self.book.set_properties({"title": title, "created": datetime(2000, 1, 1)})
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        grid = {**base, "border": 1, "align": "center"}
        self.title = self.book.add_format({**base, "font_name": "黑体", "font_size": 16, "align": "center"})
        self.note = self.book.add_format({**base, "font_size": 9})
        self.head = self.book.add_format({**grid, "font_name": "黑体", "text_wrap": True})
        self.text = self.book.add_format(grid)
        self.count = self.book.add_format({**grid, "num_format": "0"})
        self.day = self.book.add_format({**grid, "num_format": "yyyy-mm-dd"})

    def sheet(self, name: str) -> Worksheet:
        """A sheet that prints across A4, one page wide."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        return page

    def write(self, page: Worksheet, row: int, column: int, value: object) -> None:
        """A number as a number, a day as a day, truth as 是 or 否; what is missing as “—”."""
        if value is None:
            page.write_string(row, column, words.DASH, self.text)
        elif isinstance(value, bool):
            page.write_string(row, column, "是" if value else "否", self.text)
        elif isinstance(value, date):
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), self.day)
        elif isinstance(value, (int, Decimal)):
            page.write_number(row, column, int(value), self.count)
        else:
            page.write_string(row, column, str(value), self.text)

    def finish(self) -> bytes:
        """The packed workbook."""
        self.book.close()
        return repacked(self._stream.getvalue())


def draw_form(figures: Figures, head: FormHead, checked: tuple[Checked, ...]) -> bytes:
    """A form: one row a month from January, its identities with both sides, and a sheet that says how each column opens."""
    book = _Book(head.title)
    page = book.sheet(head.form)
    columns = figures.columns_of(head.form)
    last = len(columns) + 1
    page.merge_range(0, 0, 0, last, f"{figures.city_name}{head.title}", book.title)
    page.write_string(1, 0, f"表号：{head.form_no}　　填报单位：{figures.city_name}　　计量单位：{head.unit_name}", book.note)
    page.write_string(
        2, 0, f"{figures.month:%Y年%m月}（{head.note}；每月{head.due_day}日前报出；日志序号 {figures.cutoff_seq}）", book.note
    )
    _headings(book, page, columns)
    for row, month in enumerate(figures.months, start=FIRST_ROW):
        book.write(page, row, 0, figures.city_name)
        book.write(page, row, 1, f"{month.month}月" if month.month == 1 or "月末" in head.note else f"1-{month.month}月")
        for at, column in enumerate(columns, start=2):
            book.write(page, row, at, figures.cells.get((head.form, figures.city, month, column.label)))
    row = FIRST_ROW + len(figures.months) + 1
    page.write_string(row, 0, SIGNATURES, book.note)
    _identities(book, page, row + 2, checked)
    page.set_column(0, 1, 10)
    page.set_column(2, last, 11)
    page.freeze_panes(FIRST_ROW, 2)
    _how_columns_open(book, figures, columns)
    return book.finish()


def _headings(book: _Book, page: Worksheet, columns: tuple[FormColumn, ...]) -> None:
    """Group, title, number; a column without a group goes over both rows, as printed."""
    for at, title in enumerate(("填报单位", "月份")):
        page.merge_range(3, at, 4, at, title, book.head)
        page.write_string(5, at, ("甲", "乙")[at], book.head)
    at = 2
    for group, members in groupby(columns, key=lambda column: column.group_title):
        run = list(members)
        if group and len(run) > 1:
            page.merge_range(3, at, 3, at + len(run) - 1, group, book.head)
        elif group:
            page.write_string(3, at, group, book.head)
        for column in run:
            if group:
                page.write_string(4, at, column.title, book.head)
            else:
                page.merge_range(3, at, 4, at, column.title, book.head)
            page.write_string(5, at, column.label, book.head)
            at += 1
    page.set_row(4, 44)


def _identities(book: _Book, page: Worksheet, row: int, checked: tuple[Checked, ...]) -> None:
    page.write_string(row, 0, "审核关系（按本月；各月均已核对。甲、乙、补为原表以外加印的栏，未报的数计入其中）", book.note)
    _table(book, page, row + 1, ("规则", "审核关系", "核对", "左边", "右边", "结果"), (
        (c.identity.identity, c.identity.printed, c.identity.expression, c.left, c.right, c.verdict) for c in checked
    ))  # fmt: skip


def _how_columns_open(book: _Book, figures: Figures, columns: tuple[FormColumn, ...]) -> None:
    page = book.sheet("口径")
    page.write_string(0, 0, "每栏是一个指标证据之和；在台账目录运行所列命令，即打开本月该栏的证据和事件。", book.note)
    page.write_string(1, 0, INTERNAL, book.note)
    _table(book, page, 2, ("栏", "名称", "指标", "取证据中", "打开该栏的命令，或没有数的原因"), (
        (c.label, c.title, c.metric, _part(c), explain_command(figures, c) or c.why_untold) for c in columns
    ))  # fmt: skip
    page.set_column(0, 0, 8)
    page.set_column(1, 3, 30)
    page.set_column(4, 4, 110)


def _part(column: FormColumn) -> str:
    return f"{column.dimension} = {'、'.join((column.codes or '').split(';'))}" if column.dimension else "全部"


def explain_command(figures: Figures, column: FormColumn) -> str | None:
    """The command that opens the column's cell of the month; None where no metric fills it."""
    if not column.metric:
        return None
    where = f" --where {column.dimension}={(column.codes or '').replace(';', ',')}" if column.dimension else ""
    return f"taizhang explain {figures.month:%Y-%m} {figures.city} {column.metric} --cumulative{where}"


def draw_ledger(ledger: Ledger, city: str, cities: dict[str, str]) -> bytes:
    """A real-name ledger: a row a person, by token; codes in words; a sheet that says what fills each column."""
    layout = LEDGERS[ledger.ledger]
    book = _Book(layout.title)
    page = book.sheet(ledger.ledger)
    page.merge_range(0, 0, 0, len(layout.columns) - 1, f"{ledger.city_name}{layout.title}", book.title)
    source = f"{ledger.ledger}　　{ledger.month:%Y年%m月}　　共{len(ledger.rows)}{layout.unit}（{layout.note}；日志序号 {ledger.cutoff_seq}）"
    page.write_string(1, 0, source, book.note)
    page.write_string(2, 0, INTERNAL, book.note)
    spoken = [_speaker(column, cities) for column in layout.columns]
    rows = (tuple(say(value) for say, value in zip(spoken, _spread(layout.columns, row), strict=True)) for row in ledger.rows)
    _table(book, page, 3, [column.title for column in layout.columns], rows)
    for at, column in enumerate(layout.columns):
        page.set_column(at, at, column.width)
    page.freeze_panes(4, 2)
    told = book.sheet("口径")
    cumulative = " --cumulative" if layout.is_cumulative else ""
    command = f"taizhang explain {ledger.month:%Y-%m} {city} {layout.metric}{cumulative}"
    told.write_string(0, 0, f"{layout.row_is}：{command}；“证据事件序号”即其中的事件序号。", book.note)
    _table(
        book,
        told,
        2,
        ("栏", "出处"),
        ((c.title, f"{layout.mart}.{c.field}" if c.field else c.why_untold) for c in layout.columns),
    )
    told.set_column(0, 1, 50)
    return book.finish()


def _speaker(column: LedgerColumn, cities: dict[str, str]) -> Callable[[object], object]:
    if not column.codes:
        return lambda value: value
    names = code_names(column.codes, cities)
    return lambda value: names.get(value, value) if isinstance(value, str) else value


def _spread(columns: tuple[LedgerColumn, ...], row: tuple[object, ...]) -> Iterable[object]:
    """The row's values under their columns; a column that nothing fills is empty."""
    values = iter(row)
    return [next(values) if column.field else None for column in columns]


def _table(book: _Book, page: Worksheet, top: int, titles: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    for at, title in enumerate(titles):
        page.write_string(top, at, title, book.head)
    for number, row in enumerate(rows, start=top + 1):
        for at, value in enumerate(row):
            book.write(page, number, at, value)

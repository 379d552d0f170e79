"""The annex workbook, opened by an independent reader and compared with the marts."""

import dataclasses
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from openpyxl.chart import BarChart, LineChart

from bulletins import xlsx
from bulletins.monthly import annex
from bulletins.structure import Bulletin

HEADLINES = ["城镇新增就业", "失业人员再就业", "就业困难人员就业", "城镇登记失业率", "分流职工安置率"]


@pytest.fixture(scope="module")
def content(bulletin: Bulletin) -> bytes:
    return xlsx.render(bulletin)


@pytest.fixture(scope="module")
def book(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def body(book: Any, name: str) -> tuple[list[str], list[list[Any]]]:
    """Header and rows of a sheet; the header is the last frozen row."""
    page = book[name]
    header = page[page.freeze_panes].row - 1
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=header)]
    return rows[0], [row for row in rows[1:] if any(value is not None for value in row)]


def test_the_sheets_stand_in_reading_order(book: Any) -> None:
    tail = ["安置渠道", "报送及时性", "来源告警", "修订明细", "修订原因事件", "口径说明"]
    assert book.sheetnames == ["总表", "指标明细", *HEADLINES, *tail]


def test_every_alarm_of_the_month_stands_with_what_came_what_was_usual_and_the_thresholds(book: Any) -> None:
    _, rows = body(book, "来源告警")
    assert [row for row in rows if len([value for value in row if value is not None]) > 1] == [
        ["大连市", "社会保险", "突增", 30600, 14200.5, 6, 200, 50, 20],
        ["鞍山市", "就业登记", "骤减", 310, 8900, 4, 200, 50, 20],
        ["朝阳市", "就业服务", "中断", 0, 88, 6, 200, 50, 20],
    ]


def test_the_overview_holds_every_metric_of_every_city_as_a_number(book: Any, warehouse: Path) -> None:
    header, rows = body(book, "总表")
    with duckdb.connect(str(warehouse), read_only=True) as con:
        marts = con.execute(
            """select metric_name, if(f.city = '210000', '全省', city_name), cumulative_value
            from marts.fct_city_metrics as f join marts.dim_cities using (city) join marts.dim_metrics using (metric)
            where month = date '2026-06-01'"""
        ).fetchall()
    cells = {(row[0], header[n]): value for row in rows for n, value in enumerate(row)}
    assert len(marts) == 225
    for metric, city, value in marts:
        shown = cells[metric, city]
        assert shown == ("—" if value is None else pytest.approx(float(value))), (metric, city)
        assert value is None or isinstance(shown, (int, float))


def test_rankings_are_sorted_numbers_with_formats(book: Any) -> None:
    header, rows = body(book, "城镇新增就业")
    assert [row[header.index("排名")] for row in rows[1:-1]] == [1, 2, 3, 4, 5, 6, 7, 7, 9, 10, 11, 12, 13]
    assert rows[1][:6] == [1, "大连市", 110000, 10876, 68911, 70244]
    page = book["城镇新增就业"]
    first = page[page.freeze_panes].row + 1
    assert page.cell(first, 5).number_format == "0_ "
    assert page.cell(first, 9).number_format == "0.00_ "
    assert page.cell(first, 11).number_format.startswith("+0.00")


@pytest.mark.parametrize("name", HEADLINES)
def test_each_headline_has_a_native_chart_of_completion_against_what_is_due(book: Any, name: str) -> None:
    [chart] = book[name]._charts
    assert isinstance(chart, BarChart)
    [line] = [part for part in chart._charts if isinstance(part, LineChart)]
    header, rows = body(book, name)
    assert len(rows) == 15
    bar, due = chart.series[0], line.series[0]
    values, names, to_reach = bar.val.numRef.f, (bar.cat.strRef or bar.cat.numRef).f, due.val.numRef.f
    column = {
        reference: openpyxl.utils.cell.range_boundaries(reference.split("!")[1])[0] for reference in (values, names, to_reach)
    }
    shown = (header[column[names] - 1], header[column[values] - 1], header[column[to_reach] - 1])
    is_flow = name in HEADLINES[:3]
    assert shown == (("地区", "完成率%", "序时进度%") if is_flow else ("地区", "累计", "年度目标"))
    first_row = openpyxl.utils.cell.range_boundaries(values.split("!")[1])[1]
    assert book[name].cell(first_row, 2).value != "全省"


def test_every_restated_cell_and_every_cause_is_listed(book: Any, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        cells = con.execute("select count(*) from marts.rpt_restatements").fetchone()
        causes = con.execute(
            """select cause_seq, event_source, event_id, event_type, effective_at, recorded_at
            from marts.rpt_restatement_events join marts.dim_events on seq = cause_seq order by 1"""
        ).fetchall()
    assert cells == (7,) and len(causes) == 76
    assert len(body(book, "修订明细")[1]) == 7
    header, rows = body(book, "修订原因事件")
    names = ["日志序号", "事件来源", "事件编号", "事件类型", "发生时间", "记录时间"]
    assert sorted(tuple(row[header.index(name)] for name in names) for row in rows) == causes


def test_no_person_can_be_found_in_the_annex(book: Any) -> None:
    token = "p" + "0" * 32
    for page in book.worksheets:
        assert all(token not in str(cell.value) for row in page.iter_rows() for cell in row)


def test_headers_are_frozen_and_repeat_in_print(book: Any) -> None:
    for page in book.worksheets:
        assert page.freeze_panes is not None
        assert page.print_title_rows is not None
        assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9


def test_nothing_in_the_workbook_points_outside(content: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert not [name for name in archive.namelist() if "externalLink" in name]
    assert all(b'TargetMode="External"' not in archive.read(name) for name in archive.namelist())
    assert all(entry.date_time == (1980, 1, 1, 0, 0, 0) for entry in archive.infolist())


def test_a_text_that_looks_like_a_formula_stays_text(bulletin: Bulletin) -> None:
    cities = tuple(
        dataclasses.replace(city, city_name="=1+1") if city.city == "210100" else city for city in bulletin.marts.cities
    )
    sheets = annex.sheets(dataclasses.replace(bulletin.marts, cities=cities), bulletin.head.imprint, Decimal(2))
    content = xlsx.render(dataclasses.replace(bulletin, sheets=sheets))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for row in book["安置渠道"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert cells and all(cell.data_type in ("s", "inlineStr") or cell.quotePrefix for cell in cells)

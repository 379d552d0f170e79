"""Native charts of the annex: completion of each city against elapsed time, or a rate against its bound."""

from __future__ import annotations

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from bulletins.structure import Sheet

BAR, LINE, GRID = "#4F6D8F", "#C00000", "#D9D9D9"
LABEL = {"size": 8, "color": "#FFFFFF"}


def chart_is_possible(sheet: Sheet) -> bool:
    """A chart needs at least one city with a value."""
    assert sheet.chart is not None, "only sheets with a chart are asked"
    return any(row.cells[sheet.chart.value_column].value is not None for row in sheet.table.rows if not row.is_total)


def add_chart(workbook: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet, first_row: int) -> None:
    """Put the chart below the table; it refers to the sheet's own cells and so follows any correction by hand."""
    chart = sheet.chart
    assert chart is not None, "only sheets with a chart are drawn"
    titles = [column.title.replace("\n", "") for column in sheet.table.columns]
    skipped = sum(1 for row in sheet.table.rows if row.is_total)
    first, last = first_row + skipped, first_row + len(sheet.table.rows) - 1

    def cells(column: int) -> list[str | int]:
        return [sheet.name, first, column, last, column]

    bars = workbook.add_chart({"type": "column"})
    bars.add_series(
        {
            "name": titles[chart.value_column],
            "categories": cells(chart.category_column),
            "values": cells(chart.value_column),
            "fill": {"color": BAR},
            "gap": 60,
            "data_labels": {
                "value": True,
                "num_format": "0.0;;",
                "position": "inside_base",
                "font": {"size": 8, "color": "#FFFFFF"},
            },
        }
    )
    line = workbook.add_chart({"type": "line"})
    line.add_series(
        {
            "name": titles[chart.line_column],
            "categories": cells(chart.category_column),
            "values": cells(chart.line_column),
            "line": {"color": LINE, "width": 1.75, "dash_type": "dash"},
        }
    )
    bars.combine(line)
    bars.set_title({"name": chart.title, "name_font": {"size": 12, "bold": False}})
    bars.set_x_axis({"num_font": {"size": 9}})
    grid = {"visible": True, "line": {"color": GRID, "width": 0.5}}
    bars.set_y_axis({"name": chart.axis_title, "min": 0, "num_format": "0", "major_gridlines": grid})
    bars.set_legend({"position": "bottom"})
    bars.set_size({"width": 940, "height": 320})
    bars.show_na_as_empty_cell()
    page.insert_chart(last + 2, 0, bars, {"x_offset": 4, "y_offset": 4, "description": chart.title})

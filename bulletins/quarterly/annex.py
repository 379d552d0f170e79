"""The dispatch's workbook: the monthly sheets that a quarter shares, the quarter's figures, the cities behind, and the market."""

from __future__ import annotations

from decimal import Decimal

from bulletins.marts import QuarterMarts
from bulletins.monthly import annex, cells
from bulletins.quarterly import market, progress
from bulletins.structure import Column, Imprint, Row, Sheet, Table


def quarters(marts: QuarterMarts) -> Sheet:
    """季度指标: every metric that counts what comes in, of every city."""
    flows = {entry.metric: entry for entry in marts.end.metrics if entry.kind == "flow"}
    rows = []
    for row in marts.quarters:
        if metric := flows.get(row.metric):
            line = [cells.text(metric.metric_name), cells.text(metric.unit_name), cells.text(marts.end.city_name(row.city))]
            values = (row.quarter_value, row.previous_quarter_value, row.last_year_value)
            rows.append(cells.row_of([*line, *(cells.figure(metric, value) for value in values)], row.city))
    titles = (("指标", 40), ("单位", 12), ("地区", 20), ("本季", 22), ("上季", 22), ("上年同季", 22))
    columns = tuple(Column(title, width) for title, width in titles)
    return Sheet("季度指标", Table("各项指标季度发生数", columns, tuple(rows)))


def occupations(marts: QuarterMarts) -> Sheet:
    """热门冷门岗位: the lists of the province and of every city."""
    rows = tuple(
        Row((cells.text(marts.end.city_name(row.city)), cells.text(market.SIDES[row.side]), *market.occupation_line(row)))
        for row in marts.occupations
    )
    columns = (Column("地区", 20), Column("类别", 24), *market.OCCUPATION_COLUMNS)
    return Sheet("热门冷门岗位", Table("热门岗位和冷门岗位", columns, rows, "人、倍"), (market.NOTE,))


def sheets(marts: QuarterMarts, imprint: Imprint, threshold_pp: Decimal) -> tuple[Sheet, ...]:
    """All sheets, in reading order."""
    end = marts.end
    return (
        annex.overview(end),
        quarters(marts),
        *(annex.ranking(end, metric) for metric in end.metrics if metric.is_headline),
        Sheet("进度滞后", progress.behind_table(marts)),
        annex.channels(end),
        Sheet("求人倍率", market.ratio_table(marts)),
        occupations(marts),
        annex.revisions(end),
        annex.causes(end),
        annex.notes(end, imprint, threshold_pp),
    )

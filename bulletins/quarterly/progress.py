"""各市目标任务完成进度: what the quarter added, ranked, and the cities that are behind elapsed time."""

from __future__ import annotations

from decimal import Decimal

from bulletins.marts import PROVINCE, CityQuarter, Metric, QuarterMarts
from bulletins.monthly import cells
from bulletins.monthly.progress import BOUND, DASH_NOTE, FULL, SMALL, bound_paragraph, bound_table, pace_paragraph
from bulletins.structure import Block, Column, Heading1, Heading2, Note, Paragraph, Table

QUARTER_COLUMNS = (
    Column("序号", 8),
    Column("地区", 15),
    Column("年度\n目标", 14),
    Column("本季", 13),
    Column("上季", 13),
    Column("上年同季", 13),
    Column("累计", 14),
    Column("同比\n增减", 13),
    Column("完成率\n%", 13),
    Column("序时\n进度%", 12),
    Column("快慢\n(百分点)", 15),
    Column("排名", 9),
)
BEHIND_COLUMNS = (
    Column("地区", 24),
    Column("指标", 44),
    Column("完成率%", 22),
    Column("快慢（百分点）", 26),
    Column("连续落后\n（季）", 18),
    Column("措施", 22),
)
QUARTER_NOTE = "注：本季、上季、上年同季为各月发生数之和，各月的数用“taizhang explain”逐一打开到事件。"
STEPS = {True: "通报批评", False: "提醒"}


def quarter_table(marts: QuarterMarts, metric: Metric) -> Table:
    """A metric to be reached: the quarter beside the one before and last year's, then the year so far."""
    rows = []
    for number, place, row in cells.numbered(marts.end, cells.ranked(marts.end, metric.metric)):
        quarter = marts.quarter(row.city, metric.metric)
        of_quarter = (quarter.quarter_value, quarter.previous_quarter_value, quarter.last_year_value)
        line = [number, place, *(cells.figure(metric, value) for value in (row.target_value, *of_quarter, row.cumulative_value))]
        line += [cells.difference(metric, row.change_value), cells.rate(row.completion_pct), cells.rate(row.elapsed_pct)]
        line += [cells.signed_rate(row.lead_pp), cells.rank(row.rank)]
        rows.append(cells.row_of(line, row.city))
    return Table(f"{metric.metric_name}目标任务完成进度", QUARTER_COLUMNS, tuple(rows), "人、%")


def behind(marts: QuarterMarts) -> list[CityQuarter]:
    """The cities behind elapsed time by the dated points, the longest and farthest behind first."""
    rows = [row for row in marts.quarters if row.is_behind and row.city != PROVINCE]
    return sorted(rows, key=lambda row: (-row.quarters_behind, row.lead_pp or 0, row.metric, row.city))


def behind_table(marts: QuarterMarts) -> Table:
    """Who is behind in what, since when, and what the rules provide for it."""
    rows = []
    for row in behind(marts):
        completion = marts.end.figure(row.city, row.metric).completion_pct
        line = [cells.text(marts.end.city_name(row.city)), cells.text(marts.end.metric(row.metric).metric_name)]
        line += [cells.rate(completion), cells.signed_rate(row.lead_pp), cells.count(row.quarters_behind)]
        rows.append(cells.row_of([*line, cells.text(STEPS[row.is_criticism_due])], row.city))
    return Table("进度滞后的市", BEHIND_COLUMNS, tuple(rows), "%、季")


def behind_blocks(marts: QuarterMarts) -> list[Block]:
    """Who is to explain, or that nobody is behind."""
    rows = behind(marts)
    if not rows:
        return [Paragraph("本季末各市各项目标任务均未落后序时进度至规定界限。")]
    due = sum(row.is_criticism_due for row in rows)
    told = f"其中{due}项已连续落后至规定季数，按规定通报批评" if due else "均未达到通报批评的规定季数"
    return [
        Paragraph(f"本季末落后序时进度至规定界限的共{len(rows)}项，见«进度滞后的市»，{told}。请有关市分析原因，限期赶上进度。"),
        behind_table(marts),
    ]


def chapter(marts: QuarterMarts, threshold_pp: Decimal) -> list[Block]:
    """The tables of the target letters, then the cities behind."""
    blocks: list[Block] = [Heading1("各市目标任务完成进度")]
    for order, name in zip("一二三", (FULL, *SMALL), strict=True):
        metric = marts.end.metric(name)
        blocks += [Heading2(f"（{order}）{metric.metric_name}"), pace_paragraph(marts.end, metric, threshold_pp)]
        blocks.append(quarter_table(marts, metric))
        if name == FULL:
            blocks += [Note(DASH_NOTE), Note(QUARTER_NOTE)]
    bound = marts.end.metric(BOUND)
    blocks += [Heading2(f"（四）{bound.metric_name}"), bound_paragraph(marts.end, bound)]
    blocks.append(bound_table(marts.end, bound, f"{bound.metric_name}控制情况"))
    return [*blocks, Heading2("（五）进度滞后情况"), *behind_blocks(marts)]

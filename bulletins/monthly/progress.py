"""各市目标任务完成进度: the ranked tables, and who is ahead of or behind elapsed time."""

from __future__ import annotations

from decimal import Decimal

from bulletins import words
from bulletins.marts import PROVINCE, CityMetric, Metric, MonthMarts
from bulletins.monthly import cells
from bulletins.structure import Block, Column, Heading1, Heading2, Note, Paragraph, Table

FULL = "urban_new_employment"
SMALL = ("unemployed_reemployed", "hard_to_employ_employed")
BOUND = "registered_unemployment_rate"

FULL_COLUMNS = (
    Column("序号", 7.5),
    Column("地区", 14),
    Column("年度\n目标", 13),
    Column("本月", 12),
    Column("累计", 13),
    Column("上年\n同期", 13),
    Column("同比\n增减", 12.5),
    Column("同比\n%", 15),
    Column("完成率\n%", 11),
    Column("序时\n进度%", 11),
    Column("快慢\n(百分点)", 14.5),
    Column("排名", 8),
    Column("上月\n排名", 8),
)
SMALL_COLUMNS = (
    Column("序号", 9),
    Column("地区", 20),
    Column("年度\n目标", 18),
    Column("累计", 17),
    Column("上年\n同期", 18),
    Column("同比\n增减", 18),
    Column("完成率\n%", 17),
    Column("快慢\n(百分点)", 19),
    Column("排名", 10),
    Column("上月\n排名", 10),
)
BOUND_COLUMNS = (
    Column("序号", 10),
    Column("地区", 22),
    Column("控制线\n%", 19),
    Column("登记\n失业率%", 19),
    Column("上年\n同期%", 19),
    Column("同比\n(百分点)", 22),
    Column("低于控制线\n(百分点)", 23),
    Column("排名", 11),
    Column("上月\n排名", 11),
)
DASH_NOTE = "注：“—”表示无上年同期数据、上年同期为0或未下达目标，不计算；完成率相同的并列排名。"


def full_table(marts: MonthMarts, metric: Metric, caption: str) -> Table:
    """All thirteen columns of a metric to be reached, ranked."""
    rows = []
    for number, place, row in cells.numbered(marts, cells.ranked(marts, metric.metric)):
        figures = [row.target_value, row.month_value, row.cumulative_value, row.last_year_value]
        line = [number, place, *(cells.figure(metric, value) for value in figures)]
        line += [cells.difference(metric, row.change_value), cells.signed_rate(row.change_pct)]
        line += [cells.rate(row.completion_pct), cells.rate(row.elapsed_pct), cells.signed_rate(row.lead_pp)]
        line += [cells.rank(row.rank), cells.rank(row.last_rank)]
        rows.append(cells.row_of(line, row.city))
    return Table(caption, FULL_COLUMNS, tuple(rows), "人、%")


def small_table(marts: MonthMarts, metric: Metric, caption: str) -> Table:
    """The shorter form, for the metrics nested in the first."""
    rows = []
    for number, place, row in cells.numbered(marts, cells.ranked(marts, metric.metric)):
        figures = [row.target_value, row.cumulative_value, row.last_year_value]
        line = [number, place, *(cells.figure(metric, value) for value in figures)]
        line += [cells.difference(metric, row.change_value), cells.rate(row.completion_pct)]
        line += [cells.signed_rate(row.lead_pp), cells.rank(row.rank), cells.rank(row.last_rank)]
        rows.append(cells.row_of(line, row.city))
    return Table(caption, SMALL_COLUMNS, tuple(rows), "人、%")


def bound_table(marts: MonthMarts, metric: Metric, caption: str) -> Table:
    """A rate against its upper bound (控制线)."""
    rows = []
    for number, place, row in cells.numbered(marts, cells.ranked(marts, metric.metric)):
        figures = [row.target_value, row.cumulative_value, row.last_year_value]
        line = [number, place, *(cells.figure(metric, value) for value in figures)]
        line += [cells.difference(metric, row.change_value), cells.signed_rate(row.lead_pp)]
        line += [cells.rank(row.rank), cells.rank(row.last_rank)]
        rows.append(cells.row_of(line, row.city))
    return Table(caption, BOUND_COLUMNS, tuple(rows), "%")


def _names(marts: MonthMarts, rows: list[CityMetric], out_of: int | None = None) -> str:
    return words.listed([marts.city_name(row.city) for row in rows], out_of)


def pace_paragraph(marts: MonthMarts, metric: Metric, threshold_pp: Decimal) -> Paragraph:
    """Who is faster and who is slower than elapsed time. Names only: nothing is computed."""
    rows = [row for row in cells.ranked(marts, metric.metric) if row.city != PROVINCE]
    if all(row.target_value is None for row in rows):
        return Paragraph(f"各市均未下达{metric.metric_name}年度目标。")
    kinds = {row.city: words.pace_kind(row.lead_pp, threshold_pp) for row in rows if row.lead_pp is not None}
    groups = (
        ("快于序时进度的有", [row for row in rows if kinds.get(row.city) == "快于"]),
        ("与序时进度基本一致的有", [row for row in rows if kinds.get(row.city) == "基本一致"]),
        ("慢于序时进度的有", [row for row in rows if kinds.get(row.city) == "慢于"]),
        ("未下达年度目标的有", [row for row in rows if row.target_value is None]),
    )
    parts = [label + _names(marts, group, len(rows)) for label, group in groups if group]
    return Paragraph(f"{metric.metric_name}完成进度" + "；".join(parts) + "。")


def bound_paragraph(marts: MonthMarts, metric: Metric) -> Paragraph:
    """Which cities are above their bound."""
    rows = [row for row in cells.ranked(marts, metric.metric) if row.city != PROVINCE]
    if all(row.target_value is None for row in rows):
        return Paragraph(f"各市均未下达{metric.metric_name}控制线。")
    above = [row for row in rows if row.lead_pp is not None and row.lead_pp < 0]
    without = [row for row in rows if row.target_value is None]
    unknown = [row for row in rows if row.target_value is not None and row.lead_pp is None]
    lead = f"高于控制线的有{_names(marts, above)}，其他" if above else ""
    scope = "各市" if not unknown and not without else "已下达控制线且数据齐全的各市"
    tails = (("暂无法计算的有", unknown), ("未下达控制线的有", without))
    tail = "".join(f"{label}{_names(marts, group)}。" for label, group in tails if group)
    return Paragraph(f"{metric.metric_name}{lead}{scope}均控制在控制线以内。{tail}")


def chapter(marts: MonthMarts, threshold_pp: Decimal) -> list[Block]:
    """The four tables of the target letters, each under its own heading."""
    blocks: list[Block] = [Heading1("各市目标任务完成进度")]
    full = marts.metric(FULL)
    blocks += [Heading2(f"（一）{full.metric_name}"), pace_paragraph(marts, full, threshold_pp)]
    blocks += [full_table(marts, full, f"{full.metric_name}目标任务完成进度"), Note(DASH_NOTE)]
    for order, name in zip("二三", SMALL, strict=True):
        metric = marts.metric(name)
        blocks += [Heading2(f"（{order}）{metric.metric_name}"), pace_paragraph(marts, metric, threshold_pp)]
        blocks.append(small_table(marts, metric, f"{metric.metric_name}目标任务完成进度"))
    bound = marts.metric(BOUND)
    blocks += [Heading2(f"（四）{bound.metric_name}"), bound_paragraph(marts, bound)]
    blocks.append(bound_table(marts, bound, f"{bound.metric_name}控制情况"))
    return blocks

"""上期数据修订: what the last issue said, what is known now, and why."""

from __future__ import annotations

from decimal import Decimal

from bulletins import words
from bulletins.marts import MonthMarts, Restatement
from bulletins.monthly import cells
from bulletins.structure import Block, Cell, Column, Heading1, Note, Paragraph, Row, Table

TOP = 15
REASON_COLUMNS = (Column("修订原因", 60), Column("修订数据（项）", 45), Column("原因事件（件）", 45))
TOP_COLUMNS = (
    Column("月份", 17),
    Column("地区", 18),
    Column("指标", 38),
    Column("单位", 11),
    Column("原公布值", 19),
    Column("现值", 18),
    Column("差额", 14),
    Column("原因", 16),
    Column("事件", 11),
)


def reason_table(marts: MonthMarts) -> Table:
    """Per reason: how many published cells it changed and how many different events are behind it."""
    rows = [
        Row(
            (
                cells.text(words.REASONS.get(row.reason, row.reason)),
                cells.count(row.cell_count),
                cells.count(row.event_count),
            )
        )
        for row in marts.reasons
    ]
    return Table("修订原因汇总", REASON_COLUMNS, tuple(rows), "项、件")


def restated_line(marts: MonthMarts, row: Restatement) -> list[Cell]:
    """Month, city, metric, unit, published, current, difference, reason, number of events."""
    metric = marts.metric(row.metric)
    return [
        cells.month(row.month),
        cells.text(marts.city_name(row.city)),
        cells.text(metric.metric_name),
        cells.text(metric.unit_name),
        cells.figure(metric, row.published_value),
        cells.figure(metric, row.current_value),
        cells.difference(metric, row.difference),
        cells.text(words.REASONS.get(row.reason, row.reason)),
        cells.count(row.cause_count),
    ]


def largest(marts: MonthMarts) -> list[Restatement]:
    """The restated cells with the largest differences; counts before rates, whose points are another unit."""

    def size(row: Restatement) -> tuple[bool, Decimal]:
        difference = Decimal(0) if row.difference is None else abs(row.difference)
        return marts.metric(row.metric).kind == "rate", -difference

    return sorted(marts.restatements, key=size)[:TOP]


def top_table(marts: MonthMarts) -> Table:
    """The largest restatements."""
    rows = tuple(Row(tuple(restated_line(marts, row))) for row in largest(marts))
    return Table("差额较大的修订", TOP_COLUMNS, rows)


def chapter(marts: MonthMarts) -> list[Block]:
    """The restatements since the last issue; the first issue and an issue without any say so."""
    heading = Heading1("上期数据修订")
    build = marts.build
    if build.last_issue is None:
        return [heading, Paragraph("本期为首期通报，没有已公布数据，本期无修订。")]
    since = f"自上期通报（{build.last_issue}号）截止（日志序号{build.last_issue_cutoff_seq}）以来"
    if not marts.restatements:
        return [heading, Paragraph(f"{since}，已公布数据没有变化，本期无修订。")]
    total = len(marts.restatements)
    shown = "全部列于«差额较大的修订»" if total <= TOP else f"差额较大的{TOP}项列于«差额较大的修订»"
    return [
        heading,
        Paragraph(f"{since}，已公布数据共修订{total}项，原因汇总见«修订原因汇总»，{shown}。各项修订及其原因事件逐一列于附件。"),
        reason_table(marts),
        top_table(marts),
        Note("注：差额＝现值－原公布值；率的差额单位为百分点。同一事件可能引起多项数据修订，«修订原因汇总»中按原因分别计数。"),
    ]

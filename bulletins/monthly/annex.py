"""The annex workbook's sheets: every metric of every city, the rankings with charts, and each revision with its causes."""

from __future__ import annotations

from decimal import Decimal

from bulletins import words
from bulletins.marts import PROVINCE, CityMetric, Metric, MonthMarts
from bulletins.monthly import cells, method, restated
from bulletins.structure import Cell, Chart, Column, Imprint, Row, Sheet, Table

FIGURE_COLUMNS = (
    Column("年度目标", 22),
    Column("本月", 20),
    Column("累计", 22),
    Column("上年同期", 22),
    Column("同比增减", 20),
    Column("同比%", 18),
    Column("完成率%", 20),
    Column("序时进度%", 20),
    Column("快慢（百分点）", 24),
    Column("排名", 14),
    Column("上月排名", 16),
)
EVENT_COLUMNS = (
    Column("数据月份", 20),
    Column("地区", 20),
    Column("指标", 38),
    Column("修订原因", 22),
    Column("日志序号", 22),
    Column("事件来源", 52),
    Column("事件编号", 60),
    Column("事件类型", 44),
    Column("发生时间", 38),
    Column("记录时间", 38),
    Column("状态", 18),
)


def figure_cells(metric: Metric, row: CityMetric) -> list[Cell]:
    """The eleven figures of a city's metric, in the order of FIGURE_COLUMNS."""
    figures = (row.target_value, row.month_value, row.cumulative_value, row.last_year_value)
    return [
        *(cells.figure(metric, value) for value in figures),
        cells.difference(metric, row.change_value),
        cells.signed_rate(row.change_pct),
        cells.rate(row.completion_pct),
        cells.rate(row.elapsed_pct),
        cells.signed_rate(row.lead_pp),
        cells.rank(row.rank),
        cells.rank(row.last_rank),
    ]


def overview(marts: MonthMarts) -> Sheet:
    """总表: metrics down, province and cities across, cumulative values."""
    values = {(row.metric, row.city): row.cumulative_value for row in marts.figures}
    columns = (
        Column("指标", 40),
        Column("单位", 12),
        *(Column(marts.city_name(entry.city), 19) for entry in marts.cities),
    )
    rows = []
    for metric in marts.metrics:
        line = [cells.text(metric.metric_name), cells.text(metric.unit_name)]
        line += [cells.figure(metric, values.get((metric.metric, entry.city))) for entry in marts.cities]
        rows.append(Row(tuple(line), is_total=metric.is_headline))
    caption = f"{marts.month.year}年{words.period(marts.month)}全省及各市就业指标总表"
    notes = ("流量指标为自1月起累计数，存量指标为月末数，率为累计率；黑体为主要指标。",)
    return Sheet("总表", Table(caption, columns, tuple(rows)), notes)


def details(marts: MonthMarts) -> Sheet:
    """指标明细: every metric of every city, all its columns."""
    known = {metric.metric: metric for metric in marts.metrics}
    rows = []
    for row in marts.figures:
        metric = known.get(row.metric) or marts.metric(row.metric)
        line = [cells.text(metric.metric_name), cells.text(metric.unit_name), cells.text(marts.city_name(row.city))]
        rows.append(cells.row_of([*line, *figure_cells(metric, row)], row.city))
    columns = (Column("指标", 40), Column("单位", 12), Column("地区", 20), *FIGURE_COLUMNS)
    return Sheet("指标明细", Table("各项指标明细", columns, tuple(rows)))


def ranking(marts: MonthMarts, metric: Metric) -> Sheet:
    """One headline metric: cities ranked, and a chart of completion against elapsed time or of the rate against its target."""
    rows = [
        cells.row_of([number, place, *figure_cells(metric, row)], row.city)
        for number, place, row in cells.numbered(marts, cells.ranked(marts, metric.metric))
    ]
    columns = (Column("序号", 12), Column("地区", 20), *FIGURE_COLUMNS)
    caption = f"{metric.metric_name}{words.period(marts.month)}完成情况"
    if metric.kind == "flow" and metric.direction == "at_least":
        chart = Chart(f"{metric.metric_name}完成率与序时进度", 1, 8, 9, "%")
    else:
        label = "控制线" if metric.direction == "at_most" else "目标"
        chart = Chart(f"{metric.metric_name}与{label}", 1, 4, 2, metric.unit_name)
    return Sheet(metric.metric_name, Table(caption, columns, tuple(rows), metric.unit_name), chart=chart)


def channels(marts: MonthMarts) -> Sheet:
    """安置渠道: every city and channel."""
    names = {entry.channel: entry.channel_name for entry in marts.channels}
    rows = []
    for row in marts.placements:
        persons = (row.month_persons, row.cumulative_persons, row.verified_persons)
        line = [cells.text(marts.city_name(row.city)), cells.text(names.get(row.channel, row.channel))]
        line += [*(cells.count(value) for value in persons), cells.rate(row.verified_pct)]
        rows.append(cells.row_of(line, row.city))
    titles = (("本月安置", 22), ("累计安置", 22), ("其中：已核实", 26), ("核实率%", 20))
    columns = (Column("地区", 20), Column("安置渠道", 34), *(Column(title, width) for title, width in titles))
    return Sheet("安置渠道", Table("去产能职工分渠道安置情况", columns, tuple(rows), "人、%"))


def timeliness(marts: MonthMarts) -> Sheet:
    """报送及时性: every city and family of sources."""
    rows = []
    for row in marts.timeliness:
        # Here 210000 is the province's own office as a sender, not a total of the cities.
        line = [cells.text("省本级" if row.city == PROVINCE else marts.city_name(row.city))]
        line.append(cells.text(words.FAMILIES.get(row.source_family, row.source_family)))
        line += [cells.count(row.event_count), cells.count(row.late_count)]
        line += [cells.days(row.median_delay_days), cells.days(row.max_delay_days), cells.count(row.rejected_count)]
        rows.append(Row(tuple(line)))
    titles = ("事件数", "迟报数", "中位间隔（天）", "最长间隔（天）", "退回记录")
    columns = (Column("地区", 20), Column("来源", 24), *(Column(title, 26) for title in titles))
    return Sheet("报送及时性", Table("各市事件报送及时性与退回记录", columns, tuple(rows), "件、天"))


def alarms(marts: MonthMarts) -> Sheet:
    """来源告警: sources that were silent or jumped, what came, what was usual, and the thresholds of the month."""
    rows = tuple(
        Row(
            (
                cells.text(marts.city_name(row.city)),
                cells.text(words.FAMILIES.get(row.source_family, row.source_family)),
                cells.text(words.ALARMS[row.alarm]),
                cells.count(row.event_count),
                cells.days(row.usual_count),
                cells.count(row.history_months),
                cells.rate(row.surge_pct),
                cells.rate(row.drop_pct),
                cells.count(row.jump_least_events),
            )
        )
        for row in marts.alarms
    )
    titles = ("告警", "本月事件", "常量", "参照月数", "突增线%", "骤减线%", "最小差额")
    columns = (Column("地区", 20), Column("来源", 24), *(Column(title, 22) for title in titles))
    notes = ("常量为参照各月事件数的中位数；规则见规则包 liaoning-sources。", *(() if rows else ("本月无告警。",)))
    return Sheet("来源告警", Table("报送中断与报送量异动", columns, rows, "件"), notes)


def revisions(marts: MonthMarts) -> Sheet:
    """修订明细: every restated cell of the last issue."""
    rows = tuple(Row(tuple(restated.restated_line(marts, row))) for row in marts.restatements)
    columns = tuple(Column(column.title, column.width_mm + 8) for column in restated.TOP_COLUMNS)
    return Sheet("修订明细", Table("上期数据修订明细", columns, rows), _revision_notes(marts))


def causes(marts: MonthMarts) -> Sheet:
    """修订原因事件: every event behind every restated cell; no subject, so no person can be recognised."""
    names = {entry.metric: entry.metric_name for entry in marts.metrics}
    rows = tuple(
        Row(
            (
                cells.month(row.month),
                cells.text(marts.city_name(row.city)),
                cells.text(names.get(row.metric, row.metric)),
                cells.text(words.REASONS.get(row.reason, row.reason)),
                cells.seq(row.cause_seq),
                cells.text(row.event_source),
                cells.text(row.event_id),
                cells.text(row.event_type),
                cells.moment(row.effective_at),
                cells.moment(row.recorded_at),
                cells.text(words.STATUSES.get(row.status, row.status) if row.status else None),
            )
        )
        for row in marts.causes
    )
    return Sheet("修订原因事件", Table("引起修订的事件", EVENT_COLUMNS, rows), _revision_notes(marts))


def _revision_notes(marts: MonthMarts) -> tuple[str, ...]:
    if marts.build.last_issue is None:
        return ("本期为首期通报，没有已公布数据。",)
    return () if marts.restatements else ("本期无修订。",)


def notes(marts: MonthMarts, imprint: Imprint, threshold_pp: Decimal) -> Sheet:
    """口径说明: definitions with document and clause, counting rules, cut-off and verification."""
    rows = []
    for metric in marts.metrics:
        cited = (metric.document_no, metric.clause)
        line = [
            metric.metric_name,
            metric.unit_name,
            words.typeset(metric.definition),
            method.formula(marts, metric) or None,
            *cited,
        ]
        rows.append(Row(tuple(cells.text(value) for value in line)))
    for title, texts in (
        ("计算规则", method.counting_rules(threshold_pp)),
        ("截止与核验", method.cutoff(marts, imprint)),
    ):
        rows += [Row(tuple(cells.text(value) for value in (title, "", text, "", "", ""))) for text in texts]
    titles = (("指标或事项", 40), ("单位", 12), ("定义", 130), ("计算", 70), ("文件", 46), ("条款", 30))
    columns = tuple(Column(title, width) for title, width in titles)
    return Sheet("口径说明", Table("口径说明", columns, tuple(rows)))


def sheets(marts: MonthMarts, imprint: Imprint, threshold_pp: Decimal) -> tuple[Sheet, ...]:
    """All sheets of the annex, in reading order."""
    headline = [m for m in marts.metrics if m.is_headline]
    return (
        overview(marts),
        details(marts),
        *(ranking(marts, metric) for metric in headline),
        channels(marts),
        timeliness(marts),
        alarms(marts),
        revisions(marts),
        causes(marts),
        notes(marts, imprint, threshold_pp),
    )

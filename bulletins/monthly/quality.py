"""数据质量与报送及时性: how late and how clean each city's sources are."""

from __future__ import annotations

from collections.abc import Callable

from bulletins import words
from bulletins.marts import PROVINCE, MonthMarts, SourceTimeliness
from bulletins.monthly import cells
from bulletins.structure import Block, Cell, Column, Heading1, Note, Paragraph, Row, Table

SHOWN = ("enterprise", "insurance", "registration", "service")
Measure = tuple[str, float, Callable[[SourceTimeliness], Cell]]

TIMELINESS: tuple[Measure, ...] = (
    ("事件", 14, lambda row: cells.count(row.event_count)),
    ("迟报", 11, lambda row: cells.count(row.late_count)),
    ("中位\n天数", 10, lambda row: cells.days(row.median_delay_days)),
)
QUALITY: tuple[Measure, ...] = (
    ("退回", 17, lambda row: cells.count(row.rejected_count)),
    ("最长\n天数", 17, lambda row: cells.days(row.max_delay_days)),
)
NOTE = "注：天数为事件发生至记入日志的间隔；“—”表示该来源本月没有报送。其他来源见附件“报送及时性”。"


def by_family(marts: MonthMarts, caption: str, measures: tuple[Measure, ...]) -> Table:
    """One row per city; the same measures side by side for each family of sources."""
    rows_at = {(row.city, row.source_family): row for row in marts.timeliness}
    columns = [Column("地区", 16)]
    columns += [Column(title, width, words.FAMILIES[family]) for family in SHOWN for title, width, _ in measures]
    rows = []
    for entry in marts.cities:
        if entry.city == PROVINCE:
            continue
        line = [cells.text(marts.city_name(entry.city))]
        for family in SHOWN:
            found = rows_at.get((entry.city, family))
            line += [take(found) if found else cells.count(None) for _, _, take in measures]
        rows.append(Row(tuple(line)))
    return Table(caption, tuple(columns), tuple(rows), "件、天")


def silent_paragraph(marts: MonthMarts) -> Paragraph:
    """The cities whose sources fell silent this month, by name, family by family."""
    cities = sum(entry.city != PROVINCE for entry in marts.cities)
    gaps = []
    for family in SHOWN:
        names = [marts.city_name(row.city) for row in marts.alarms if (row.alarm, row.source_family) == ("silent", family)]
        if names:
            gaps.append(f"{words.FAMILIES[family]}（{words.listed(names, cities)}）")
    text = f"本月报送中断的来源有：{'、'.join(gaps)}。请有关市核实情况，及时补报。" if gaps else "本月没有报送中断的来源。"
    return Paragraph(f"各市事件报送、迟报和退回情况见«各市事件报送及时性»、«各市退回记录与最长报送间隔»。{text}")


def jumps_paragraph(marts: MonthMarts) -> Paragraph:
    """The sources whose volume jumped, each with what came and what was usual."""
    said = []
    for alarm in ("surge", "drop"):
        found = [
            f"{marts.city_name(row.city)}{words.FAMILIES[row.source_family]}（{row.event_count}件，常量{row.usual_count.normalize():f}件）"
            for row in marts.alarms
            if row.alarm == alarm and row.usual_count is not None
        ]
        if found:
            said.append(f"{words.ALARMS[alarm]}的有{'、'.join(found)}")
    text = f"报送量{'；'.join(said)}。请有关市核实，异动本身不是差错。" if said else "各来源报送量没有异动。"
    return Paragraph(f"{text}判断标准和明细见附件“来源告警”。")


def chapter(marts: MonthMarts) -> list[Block]:
    """Who was silent, whose volume jumped, then two tables by city."""
    return [
        Heading1("数据质量与报送及时性"),
        silent_paragraph(marts),
        jumps_paragraph(marts),
        by_family(marts, "各市事件报送及时性", TIMELINESS),
        by_family(marts, "各市退回记录与最长报送间隔", QUALITY),
        Note(NOTE),
    ]

"""政策落实和资金使用: benefits, services and funds of the quarter and of the year, by city (辽政办发〔2016〕75号 七(十七); 冀人社发〔2018〕38号 七)."""

from __future__ import annotations

from bulletins import words
from bulletins.marts import PROVINCE, QuarterMarts
from bulletins.monthly import cells
from bulletins.structure import Block, Cell, Column, Heading1, Heading2, Note, Paragraph, Table

Shown = tuple[str, str, bool]
"""Metric, heading, and whether the quarter is shown beside the year so far."""

BENEFITS: tuple[Shown, ...] = (
    ("benefit_persons", "享受扶持\n政策(人)", True),
    ("benefit_amount", "政策金额\n(元)", True),
    ("guaranteed_loans", "担保贷款\n(万元)", True),
    ("training_persons", "培训\n(人)", True),
    ("benefits_due_unreceived", "应享\n未享(人)", False),
)
FUNDS: tuple[Shown, ...] = (
    ("funds_received", "到账", True),
    ("funds_allocated", "分配", True),
    ("funds_spent", "支出", True),
    ("fund_balance", "期末结余", False),
)
NOTE = "注：“应享未享”为按台账已知情况符合条件而逾期未享受的人员，是待核实的线索；“累计”自当年1月1日起计。"


def amount(marts: QuarterMarts, metric: str) -> str:
    """The province's figure of the year so far, with its unit."""
    return words.amount(marts.end.metric(metric), marts.end.figure(PROVINCE, metric).cumulative_value)


def by_city(marts: QuarterMarts, caption: str, shown: tuple[Shown, ...], unit: str) -> Table:
    """One row per city; of each flow the quarter and the year so far."""
    columns = [Column("地区", 16)]
    for _, title, has_quarter in shown:
        columns += [Column("本季", 16, title), Column("累计", 18, title)] if has_quarter else [Column(title, 18)]
    rows = []
    for entry in marts.end.cities:
        line: list[Cell] = [cells.text(marts.end.city_name(entry.city))]
        for name, _, has_quarter in shown:
            metric = marts.end.metric(name)
            if has_quarter:
                line.append(cells.figure(metric, marts.quarter(entry.city, name).quarter_value))
            line.append(cells.figure(metric, marts.end.figure(entry.city, name).cumulative_value))
        rows.append(cells.row_of(line, entry.city))
    return Table(caption, tuple(columns), tuple(rows), unit)


def chapter(marts: QuarterMarts) -> list[Block]:
    """Benefits and services, then funds."""
    when = words.period(marts.end.month)
    return [
        Heading1("政策落实和资金使用"),
        Heading2("（一）政策落实"),
        Paragraph(
            f"{when}，全省享受扶持政策{amount(marts, 'benefit_persons')}，金额{amount(marts, 'benefit_amount')}；"
            f"发放创业担保贷款{amount(marts, 'guaranteed_loans')}，培训{amount(marts, 'training_persons')}。"
            f"期末应享未享{amount(marts, 'benefits_due_unreceived')}，请有关市主动告知、核实。"
        ),
        by_city(marts, "各市政策落实情况", BENEFITS, "人、元、万元"),
        Note(NOTE),
        Heading2("（二）资金使用"),
        Paragraph(
            f"{when}，全省各项资金到账{amount(marts, 'funds_received')}，分配{amount(marts, 'funds_allocated')}，"
            f"支出{amount(marts, 'funds_spent')}，期末结余{amount(marts, 'fund_balance')}。"
        ),
        by_city(marts, "各市资金使用情况", FUNDS, "万元"),
    ]

"""Reads a month of marts and lays out the monthly bulletin: head, six chapters, annex sheets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from bulletins import words
from bulletins.marts import MartsError, MonthMarts
from bulletins.monthly import annex, diverted, method, overall, progress, quality, restated
from bulletins.numbering import numbered
from bulletins.structure import Block, Bulletin, Head, Imprint, Paragraph
from bulletins.warehouse import read_month


def read_monthly(
    warehouse: Path,
    month: date,
    imprint: Imprint,
    lead_threshold_pp: Decimal = words.DEFAULT_LEAD_THRESHOLD_PP,
) -> Bulletin:
    """The monthly bulletin of `month` (its first day) from schema `marts` of a warehouse file, read only.

    `lead_threshold_pp` comes from the rule pack. Raises MartsError (message in Chinese) if the marts lack the month,
    a metric or a city that the bulletin must show.
    """
    if month.day != 1:
        raise MartsError(f"月份应为当月第一天，现为 {month:%Y-%m-%d}。")
    return compose(read_month(warehouse, month), imprint, Decimal(lead_threshold_pp))


def compose(marts: MonthMarts, imprint: Imprint, lead_threshold_pp: Decimal) -> Bulletin:
    """Lay out marts that are already read; pure."""
    when = f"{marts.month.year}年{words.period(marts.month)}"
    blocks: list[Block] = [
        *opening(imprint, f"{when}全省就业工作目标任务完成情况通报如下"),
        *overall.chapter(marts, lead_threshold_pp),
        *progress.chapter(marts, lead_threshold_pp),
        *diverted.chapter(marts),
        *quality.chapter(marts),
        *restated.chapter(marts),
        *method.chapter(marts, imprint, lead_threshold_pp),
    ]
    return Bulletin(
        head=head_of(marts, imprint, (f"关于{when}全省就业工作", "目标任务完成情况的通报")),
        blocks=numbered(blocks),
        attachments=(f"{when}全省就业工作数据表（电子表格）",),
        sheets=annex.sheets(marts, imprint, lead_threshold_pp),
        marts=marts,
    )


def head_of(marts: MonthMarts, imprint: Imprint, title: tuple[str, str]) -> Head:
    """The head of an issue made from these marts; an erratum's title says so."""
    build = marts.build
    mark = "（更正）" if imprint.erratum_of else ""
    return Head(
        imprint=imprint,
        title=(title[0], f"{title[1]}{mark}"),
        month=marts.month,
        cutoff_at=build.cutoff_at,
        cutoff_seq=build.seq_hi,
        rule_version=build.rule_version,
        code_version=build.code_version,
        previous_issue=build.last_issue,
    )


def opening(imprint: Imprint, what: str) -> list[Paragraph]:
    """On what clause, and what is told; of an erratum also what it corrects and why."""
    first = Paragraph(f"根据{imprint.basis}，现将{what}。")
    if not imprint.erratum_of:
        return [first]
    because = f"，更正原因：{imprint.erratum_reason}" if imprint.erratum_reason else ""
    return [first, Paragraph(f"本期更正{imprint.erratum_of}号通报{because}。原通报继续存档，不作改动。")]

"""Reads a quarter of marts and lays out the dispatch: head, eight chapters, annex sheets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from bulletins import words
from bulletins.marts import MartsError, QuarterMarts
from bulletins.monthly import diverted, method, overall, restated
from bulletins.monthly.reader import head_of, opening
from bulletins.numbering import numbered
from bulletins.quarterly import annex, market, policy, progress, reviews
from bulletins.structure import Block, Bulletin, Imprint
from bulletins.warehouse import read_quarter


def read_quarterly(
    warehouse: Path,
    starts_on: date,
    imprint: Imprint,
    lead_threshold_pp: Decimal = words.DEFAULT_LEAD_THRESHOLD_PP,
) -> Bulletin:
    """The dispatch of the quarter that begins on `starts_on`, from schema `marts` of a warehouse file, read only.

    Raises MartsError (message in Chinese) if the quarter is not over or the marts lack what the dispatch must show.
    """
    if starts_on.day != 1 or starts_on.month % 3 != 1:
        raise MartsError(f"季度应以首月第一天指明，现为 {starts_on:%Y-%m-%d}。")
    return compose(read_quarter(warehouse, starts_on), imprint, Decimal(lead_threshold_pp))


def compose(marts: QuarterMarts, imprint: Imprint, lead_threshold_pp: Decimal) -> Bulletin:
    """Lay out marts that are already read; pure."""
    when = words.quarter(marts.starts_on)
    blocks: list[Block] = [
        *opening(imprint, f"{when}全省就业工作情况调度如下"),
        *overall.chapter(marts.end, lead_threshold_pp),
        *progress.chapter(marts, lead_threshold_pp),
        *diverted.chapter(marts.end),
        *policy.chapter(marts),
        *market.chapter(marts),
        *reviews.chapter(marts),
        *restated.chapter(marts.end),
        *method.chapter(marts.end, imprint, lead_threshold_pp),
    ]
    return Bulletin(
        head=head_of(marts.end, imprint, (f"关于{when}全省就业工作", "情况的调度通报")),
        blocks=numbered(blocks),
        attachments=(f"{when}全省就业工作数据表（电子表格）",),
        sheets=annex.sheets(marts, imprint, lead_threshold_pp),
        marts=marts,
        genre="季调度",
    )

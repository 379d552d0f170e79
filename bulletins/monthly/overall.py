"""总体完成情况: one sentence per headline metric of the province."""

from __future__ import annotations

from decimal import Decimal

from bulletins import words
from bulletins.marts import PROVINCE, MonthMarts
from bulletins.structure import Block, Heading1, Paragraph


def chapter(marts: MonthMarts, threshold_pp: Decimal) -> list[Block]:
    """One paragraph per headline metric, in the order of dim_metrics."""
    blocks: list[Block] = [Heading1("总体完成情况")]
    for metric in marts.metrics:
        if metric.is_headline:
            row = marts.figure(PROVINCE, metric.metric)
            blocks.append(Paragraph(words.sentence(metric, row, "全省", threshold_pp)))
    return blocks

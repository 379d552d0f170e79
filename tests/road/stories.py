"""What a file of worked stories needs: a story, its figures, and how a story is checked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.road.telling import SHENYANG

Figures = dict[tuple[str, str, str], int]


@dataclass
class Story:
    """A sentence a policy officer can dispute, the events, and the figures they make."""

    sentence: str
    events: list[dict[str, Any]]
    figures: Figures


def cell(metric: str, month: str, city: str = SHENYANG) -> tuple[str, str, str]:
    return metric, city, month


def about(metrics: Iterable[str], figures: Figures) -> Figures:
    """Of all figures those of the metrics that a file of stories tells about; one event may serve others, told elsewhere."""
    told = set(metrics)
    return {key: amount for key, amount in figures.items() if key[0] in told}

"""What a file of worked stories needs: a story, its figures, and how a story is checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.road.fast_warehouse import FastWarehouse
from tests.road.recount import Amount, Cell, recount
from tests.road.telling import SHENYANG

Figures = Mapping[Cell, Amount]


@dataclass
class Story:
    """A sentence a policy officer can dispute, the events, and the figures they make."""

    sentence: str
    events: list[dict[str, Any]]
    figures: Figures

    def __str__(self) -> str:
        return self.sentence


def cell(metric: str, month: str, city: str = SHENYANG) -> Cell:
    return metric, city, month


def about(metrics: Iterable[str], figures: Figures) -> Figures:
    """Of all figures those of the metrics that a file of stories tells about; one event may serve others, told elsewhere."""
    told = set(metrics)
    return {key: amount for key, amount in figures.items() if key[0] in told}


def check(ledger: FastWarehouse, story: Story, told: Iterable[str], at_once: int = 6) -> None:
    """Told backwards, so many events at once, the story makes exactly its figures; the independent recount agrees in every metric."""
    backwards = story.events[::-1]
    for first in range(0, len(backwards), at_once):
        ledger.arrive(backwards[first : first + at_once])
    assert about(told, ledger.cells()) == story.figures
    assert recount(story.events) == ledger.cells()

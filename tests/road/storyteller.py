"""A story of events and the figures it makes, and the two ways in which it is checked."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.recount import recount
from tests.road.telling import SHENYANG

Cell = tuple[str, str, str]


@dataclass
class Story:
    """`figures`: every cell that is not zero of the metrics that the stories of its module are about."""

    sentence: str
    events: list[dict[str, Any]]
    figures: dict[Cell, int | Decimal]

    def __str__(self) -> str:
        return self.sentence


def cell(metric: str, month: str, city: str = SHENYANG) -> Cell:
    return metric, city, month


def check(compiled: CompiledModels, story: Story, metrics: frozenset[str]) -> None:
    """Told backwards, event by event, the story makes exactly its figures; the independent recount agrees in every metric."""
    ledger = FastWarehouse(compiled)
    try:
        for event in reversed(story.events):
            ledger.arrive([event])
        assert only(ledger.cells(), metrics) == story.figures
        assert recount(story.events) == ledger.cells()
    finally:
        ledger.close()


def only(cells: dict[Cell, Any], metrics: frozenset[str]) -> dict[Cell, Any]:
    return {place: amount for place, amount in cells.items() if place[0] in metrics}

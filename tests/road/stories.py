"""What a file of worked stories needs: a story, its figures, and how a story is checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.road.fast_warehouse import FastWarehouse
from tests.road.recount import Amount, Cell, recount
from tests.road.telling import SHENYANG

Figures = Mapping[Cell, Amount]
UNDOING = ("event_corrected", "event_retracted", "persons_merged", "persons_split")


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


def check(ledger: FastWarehouse, story: Story, told: Iterable[str], later: Iterable[str] = UNDOING) -> None:
    """Told backwards in two builds, what undoes in the second, the story makes exactly its figures, and the recount agrees in all.

    All other orders and batches are tried in test_invariants. later: the event types told in the second build; of a story
    that has none of them the second build is told the first half.
    """
    backwards = story.events[::-1]
    first = [e for e in backwards if e["type"] not in later]
    if len(first) == len(backwards):
        first = backwards[: (len(backwards) + 1) // 2]
    for batch in (first, [e for e in backwards if e not in first]):
        if batch:
            ledger.arrive(batch)
    cells = ledger.cells()
    assert about(told, cells) == {cell: amount for cell, amount in story.figures.items() if amount}
    assert recount(story.events) == cells

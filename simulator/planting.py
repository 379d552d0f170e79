"""The list of planted faults, written as they are planted: what was put in, where, and what it moves until when."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from simulator.days import Window
from simulator.truth import Cell

_BUNDLE = 64


class PlantedList:
    """planted.json: an array of entries, streamed."""

    def __init__(self, path: Path, window: Window) -> None:
        """Begin the list at `path`."""
        self.path = path
        self.window = window
        self.counts: Counter[str] = Counter()
        self._bundle: list[str] = []
        path.write_text("[\n", encoding="utf-8")

    def add(self, entry: dict[str, Any]) -> None:
        """Add one entry."""
        before = ",\n" if self.counts.total() else ""
        self.counts[entry["kind"]] += 1
        self._bundle.append(before + json.dumps(entry, ensure_ascii=False))
        if len(self._bundle) == _BUNDLE:
            self._flush()

    def close(self) -> None:
        """End the list."""
        self._flush()
        with self.path.open("a", encoding="utf-8") as out:
            out.write("\n]\n")

    def _flush(self) -> None:
        with self.path.open("a", encoding="utf-8") as out:
            out.write("".join(self._bundle))
        self._bundle.clear()


def moved(window: Window, cell: Cell, amount: int) -> dict[str, Any]:
    """One figure that a repair moves by `amount` (what it shows after, less what it showed before)."""
    metric, city, month, channel = cell
    entry: dict[str, Any] = {"metric": metric, "city": city, "month": window.months[month], "amount": amount}
    return entry if channel is None else entry | {"channel": channel}


def missing(window: Window, cells: tuple[Cell, ...], revealed: int, amount: int = 1) -> list[dict[str, Any]]:
    """The figures of the months before delivery `revealed` that are wrong by one until then; a level in every month."""
    found = []
    for cell in cells:
        metric, city, month, channel = cell
        last = revealed - 1 if metric == "registered_unemployed" else min(month + 1, revealed - 1)
        found += [moved(window, (metric, city, place, channel), amount) for place in range(month, last)]
    return found

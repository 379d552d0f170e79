"""The list of planted faults, written as they are planted: what was put in, where, and what it moves until when."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from simulator.days import Window
from simulator.truth import STOCKS, Cell

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


def moved(window: Window, cell: Cell, sign: int = 1) -> dict[str, Any]:
    """One figure that a repair moves by the cell's amount (what it shows after, less what it showed before)."""
    amount = cell.amount * sign
    entry: dict[str, Any] = {
        "metric": cell.metric, "city": cell.city, "month": window.months[cell.month],
        "amount": int(amount) if amount == int(amount) else float(amount),
    }  # fmt: skip
    return entry if cell.channel is None else entry | {"channel": cell.channel}


def missing(window: Window, cells: tuple[Cell, ...], revealed: int, sign: int = 1) -> list[dict[str, Any]]:
    """The figures of the months before delivery `revealed` that lack their cell until then; a level lacks it in every month."""
    found = []
    for cell in cells:
        last = revealed - 1 if cell.metric in STOCKS else min(cell.month + 1, revealed - 1)
        found += [moved(window, cell._replace(month=place), sign) for place in range(cell.month, last)]
    return found

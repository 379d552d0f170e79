"""A small province, written once for all tests of this folder."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from simulator.province import Summary, simulate


@dataclass(frozen=True)
class Province:
    """What `simulate` wrote, read back. lines: (file, position, text) of every NDJSON line."""

    summary: Summary
    truth: dict[str, Any]
    planted: list[dict[str, Any]]
    lines: list[tuple[str, int, str]]

    @property
    def bad_places(self) -> set[tuple[str, int]]:
        """File and position of every bad row."""
        return {(entry["file"], entry["position"]) for entry in self.planted if "file" in entry}

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        """Delivery and event of every NDJSON line that is not a planted bad one, in order."""
        bad = self.bad_places
        return [(file[:7], json.loads(text)) for file, position, text in self.lines if (file, position) not in bad]


@pytest.fixture(scope="session")
def province(tmp_path_factory: pytest.TempPathFactory) -> Province:
    """Two thousand persons, January 2025 to June 2026, with tables."""
    out = tmp_path_factory.mktemp("province")
    summary = simulate(out, seed=7, persons=2000)
    lines = [
        (file, position, text)
        for file in summary.files
        if file.endswith(".ndjson")
        for position, text in enumerate((out / "deliveries" / file).read_text(encoding="utf-8").splitlines(), 1)
    ]
    return Province(summary, json.loads((out / "truth.json").read_text()), json.loads((out / "planted.json").read_text()), lines)

"""The rows of a seed, as a test reads them."""

import csv

from flows.project import ROOT


def seed_rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

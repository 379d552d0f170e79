"""Synthetic provinces whose truth is known: after every delivery is in, each figure equals it, in every city and month.

Three independent accounts must agree: the simulator, which knows what it invented; the models; and a recount in plain
Python from the log's entries, which also answers for the metrics whose truth the simulator does not write down.
"""

import csv
import json
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from flows.build import build, publish
from flows.demo import received_on, set_clock
from flows.ingest import files_of, ingest
from flows.project import ROOT
from flows.settings import Home
from simulator.province import simulate
from streams.log import open_reader
from tests.road.recount import recount

Cell = tuple[str, str, str]


def take_in_everything(home: Home, province: Path) -> Counter[str]:
    """All deliveries in their order; returns the rules that rows broke."""
    broken: Counter[str] = Counter()
    for delivery in sorted((province / "deliveries").iterdir()):
        set_clock(home, received_on(delivery.name))
    for delivered in ingest(home, files_of((province / "deliveries",))):
        assert delivered.refused is None
        broken.update(delivered.receipt.by_rule)
    return broken


def truth_of(province: Path) -> dict[Cell, int]:
    """Flows by month; stocks as their change, like the evidence; zero cells left out."""
    truth = json.loads((province / "truth.json").read_text())
    cells = {
        (metric, city, month): amount
        for metric, cities in truth["flows"].items() for city, months in cities.items() for month, amount in months.items()
    }  # fmt: skip
    for metric, cities in truth["stocks"].items():
        for city, months in cities.items():
            for month, level in months.items():
                cells[f"{metric} (level)", city, month] = level
    return {cell: amount for cell, amount in cells.items() if amount}


def figures_of(home: Home) -> dict[Cell, int]:
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        rows = con.execute(
            """
            select case when m.kind = 'stock' then m.metric || ' (level)' else m.metric end, f.city, strftime(f.month, '%Y-%m'), f.month_value
            from marts.fct_city_metrics f join marts.dim_metrics m using (metric) join marts.dim_cities c using (city)
            where m.is_posted and c.kind = 'city' and f.month_value <> 0
            """
        ).fetchall()
    return {(metric, city, month): value for metric, city, month, value in rows}


def with_levels(changes: dict[Cell, int], months: list[str]) -> dict[Cell, int]:
    """Turn the recount's monthly changes of stocks into levels; what falls due after the last month waits."""
    with (ROOT / "seeds" / "metrics.csv").open(encoding="utf-8", newline="") as file:
        stocks = {row["metric"] for row in csv.DictReader(file) if row["kind"] == "stock"}
    cells = {cell: n for cell, n in changes.items() if cell[0] not in stocks and cell[2] <= months[-1]}
    for metric, city in {(m, c) for m, c, _ in changes if m in stocks}:
        for month in months:
            level = sum(n for (m, c, at), n in changes.items() if (m, c) == (metric, city) and at <= month)
            if level:
                cells[f"{metric} (level)", city, month] = level
    return cells


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_every_figure_of_every_city_and_month_equals_the_truth_and_the_recount(tmp_path: Path, seed: int) -> None:
    home, province = Home(tmp_path / "home"), tmp_path / "province"
    simulate(province, seed=seed, persons=2000, carriers="mixed" if seed == 1 else "ndjson")
    broken = take_in_everything(home, province)
    publish(home, build(home))
    truth, every_figure = truth_of(province), figures_of(home)
    known = {metric for metric, _, _ in truth}
    figures = {cell: value for cell, value in every_figure.items() if cell[0] in known}
    assert {c: (truth.get(c), figures.get(c)) for c in truth.keys() | figures.keys() if truth.get(c) != figures.get(c)} == {}
    with open_reader(home.log) as con:
        names = ["source", "id", "type", "subject", "time", "data"]
        entries = [
            dict(zip(names, row, strict=True)) for row in con.execute(f"select {', '.join(names)} from log.events").fetchall()
        ]
    months = json.loads((province / "truth.json").read_text())["months"]
    assert with_levels(recount(entries), months) == every_figure
    planted = Counter(p["kind"] for p in json.loads((province / "planted.json").read_text()))
    assert broken["D001"] == planted["conflicting_resend"]
    assert broken["C004"] >= planted["check_digit"]

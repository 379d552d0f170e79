"""Synthetic provinces whose truth is known: after every delivery is in, each figure equals it, in every city and month.

Three independent accounts must agree: the simulator, which knows what it invented; the models; and a recount in plain
Python from the log's entries. Of metrics that the simulator does not keep count of, the models and the recount must agree.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from flows.build import build, publish
from flows.demo import received_on, set_clock
from flows.ingest import files_of, ingest
from flows.settings import Home
from simulator.province import simulate
from streams.log import open_reader
from tests.road.recount import Amount, Cell, recount


def take_in_everything(home: Home, province: Path) -> Counter[str]:
    """All deliveries in their order; returns the rules that rows broke."""
    broken: Counter[str] = Counter()
    for delivery in sorted((province / "deliveries").iterdir()):
        set_clock(home, received_on(delivery.name))
    for delivered in ingest(home, files_of((province / "deliveries",))):
        assert delivered.refused is None
        broken.update(delivered.receipt.by_rule)
    return broken


def in_one_file(province: Path) -> None:
    """Nineteen months in one file are taken in like each month in nine, and sooner; one seed sends seven months as offices do."""
    deliveries = sorted((province / "deliveries").iterdir())
    files = [file for delivery in deliveries for file in sorted(delivery.glob("*.ndjson"))]
    lines = [file.read_text(encoding="utf-8") for file in files]
    for file in files:
        file.unlink()
    (deliveries[-1] / "events.ndjson").write_text("".join(lines), encoding="utf-8")


def truth_of(province: Path) -> dict[Cell, Amount]:
    """Flows by month; stocks as their level, like the figures; zero cells left out."""
    truth = json.loads((province / "truth.json").read_text(), parse_float=Decimal)
    cells = {
        (metric, city, month): amount
        for metric, cities in truth["flows"].items() for city, months in cities.items() for month, amount in months.items()
    }  # fmt: skip
    for metric, cities in truth["stocks"].items():
        for city, months in cities.items():
            for month, level in months.items():
                cells[f"{metric} (level)", city, month] = level
    return {cell: amount for cell, amount in cells.items() if amount}


def figures_of(home: Home) -> dict[Cell, Amount]:
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        rows = con.execute(
            """
            select case when m.kind = 'stock' then m.metric || ' (level)' else m.metric end, f.city, strftime(f.month, '%Y-%m'), f.month_value
            from marts.fct_city_metrics f join marts.dim_metrics m using (metric) join marts.dim_cities c using (city)
            where m.is_posted and c.kind = 'city' and f.month_value <> 0
            """
        ).fetchall()
    return {(metric, city, month): value for metric, city, month, value in rows}


def with_levels(changes: dict[Cell, Amount], stocks: set[str], months: list[str]) -> dict[Cell, Amount]:
    """Turn the recount's monthly changes of stocks into levels; months to come, in which something falls due, are left out."""
    cells = {cell: n for cell, n in changes.items() if cell[0] not in stocks and cell[2] in months}
    by_stock: dict[tuple[str, str], dict[str, Amount]] = defaultdict(dict)
    for (metric, city, month), amount in changes.items():
        if metric in stocks:
            by_stock[metric, city][month] = amount
    for (metric, city), by_month in by_stock.items():
        for month in months:
            level = sum(amount for at, amount in by_month.items() if at <= month)
            if level:
                cells[f"{metric} (level)", city, month] = level
    return cells


def stocks_of(home: Home) -> set[str]:
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        return {metric for (metric,) in con.execute("select metric from marts.dim_metrics where kind = 'stock'").fetchall()}


def differing(one: Mapping[Cell, Amount], other: Mapping[Cell, Amount]) -> dict[Cell, tuple[Amount | None, Amount | None]]:
    return {c: (one.get(c), other.get(c)) for c in one.keys() | other.keys() if one.get(c) != other.get(c)}


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_every_figure_of_every_city_and_month_equals_the_truth_and_the_recount(tmp_path: Path, seed: int) -> None:
    home, province = Home(tmp_path / "home"), tmp_path / "province"
    if seed == 1:
        simulate(province, seed=seed, persons=2000, last_month="2025-06")
    else:
        simulate(province, seed=seed, persons=2000, carriers="ndjson")
        in_one_file(province)
    broken = take_in_everything(home, province)
    publish(home, build(home))
    truth, figures = truth_of(province), figures_of(home)
    told = {metric for metric, _, _ in truth}
    assert differing(truth, {cell: n for cell, n in figures.items() if cell[0] in told}) == {}
    with open_reader(home.log) as con:
        names = ["source", "id", "type", "subject", "time", "data"]
        entries = [
            dict(zip(names, row, strict=True)) for row in con.execute(f"select {', '.join(names)} from log.events").fetchall()
        ]
    months = json.loads((province / "truth.json").read_text())["months"]
    assert differing(with_levels(recount(entries), stocks_of(home), months), figures) == {}
    assert told <= {metric for metric, _, _ in figures}
    planted = Counter(p["kind"] for p in json.loads((province / "planted.json").read_text()))
    assert broken["D001"] == planted["conflicting_resend"]
    assert broken["C004"] >= planted["check_digit"]

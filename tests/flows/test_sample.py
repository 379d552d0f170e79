"""Drawing by lot: the same seed draws the same for anybody, every city gets its cases, and the log knows what was drawn."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.replay import Stop, stops_of
from flows.sample import Case, SampleDiffers, draw, read_inspectors, sample
from flows.settings import Home
from streams.events.assessment import BulletinIssued
from streams.log import open_reader

TakeIn = Callable[[list[dict[str, Any]]], Any]

POPULATION = [
    Case(city, f"p{n}", "urn:taizhang:210100:service", f"{city}-{n}") for city in ("210100", "210200") for n in range(200)
]
INSPECTORS = [f"JC{n:02}" for n in range(12)]


def test_the_same_seed_draws_the_same_in_whatever_order_the_cases_come_and_another_seed_does_not() -> None:
    first = draw(POPULATION, 7, 30, INSPECTORS, 2)
    assert draw(POPULATION[::-1], 7, 30, INSPECTORS[::-1], 2) == first
    assert draw(POPULATION, 8, 30, INSPECTORS, 2) != first


def test_every_city_gets_its_cases_or_all_it_has_and_every_case_two_different_inspectors() -> None:
    drawn = draw([*POPULATION, Case("210300", "p", "s", "only")], 7, 30, INSPECTORS, 2)
    assert Counter(one.case.city for one in drawn) == {"210100": 30, "210200": 30, "210300": 1}
    assert {len(set(one.inspectors)) for one in drawn} == {2}


def test_over_many_seeds_every_case_and_every_inspector_comes_up_about_equally_often() -> None:
    cases: Counter[str] = Counter()
    inspectors: Counter[str] = Counter()
    for seed in range(200):
        for one in draw(POPULATION[:40], seed, 10, INSPECTORS, 2):
            cases[one.case.id] += 1
            inspectors.update(one.inspectors)
    # 50 and 333 are expected; five standard deviations either way
    assert all(19 < cases[case.id] < 81 for case in POPULATION[:40])
    assert all(250 < inspectors[one] < 417 for one in INSPECTORS)


def test_too_few_inspectors_and_a_name_among_them_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="每件须指派 2 人"):
        draw(POPULATION, 7, 30, ["JC01", "JC01"], 2)
    (tmp_path / "名单.txt").write_text("JC01\n王某\n", encoding="utf-8")
    with pytest.raises(ValueError, match="不写姓名"):
        read_inspectors(tmp_path / "名单.txt")
    (tmp_path / "名单.txt").write_bytes("工号01\n".encode("gbk"))
    with pytest.raises(ValueError, match="不是 UTF-8"):
        read_inspectors(tmp_path / "名单.txt")


@pytest.fixture
def warehouse(home: Home, take_in: TakeIn) -> Home:
    """A ledger whose warehouse knows three placements in two cities; the third was reversed at seq 20, a fourth came at 30."""
    take_in([BulletinIssued.example()])
    home.warehouse.parent.mkdir(parents=True)
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("create schema marts; create table marts.dim_build as select 10 as seq_hi")
        con.execute(
            "create table marts.dim_events as select n as seq, 'urn:taizhang:210100:enterprise' as event_source, 'e' || n as event_id"
            " from range(1, 5) as t (n)"
        )
        con.execute(
            "create table marts.fct_evidence as select * from (values"
            " (10, 'diverted_placed', '210100', date '2026-02-01', 'p1', 1, 1), (10, 'diverted_placed', '210100', date '2026-03-01', 'p2', 2, 1),"
            " (10, 'diverted_placed', '210200', date '2026-03-01', 'p3', 3, 1), (20, 'diverted_placed', '210200', date '2026-03-01', 'p3', 3, -1),"
            " (30, 'diverted_placed', '210200', date '2026-01-01', 'p4', 4, 1), (10, 'diverted_placed', '210100', date '2026-04-01', 'p5', 4, 1)"
            ") as t (posted_seq, metric, city, period, subject, event_seq, amount)"
        )
    return home


def test_a_draw_is_told_to_the_log_once_and_drawn_again_as_known_then(warehouse: Home, tmp_path: Path) -> None:
    first = sample(warehouse, "placement", "2026-03", 7, INSPECTORS)
    with duckdb.connect(str(warehouse.warehouse)) as con:
        con.execute("update marts.dim_build set seq_hi = 30")
    again = sample(warehouse, "placement", "2026-03", 7, INSPECTORS, out=tmp_path / "again.csv")
    assert (first.is_new, again.is_new) == (True, False)
    assert first.file.read_bytes() == again.file.read_bytes()
    assert {one.case.subject for one in first.drawn} == {"p1", "p2", "p3"}, "April's came after the month"
    with open_reader(warehouse.log) as con:
        told = con.execute("select data from log.events where type = 'sample_drawn' order by seq").fetchall()
    assert [(e["city"], e["population_count"], e["cases_count"], e["cutoff_seq"]) for (d,) in told for e in [json.loads(d)]] == [
        ("210100", 2, 2, 10),
        ("210200", 1, 1, 10),
    ]
    assert stops_of(warehouse) == [Stop("2026-03-placement", 10)], "a rebuild from nothing stops where the draw was made"
    with pytest.raises(SampleDiffers, match="种子 7"):
        sample(warehouse, "placement", "2026-03", 8, INSPECTORS)
    with pytest.raises(LookupError, match="没有可抽的案件"):
        sample(warehouse, "training", "2026-03", 7, INSPECTORS)

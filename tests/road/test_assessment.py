"""The year's assessment: points from figures beside points submitted, grades within their quota; and warnings of unemployment risk."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.telling import ANSHAN, DALIAN, SHENYANG, corrected, deregistered, entry, hired, published, registered_unemployed

FUSHUN, BENXI = "210400", "210500"
EMPLOYED = {SHENYANG: 10, DALIAN: 9, ANSHAN: 12, FUSHUN: 10, BENXI: 11}


def owed(city: str, metric: str, value: float, direction: str = "at_least", year: int = 2025) -> dict[str, Any]:
    fields = {"direction": direction, "tier": "province", "document_no": "责任状1号", "responsible_office": "市长"}
    return entry("target_signed", city, f"{year}-01-05", city, year=year, metric=metric, value=value, **fields)


def scored(city: str, kind: str, points: int, day: str, item: str = "urban_new_employment") -> dict[str, Any]:
    return entry(
        "score_submitted", city, day, city, year=2025, scheme="guangdong-2010", item=item, score_kind=kind, points=points
    )


def laid_off(city: str, day: str, persons: int) -> dict[str, Any]:
    enterprise = "91210100MA0EXA001D"
    return entry(
        "layoff_reported", enterprise, day, city, enterprise=enterprise, layoff_persons=persons, headcount=20000,
        ground="serious_difficulty", first_separation_at=day,
    )  # fmt: skip


@pytest.fixture(scope="module")
def year(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """2025 is over. Five cities owe ten new employments, 鞍山 a rate as well, 抚顺 a re-employment; 2026 has begun."""
    warehouse = FastWarehouse(compiled)
    once = scored(SHENYANG, "final", 3, "2026-05-10")
    events = [
        *(owed(city, "urban_new_employment", 10) for city in EMPLOYED),
        owed(ANSHAN, "registered_unemployment_rate", 0.5, "at_most"), owed(FUSHUN, "unemployed_reemployed", 1),
        *(hired(f"{city}{n}", "2025-12-01", city) for city, persons in EMPLOYED.items() for n in range(persons)),
        published(ANSHAN, "2025-12", 99, "2026-01-10"),
        registered_unemployed("失", "2025-11-03", ANSHAN),
        scored(SHENYANG, "self", 3, "2026-03-12"), scored(SHENYANG, "verified", 2, "2026-04-20"), once,
        scored(SHENYANG, "third_party", 1, "2026-04-28"),
        scored(DALIAN, "final", 1, "2026-05-10"),
        owed(SHENYANG, "urban_new_employment", 100, year=2026),
        *(hired(f"新{n}", "2026-01-20") for n in range(8)),
    ]  # fmt: skip
    warehouse.arrive(events, through="marts")
    warehouse.arrive([corrected(once, "2026-05-20", points=2), deregistered("失", "2026-01-25", ANSHAN)], through="marts")
    yield warehouse
    warehouse.close()


def rows(year: FastWarehouse, mart: str, columns: str, where: str) -> list[tuple[Any, ...]]:
    return year.con.execute(f"select {columns} from warehouse.marts.{mart} where {where} order by all").fetchall()


def test_points_come_from_the_figures_and_stand_beside_those_submitted_and_corrected(year: FastWarehouse) -> None:
    found = rows(year, "fct_assessments", "city, points, self_points, verified_points, third_party_points, final_points",
                 "year = 2025 and item = 'urban_new_employment'")  # fmt: skip
    assert found == [
        (SHENYANG, 3, 3, 2, 1, 2),
        (DALIAN, 0, None, None, None, 1),
        (ANSHAN, 3, None, None, None, None),
        (FUSHUN, 3, None, None, None, None),
        (BENXI, 3, None, None, None, None),
    ]


def test_an_item_without_a_target_shrinks_the_maximum_and_an_upper_bound_is_kept_or_not(year: FastWarehouse) -> None:
    found = rows(year, "rpt_assessment_grades", "city, points, max_points, score", "year = 2025")
    assert found == [
        (SHENYANG, 3, 3, 100),
        (DALIAN, 0, 3, 0),
        (ANSHAN, 3, 7, Decimal("42.86")),
        (FUSHUN, 3, 6, 50),
        (BENXI, 3, 3, 100),
    ]


def test_the_top_grade_is_for_no_more_cities_than_its_quota(year: FastWarehouse) -> None:
    # thirty per cent of five cities is one, and two have the same points
    found = rows(year, "rpt_assessment_grades", "city, rank, grade", "year = 2025")
    assert found == [
        (SHENYANG, 1, "passed"),
        (DALIAN, 5, "failed"),
        (ANSHAN, 4, "failed"),
        (FUSHUN, 3, "failed"),
        (BENXI, 1, "passed"),
    ]


def test_below_the_dated_points_a_city_is_to_be_criticised_and_final_points_go_before_the_figures(year: FastWarehouse) -> None:
    assert rows(year, "rpt_escalations", "city, about, due_on::varchar, step_due", "ground = 'below_points'") == [
        (SHENYANG, "guangdong-2010", "2026-01-01", "criticism"),
        (DALIAN, "guangdong-2010", "2026-01-01", "criticism"),
        (ANSHAN, "guangdong-2010", "2026-01-01", "criticism"),
        (FUSHUN, "guangdong-2010", "2026-01-01", "criticism"),
    ]


def test_before_the_year_is_over_points_are_estimates_against_elapsed_time(year: FastWarehouse) -> None:
    assert rows(year, "fct_assessments", "city, is_estimated, points", "year = 2026") == [(SHENYANG, True, 0)]
    assert rows(year, "rpt_assessment_grades", "is_estimated, is_criticism_due", "year = 2026") == [(True, False)]


def test_another_way_of_scoring_and_another_quota_are_other_rules_and_nothing_else(year: FastWarehouse) -> None:
    year.con.execute("update warehouse.seeds.rules set value = 'linear' where rule = 'score_how.urban_new_employment'")
    year.con.execute("update warehouse.seeds.rules set value = '40' where rule = 'grade_quota_pct.excellent'")
    year.arrive([hired("再一人", "2026-01-21")], through="marts")
    # nine of a hundred; by January a twelfth is owed, so that the pace is met
    assert rows(year, "fct_assessments", "city, is_estimated, points", "year = 2026") == [(SHENYANG, True, 3)]
    assert rows(year, "fct_assessments", "city, points", f"year = 2025 and city = '{DALIAN}'") == [(DALIAN, Decimal("2.70"))]
    assert rows(year, "rpt_assessment_grades", "city", "year = 2025 and grade = 'excellent'") == [(SHENYANG,), (BENXI,)]


@pytest.fixture(scope="module")
def warned(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """沈阳 lays off 600 in March and answers late; its rate of unemployment is 5 % in March, and 5.6 % in April and May."""
    warehouse = FastWarehouse(compiled)
    unemployed = [registered_unemployed(f"失{n}", "2026-03-03" if n < 50 else "2026-04-03") for n in range(56)]
    answer = entry(
        "response_taken", SHENYANG, "2026-04-20", SHENYANG, month="2026-03", metric="layoffs_reported", measure="contingency_plan",
        statement="启动应急预案",
    )  # fmt: skip
    warehouse.arrive(
        [
            published(SHENYANG, "2026-03", 950, "2026-04-10"), published(SHENYANG, "2026-04", 944, "2026-05-10"), *unemployed,
            laid_off(SHENYANG, "2026-03-10", 600), answer, hired("晚", "2026-05-20", DALIAN),
        ],
        through="marts",
    )  # fmt: skip
    yield warehouse
    warehouse.close()


def risks(warned: FastWarehouse, metric: str) -> list[tuple[Any, ...]]:
    return rows(
        warned,
        "rpt_unemployment_risks",
        "strftime(month, '%m'), grade, city_grade",
        f"metric = '{metric}' and city = '{SHENYANG}'",
    )


def test_a_layoff_warns_at_once_and_the_answer_stands_beside_it_with_its_day(warned: FastWarehouse) -> None:
    assert risks(warned, "layoffs_reported") == [("03", 3, 3)]
    found = rows(warned, "rpt_unemployment_risks", "response_due_on::varchar, responded_on::varchar, measures, responses_count",
                 "metric = 'layoffs_reported'")  # fmt: skip
    assert found == [("2026-04-10", "2026-04-20", "contingency_plan", 1)]
    answer = "select responded_by_seq from warehouse.marts.rpt_unemployment_risks where metric = 'layoffs_reported'"
    assert rows(warned, "dim_events", "event_type, data ->> 'measure'", f"seq = ({answer})") == [
        ("response_taken", "contingency_plan")
    ]


def test_a_rate_warns_when_it_has_lasted_and_at_the_mildest_grade_of_that_time(warned: FastWarehouse) -> None:
    # March 5.00 (橙) alone does not last; April 5.60 (红) after March: 橙; May 5.60 after April: 红
    assert risks(warned, "registered_unemployment_rate") == [("04", 2, 2), ("05", 1, 1)]


def test_a_city_without_any_sign_is_not_named(warned: FastWarehouse) -> None:
    assert rows(warned, "rpt_unemployment_risks", "city", f"city <> '{SHENYANG}'") == []

"""Quarters of a city: what came in each, and for how long its progress has been behind elapsed time (A18)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.telling import DALIAN, SHENYANG, corrected, entry, hired, published


@pytest.fixture(scope="module")
def quarters(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """Both cities owe 100. 沈阳: 10 by March, 30 by June, 80 by September. 大连: 19 by March, one of them reported for April at first."""
    warehouse = FastWarehouse(compiled)
    told_late = hired("大18", "2026-04-01", DALIAN)
    in_shenyang = [hired(f"沈{n}", "2026-02-02" if n < 10 else "2026-05-06" if n < 30 else "2026-09-01") for n in range(80)]
    in_dalian = [hired(f"大{n}", "2026-03-02", DALIAN) for n in range(18)]
    warehouse.arrive([*(owed(city) for city in (SHENYANG, DALIAN)), *in_shenyang, *in_dalian, told_late], through="marts")
    warehouse.arrive(
        [corrected(told_late, "2026-04-20", time="2026-03-31"), published(SHENYANG, "2026-10", 1000, "2026-10-31")],
        through="marts",
    )
    yield warehouse
    warehouse.close()


def owed(city: str) -> dict[str, object]:
    fields = {"direction": "at_least", "tier": "province", "document_no": "责任状〔2026〕1号", "responsible_office": "市长"}
    return entry("target_signed", city, "2026-01-05", city, year=2026, metric="urban_new_employment", value=100, **fields)


def of(quarters: FastWarehouse, city: str, *columns: str) -> dict[str, tuple[object, ...]]:
    found = quarters.con.execute(
        f"select strftime(quarter_starts_on, '%m'), {', '.join(columns)} from warehouse.marts.fct_city_quarters"
        " where city = ? and metric = 'urban_new_employment' and year(quarter_starts_on) = 2026 order by 1",
        [city],
    ).fetchall()
    return {month: tuple(values) for month, *values in found}


def test_a_quarter_sums_its_three_months_beside_the_quarter_before(quarters: FastWarehouse) -> None:
    assert of(quarters, SHENYANG, "quarter_value", "previous_quarter_value") == {"01": (10, 0), "04": (20, 10), "07": (50, 20)}


def test_two_quarters_behind_one_after_another_call_for_criticism_and_catching_up_ends_it(quarters: FastWarehouse) -> None:
    assert of(quarters, SHENYANG, "lead_pp", "quarters_behind", "is_criticism_due") == {
        "01": (Decimal(-15), 1, False),
        "04": (Decimal(-20), 2, True),
        "07": (Decimal(5), 0, False),
    }


def test_a_correction_that_brings_work_back_into_the_quarter_changes_it(quarters: FastWarehouse) -> None:
    # 19 of 100 by March is six points behind; with the eighteen first known it was seven
    assert of(quarters, DALIAN, "quarter_value", "lead_pp", "is_behind")["01"] == (19, Decimal(-6), True)


def test_a_quarter_that_is_not_over_has_no_row(quarters: FastWarehouse) -> None:
    assert "10" not in of(quarters, SHENYANG, "quarter_value")

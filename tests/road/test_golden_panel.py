"""The months that 攀枝花 published of its monitoring panel, made again by the models from enterprises' reports.

The numbers are theirs; they are told about cities of the synthetic province, in a year that the ledger covers, each total
spread over as many enterprises as it had. 减幅 is the change rate with its sign turned.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.telling import SHENYANG, YARD, corrected
from tests.road.telling_firms import monitored

Event = dict[str, Any]
# month told here → firms, base, hired, reduced, end, 减幅, hidden, hidden rate, as printed for 2019-04, 2023-03 and 2023-06
PRINTED = {
    "2025-04": (192, 87671, 511, 830, 87352, "0.36", 1730, "1.98"),
    "2026-03": (211, 82980, 226, 2078, 81128, "2.23", 1545, "1.90"),
    "2026-06": (211, 80562, 233, 1074, 79721, "1.04", 1312, "1.65"),
}
GIANTS = 4  # 2023-03 is also printed without them: 29 806 + 191 − 1 818 = 28 179, 减幅 5.46
SMALL = (207, 29806, 191, 1818, 28179, "5.46")
MOVED = 1300  # of 2023-03: to a new company that was not monitored


def spread(total: int, firms: int) -> list[int]:
    """A total over so many firms in whole persons, whatever it is."""
    return [total // firms + (n < total % firms) for n in range(firms)]


def firm(n: int) -> str:
    return f"91210100MA0{n:06d}X"


def reports(month: str, numbers: range, base: int, hired: int, reduced: int, hidden: int) -> Iterator[Event]:
    parts = (spread(total, len(numbers)) for total in (base, hired, reduced, hidden))
    for n, *told in zip(numbers, *parts, strict=True):
        yield monitored(firm(n), month, *told)


def panzhihua() -> Iterator[Event]:
    for month in ("2025-04", "2026-06"):
        firms, base, hired, reduced, _, _, hidden, _ = PRINTED[month]
        yield from reports(month, range(firms), base, hired, reduced, hidden)
    _, base, hired, reduced, _, _, hidden, _ = PRINTED["2026-03"]
    small, small_base, small_hired, small_reduced, _, _ = SMALL
    giants = range(small, small + GIANTS)
    yield from reports("2026-03", giants, base - small_base, hired - small_hired, reduced - small_reduced, hidden)
    yield from reports("2026-03", range(1, small), small_base - 1500, small_hired, small_reduced - MOVED, 0)
    yield shop_floor


# the firm whose people moved, among the small: 1 500 posts, 1 300 of them gone
shop_floor = monitored(firm(0), "2026-03", 1500, 0, MOVED, 0)


@pytest.fixture(scope="module")
def ledger(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    warehouse = FastWarehouse(compiled)
    warehouse.arrive(panzhihua(), through="marts")
    yield warehouse
    warehouse.close()


def figure(ledger: FastWarehouse, month: str, metric: str) -> Any:
    found = ledger.con.execute(
        "select month_value, cumulative_value from warehouse.marts.fct_city_metrics where city = ? and month = cast(? as date) and metric = ?",
        [SHENYANG, f"{month}-01", metric],
    ).fetchone()
    assert found is not None
    return found[0]


@pytest.mark.parametrize("month", PRINTED)
def test_the_printed_month_comes_out_to_its_decimals(ledger: FastWarehouse, month: str) -> None:
    firms, base, hired, reduced, end, loss, hidden, hidden_rate = PRINTED[month]
    metrics = (
        "monitored_enterprises",
        "monitored_base",
        "monitored_hired",
        "monitored_reduced",
        "monitored_end",
        "hidden_unemployed",
    )
    assert [figure(ledger, month, metric) for metric in metrics] == [firms, base, hired, reduced, end, hidden]
    assert figure(ledger, month, "monitored_net_change") == hired - reduced
    assert figure(ledger, month, "monitored_job_change_rate") == -Decimal(loss)
    assert figure(ledger, month, "hidden_unemployment_rate") == Decimal(hidden_rate)


def test_without_its_four_giants_march_lost_5_46_per_cent(ledger: FastWarehouse) -> None:
    found = ledger.con.execute(
        "select enterprises_count, base_persons, hired_persons, reduced_persons, end_persons, -change_pct"
        " from warehouse.marts.fct_monitored_jobs"
        " where city = ? and month = date '2026-03-01' and population = 'without_giants' and dimension = 'all'",
        [SHENYANG],
    ).fetchone()
    assert found == (*SMALL[:5], Decimal(SMALL[5]))


def test_once_the_move_of_1300_is_told_the_month_lost_0_68_per_cent_and_no_one_of_them_counts(compiled: CompiledModels) -> None:
    warehouse = FastWarehouse(compiled)
    try:
        warehouse.arrive(panzhihua(), through="marts")
        warehouse.arrive([corrected(shop_floor, "2026-04-10", moved_persons=MOVED, successor=YARD)], through="marts")
        assert figure(warehouse, "2026-03", "monitored_moved") == MOVED
        assert figure(warehouse, "2026-03", "monitored_net_change") == 226 - (2078 - MOVED)
        assert figure(warehouse, "2026-03", "monitored_job_change_rate") == Decimal("-0.68")  # −552 / 81 680
        assert figure(warehouse, "2026-03", "monitored_end") == 81128
    finally:
        warehouse.close()

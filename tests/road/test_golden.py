"""Figures that real places published, made again by the models from events: the arithmetic must come out as printed.

The numbers are theirs; they are told about cities of the synthetic province, in a year that the ledger covers.
"""

import csv
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from flows.rules import SEED
from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.telling import ANSHAN, DALIAN, SHENYANG, YARD, diverted, entry, hired, rostered, separated
from tests.road.telling_goods import lent, went_to_work

Event = dict[str, Any]
SHANGLUO = "611000"


@pytest.fixture(scope="module")
def ledger(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """One ledger of three places: 邯郸 told as 沈阳, 德阳 as 大连, 商洛 as 鞍山."""
    warehouse = FastWarehouse(compiled)
    warehouse.arrive([*handan(), *deyang(), *shangluo()], through="marts")
    yield warehouse
    warehouse.close()


def handan() -> Iterator[Event]:
    """邯郸 2017: 15 941 placed = 4 528 moved inside + 347 retired inside + 11 066 whose relation ended, and who found other work."""
    for n in range(15941):
        who = f"邯郸{n}"
        yield rostered(who, "2026-01-05")
        if n < 4528:
            yield diverted(who, "2026-02-02", "retraining_transfer")
        elif n < 4528 + 347:
            yield diverted(who, "2026-02-02", "internal_retirement")
        else:
            yield separated(who, "2026-02-02")
            yield hired(who, "2026-03-02", enterprise=YARD)


def deyang() -> Iterator[Event]:
    """德阳 2021: 50 801 new employments, 130.26 % of the province's target of 39 000."""
    yield target(DALIAN, "urban_new_employment", "39000")
    yield from (hired(f"德阳{n}", "2026-12-01", DALIAN) for n in range(50801))


def shangluo() -> Iterator[Event]:
    """商洛 2012: the signed loans and export income, as the rule pack has them, met to the yuan by the year's end."""
    for metric, value in shangluo_targets().items():
        yield target(ANSHAN, metric, value)
    yield from (lent(f"商洛{n}", "2026-06-30", 200000, ANSHAN) for n in range(1500))
    yield from (lent(f"商洛{n}", "2026-12-31", 200000, ANSHAN) for n in range(1500))
    yield from (went_to_work(f"商洛{n}", "2026-06-30", "other_province", 8, 31000, ANSHAN) for n in range(5110))


def shangluo_targets() -> dict[str, str]:
    with SEED.open(encoding="utf-8", newline="") as file:
        rules = [row for row in csv.DictReader(file) if row["city"] == SHANGLUO and row["rule"].startswith("annual_target.")]
    return {row["rule"].partition(".")[2]: row["value"] for row in rules}


def target(city: str, metric: str, value: str) -> Event:
    direction = "at_most" if metric == "registered_unemployment_rate" else "at_least"
    return entry(
        "target_signed", city, "2026-01-04", city, year=2026, metric=metric, value=float(value), direction=direction,
        tier="province", document_no="责任状〔2026〕1号", responsible_office="市人民政府",
    )  # fmt: skip


def figure(ledger: FastWarehouse, column: str, city: str, month: str, metric: str) -> Any:
    row = ledger.con.execute(
        f"select {column} from warehouse.marts.fct_city_metrics where city = ? and month = cast(? as date) and metric = ?",
        [city, f"{month}-01", metric],
    ).fetchone()
    assert row is not None
    return row[0]


def test_handan_places_15941_workers_as_the_sum_of_its_channels(ledger: FastWarehouse) -> None:
    channels = dict(
        ledger.con.execute(
            "select channel, cumulative_persons from warehouse.marts.fct_placements_by_channel"
            " where city = ? and month = date '2026-03-01' and cumulative_persons > 0",
            [SHENYANG],
        ).fetchall()
    )
    assert channels == {"retraining_transfer": 4528, "internal_retirement": 347, "external_employment": 11066}
    assert figure(ledger, "cumulative_value", SHENYANG, "2026-03", "diverted_placed") == 15941
    assert figure(ledger, "cumulative_value", SHENYANG, "2026-03", "placement_rate") == 100


def test_before_they_found_other_work_the_11066_were_separated_and_not_placed(ledger: FastWarehouse) -> None:
    assert figure(ledger, "cumulative_value", SHENYANG, "2026-02", "diverted_placed") == 4528 + 347
    assert figure(ledger, "cumulative_value", SHENYANG, "2026-02", "placement_rate") == Decimal("30.58")


def test_deyang_completes_130_26_per_cent_of_the_province_target(ledger: FastWarehouse) -> None:
    assert figure(ledger, "cumulative_value", DALIAN, "2026-12", "urban_new_employment") == 50801
    assert figure(ledger, "completion_pct", DALIAN, "2026-12", "urban_new_employment") == Decimal("130.26")


def test_shangluo_has_six_targets_of_every_kind_as_data(ledger: FastWarehouse) -> None:
    assert shangluo_targets() == {
        "urban_new_employment": "12000", "registered_unemployment_rate": "4.5", "guaranteed_loans": "60000",
        "rural_transfer_employment": "582000", "labour_export": "511000", "labour_export_income": "310000",
    }  # fmt: skip
    for metric, value in shangluo_targets().items():
        assert figure(ledger, "target_value", ANSHAN, "2026-12", metric) == Decimal(value)


def test_shangluo_half_of_the_loans_by_june_is_on_pace_and_all_of_them_by_december_is_the_target(ledger: FastWarehouse) -> None:
    assert figure(ledger, "completion_pct", ANSHAN, "2026-06", "guaranteed_loans") == 50
    assert figure(ledger, "lead_pp", ANSHAN, "2026-06", "guaranteed_loans") == 0
    assert figure(ledger, "cumulative_value", ANSHAN, "2026-12", "guaranteed_loans") == 60000
    assert figure(ledger, "completion_pct", ANSHAN, "2026-12", "guaranteed_loans") == 100


def test_shangluo_one_in_a_hundred_of_the_exported_is_one_per_cent_of_the_persons(ledger: FastWarehouse) -> None:
    assert figure(ledger, "cumulative_value", ANSHAN, "2026-06", "labour_export") == 5110
    assert figure(ledger, "completion_pct", ANSHAN, "2026-06", "labour_export") == 1
    assert figure(ledger, "cumulative_value", ANSHAN, "2026-06", "labour_export_income") == Decimal("15841")

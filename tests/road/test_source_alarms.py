"""Silent sources and jumps of volume, as rows: what is an alarm, what is not, and that later events do not change the past."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.telling import DALIAN, SHENYANG, hired, insured, recommended

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")  # the log of the tests is recorded on 1 July


@pytest.fixture
def house(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    house = FastWarehouse(compiled)
    yield house
    house.close()


def alarms(house: FastWarehouse, events: list[dict[str, Any]]) -> dict[tuple[str, str, str], str]:
    """(month, city, family) → alarm, without those that are none."""
    house.arrive(events, through="marts")
    rows = house.con.execute(
        "select strftime(month, '%Y-%m'), city, source_family, alarm from warehouse.marts.rpt_source_alarms where alarm <> 'none'"
    ).fetchall()
    return {(month, city, family): alarm for month, city, family, alarm in rows}


def steady(city: str, *counts: int) -> list[dict[str, Any]]:
    """So many registrations, and one insurance event, in each month from January on."""
    made = []
    for month, count in zip(MONTHS, counts, strict=False):
        made += [hired(f"{city}{month}{n}", f"{month}-05", city) for n in range(count)] + [
            insured(f"{city}{month}", f"{month}-06", city)
        ]
    return made


def of(found: dict[tuple[str, str, str], str], city: str, family: str) -> dict[str, str]:
    return {month: alarm for (month, at, kind), alarm in found.items() if (at, kind) == (city, family)}


def test_a_source_that_must_report_every_month_and_does_not_is_silent(house: FastWarehouse) -> None:
    found = alarms(house, steady(SHENYANG, 5, 5, 0, 5, 5, 5))
    assert of(found, SHENYANG, "registration") == {"2026-03": "silent"}
    assert of(found, DALIAN, "insurance") == dict.fromkeys(MONTHS, "silent"), "a city that was never heard is silent, too"


@pytest.mark.parametrize(("usual", "silent"), [(5, ["2026-05", "2026-06"]), (4, [])])
def test_a_source_that_reports_as_it_happens_is_silent_only_where_much_was_usual(
    usual: int, silent: list[str], house: FastWarehouse
) -> None:
    events = steady(SHENYANG, 1, 1, 1, 1, 1, 1)
    events += [recommended(f"{month}{n}", f"{month}-07") for month in MONTHS[1:4] for n in range(usual)]
    found = alarms(house, events)
    assert of(found, SHENYANG, "service") == dict.fromkeys(silent, "silent")
    assert of(found, DALIAN, "service") == {}


@pytest.mark.parametrize(("last", "alarm"), [(80, "surge"), (79, None), (21, None), (20, None), (19, "drop"), (40, None)])
def test_a_month_far_from_the_usual_is_a_jump(last: int, alarm: str | None, house: FastWarehouse) -> None:
    found = of(alarms(house, steady(SHENYANG, 40, 41, 39, 40, 40, last)), SHENYANG, "registration")
    assert found == ({"2026-06": alarm} if alarm else {})


def test_small_numbers_jump_without_alarm(house: FastWarehouse) -> None:
    assert of(alarms(house, steady(SHENYANG, 2, 2, 2, 2, 2, 19)), SHENYANG, "registration") == {}


def test_a_source_is_not_compared_before_it_has_a_history(house: FastWarehouse) -> None:
    assert of(alarms(house, steady(SHENYANG, 40, 40, 400, 40)), SHENYANG, "registration") == {
        "2026-05": "silent", "2026-06": "silent",
    }  # fmt: skip


def test_the_usual_is_the_median_so_that_one_jump_does_not_hide_the_next(house: FastWarehouse) -> None:
    found = of(alarms(house, steady(SHENYANG, 40, 40, 40, 400, 40, 400)), SHENYANG, "registration")
    assert found == {"2026-04": "surge", "2026-06": "surge"}


def test_a_row_says_what_came_what_was_usual_and_by_which_thresholds(house: FastWarehouse) -> None:
    alarms(house, steady(SHENYANG, 40, 41, 39, 40, 40, 90))
    row = house.con.execute(
        "select event_count, usual_count, history_months, surge_pct, drop_pct, jump_least_events, is_over"
        " from warehouse.marts.rpt_source_alarms where month = '2026-06-01' and city = '210100' and source_family = 'registration'"
    ).fetchall()
    assert row == [(90, 40, 5, 200, 50, 20, True)]


def test_the_month_of_the_cut_off_is_not_judged_yet(house: FastWarehouse) -> None:
    found = alarms(house, steady(SHENYANG, 40, 40, 40, 40, 40, 40))
    assert not [key for key in found if key[0] == "2026-07"]
    assert (
        house.con.execute(
            "select count(*) from warehouse.marts.rpt_source_alarms where month = '2026-07-01' and not is_over"
        ).fetchone()[0]
        > 0
    )


def test_a_change_of_the_dated_rule_changes_the_alarm_from_its_month_on(house: FastWarehouse) -> None:
    house.con.execute("update warehouse.seeds.rules set valid_to = '2026-05-31' where rule = 'source_surge_pct'")
    house.con.execute(
        "insert into warehouse.seeds.rules (city, rule, value, valid_from, valid_to) values ('210000', 'source_surge_pct', '120', '2026-06-01', '9999-12-31')"
    )
    found = of(alarms(house, steady(SHENYANG, 100, 100, 100, 100, 130, 130)), SHENYANG, "registration")
    assert found == {"2026-06": "surge"}

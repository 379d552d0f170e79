"""A waiver excuses one failure until one day, for a reason an office stands for; anything else is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from expectations import checkpoint, waivers
from expectations.outcome import GateCannotRun

SILENT = "delete from marts.fct_source_timeliness where source_family = 'insurance' and city in ('210100', '210200')"
WAIVER = {"expectation_id": "E201", "reason": "系统迁移", "approved_by": "就业促进处", "expires": "2026-05-31"}


@pytest.fixture
def granted(tmp_path: Path) -> Callable[..., Path]:
    def grant(*entries: object) -> Path:
        path = tmp_path / "waivers.yml"
        path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), encoding="utf-8")
        return path

    return grant


def test_a_waiver_for_every_city_lets_the_month_pass_and_is_shown(
    spoiled: Callable[..., Path], granted: Callable[..., Path], tmp_path: Path
) -> None:
    result = checkpoint.run(spoiled(SILENT), "2026-04", tmp_path / "gate", granted(WAIVER))
    assert result.passed
    (outcome,) = result.standing("waived")
    assert (outcome.expectation_id, outcome.passed, outcome.failing_count) == ("E201", False, 2)
    page = (tmp_path / "gate" / "report.html").read_text(encoding="utf-8")
    assert "已豁免" in page and "系统迁移（就业促进处，至 2026-05-31）" in page


def test_a_waiver_for_one_city_does_not_cover_another(spoiled: Callable[..., Path], granted: Callable[..., Path]) -> None:
    warehouse, one, other = spoiled(SILENT), {**WAIVER, "city": "210100"}, {**WAIVER, "city": 210200}
    assert not checkpoint.run(warehouse, "2026-04", waivers=granted(one)).passed
    result = checkpoint.run(warehouse, "2026-04", waivers=granted(one, other))
    assert result.passed
    assert [waiver.city for waiver in result.standing("waived")[0].waived_by] == ["210100", "210200"]


def test_a_waiver_works_on_its_last_day_and_not_on_the_next(
    spoiled: Callable[..., Path], granted: Callable[..., Path], tmp_path: Path
) -> None:
    warehouse, file = spoiled(SILENT), granted(WAIVER)
    assert checkpoint.run(warehouse, "2026-04", waivers=file, today=date(2026, 5, 31)).passed
    late = checkpoint.run(warehouse, "2026-04", tmp_path / "gate", file, today=date(2026, 6, 1))
    assert not late.passed
    assert [waiver.expectation_id for waiver in late.expired_waivers] == ["E201"]
    assert "已过期，不起作用" in (tmp_path / "gate" / "report.html").read_text(encoding="utf-8")


def test_without_a_day_given_the_cut_off_decides_and_not_the_clock(
    spoiled: Callable[..., Path], granted: Callable[..., Path]
) -> None:
    warehouse = spoiled(SILENT)
    assert checkpoint.run(warehouse, "2026-04", waivers=granted({**WAIVER, "expires": "2026-05-05"})).passed
    assert not checkpoint.run(warehouse, "2026-04", waivers=granted({**WAIVER, "expires": "2026-05-04"})).passed


def test_a_waiver_that_met_no_failure_is_named(healthy: Path, granted: Callable[..., Path]) -> None:
    result = checkpoint.run(healthy, "2026-04", waivers=granted(WAIVER))
    assert result.passed and [waiver.expectation_id for waiver in result.idle_waivers] == ["E201"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": " "}, "第 1 条缺少 reason"),
        ({"approved_by": None}, "第 1 条缺少 approved_by"),
        ({"expires": None}, "第 1 条缺少 expires"),
        ({"expires": "月底"}, "expires 月底 不是日期"),
        ({"expectation_id": "E999"}, "expectation_id E999 不存在"),
        ({"city": "110000"}, "city 110000 不在本省各市之中"),
        ({"until": "2026-05-31"}, "不认识的名称 until"),
    ],
)
def test_a_waiver_that_is_not_clear_is_refused(granted: Callable[..., Path], change: dict[str, object], said: str) -> None:
    with pytest.raises(GateCannotRun, match=said):
        waivers.read(granted({**WAIVER, **change}), expectation_ids={"E201"}, cities={"210100"})


def test_the_shipped_file_waives_nothing() -> None:
    assert waivers.read(waivers.SHIPPED, expectation_ids=set(), cities=set()) == ()

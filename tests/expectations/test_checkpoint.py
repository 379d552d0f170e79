"""The gate's verdict: what stops a month, what does not, and that asking twice gives the same bytes."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations import checkpoint
from expectations.outcome import GateCannotRun
from expectations.thresholds import Thresholds

ROOT = Path(__file__).parents[2]
SILENT_INSURANCE = "delete from marts.fct_source_timeliness where city = '210100' and source_family = 'insurance'"
SILENT_SERVICE = "delete from marts.fct_source_timeliness where city = '210100' and source_family = 'service'"


def test_a_healthy_month_may_be_published(healthy: Path) -> None:
    result = checkpoint.run(healthy, "2026-04")
    assert result.passed
    assert {outcome.standing for outcome in result.outcomes} == {"passed"}
    assert result.report is None
    assert result.verdict.startswith("2026-04 可以发布")


def test_a_critical_failure_stops_and_names_the_place(spoiled: Callable[..., Path]) -> None:
    result = checkpoint.run(spoiled(SILENT_INSURANCE), "2026-04")
    assert not result.passed
    assert "E201" in result.verdict
    (outcome,) = result.standing("stopped")
    assert outcome.failing == ({"city": "210100", "city_name": "沈阳市", "source_family_name": "社会保险", "event_count": 0},)
    assert outcome.observed == "查 28 格，1 格不符"


def test_a_warning_never_stops(spoiled: Callable[..., Path]) -> None:
    result = checkpoint.run(spoiled(SILENT_SERVICE), "2026-04")
    assert result.passed
    assert [outcome.expectation_id for outcome in result.standing("warned")] == ["E202"]


def test_a_month_that_was_never_built_says_which_months_there_are(healthy: Path) -> None:
    with pytest.raises(GateCannotRun, match="没有 2026-05 的指标（现有 2026-01 至 2026-04）"):
        checkpoint.run(healthy, "2026-05")


def test_a_check_that_had_nothing_to_look_at_has_not_passed(spoiled: Callable[..., Path]) -> None:
    warehouse = spoiled(
        "delete from marts.fct_city_metrics where metric not like '%_rate'",
        "delete from marts.fct_evidence",
        "update marts.fct_city_metrics set target_value = null, completion_pct = null, rank = null",
    )
    result = checkpoint.run(warehouse, "2026-04")
    assert not result.passed
    outcomes = {outcome.expectation_id: outcome for outcome in result.outcomes}
    assert outcomes["E101"].failing_count == 195
    assert len(outcomes["E101"].failing) == Thresholds().sample_rows
    assert outcomes["E103"].observed == "本月没有可查的数据"
    assert outcomes["E103"].standing == "stopped"
    assert outcomes["E118"].observed == "本月没有可查的数据", "a year without targets is an ordinary year"
    assert outcomes["E118"].standing == "passed"


def test_before_the_first_issue_there_is_nothing_to_restate(spoiled: Callable[..., Path]) -> None:
    warehouse = spoiled("delete from marts.rpt_restatements", "delete from marts.rpt_restatement_events")
    assert checkpoint.run(warehouse, "2026-04").passed


def test_a_missing_province_row_in_the_channels_is_allowed(spoiled: Callable[..., Path]) -> None:
    warehouse = spoiled("delete from marts.fct_placements_by_channel where city = '210000'")
    assert checkpoint.run(warehouse, "2026-04").passed


def test_thresholds_move_the_limit(spoiled: Callable[..., Path]) -> None:
    warehouse = spoiled("update marts.fct_source_timeliness set late_count = 30")
    strict = checkpoint.run(warehouse, "2026-04", thresholds=Thresholds())
    mild = checkpoint.run(warehouse, "2026-04", thresholds=Thresholds.from_mapping({"late_share_warning_pct": 60}))
    assert [outcome.expectation_id for outcome in strict.standing("warned")] == ["E204"]
    assert mild.standing("warned") == ()


@pytest.mark.parametrize("month", ["2026-13", "202604", "2026-4", "四月"])
def test_a_month_written_otherwise_is_refused(healthy: Path, month: str) -> None:
    with pytest.raises(GateCannotRun, match="请写成 2026-06 的形式"):
        checkpoint.run(healthy, month)


def test_a_warehouse_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GateCannotRun, match="请先运行 taizhang build"):
        checkpoint.run(tmp_path / "none.duckdb", "2026-04")


def test_a_warehouse_without_a_mart_says_what_to_do(spoiled: Callable[..., Path]) -> None:
    with pytest.raises(GateCannotRun, match=r"fct_source_timeliness.*请重新运行 taizhang build"):
        checkpoint.run(spoiled("drop table marts.fct_source_timeliness"), "2026-04")


def test_asking_does_not_touch_the_warehouse(healthy: Path) -> None:
    before = healthy.read_bytes()
    checkpoint.run(healthy, "2026-04")
    assert healthy.read_bytes() == before
    assert [path.name for path in healthy.parent.iterdir()] == [healthy.name]


def test_the_gate_module_is_light_to_import() -> None:
    code = "import sys, expectations.checkpoint; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_without_network_and_home_other_processes_write_the_same_bytes(spoiled: Callable[..., Path], tmp_path: Path) -> None:
    warehouse = spoiled(SILENT_INSURANCE, SILENT_SERVICE)
    code = (
        "import sys; from pathlib import Path; from expectations import checkpoint;"
        "checkpoint.run(Path(sys.argv[1]), '2026-04', Path(sys.argv[2]))"
    )
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed, "HOME": "/nonexistent", "TZ": f"UTC-{seed}"}
        command = ["unshare", "-rn", sys.executable, "-c", code, str(warehouse), str(out)]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
        assert ran.stdout == "" and ran.stderr == ""
        written.append([(path.name, path.read_bytes()) for path in sorted(out.iterdir())])
    assert [name for name, _ in written[0]] == ["report.html", "report.json"]
    assert written[0] == written[1]


def test_nothing_connects_anywhere(healthy: Path, tmp_path: Path) -> None:
    code = (
        "import sys, socket; from pathlib import Path;"
        "tried = []; sys.addaudithook(lambda event, args: tried.append((event, args))"
        " if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto') else None);"
        "from expectations import checkpoint;"
        "checkpoint.run(Path(sys.argv[1]), '2026-04', Path(sys.argv[2])); sys.exit(str(tried) if tried else 0)"
    )
    command = [sys.executable, "-c", code, str(healthy), str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr

"""The flows of the month and the quarter under a real Prefect server of its own: a failing gate fails the flow and publishes nothing."""

import shutil
from pathlib import Path

import pytest

from flows.bulletin import GateStopped
from flows.settings import Home
from streams.log import open_reader


def test_a_failing_gate_fails_the_flow_and_publishes_nothing(
    examples_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_HOME": str(tmp_path / "prefect"),
        "PREFECT_LOGGING_LEVEL": "ERROR",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.objects import StateType
    from prefect.testing.utilities import prefect_test_harness  # slow to import: after the environment is set

    from flows.monthly import monthly, quarterly

    home = Home(tmp_path / "home")
    shutil.copytree(examples_home.path, home.path)
    published = home.warehouse.read_bytes()
    with open_reader(home.log) as con:
        entries = con.execute("select count(*) from log.events").fetchone()
    with prefect_test_harness(server_startup_timeout=120):
        with pytest.raises(GateStopped, match="2026-03 不能发布"):
            monthly(str(home.path), "2026-03")
        with pytest.raises(GateStopped, match="2026Q1 不能发布"):
            quarterly(str(home.path), "2026Q1")
        with get_client(sync_client=True) as client:
            assert [run.state_type for run in client.read_flow_runs()] == [StateType.FAILED, StateType.FAILED]
    assert not home.issues.exists() or not list(home.issues.iterdir())
    assert home.warehouse.read_bytes() == published
    assert (home.gates / "2026-03" / "report.html").exists()
    with open_reader(home.log) as con:
        assert con.execute("select count(*) from log.events").fetchone() == entries

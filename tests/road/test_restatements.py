"""The next bulletin lists exactly the cells that later events changed, with those events; the issued one still verifies."""

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.outcome import GateCannotRun
from flows.bulletin import AlreadyIssued, GateStopped, issue_bulletin, issues_of
from flows.demo import received_on, set_clock
from flows.ingest import files_of, ingest
from flows.periods import Period
from flows.replay import rebuild
from flows.settings import Home
from flows.verify import verify
from simulator.province import simulate

FIRST, SECOND = "2025-05", "2025-06"
QUARTER = Period("2025Q1")
pytestmark = pytest.mark.xdist_group("restatements")


@pytest.fixture(scope="module")
def two_issues(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path]:
    """A province of six months; the dispatch of its first quarter, and the bulletins of its last two months."""
    root = tmp_path_factory.mktemp("restated")
    home, province = Home(root / "home"), root / "province"
    simulate(province, seed=7, persons=3000, last_month=SECOND, carriers="ndjson")
    for delivery in sorted((province / "deliveries").iterdir()):
        set_clock(home, received_on(delivery.name))
        list(ingest(home, files_of((delivery,))))
        if delivery.name == QUARTER.month:
            issue_bulletin(home, QUARTER.name)
        if delivery.name in (FIRST, SECOND):
            issue_bulletin(home, delivery.name)
    return home, province


def planted_cells(province: Path) -> set[tuple[str, str, str]]:
    """(city, metric, month) of every figure up to the first issue that the second month's delivery changes."""
    cells: dict[tuple[str, str, str], int] = {}
    for fault in json.loads((province / "planted.json").read_text()):
        if fault["revealed"] == SECOND or (fault["kind"] == "late" and fault["delivered"] == SECOND):
            for cell in fault["cells"]:
                if cell["month"] <= FIRST and not fault.get("only_by_channel"):
                    key = (cell["city"], cell["metric"], cell["month"])
                    cells[key] = cells.get(key, 0) + cell["amount"]
    return {cell for cell, amount in cells.items() if amount}


def test_the_restated_flows_are_exactly_the_planted_ones(two_issues: tuple[Home, Path]) -> None:
    home, province = two_issues
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        restated = {
            (city, metric, month)
            for city, metric, month in con.execute(
                """
                select city, metric, strftime(month, '%Y-%m')
                from marts.rpt_restatements join marts.dim_metrics using (metric)
                where city <> '210000' and is_posted and kind = 'flow'
                """
            ).fetchall()
        }
    told = json.loads((province / "truth.json").read_text())["flows"]
    flows = {cell for cell in planted_cells(province) if cell[1] in told}
    assert {cell for cell in restated if cell[1] in told} == flows
    assert restated


def test_every_restated_cell_names_the_events_that_caused_it(two_issues: tuple[Home, Path]) -> None:
    home, _ = two_issues
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        unexplained = con.execute("select * from marts.rpt_restatements where cause_count = 0").fetchall()
        old = con.execute(
            "select count(*) from marts.rpt_restatement_events, marts.dim_build where cause_seq <= last_issue_cutoff_seq"
        ).fetchone()
        reasons = {r for (r,) in con.execute("select distinct reason from marts.rpt_restatement_events").fetchall()}
    assert unexplained == []
    assert old == (0,)
    assert {"late_event", "correction", "retraction"} <= reasons


def test_both_issues_are_rebuilt_byte_for_byte_though_later_corrections_arrived(two_issues: tuple[Home, Path]) -> None:
    home, _ = two_issues
    issues = (f"{QUARTER.name}-1", f"{FIRST}-1", f"{SECOND}-1")
    assert [(outcome.issue, outcome.faults) for outcome in verify(home)] == [(issue, ()) for issue in issues]


def test_an_issue_that_newer_code_makes_otherwise_is_to_be_verified_with_the_code_that_issued_it(
    two_issues: tuple[Home, Path], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    home, _ = two_issues
    monkeypatch.setattr("flows.verify.render", lambda *_: {"dispatch.json": b"otherwise"})
    monkeypatch.setattr("flows.verify.code_version", lambda: "newer")
    (outcome,) = verify(home, f"{QUARTER.name}-1")  # the first issue: one build
    assert outcome.faults[0] == "dispatch.json 重建后与印发的不同"
    assert "newer" in outcome.faults[-1] and issues_of(home)[0]["code_version"] in outcome.faults[-1]


def test_a_full_rebuild_still_knows_what_was_known_at_each_issue(two_issues: tuple[Home, Path], tmp_path: Path) -> None:
    home, _ = two_issues

    def posted(warehouse: Path) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            return con.execute("select * from evidence.evidence order by all").fetchall()

    rebuilt = shutil.copyfile(rebuild(home).file, tmp_path / "warehouse.duckdb")
    assert posted(rebuilt) == posted(home.warehouse)


def test_a_dispatch_is_told_to_the_log_numbered_by_itself_and_no_bulletin_is_compared_with_it(
    two_issues: tuple[Home, Path],
) -> None:
    home, _ = two_issues
    quarter, first, second = issues_of(home)
    assert [issue["previous_issue"] for issue in (quarter, first, second)] == [None, None, first["issue"]]
    assert json.loads((home.issues / quarter["issue"] / "dispatch.json").read_text())["head"]["imprint"]["document_number"] == (
        "辽就业调度〔2025〕1号"
    )
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        told = con.execute("select count(*) from marts.dim_events where event_type = 'dispatch_issued'").fetchone()
        compared = con.execute("select last_issue from marts.dim_build").fetchone()
    assert (told, compared) == ((1,), (first["issue"],))


def test_an_issued_month_is_not_issued_again_but_as_an_erratum(two_issues: tuple[Home, Path]) -> None:
    home, _ = two_issues
    again = issue_bulletin(home, SECOND)
    assert (again.issue, again.is_new) == (f"{SECOND}-1", False)
    with pytest.raises(AlreadyIssued, match="--erratum"):
        issue_bulletin(home, FIRST)


def test_a_month_without_its_deliveries_is_stopped_by_the_gate_and_publishes_nothing(two_issues: tuple[Home, Path]) -> None:
    home, _ = two_issues
    before = home.warehouse.stat().st_ino
    with pytest.raises((GateStopped, GateCannotRun)):
        issue_bulletin(home, "2025-07")
    assert home.warehouse.stat().st_ino == before
    assert not (home.issues / "2025-07-1").exists()

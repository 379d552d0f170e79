"""The gate: may this month be published? One Great Expectations checkpoint per mart, one verdict for all."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from expectations import frames, judging, report
from expectations.outcome import GateResult, Outcome, Waiver
from expectations.thresholds import Thresholds
from expectations.waivers import SHIPPED
from expectations.waivers import read as read_waivers

if TYPE_CHECKING:
    import great_expectations as gx
    import pandas as pd

BEIJING = timezone(timedelta(hours=8))
"""The log and the warehouse keep naive times of this zone; without it the report would depend on the machine's."""


def run(
    warehouse: Path,
    month: str,
    out: Path | None = None,
    waivers: Path | None = None,
    *,
    today: date | None = None,
    thresholds: Thresholds | None = None,
) -> GateResult:
    """Judge the month ("2026-06") of a built warehouse; with `out`, write report.html and report.json into that folder.

    `today` decides which waivers have expired; without it, it is the day of the build's cut-off, never the clock's.
    `waivers` defaults to the shipped waivers.yml, `thresholds` to the defaults.
    The same file, month, waivers and thresholds give the same bytes.
    Raises GateCannotRun where the gate cannot be asked.
    """
    from expectations import catalogue  # Great Expectations takes seconds to import; callers must not pay for it

    thresholds = thresholds or Thresholds()
    suites = catalogue.suites(thresholds)
    read = frames.read(warehouse, month, [suite.name for suite in suites])
    today = today or read.build.cutoff_at.date()
    known = {item.meta["id"] for suite in suites for item in suite.expectations}
    granted = read_waivers(waivers or SHIPPED, expectation_ids=known, cities=read.build.cities)
    in_force = tuple(waiver for waiver in granted if not waiver.has_expired(today))

    findings = _validate(suites, read.by_mart, month, read.build.cutoff_at)
    outcomes = _judge(findings, read.by_mart, in_force, thresholds.sample_rows)
    result = GateResult(
        passed=all(outcome.standing != "stopped" for outcome in outcomes),
        month=month,
        cutoff_at=read.build.cutoff_at,
        outcomes=outcomes,
        expired_waivers=tuple(waiver for waiver in granted if waiver.has_expired(today)),
        idle_waivers=_idle(in_force, outcomes),
    )
    if out is None:
        return result
    titles = {suite.name: suite.meta["title"] for suite in suites}
    return replace(result, report=report.write(out, result, read.build, titles, findings))


def _validate(
    suites: Sequence["gx.ExpectationSuite"], by_mart: dict[str, "pd.DataFrame"], month: str, cutoff_at: datetime
) -> dict[str, dict[str, Any]]:
    """The validation result of each mart as JSON data, in memory: no project folder, no docs, no network."""
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    for name in ("great_expectations", "great_expectations.data_context.types.base"):  # the latter sets a level of its own
        logging.getLogger(name).setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    source = context.data_sources.add_pandas("marts")
    findings = {}
    for suite in suites:
        whole = source.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe("month")
        definition = gx.ValidationDefinition(name=suite.name, data=whole, suite=context.suites.add(suite))
        context.validation_definitions.add(definition)
        checkpoint = context.checkpoints.add(
            gx.Checkpoint(name=suite.name, validation_definitions=[definition], result_format="COMPLETE")
        )
        ran = checkpoint.run(
            batch_parameters={"dataframe": by_mart[suite.name]},
            run_id=gx.RunIdentifier(run_name=month, run_time=cutoff_at.replace(tzinfo=BEIJING)),
        )
        (validation,) = ran.run_results.values()
        findings[suite.name] = validation.to_json_dict()
    return findings


def _judge(
    findings: dict[str, dict[str, Any]],
    by_mart: dict[str, "pd.DataFrame"],
    in_force: tuple[Waiver, ...],
    sample_rows: int,
) -> tuple[Outcome, ...]:
    outcomes = [
        judging.outcome(mart, finding, by_mart[mart], in_force, sample_rows)
        for mart, validation in findings.items()
        for finding in validation["results"]
    ]
    return tuple(sorted(outcomes, key=lambda outcome: outcome.expectation_id))


def _idle(in_force: tuple[Waiver, ...], outcomes: tuple[Outcome, ...]) -> tuple[Waiver, ...]:
    used = [waiver for outcome in outcomes for waiver in outcome.waived_by]
    return tuple(waiver for waiver in in_force if waiver not in used)

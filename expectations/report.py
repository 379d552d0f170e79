"""Writes the gate's report: a page that opens anywhere without a network, and the raw findings beside it."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from expectations.frames import Build
from expectations.outcome import STANDING_NAMES, GateResult, Waiver
from expectations.wording import HEADS

EPHEMERAL = ("id", "validation_id", "checkpoint_id", "batch_markers", "exception_traceback", "batch_id", "run_time")
"""Keys of a validation result that are drawn anew each time or follow the machine. `validation_time` keeps the time."""


def write(folder: Path, result: GateResult, build: Build, titles: dict[str, str], findings: dict[str, dict[str, Any]]) -> Path:
    """Write report.json, then report.html, each in one step; return the path of the page.

    `titles` are the marts' names in Chinese, in the order of the page; `findings` the validation results by mart.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / "report.json", raw(result, build, findings))
    _replace(folder / "report.html", page(result, build, titles))
    return folder / "report.html"


def page(result: GateResult, build: Build, titles: dict[str, str]) -> str:
    """The page as HTML: style within, no script, no reference to anything outside."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["cell"] = cell
    by_mart = {title: [outcome for outcome in result.outcomes if outcome.mart == mart] for mart, title in titles.items()}
    return environment.get_template("report.html.j2").render(
        result=result, build=build, by_mart=by_mart, heads=HEADS, standings=STANDING_NAMES
    )


def cell(value: Any) -> str:
    """A value of a failing row as it stands in the table."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m")
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return str(value)


def raw(result: GateResult, build: Build, findings: dict[str, dict[str, Any]]) -> str:
    """Verdict and raw validation results as JSON. The run's time is the build's cut-off, so the bytes repeat."""
    record = {
        "month": result.month,
        "passed": result.passed,
        "verdict": result.verdict,
        "cutoff_at": result.cutoff_at.isoformat(),
        "seq_hi": build.seq_hi,
        "rule_version": build.rule_version,
        "code_version": build.code_version,
        "standings": {outcome.expectation_id: outcome.standing for outcome in result.outcomes},
        "waived": {
            outcome.expectation_id: [_waiver(waiver) for waiver in outcome.waived_by]
            for outcome in result.outcomes
            if outcome.waived_by
        },
        "expired_waivers": [_waiver(waiver) for waiver in result.expired_waivers],
        "validations": {mart: _lasting(_in_order(validation)) for mart, validation in findings.items()},
    }
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n"


def _in_order(validation: dict[str, Any]) -> dict[str, Any]:
    by_id = sorted(validation["results"], key=lambda finding: finding["expectation_config"]["meta"]["id"])
    return {**validation, "results": by_id}


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: kept if key == "meta" and "sentence" in kept else _lasting(kept)
            for key, kept in value.items()
            if key not in EPHEMERAL
        }
    return [_lasting(item) for item in value] if isinstance(value, list) else value


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {**vars(waiver), "expires": waiver.expires.isoformat()}


def _replace(path: Path, text: str) -> None:
    """A reader finds the old file or the new one, never half of one."""
    private = path.with_suffix(path.suffix + ".part")
    private.write_text(text, encoding="utf-8")
    private.replace(path)

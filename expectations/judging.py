"""From one finding of Great Expectations to one outcome of the gate."""

from typing import Any

import pandas as pd

from expectations.outcome import Outcome, Waiver


def outcome(mart: str, finding: dict[str, Any], frame: pd.DataFrame, in_force: tuple[Waiver, ...], sample_rows: int) -> Outcome:
    """The outcome of one expectation. `finding` is its result as JSON data, `frame` the rows it looked at."""
    config = finding["expectation_config"]
    meta, result = config["meta"], finding["result"]
    failing = _failing_rows(frame, result.get("unexpected_index_list") or [], meta["show"])
    passed, observed = _observed(finding, bool(meta["may_be_empty"]))
    # a failure without rows (nothing to look at, or the check broke) concerns every city
    places = [row["city"] for row in failing] or [None]
    return Outcome(
        expectation_id=meta["id"],
        mart=mart,
        severity=config["severity"],
        passed=passed,
        observed=observed,
        sentence=meta["sentence"],
        mend=meta["mend"],
        failing=tuple(failing[:sample_rows]),
        failing_count=len(failing),
        waived_by=() if passed else _covering(meta["id"], places, in_force),
    )


def _observed(finding: dict[str, Any], may_be_empty: bool) -> tuple[bool, str]:
    if finding["exception_info"]["raised_exception"]:
        return False, f"检查没有跑成：{finding['exception_info']['exception_message']}"
    result = finding["result"]
    looked_at = result["element_count"] - result["missing_count"]
    if looked_at == 0:
        return may_be_empty, "本月没有可查的数据"
    if finding["success"]:
        return True, f"查 {looked_at} 格，全部相符"
    return False, f"查 {looked_at} 格，{result['unexpected_count']} 格不符"


def _failing_rows(frame: pd.DataFrame, labels: list[int], show: list[str]) -> list[dict[str, Any]]:
    rows = frame.loc[labels, list(dict.fromkeys(["city", *show]))]
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows.to_dict(orient="records")
    ]


def _covering(expectation_id: str, places: list[str | None], in_force: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
    """The waivers that cover every failing place, or none: a failure half covered is a failure."""
    covering = {place: [waiver for waiver in in_force if waiver.covers(expectation_id, place)] for place in places}
    if not all(covering.values()):
        return ()
    used = [waiver for waivers in covering.values() for waiver in waivers]
    return tuple(waiver for waiver in in_force if waiver in used)

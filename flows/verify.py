"""Rebuild issues from the log as it was known on their day, and compare byte for byte.

Two independent ways must agree with what was published: the documents made again from a warehouse that replays the
cut-offs from the first event on, and the sums of the published evidence ledger up to the cut-off.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from bulletins.issue import IssueDamagedError, read_issue
from bulletins.marts import MartsError
from expectations.outcome import GateCannotRun
from flows.bulletin import GateStopped, examine, imprint_of, issues_of, render
from flows.periods import Period
from flows.project import code_version
from flows.replay import Stop, replay, scratch_of
from flows.settings import Home


@dataclass(frozen=True)
class Verified:
    """One issue's outcome; `faults` in Chinese, empty when it was rebuilt exactly."""

    issue: str
    cutoff_seq: int
    faults: tuple[str, ...]


def verify(home: Home, issue: str | None = None, on_step: Callable[[str], None] = lambda _: None) -> list[Verified]:
    """Verify one issue, or all. Raises LookupError for an issue that does not exist."""
    manifests = issues_of(home)
    wanted = {m["issue"] for m in manifests if issue in (None, m["issue"])}
    if not wanted:
        raise LookupError(f"没有 {issue or '任何一期'};已印发:{'、'.join(m['issue'] for m in manifests) or '无'}")
    outcomes, last = [], max(m["cutoff_seq"] for m in manifests if m["issue"] in wanted)
    stops = [
        Stop(m["issue"], m["cutoff_seq"], (m["rule_version"], m["code_version"])) for m in manifests if m["cutoff_seq"] <= last
    ]
    with scratch_of(home, "verify") as scratch:
        for n, rebuilt in enumerate(replay(home, stops, scratch, on_step, is_tested=False)):
            if manifests[n]["issue"] in wanted:
                outcomes.append(_compare(home, rebuilt, manifests[n], manifests[:n], scratch))
    return outcomes


def _compare(home: Home, rebuilt: Path, manifest: dict, earlier: list[dict], scratch: Path) -> Verified:  # type: ignore[type-arg]
    faults: list[str] = []
    try:
        issue = read_issue(home.issues / manifest["issue"])
    except IssueDamagedError as damaged:
        return Verified(manifest["issue"], manifest["cutoff_seq"], (str(damaged),))
    period = Period.of_issue(manifest["issue"])
    erratum = _erratum_reason(next(content for name, content in issue.files.items() if name.endswith(".json")))
    try:
        examine(home, rebuilt, period, scratch / "gate")
        again = render(rebuilt, period, imprint_of(manifest["issue"], earlier, erratum))
        again["gate.html"] = (scratch / "gate" / "report.html").read_bytes()
        faults += [f"{name} 重建后与印发的不同" for name in sorted(again) if again[name] != issue.files[name]]
    except (GateStopped, GateCannotRun, MartsError) as stopped:
        faults.append(f"重建后不能再印发:{stopped}")
    faults += _evidence_faults(home.warehouse, rebuilt, manifest["cutoff_seq"])
    if faults and manifest["code_version"] != code_version():
        faults.append(f"该期由代码 {manifest['code_version']} 印发,现在运行的是 {code_version()}:请取出印发时的代码再验证")
    return Verified(manifest["issue"], manifest["cutoff_seq"], tuple(faults))


def _erratum_reason(content: bytes) -> str | None:
    import json

    reason = json.loads(content).get("head", {}).get("imprint", {}).get("erratum_reason")
    return str(reason) if reason else None


def _evidence_faults(published: Path, rebuilt: Path, cutoff: int) -> list[str]:
    """Compare the published ledger's sums up to the cut-off with the evidence rebuilt from the log."""
    with duckdb.connect() as con:
        con.execute(f"attach '{published}' as warehouse (read_only)")
        sums = (
            "select metric, city, period, subject, event_seq, dimensions, sum(amount) as amount from {} where posted_seq <= {} "
        )
        sums += "group by all having sum(amount) <> 0"
        con.execute("create temp table published as " + sums.format("warehouse.evidence.evidence", cutoff))
        con.execute("detach warehouse")
        con.execute(f"attach '{rebuilt}' as warehouse (read_only)")
        con.execute("create temp table rebuilt as " + sums.format("warehouse.evidence.evidence", cutoff))
        differing = con.execute(
            "select count(*) from ((from published except from rebuilt) union all (from rebuilt except from published))"
        ).fetchone()[0]
    return [f"证据台账截至序号 {cutoff} 的和与日志重建的不同,{differing} 处"] if differing else []

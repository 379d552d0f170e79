"""The month's bulletin and the quarter's dispatch: cut-off → build → gate → issue. Each step is a plain function; the flow and the command call them.

An issue is for ever. A failing gate publishes nothing. Killed at any point, the command is simply run again.
"""

import logging
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from bulletins import data, docx, xlsx
from bulletins.issue import write_issue
from bulletins.manifest import build_manifest, manifest_digest, parse_manifest
from bulletins.marts import PROVINCE
from bulletins.monthly.reader import read_monthly
from bulletins.quarterly.reader import read_quarterly
from bulletins.structure import Imprint
from bulletins.words import document_number
from flows.build import Build, OnModel, alone, build, newest_seq, publish
from flows.ingest import drain_spool
from flows.periods import Period
from flows.settings import Home
from flows.telling import envelope, tell
from streams.events.assessment import BulletinIssued, DispatchIssued
from streams.events.contract import Event
from streams.log import open_reader


class GateStopped(RuntimeError):
    """The gate does not let the period be published."""


class AlreadyIssued(RuntimeError):
    """The period has an issue and the ledger has moved on since; a change of it is an erratum, a new issue."""


@dataclass(frozen=True)
class Issued:
    """An issue on disk. `is_new` is false when it was there before and nothing had changed."""

    issue: str
    folder: Path
    cutoff_seq: int
    is_new: bool


def issue_bulletin(home: Home, name: str, *, erratum: str | None = None, on_model: OnModel = lambda *_: None) -> Issued:
    """Issue the bulletin of a month (2026-06) or the dispatch of a quarter (2026Q2); `erratum` (the reason): a further issue of it.

    on_model: as of `flows.build.build`. Raises GateStopped, AlreadyIssued, BuildFailed. Repeating it without new events returns the
    issue that exists.
    """
    period = Period(name)
    with alone(home):
        cutoff = cut_off(home)
        if not erratum and (standing := issued_before(home, period, cutoff)):
            return standing
        built = build(home, seq_hi=cutoff, on_model=on_model)
        gate = examine(home, built.file, period)
        folder = write(home, built, period, gate, erratum)
        publish(home, built)
        announce(home)
    return Issued(folder.name, folder, cutoff, True)


def issued_before(home: Home, period: Period, cutoff: int) -> Issued | None:
    """The period's last issue, if there is one. Raises AlreadyIssued if the log has told something since."""
    existing = issues_about(issues_of(home), period)
    if not existing:
        return None
    last = existing[-1]
    if _announced_only_since(home, last["cutoff_seq"], cutoff):
        return Issued(last["issue"], home.issues / last["issue"], last["cutoff_seq"], False)
    raise AlreadyIssued(f"{period.name} 已印发 {last['issue']},之后日志又有新事件。勘误请加 --erratum 理由;下一期会自动列出修订")


def cut_off(home: Home) -> int:
    """The seq the bulletin is made at: all of the log, after the spool is empty and earlier issues are announced in it."""
    drain_spool(home)
    announce(home)
    return newest_seq(home)


def examine(home: Home, warehouse: Path, period: Period, out: Path | None = None) -> str:
    """Ask the gate. Returns its verdict in a line; raises GateStopped with what failed and where the report is."""
    from expectations import checkpoint

    logging.getLogger("great_expectations").setLevel(logging.ERROR)  # it tells of its temporary folders
    result = checkpoint.run(warehouse, period.month, out or home.gates / period.name)
    if not result.passed:
        stopped = [o for o in result.outcomes if o.standing == "stopped"]
        lines = [f"  {o.expectation_id} {o.sentence}(实际:{o.observed})→ {o.mend}" for o in stopped[:10]]
        raise GateStopped(
            f"{period.name} 不能发布,{len(stopped)} 项不合格,{period.genre}未生成:\n"
            + "\n".join(lines)
            + f"\n报告:{result.report}"
        )
    return result.verdict


def render(warehouse: Path, period: Period, imprint: Imprint) -> dict[str, bytes]:
    """The issue's documents, made from a built warehouse and nothing else."""
    read, stem = (read_quarterly, "dispatch") if period.genre == "季调度" else (read_monthly, "bulletin")
    bulletin = read(warehouse, period.starts_on, imprint, _lead_threshold(warehouse))
    return {
        f"{stem}.docx": docx.render(bulletin),
        f"{stem}.xlsx": xlsx.render(bulletin),
        f"{stem}.json": data.render(bulletin),
    }


def write(home: Home, built: Build, period: Period, gate: str, erratum: str | None) -> Path:
    """Render the documents and put the issue, with its manifest, in its folder for ever."""
    earlier = issues_of(home)
    issue = f"{period.name}-{len(issues_about(earlier, period)) + 1}"
    files = render(built.file, period, imprint_of(issue, earlier, erratum))
    files["gate.html"] = (home.gates / period.name / "report.html").read_bytes()
    of_genre = [other["issue"] for other in earlier if Period.of_issue(other["issue"]).genre == period.genre]
    with duckdb.connect(str(built.file), read_only=True) as con:
        code_version = con.execute("select code_version from marts.dim_build").fetchone()[0]
    manifest = build_manifest(
        issue=issue, month=date.fromisoformat(f"{period.month}-01"), cutoff_seq=built.seq_hi, chain_head_hash=chain_hash(home, built.seq_hi),
        rule_version=built.rule_version, code_version=code_version, gate_outcome=gate, files=files,
        previous_issue=of_genre[-1] if of_genre else None,
    )  # fmt: skip
    return write_issue(home.issues / issue, files, manifest)


def imprint_of(issue: str, earlier: list[dict], erratum: str | None) -> Imprint:  # type: ignore[type-arg]
    """Issue number and 文号: numbered within the year in the order of issue, bulletins and dispatches apart."""
    period = Period.of_issue(issue)
    of_genre = [other for other in earlier if Period.of_issue(other["issue"]).genre == period.genre]
    number = sum(1 for other in of_genre if other["issue"][:4] == issue[:4]) + 1
    same_period = [other["issue"] for other in issues_about(earlier, period)]
    return Imprint(
        issue, document_number(period.number_prefix, period.starts_on.year, number),
        erratum_of=same_period[-1] if erratum and same_period else None, erratum_reason=erratum,
    )  # fmt: skip


def issues_of(home: Home) -> list[dict]:  # type: ignore[type-arg]
    """The manifests of all issues, in the order in which they were issued, each with its digest."""
    manifests = []
    for file in home.issues.glob("[0-9]*/manifest.json"):
        content = file.read_bytes()
        manifests.append(parse_manifest(content) | {"digest": manifest_digest(content).removeprefix("sm3:")})
    return sorted(manifests, key=lambda manifest: manifest["cutoff_seq"])


def issues_about(issues: list[dict], period: Period) -> list[dict]:  # type: ignore[type-arg]
    """Of some manifests those of one period."""
    return [issue for issue in issues if Period.of_issue(issue["issue"]) == period]


def chain_hash(home: Home, seq: int) -> str:
    """The chain's hash at the block that ends with `seq`."""
    with open_reader(home.log) as con:
        row = con.execute("select hash from log.chain where last_seq = ?", [seq]).fetchone()
    if row is None:
        raise LookupError(f"序号 {seq} 不是一批的末尾,没有链值可记")
    return str(row[0])


def announce(home: Home) -> None:
    """Tell the log of every issue on disk (bulletin_issued, dispatch_issued). Telling it again changes nothing."""
    events = [_announcement(manifest) for manifest in issues_of(home)]
    if not events or not (home.log / "catalog.sqlite").exists():
        return
    tell(home, events, "system:issues", "请核对 issues 目录是否被改动")


def _announcement(manifest: dict) -> dict:  # type: ignore[type-arg]
    period = Period.of_issue(manifest["issue"])
    told: type[Event] = DispatchIssued if period.genre == "季调度" else BulletinIssued
    span = {"quarter": period.name} if told is DispatchIssued else {"month": period.month}
    # the order of the fields is part of what was told: another order would contradict every issue already in the log
    event = {
        "city": PROVINCE, "issue": manifest["issue"], **span, "cutoff_seq": manifest["cutoff_seq"], "manifest_digest": manifest["digest"],
    }  # fmt: skip
    return envelope(told, f"{told.type.removesuffix('_issued')}-{manifest['issue']}", f"{manifest['month']}-28", event)


def _announced_only_since(home: Home, cutoff: int, now: int) -> bool:
    """Whether nothing but announcements of issues entered the log after `cutoff`."""
    with open_reader(home.log) as con:
        others = con.execute(
            "select count(*) from log.events where seq > ? and seq <= ? and type not in ('bulletin_issued', 'dispatch_issued')",
            [cutoff, now],
        ).fetchone()
    return not others or others[0] == 0


def _lead_threshold(warehouse: Path) -> Decimal:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        row = con.execute("select on_pace_margin_pp from marts.dim_build").fetchone()
    return Decimal(row[0]) if row else Decimal(2)

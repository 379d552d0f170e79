"""The month's bulletin: cut-off → build → gate → issue. Each step is a plain function; the flow and the command call them.

An issue is for ever. A failing gate publishes nothing. Killed at any point, the command is simply run again.
"""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa

from bulletins import data, docx, xlsx
from bulletins.issue import write_issue
from bulletins.manifest import build_manifest, manifest_digest, parse_manifest
from bulletins.monthly.reader import read_monthly
from bulletins.structure import Imprint
from bulletins.words import document_number
from flows.build import Build, build, newest_seq, publish
from flows.ingest import drain_spool, room_for
from flows.settings import Home
from streams.events.assessment import BulletinIssued
from streams.log import LogWriter, open_reader, writer_lock
from streams.room import Receipt
from streams.sources.batch import ENVELOPE_SCHEMA, REFUSED_SCHEMA, Batch

PROVINCE = "210000"
NUMBER_PREFIX = "辽就业通报"


class GateStopped(RuntimeError):
    """The gate does not let the month be published."""


class AlreadyIssued(RuntimeError):
    """The month has an issue and the ledger has moved on since; a change of it is an erratum, a new issue."""


@dataclass(frozen=True)
class Issued:
    """An issue on disk. `is_new` is false when it was there before and nothing had changed."""

    issue: str
    folder: Path
    cutoff_seq: int
    is_new: bool


def issue_bulletin(home: Home, month: str, *, erratum: str | None = None) -> Issued:
    """Issue the bulletin of `month` (YYYY-MM); with `erratum` (the reason), a further issue of a month already issued.

    Raises GateStopped, AlreadyIssued, BuildFailed. Repeating it without new events returns the issue that exists.
    """
    cutoff = cut_off(home)
    existing = [issue for issue in issues_of(home) if issue["month"] == month]
    if existing and not erratum:
        last = existing[-1]
        if _announced_only_since(home, last["cutoff_seq"], cutoff):
            return Issued(last["issue"], home.issues / last["issue"], last["cutoff_seq"], False)
        raise AlreadyIssued(f"{month} 已印发 {last['issue']},之后日志又有新事件。勘误请加 --erratum 理由;下一期会自动列出修订")
    built = build(home, seq_hi=cutoff)
    gate = examine(home, built.file, month)
    folder = write(home, built, month, gate, erratum)
    publish(home, built)
    announce(home)
    return Issued(folder.name, folder, cutoff, True)


def cut_off(home: Home) -> int:
    """The seq the bulletin is made at: all of the log, after the spool is empty and earlier issues are announced in it."""
    drain_spool(home)
    announce(home)
    return newest_seq(home)


def examine(home: Home, warehouse: Path, month: str, out: Path | None = None) -> str:
    """Ask the gate. Returns its verdict in a line; raises GateStopped with what failed and where the report is."""
    from expectations import checkpoint

    logging.getLogger("great_expectations").setLevel(logging.ERROR)  # it tells of its temporary folders
    result = checkpoint.run(warehouse, month, out or home.gates / month)
    if not result.passed:
        stopped = [o for o in result.outcomes if o.standing == "stopped"]
        lines = [f"  {o.expectation_id} {o.sentence}(实际:{o.observed})→ {o.mend}" for o in stopped[:10]]
        raise GateStopped(
            f"{month} 不能发布,{len(stopped)} 项不合格,通报未生成:\n" + "\n".join(lines) + f"\n报告:{result.report}"
        )
    return result.verdict


def render(warehouse: Path, month: str, imprint: Imprint) -> dict[str, bytes]:
    """The bulletin's documents, made from a built warehouse and nothing else."""
    bulletin = read_monthly(warehouse, date.fromisoformat(f"{month}-01"), imprint, _lead_threshold(warehouse))
    return {
        "bulletin.docx": docx.render(bulletin),
        "bulletin.xlsx": xlsx.render(bulletin),
        "bulletin.json": data.render(bulletin),
    }


def write(home: Home, built: Build, month: str, gate: str, erratum: str | None) -> Path:
    """Render the documents and put the issue, with its manifest, in its folder for ever."""
    earlier = issues_of(home)
    same_month = [issue for issue in earlier if issue["month"] == month]
    issue = f"{month}-{len(same_month) + 1}"
    files = render(built.file, month, imprint_of(issue, earlier, erratum))
    files["gate.html"] = (home.gates / month / "report.html").read_bytes()
    with duckdb.connect(str(built.file), read_only=True) as con:
        code_version = con.execute("select code_version from marts.dim_build").fetchone()[0]
    manifest = build_manifest(
        issue=issue, month=date.fromisoformat(f"{month}-01"), cutoff_seq=built.seq_hi, chain_head_hash=chain_hash(home, built.seq_hi),
        rule_version=built.rule_version, code_version=code_version, gate_outcome=gate, files=files,
        previous_issue=earlier[-1]["issue"] if earlier else None,
    )  # fmt: skip
    return write_issue(home.issues / issue, files, manifest)


def imprint_of(issue: str, earlier: list[dict], erratum: str | None) -> Imprint:  # type: ignore[type-arg]
    """Issue number and 文号: numbered within the year in the order of issue."""
    year = int(issue[:4])
    number = sum(1 for other in earlier if other["issue"].startswith(str(year))) + 1
    same_month = [other["issue"] for other in earlier if other["month"] == issue[:7]]
    return Imprint(
        issue, document_number(NUMBER_PREFIX, year, number),
        erratum_of=same_month[-1] if erratum and same_month else None, erratum_reason=erratum,
    )  # fmt: skip


def issues_of(home: Home) -> list[dict]:  # type: ignore[type-arg]
    """The manifests of all issues, in the order in which they were issued, each with its digest."""
    manifests = []
    for file in home.issues.glob("[0-9]*/manifest.json"):
        content = file.read_bytes()
        manifests.append(parse_manifest(content) | {"digest": manifest_digest(content).removeprefix("sm3:")})
    return sorted(manifests, key=lambda manifest: manifest["cutoff_seq"])


def chain_hash(home: Home, seq: int) -> str:
    """The chain's hash at the block that ends with `seq`."""
    with open_reader(home.log) as con:
        row = con.execute("select hash from log.chain where last_seq = ?", [seq]).fetchone()
    if row is None:
        raise LookupError(f"序号 {seq} 不是一批的末尾,没有链值可记")
    return str(row[0])


def announce(home: Home) -> None:
    """Tell the log of every issue on disk (bulletin_issued). Telling it again changes nothing."""
    events = [_announcement(manifest) for manifest in issues_of(home)]
    if not events or not (home.log / "catalog.sqlite").exists():
        return
    rows = [event | {"subject": None, "data": json.dumps(event["data"]), "position": n} for n, event in enumerate(events, 1)]
    batch = Batch(pa.Table.from_pylist(rows, schema=ENVELOPE_SCHEMA), REFUSED_SCHEMA.empty_table())
    with writer_lock(home.log, wait_seconds=600):
        writer = LogWriter(home.log)
        try:
            with room_for(home, writer) as (room, _):
                receipt = room.receive([batch], Receipt("system:issues"), home.now, receipts=False)
        finally:
            writer.close()
    if receipt.rejected:
        raise RuntimeError(f"通报印发事件被退回:{dict(receipt.by_rule)};请核对 issues 目录是否被改动")


def _announcement(manifest: dict) -> dict:  # type: ignore[type-arg]
    event = {
        "city": PROVINCE, "issue": manifest["issue"], "month": manifest["month"], "cutoff_seq": manifest["cutoff_seq"],
        "manifest_digest": manifest["digest"],
    }  # fmt: skip
    return {
        "specversion": "1.0", "id": f"bulletin-{manifest['issue']}", "source": f"urn:taizhang:{PROVINCE}:system",
        "type": BulletinIssued.type, "time": f"{manifest['month']}-28", "dataschema": BulletinIssued.schema_urn(), "data": event,
    }  # fmt: skip


def _announced_only_since(home: Home, cutoff: int, now: int) -> bool:
    """Whether nothing but announcements of issues entered the log after `cutoff`."""
    with open_reader(home.log) as con:
        others = con.execute(
            "select count(*) from log.events where seq > ? and seq <= ? and type <> 'bulletin_issued'", [cutoff, now]
        ).fetchone()
    return not others or others[0] == 0


def _lead_threshold(warehouse: Path) -> Decimal:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        row = con.execute("select on_pace_margin_pp from marts.dim_build").fetchone()
    return Decimal(row[0]) if row else Decimal(2)


def parse_month(text: str) -> str:
    """A month as YYYY-MM. Raises ValueError with an example."""
    try:
        return datetime.strptime(text, "%Y-%m").strftime("%Y-%m")
    except ValueError:
        raise ValueError(f"月份 {text} 读不出来:写成 2026-06") from None

"""The whole road on a synthetic province, month by month as the bureau would have lived it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.bulletin import issue_bulletin, issues_about, issues_of
from flows.ingest import files_of, ingest
from flows.periods import Period
from flows.settings import Home
from simulator.province import simulate

ISSUED_MONTHS = ("2026-04", "2026-05", "2026-06")
DISPATCHED = "2026Q2"


@dataclass(frozen=True)
class Walked:
    """Where to look."""

    issues: list[Path]
    gate_report: Path


def walk_the_road(home: Home, *, seed: int, persons: int, say: Callable[[str], None]) -> Walked:
    """Simulate, ingest each delivery on its day, issue the last three months and their quarter. Repeating it adds nothing."""
    province = home.path / "simulated"
    if not (province / "truth.json").exists():
        say(f"合成省:{persons:,} 人,种子 {seed}")
        simulate(province, seed=seed, persons=persons)
    issues = []
    for delivery in sorted((province / "deliveries").iterdir()):
        set_clock(home, received_on(delivery.name))
        outcomes = list(ingest(home, files_of((delivery,))))
        rows, accepted, rejected = (sum(getattr(d.receipt, n) for d in outcomes) for n in ("rows", "accepted", "rejected"))
        if rows:
            say(f"{delivery.name} 来件 {len(outcomes)} 个,{rows:,} 行:入账 {accepted:,},退回 {rejected:,}")
        if delivery.name in ISSUED_MONTHS:
            issues.append(_issue_once(home, delivery.name, say))
        if delivery.name == Period(DISPATCHED).month:
            issues.append(_issue_once(home, DISPATCHED, say))
    return Walked(issues, home.gates / ISSUED_MONTHS[-1] / "report.html")


def _issue_once(home: Home, period: str, say: Callable[[str], None]) -> Path:
    """The period's first issue; on a repeated walk the one that is there, though later deliveries have come in since."""
    earlier = issues_about(issues_of(home), Period(period))
    if earlier:
        say(f"已印发 {earlier[0]['issue']}(截止序号 {earlier[0]['cutoff_seq']:,})")
        return home.issues / str(earlier[0]["issue"])
    issued = issue_bulletin(home, period)
    say(f"印发 {issued.issue}(截止序号 {issued.cutoff_seq:,})")
    return issued.folder


def set_clock(home: Home, moment: datetime) -> None:
    """Set a synthetic ledger's clock."""
    home.path.mkdir(parents=True, exist_ok=True)
    home.clock_file.write_text(moment.isoformat())


def received_on(delivery: str) -> datetime:
    """A delivery of month M lies on the desk on the third of the next month; the opening history on the first day."""
    if not delivery[:4].isdigit():
        return datetime(2025, 1, 1, 9)
    year, month = int(delivery[:4]), int(delivery[5:7])
    return datetime(year + month // 12, month % 12 + 1, 3, 9)

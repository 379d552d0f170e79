"""The month's bulletin as a Prefect flow: the same steps as `taizhang bulletin`, observed, retried and scheduled."""

from pathlib import Path

from prefect import flow, task

from flows import bulletin
from flows.build import Build, build, publish
from flows.settings import Home


@task(name="cut-off")
def cut_off(home: Home) -> int:
    """The seq the bulletin is made at."""
    return bulletin.cut_off(home)


@task(name="build", retries=1, retry_delay_seconds=30)
def build_to(home: Home, cutoff: int) -> Build:
    """The private build up to the cut-off."""
    return build(home, seq_hi=cutoff)


@task(name="gate")
def examine(home: Home, built: Build, month: str) -> str:
    """The gate's verdict; a failing gate fails the flow."""
    return bulletin.examine(home, built.file, month)


@task(name="issue")
def issue(home: Home, built: Build, month: str, gate: str, erratum: str | None) -> Path:
    """Write the issue, publish the warehouse, tell the log."""
    folder = bulletin.write(home, built, month, gate, erratum)
    publish(home, built)
    bulletin.announce(home)
    return folder


@flow(name="monthly-bulletin", validate_parameters=False)
def monthly(home_path: str, month: str, erratum: str | None = None) -> str:
    """Issue the bulletin of `month` for the ledger in `home_path`; returns the issue's folder."""
    home = Home.at(home_path)
    existing = [m for m in bulletin.issues_of(home) if m["month"] == month]
    if existing and not erratum:
        return str(bulletin.issue_bulletin(home, month).folder)
    built = build_to(home, cut_off(home))
    return str(issue(home, built, month, examine(home, built, month), erratum))

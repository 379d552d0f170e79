"""The month's bulletin and the quarter's dispatch as Prefect flows: the steps of `taizhang bulletin` and `dispatch`, observed, retried and scheduled."""

from pathlib import Path

from prefect import flow, task

from flows import bulletin
from flows.build import Build, alone, build, publish
from flows.periods import Period
from flows.settings import Home


@task(name="cut-off")
def cut_off(home: Home) -> int:
    """The seq the issue is made at."""
    return bulletin.cut_off(home)


@task(name="build", retries=1, retry_delay_seconds=30)
def build_to(home: Home, cutoff: int) -> Build:
    """The private build up to the cut-off."""
    return build(home, seq_hi=cutoff)


@task(name="gate")
def examine(home: Home, built: Build, period: Period) -> str:
    """The gate's verdict; a failing gate fails the flow."""
    return bulletin.examine(home, built.file, period)


@task(name="issue")
def issue(home: Home, built: Build, period: Period, gate: str, erratum: str | None) -> Path:
    """Write the issue, publish the warehouse, tell the log."""
    folder = bulletin.write(home, built, period, gate, erratum)
    publish(home, built)
    bulletin.announce(home)
    return folder


@flow(name="monthly-bulletin", validate_parameters=False)
def monthly(home_path: str, month: str, erratum: str | None = None) -> str:
    """Issue the bulletin of `month` for the ledger in `home_path`; returns the issue's folder."""
    return _walk(Home.at(home_path), Period.parse_month(month), erratum)


@flow(name="quarterly-dispatch", validate_parameters=False)
def quarterly(home_path: str, quarter: str, erratum: str | None = None) -> str:
    """Issue the dispatch of `quarter` for the ledger in `home_path`; returns the issue's folder."""
    return _walk(Home.at(home_path), Period.parse_quarter(quarter), erratum)


def _walk(home: Home, period: Period, erratum: str | None) -> str:
    with alone(home):
        cutoff = cut_off(home)
        if not erratum and (standing := bulletin.issued_before(home, period, cutoff)):
            return str(standing.folder)
        built = build_to(home, cutoff)
        return str(issue(home, built, period, examine(home, built, period), erratum))

"""bulletin, dispatch, verify: publish a month or a quarter; prove what was published."""

import sys

import click

from flows.commands.progress import steps
from flows.periods import Period
from flows.settings import Home


@click.command()
@click.argument("month")
@click.option("--erratum", metavar="理由", help="该月已印发,以勘误另出一期")
@click.pass_obj
def bulletin(home: Home, month: str, erratum: str | None) -> None:
    """出月通报:截止 → 建仓 → 质量关 → 印发(DOCX、XLSX、JSON、清单)。质量关不过则不印发。

    \b
    例: taizhang bulletin 2026-06
    """
    _issue(home, Period.parse_month(month), erratum)


@click.command()
@click.argument("quarter")
@click.option("--erratum", metavar="理由", help="该季已印发,以勘误另出一期")
@click.pass_obj
def dispatch(home: Home, quarter: str, erratum: str | None) -> None:
    """出季调度:同月通报的步骤;各市进度与滞后、安置、政策和资金、市场供求、修订。质量关不过则不印发。

    \b
    例: taizhang dispatch 2026Q2
    """
    _issue(home, Period.parse_quarter(quarter), erratum)


def _issue(home: Home, period: Period, erratum: str | None) -> None:
    from flows.bulletin import issue_bulletin

    with steps("建仓") as tell:
        issued = issue_bulletin(home, period.name, erratum=erratum, on_model=tell)
    said = "已印发" if issued.is_new else "此前已印发,无变化"
    click.echo(f"✓ {issued.issue} {said}(截止序号 {issued.cutoff_seq:,}):{issued.folder}")


@click.command()
@click.argument("issue", required=False)
@click.option("--all", "everything", is_flag=True, help="核对所有各期")
@click.pass_obj
def verify(home: Home, issue: str | None, everything: bool) -> None:
    """从日志按当日所知重建月通报和季调度,逐字节比对;并核对证据台账的和。

    \b
    例: taizhang verify 2026-06-1
        taizhang verify --all
    """
    from flows.verify import verify as prove

    if bool(issue) == everything:
        raise click.UsageError("请给出期号(如 2026-06-1),或 --all")
    outcomes = prove(home, issue, lambda step: click.echo(step, err=True))
    for outcome in outcomes:
        click.echo(f"{'✗' if outcome.faults else '✓'} {outcome.issue} 截止序号 {outcome.cutoff_seq:,}")
        for fault in outcome.faults:
            click.echo(f"    {fault}", err=True)
    if any(outcome.faults for outcome in outcomes):
        click.echo("与印发的不一致:先运行 taizhang audit 看日志是否完整,再核对代码与规则版本(见清单)", err=True)
        sys.exit(1)

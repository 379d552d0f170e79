"""bulletin, verify: publish a month; prove a published month."""

import sys

import click

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
    from flows.bulletin import issue_bulletin, parse_month

    issued = issue_bulletin(home, parse_month(month), erratum=erratum)
    said = "已印发" if issued.is_new else "此前已印发,无变化"
    click.echo(f"✓ {issued.issue} {said}(截止序号 {issued.cutoff_seq:,}):{issued.folder}")


@click.command()
@click.argument("issue", required=False)
@click.option("--all", "everything", is_flag=True, help="核对所有各期")
@click.pass_obj
def verify(home: Home, issue: str | None, everything: bool) -> None:
    """从日志按当日所知重建通报,逐字节比对;并核对证据台账的和。

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

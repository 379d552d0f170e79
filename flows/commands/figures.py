"""build, explain: from the log to figures, and from a figure back to its events."""

import json
import sys

import click
from rich.console import Console
from rich.table import Table

from flows.commands.progress import steps
from flows.settings import Home


@click.command()
@click.option("--full", is_flag=True, help="不用已有结果,按各期截止序号从日志逐期重建")
@click.pass_obj
def build(home: Home, full: bool) -> None:
    """把日志中的新事件算成台账、证据和指标;建好后一次性替换,阅读者不会看到半成品。

    \b
    例: taizhang build
        taizhang build --full
    """
    from flows.build import alone, publish
    from flows.build import build as make
    from flows.ingest import drain_spool
    from flows.replay import rebuild

    drain_spool(home)
    with alone(home), steps("建仓") as tell:
        built = rebuild(home, click.echo, tell) if full else make(home, on_model=tell)
        publish(home, built)
    click.echo(
        f"✓ 已建到序号 {built.seq_hi:,}(本次 {built.seq_hi - built.seq_lo:,} 条),规则 {built.rule_version}:{home.warehouse}"
    )


@click.command()
@click.argument("month")
@click.argument("city")
@click.argument("metric")
@click.option("--cumulative", is_flag=True, help="打开本年累计(默认打开当月)")
@click.option("--where", multiple=True, metavar="维度=代码,…", help="只打开证据的一部分,如报表的一栏: channel=flexible")
@click.option("--limit", default=20, show_default=True, help="列出多少条证据")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def explain(
    home: Home, month: str, city: str, metric: str, cumulative: bool, where: tuple[str, ...], limit: int, as_json: bool
) -> None:
    """把一个数字打开到证据和事件。CITY 填 210000 为全省。

    \b
    例: taizhang explain 2026-06 210100 urban_new_employment --cumulative
        taizhang explain 2026-06 210100 urban_newly_employed --cumulative --where channel=flexible
    """
    from flows.figures import open_figure

    if wrong := [part for part in where if not all(part.partition("="))]:
        raise click.UsageError(f"--where {wrong[0]} 应写成 维度=代码,如 channel=flexible")
    parts = {name: codes.split(",") for name, _, codes in (part.partition("=") for part in where)}
    opened = open_figure(home.warehouse, metric, city, month, cumulative=cumulative, limit=limit, where=parts)
    if as_json:
        click.echo(json.dumps(opened.__dict__, ensure_ascii=False, indent=2, default=str))
        return
    value = opened.cumulative_value if cumulative else opened.month_value
    console = Console(width=None if sys.stdout.isatty() else 240)
    console.print(f"[bold]{opened.city_name} {opened.metric_name} {month}{' 累计' if cumulative else ''}:{_plain(value)}[/bold]")
    if where:
        console.print(f"  只看 {'；'.join(where)}")
    for part, component, sign, amount in opened.terms:
        console.print(
            f"  {'分母' if part == 'denominator' else '构成'} {'+' if sign > 0 else '−'} {component} = {_plain(amount)}"
        )
    table = Table("指标", "城市", "月份", "对象", "数额", "事件序号", "记账序号", "维度", box=None)
    for row in opened.rows:
        table.add_row(
            row["metric"], row["city"], f"{row['period']:%Y-%m}", row["subject"], _plain(row["amount"]), str(row["event_seq"]),
            str(row["posted_seq"]), row["dimensions"],
        )  # fmt: skip
    console.print(f"证据 {opened.row_count:,} 条,列出 {len(opened.rows)} 条:")
    console.print(table)
    events = Table("序号", "来源", "编号", "类型", "发生", "收到", "出处", "行", "状态", box=None)
    for event in opened.events:
        events.add_row(
            str(event["seq"]), event["event_source"], event["event_id"], event["event_type"], f"{event['effective_at']:%Y-%m-%d}",
            f"{event['recorded_at']:%Y-%m-%d}", event["origin"], str(event["position"]), event["status"],
        )  # fmt: skip
    console.print("事件:")
    console.print(events)


def _plain(value: object) -> str:
    return "—" if value is None else f"{value:,.4f}".rstrip("0").rstrip(".")

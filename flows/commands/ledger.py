"""check, ingest, audit, status: what enters the log, and whether the log is whole."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from flows.commands.progress import progress
from flows.settings import Home

MAPPING = click.option("--mapping", help="来源映射名(默认按表头识别);见 streams/sources/mappings/")


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@MAPPING
@click.option("--wait", default=60.0, show_default=True, help="另一进程正在写日志时,最多等多少秒")
@click.option("--again", is_flag=True, help="收过的文件也重新过一遍(规则或映射改过之后)")
@click.pass_obj
def ingest(home: Home, paths: tuple[Path, ...], mapping: str | None, wait: float, again: bool) -> None:
    """把文件收入日志:NDJSON 事件、CSV、XLSX、Parquet,可给文件夹。重复送同一文件不会重复记账。

    \b
    例: taizhang ingest 2026-06/花名册.xlsx 2026-06/参保变更.csv
    """
    from flows.ingest import files_of
    from flows.ingest import ingest as take_in

    files = files_of(paths)
    outcomes = []
    with progress("收件", len(files)) as (bar, task):
        for delivered in take_in(
            home, files, mapping=mapping, wait_seconds=wait, again=again,
            on_wait=lambda: click.echo("另一个进程正在写日志,等待中……", err=True),
            on_rows=lambda file, receipt: bar.update(task, description=f"{file.name} {receipt.rows:,} 行"),
        ):  # fmt: skip
            outcomes.append(delivered)
            bar.advance(task)
    _show(outcomes)
    if any(d.refused for d in outcomes):
        sys.exit(1)


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@MAPPING
@click.option("--out", type=click.Path(path_type=Path), help="退回表存放位置(默认在台账目录的 rejected/ 下)")
@click.pass_obj
def check(home: Home, path: Path, mapping: str | None, out: Path | None) -> None:
    """报送前自查:规则与入账时相同,不写入任何数据。有不合格的行时退出码为 1。

    \b
    例: taizhang check 花名册.xlsx --out 需修改.xlsx
    """
    from flows.ingest import check as examine

    delivered = examine(home, path, mapping=mapping, out=out)
    _show([delivered])
    if delivered.refused or delivered.receipt.rejected:
        sys.exit(1)


@click.command()
@click.pass_obj
def audit(home: Home) -> None:
    """核对日志:逐条重算哈希链,证明没有改动、删除、加入或换序。

    \b
    例: taizhang audit
    """
    from flows.audit import audit_log

    verdict = audit_log(home)
    click.echo(f"日志 {verdict.entries:,} 条,{verdict.blocks:,} 块;链首 {verdict.head[:16]}…")
    if verdict.broken:
        for line in verdict.broken:
            click.echo(f"✗ {line}", err=True)
        click.echo("日志不可信:停止发布,从备份恢复 log 目录,并报告安全管理员", err=True)
        sys.exit(1)
    click.echo("✓ 完整:与封存时一致,与各期通报清单留存的链值一致")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def status(home: Home, as_json: bool) -> None:
    """现在到哪一步:日志、数据仓库、最近一期通报、最近来件,和每市每类来源的报送、间隔、待入账与退回。

    \b
    例: taizhang status
    """
    from flows.status import read_sources, read_status

    facts, sources = read_status(home), read_sources(home)
    if as_json:
        click.echo(json.dumps(facts | {"来源": sources}, ensure_ascii=False, indent=2, default=str))
        return
    for name, value in facts.items():
        click.echo(f"{name}\t{value}")
    if sources:
        table = Table(box=None, pad_edge=False)
        for heading, value in sources[0].items():
            table.add_column(heading, justify="left" if isinstance(value, str) else "right", no_wrap=True)
        for row in sources:
            table.add_row(
                *(
                    "—" if value is None else f"{value:%m-%d %H:%M}" if hasattr(value, "hour") else str(value)
                    for value in row.values()
                )
            )
        Console(width=None if sys.stdout.isatty() else 160).print(table)


def _show(outcomes: list) -> None:  # type: ignore[type-arg]
    table = Table(box=None, pad_edge=False)
    for heading in ("文件", "行", "入账", "重复", "退回", "提示", "退回表"):
        table.add_column(heading, justify="left" if heading in ("文件", "退回表") else "right")
    for d in outcomes:
        r = d.receipt
        table.add_row(d.file.name, *(f"{n:,}" for n in r.counts().values()), str(d.workbook or ""))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    for d in outcomes:
        if d.refused:
            click.echo(f"✗ {d.refused}", err=True)
        for rule_id, count in sorted(d.receipt.by_rule.items()):
            click.echo(f"  {rule_id} × {count}  {_sentence(rule_id)}", err=True)


def _sentence(rule_id: str) -> str:
    from streams.gates.catalogue import RULES

    return f"{RULES[rule_id].sentence} → {RULES[rule_id].mend}"

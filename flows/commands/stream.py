"""stream: topics, send, work. The door of Kafka; KAFKA_BOOTSTRAP and the other KAFKA_ variables say where it is."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from flows.settings import Home

if TYPE_CHECKING:
    from flows.refresh import Refreshed

COMPRESSIONS = ("zstd", "lz4", "gzip", "none")


@click.group()
def stream() -> None:
    """流式入口:建主题、发事件、收事件入账。用 KAFKA_BOOTSTRAP 指定 Kafka(本机试用:make kafka)。

    \b
    例: export KAFKA_BOOTSTRAP=127.0.0.1:9092
        taizhang stream topics && taizhang stream work
    """


@stream.command()
@click.option("--check", is_flag=True, help="只核对,不建立")
@click.pass_obj
def topics(home: Home, check: bool) -> None:
    """建立并核对主题:每类来源一个,另有已过关事件和死信各一个。与 topics.yml 不符时退出码为 1。

    \b
    例: taizhang stream topics
        taizhang stream topics --check
    """
    from flows.stream import make_topics

    states = make_topics(create=not check)
    table = Table("主题", "分区", "状态", box=None, pad_edge=False)
    for state in states:
        table.add_row(state.name, str(state.partitions), "✗" if state.faults else "✓ 新建" if state.is_new else "✓")
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    for state in states:
        for fault in state.faults:
            click.echo(f"✗ {state.name}:{fault}", err=True)
    sys.exit(1 if any(state.faults for state in states) else 0)


@stream.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--compression", type=click.Choice(COMPRESSIONS), default="zstd", show_default=True, help="消息的压缩方式")
@click.pass_obj
def send(home: Home, file: Path, compression: str) -> None:
    """把一个 NDJSON 事件文件发到各类来源的主题,全部副本确认后返回。重发不会重复记账。

    \b
    例: taizhang stream send 事件.ndjson
    """
    from flows.stream import send as send_events

    console = Console(stderr=True)
    with console.status("发送中……") as status:
        sent = send_events(home, file, compression, lambda count: status.update(f"已交出 {count:,} 条"))
    click.echo(f"✓ 已发 {sent.sent:,} 条,全部得到确认")
    for line, rule_id, _, _ in sent.refused[:20]:
        click.echo(f"✗ 第 {line} 行没有发出:{_sentence(rule_id)}", err=True)
    if sent.refused:
        click.echo(f"✗ 共 {len(sent.refused):,} 行没有发出:改正后把整个文件再发一次", err=True)
        sys.exit(1)


@stream.command()
@click.option("--wait", default=0.0, show_default=True, help="另一进程正在写日志时,最多等多少秒")
@click.option("--batch", default=20_000, show_default=True, help="一个事务最多几条消息")
@click.option("--gate", "role", flag_value="gate", help="只过关和换令牌,转交写日志的进程;可同时运行几个")
@click.option("--log", "role", flag_value="log", help="只把转交来的写入日志;与 --gate 配合")
@click.option("--build", "builds", is_flag=True, help="边收边算:日志有新事件就增量更新证据和指标")
@click.pass_obj
def work(home: Home, wait: float, batch: int, role: str | None, builds: bool) -> None:
    """把主题里的事件经同样的关口收入日志,直到 SIGTERM 或 Ctrl+C。停了再启动,从日志记下的位置接着读。

    \b
    例: taizhang stream work --build
        taizhang stream work --log      与若干个  taizhang stream work --gate
    """
    from flows.refresh import refreshing
    from flows.stream import work as take_in

    totals = {"rows": 0, "accepted": 0, "resent": 0, "rejected": 0, "warned": 0}

    def note(receipt: object) -> None:
        for name in totals:
            totals[name] += getattr(receipt, name)

    with refreshing(home, _say_refreshed) if builds and role != "gate" else nullcontext():
        take_in(
            home, note, role=role or "all", batch_records=batch, wait_seconds=wait,
            on_ready=lambda: click.echo("✓ 已开始收事件(Ctrl+C 停止)"),
        )  # fmt: skip
    click.echo(
        f"已停止:收到 {totals['rows']:,},入账 {totals['accepted']:,},重复 {totals['resent']:,},"
        f"退回 {totals['rejected']:,},提示 {totals['warned']:,}"
    )


def _say_refreshed(refreshed: "Refreshed") -> None:
    if refreshed.failed:
        click.echo(f"✗ 指标没有更新,已发布的不受影响,收事件照常:{refreshed.failed}", err=True)
    else:
        click.echo(f"✓ 指标已更新到序号 {refreshed.seq_hi:,}(新 {refreshed.entries:,} 条)")


def _sentence(rule_id: str) -> str:
    from streams.gates.catalogue import RULES

    return f"[{rule_id}] {RULES[rule_id].sentence} → {RULES[rule_id].mend}"

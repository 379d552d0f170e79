"""run, simulate: a synthetic province, whole, on this machine."""

from pathlib import Path

import click

from flows.commands.progress import steps
from flows.settings import Home


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--seed", default=2026, show_default=True, help="同一种子产生同样的文件")
@click.option("--persons", default=4000, show_default=True, help="人数,2 千到 2 千万")
@click.option("--ndjson-only", is_flag=True, help="只出 NDJSON(大规模时更快)")
def simulate(out: Path, seed: int, persons: int, ndjson_only: bool) -> None:
    """造一个合成的省:各来源系统会送来的文件,和另存的真值。

    \b
    例: taizhang simulate 合成省/ --persons 4000
    """
    from simulator.province import simulate as make

    with steps("人员") as tell:
        summary = make(out, seed=seed, persons=persons, carriers="ndjson" if ndjson_only else "mixed", progress=tell)
    click.echo(
        f"✓ {summary.persons:,} 人、{summary.events:,} 条事件,{len(summary.deliveries)} 次来件共 {len(summary.files)} 个文件:{out / 'deliveries'}\n"
        f"  真值 {out / 'truth.json'};埋下的 {sum(summary.planted.values()):,} 处差错 {out / 'planted.json'}"
    )


@click.command()
@click.option("--seed", default=2026, show_default=True)
@click.option("--persons", default=12000, show_default=True)
@click.pass_obj
def run(home: Home, seed: int, persons: int) -> None:
    """从头走完全程:合成省 → 日志 → 台账 → 质量关 → 通报。再次运行不会多出任何东西。

    \b
    例: taizhang run
    """
    from flows.demo import walk_the_road

    result = walk_the_road(home, seed=seed, persons=persons, say=lambda line: click.echo(line))
    click.echo("")
    click.echo(f"通报      {'、'.join(str(folder) for folder in result.issues)}")
    click.echo(f"质量关报告 {result.gate_report}")
    click.echo("证据      taizhang explain 2026-06 210100 urban_new_employment --cumulative")
    click.echo("核对      taizhang verify --all && taizhang audit")
    click.echo("看板      taizhang account 你的账号 --role province_analyst --city '*',然后 taizhang dashboard")

"""sample: draw cases and inspectors by lot."""

from pathlib import Path

import click

from flows.settings import Home


@click.command()
@click.argument("claim")
@click.argument("month")
@click.option("--seed", type=click.IntRange(0, 2_000_000_000), required=True, help="随机种子,公开抽取时当众确定")
@click.option("--inspectors", type=click.Path(path_type=Path, dir_okay=False), required=True, help="检查人员名单:一行一个工号")
@click.option("--cases", type=click.IntRange(1), help="每市件数(默认按规则 sample_cases_count)")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="名单写到哪里")
@click.pass_obj
def sample(home: Home, claim: str, month: str, seed: int, inspectors: Path, cases: int | None, out: Path | None) -> None:
    """双随机抽查:分市随机抽案件,随机派检查人员;种子和名单摘要记入日志,再次运行按当时所知重抽并核对。

    \b
    例: taizhang sample placement 2026-06 --seed 20260705 --inspectors 工号.txt
    """
    from flows.periods import Period
    from flows.sample import read_inspectors
    from flows.sample import sample as draw

    drawn = draw(home, claim, Period.parse_month(month).name, seed, read_inspectors(inspectors), cases=cases, out=out)
    said = "已抽取并登记" if drawn.is_new else "与登记的一致"
    click.echo(f"✓ {drawn.name} {said}:{len(drawn.drawn)} 件(截止序号 {drawn.cutoff_seq:,}):{drawn.file}")

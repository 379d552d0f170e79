"""sample, assess: draw cases and inspectors by lot; the year's points of every city."""

from pathlib import Path

import click

from flows.settings import Home


@click.command()
@click.argument("claim")
@click.argument("month")
@click.option("--seed", type=click.IntRange(0, 2_000_000_000), required=True, help="随机种子,公开抽取时当众确定")
@click.option(
    "--inspectors", type=click.Path(path_type=Path, dir_okay=False, exists=True), required=True, help="检查人员名单:一行一个工号"
)
@click.option("--cases", type=click.IntRange(1), help="每市件数(默认按规则 sample_cases_count)")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="名单写到哪里")
@click.pass_obj
def sample(home: Home, claim: str, month: str, seed: int, inspectors: Path, cases: int | None, out: Path | None) -> None:
    """双随机抽查:分市随机抽案件,随机派检查人员;种子和名单摘要记入日志,再次运行按当时所知重抽并核对。

    CLAIM 是抽查事项:employment(新增就业)、placement(分流安置)、service(就业服务)、training(培训)、benefit(享受政策)、welfare_post(公益性岗位)。

    \b
    例: taizhang sample placement 2026-06 --seed 20260705 --inspectors 工号.txt
    """
    from flows.periods import Period
    from flows.sample import read_inspectors
    from flows.sample import sample as draw

    drawn = draw(home, claim, Period.parse_month(month).name, seed, read_inspectors(inspectors), cases=cases, out=out)
    said = "已抽取并登记" if drawn.is_new else "与登记的一致"
    click.echo(f"✓ {drawn.name} {said}:{len(drawn.drawn)} 件(截止序号 {drawn.cutoff_seq:,}):{drawn.file}")


@click.command()
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="计分表写到哪里")
@click.pass_obj
def assess(home: Home, year: int, out: Path | None) -> None:
    """年度考核计分:按所执行的评分办法由台账数字计算,与自评、核定、终评分并列;年度未满的为估算。

    \b
    例: taizhang assess 2026
    """
    from dashboards.formats import GRADE_NAMES
    from flows.assess import assess as worked_out

    cities, file = worked_out(home, year, out)
    for city in cities:
        final = "" if city.final_score is None else f",终评折合 {city.final_score:f}"
        click.echo(
            f"{city.rank:>3} {city.city_name} {city.score:f} {GRADE_NAMES[city.grade]}{final}{'(估算)' if city.is_estimated else ''}"
        )
    click.echo(f"✓ 逐项计算:{file}")

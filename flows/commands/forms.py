"""form: the report forms and real-name ledgers of a month."""

from pathlib import Path

import click

from flows.settings import Home


@click.command()
@click.argument("name")
@click.argument("month")
@click.option("--city", default="210000", show_default=True, help="6 位考核单位代码,210000 为全省")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="存放目录(默认 台账目录/forms/月份/单位)")
@click.pass_obj
def form(home: Home, name: str, month: str, city: str, out: Path | None) -> None:
    """出报表和实名制台账(XLSX):EP1、01、02、03、行业划分、台账三、台账四、台账五、台账六、台账十二、政策台账,或 all。

    审核关系不成立的不出表,并列出两边各栏。再次运行,内容不变的文件逐字节相同。

    \b
    例: taizhang form EP1 2026-06 --city 210100
        taizhang form all 2026-06
    """
    from flows.forms import write_forms
    from flows.periods import Period

    for file in write_forms(home, name, Period.parse_month(month).starts_on, city, out):
        click.echo(file)

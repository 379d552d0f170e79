"""template, rejects, expected: what senders need before and after they send."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from flows.settings import Home

AS_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
CITY = click.option("--city", help="6 位考核单位代码")
MONTH = click.option("--month", metavar="YYYY-MM", help="月份")


@click.command()
@click.argument("name", required=False)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="存放位置(默认当前目录下 <名称>.xlsx)")
def template(name: str | None, out: Path | None) -> None:
    """写一份空白报表:下拉代码表、填写说明和示例;填好即可报送。名称是来源映射名或事件类型,不给则列出。

    \b
    例: taizhang template roster --out 花名册.xlsx
        taizhang template veteran_registered
    """
    from streams.sources.template import mapping_for, template_names, write_template

    if name is None:
        for known in template_names():
            click.echo(f"{known}\t{mapping_for(known).title}")
        return
    mapping = mapping_for(name)
    click.echo(write_template(mapping, out or Path(f"{mapping.name}.xlsx")))


@click.command()
@CITY
@click.option("--source", "family", help="来源类别,如 insurance")
@MONTH
@click.option("--rule", "rule_id", help="规则编号,如 V105")
@AS_JSON
@click.pass_obj
def rejects(home: Home, city: str | None, family: str | None, month: str | None, rule_id: str | None, as_json: bool) -> None:
    """退回记录:按收到的月份、报送单位、规则统计,附最近一次所在的文件。

    \b
    例: taizhang rejects --city 210100 --month 2026-06
    """
    from streams.gates.catalogue import RULES
    from streams.history import refused_by_sender
    from streams.log import open_reader

    with open_reader(home.log) as con:
        found = refused_by_sender(con, city=city, family=family, month=month, rule_id=rule_id)
    rows = [
        {
            "月份": r.month, "考核单位": r.city or "—", "来源": r.family or "—", "规则": r.rule_id, "行数": r.rows,
            "问题": RULES[r.rule_id].sentence if r.rule_id in RULES else "", "如何修改": RULES[r.rule_id].mend if r.rule_id in RULES else "",
            "最近文件": r.last_origin,
        }
        for r in found
    ]  # fmt: skip
    _show(rows, as_json, "没有退回的行")


@click.command()
@CITY
@MONTH
@AS_JSON
@click.pass_obj
def expected(home: Home, city: str | None, month: str | None, as_json: bool) -> None:
    """还不能知道、应在某日前到的:各市未到的月报,更正所指而未到的原事件。不是错误,过期的标为逾期。

    \b
    例: taizhang expected --month 2026-06 --city 210100
    """
    from flows.expected import what_is_expected

    found = [e for e in what_is_expected(home, month) if city in (None, e.city)]
    today = home.now().date()
    rows = [
        {
            "应到日期": str(e.due), "状态": "逾期" if e.is_late(today) else "待到", "考核单位": e.city, "来源": e.family, "内容": e.what,
        }
        for e in found
    ]  # fmt: skip
    _show(rows, as_json, "没有待到的")


def _show(rows: Sequence[Mapping[str, object]], as_json: bool, nothing: str) -> None:
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        click.echo(nothing)
        return
    table = Table(box=None, pad_edge=False)
    for heading in rows[0]:
        table.add_column(heading, justify="right" if heading == "行数" else "left")
    for row in rows:
        table.add_row(*(str(value) for value in row.values()))
    Console(width=None if Console().is_terminal else 200).print(table)

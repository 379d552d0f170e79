"""reveal, erase, account: the few commands that touch names and rights. Each asks who you are and leaves an audit line."""

import click

from flows.settings import Home

AS = click.option("--as", "account_name", required=True, help="你的账号")
PASSWORD = click.option("--password", prompt="口令", hide_input=True, envvar="TAIZHANG_PASSWORD", help="口令(不给则询问)")
PURPOSE = click.option("--purpose", required=True, help="用途,写入审计,如:信访核查 2026-118 号")


@click.command()
@click.argument("token")
@PURPOSE
@AS
@PASSWORD
@click.pass_obj
def reveal(home: Home, token: str, purpose: str, account_name: str, password: str) -> None:
    """按令牌查看一个人的身份。须有权限和用途,每次都留审计记录。

    \b
    例: taizhang reveal p3f… --purpose 信访核查2026-118号 --as wang
    """
    from flows.people import reveal_one

    for name, value in reveal_one(home, token, purpose, account_name, password).items():
        click.echo(f"{name}\t{value}")


@click.command()
@click.argument("token")
@PURPOSE
@AS
@PASSWORD
@click.confirmation_option(prompt="销毁此人的密钥后,姓名和证件号永远无法恢复,数字不变。确定?")
@click.pass_obj
def erase(home: Home, token: str, purpose: str, account_name: str, password: str) -> None:
    """销毁一个人的密钥:姓名证件号从此读不出,台账数字不变。

    \b
    例: taizhang erase p3f… --purpose 本人申请删除2026-7号 --as zhao
    """
    from flows.people import erase_one

    click.echo(erase_one(home, token, purpose, account_name, password))


@click.command()
@click.argument("name")
@click.option(
    "--role", required=True, help="province_analyst、city_officer、reviewer、leader、system_admin、security_admin、audit_admin"
)
@click.option("--city", "cities", multiple=True, help="可见的考核单位,可重复;全省写 *")
@click.option("--password", prompt="新口令", hide_input=True, confirmation_prompt=True, envvar="TAIZHANG_PASSWORD")
@click.pass_obj
def account(home: Home, name: str, role: str, cities: tuple[str, ...], password: str) -> None:
    """新建本地账号:一个角色,一个城市范围。

    \b
    例: taizhang account wang --role city_officer --city 210100
    """
    from flows.people import create_account

    create_account(home, name, password, role, list(cities))
    click.echo(f"✓ 已建账号 {name}({role},范围 {'、'.join(cities) or '无'})")

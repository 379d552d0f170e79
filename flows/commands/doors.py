"""serve, key: the HTTP door, and who may knock."""

import click

from flows.settings import Home


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="对外服务时放在反向代理之后,由它做 TLS")
@click.option("--port", default=8322, show_default=True)
@click.option("--no-drain", is_flag=True, help="只收不入账(另有进程入账时)")
@click.pass_obj
def serve(home: Home, host: str, port: int, no_drain: bool) -> None:
    """开 HTTP 报送接口:POST /events 收事件,GET /receipts 查结果,GET /metrics 供监控。收下即落盘,一两秒内入账。

    \b
    例: taizhang key create 沈阳社保 --source insurance --city 210100 && taizhang serve
    """
    import uvicorn
    from prometheus_client import CollectorRegistry

    from flows.serve import Drainer, means_of
    from streams.http.app import create_app

    registry = CollectorRegistry()
    app = create_app(means_of(home), registry)
    drainer = None if no_drain else Drainer(home, registry)
    if drainer:
        drainer.start()
    click.echo(f"报送接口:http://{host}:{port}/events  接口文档 http://{host}:{port}/openapi.json  (Ctrl+C 停止)")
    try:
        uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
    finally:
        if drainer:
            drainer.stop()


@click.group()
def key() -> None:
    """HTTP 报送接口的密钥:每个报送系统一个,限定来源和城市。

    \b
    例: taizhang key create 沈阳社保 --source insurance --city 210100
    """


@key.command()
@click.argument("name")
@click.option("--source", "families", multiple=True, required=True, help="来源类别,可重复,如 insurance")
@click.option("--city", "cities", multiple=True, required=True, help="考核单位代码,可重复;全省写 *")
@click.option("--per-minute", default=600, show_default=True, help="每分钟最多多少次请求")
@click.pass_obj
def create(home: Home, name: str, families: tuple[str, ...], cities: tuple[str, ...], per_minute: int) -> None:
    """新建密钥;密钥只显示这一次,台账只留哈希。

    \b
    例: taizhang key create 沈阳社保 --source insurance --source correction --city 210100
    """
    from flows.serve import create_key

    click.echo(create_key(home, name, list(families), list(cities), per_minute))
    click.echo("请立即交给报送系统保管;遗失只能换发(taizhang key rotate)", err=True)


@key.command()
@click.argument("name")
@click.option("--overlap", default=0.0, show_default=True, help="旧密钥再用多少小时")
@click.pass_obj
def rotate(home: Home, name: str, overlap: float) -> None:
    """换发密钥。

    \b
    例: taizhang key rotate 沈阳社保 --overlap 24
    """
    from flows.serve import keys_of

    with keys_of(home) as keys:
        click.echo(keys.rotate(name, overlap * 3600))


@key.command()
@click.argument("name")
@click.pass_obj
def revoke(home: Home, name: str) -> None:
    """作废密钥,即刻生效,不能恢复。

    \b
    例: taizhang key revoke 沈阳社保
    """
    from flows.serve import keys_of

    with keys_of(home) as keys:
        keys.revoke(name)
    click.echo(f"✓ {name} 已作废")


@key.command("list")
@click.pass_obj
def list_keys(home: Home) -> None:
    """列出密钥的范围与状态,不含密钥本身。

    \b
    例: taizhang key list
    """
    from flows.serve import keys_of

    with keys_of(home) as keys:
        for one in keys.every():
            state = f"{one.revoked_at} 作废" if one.revoked_at else f"{one.set_at} 起用"
            click.echo(f"{one.name}\t{'、'.join(one.families)}\t{'、'.join(one.cities)}\t每分钟 {one.per_minute}\t{state}")

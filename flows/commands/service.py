"""dashboard, doctor: serve pages; say what is missing on this machine."""

import sys

import click

from flows.settings import Home


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8321, show_default=True)
@click.pass_obj
def dashboard(home: Home, host: str, port: int) -> None:
    """打开看板:各市进度与排名,点任一数字看到证据和事件。只读已发布的数据。

    \b
    例: taizhang account wang --role province_analyst --city '*' && taizhang dashboard
    """
    import uvicorn

    from dashboards.app import create_app

    click.echo(f"看板:http://{host}:{port}  (Ctrl+C 停止)")
    uvicorn.run(create_app(home.path), host=host, port=port, log_level="warning")


@click.command()
@click.pass_obj
def doctor(home: Home) -> None:
    """检查本机:版本、扩展、国密算法、磁盘、台账目录。不联网。

    \b
    例: taizhang doctor
    """
    from flows.doctor import examine

    faults = 0
    for name, ok, said in examine(home):
        click.echo(f"{'✓' if ok else '✗'} {name}:{said}")
        faults += not ok
    sys.exit(1 if faults else 0)

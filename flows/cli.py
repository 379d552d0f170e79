"""`taizhang`: the command line. Commands are loaded when called, so that --help answers at once."""

import importlib
import sys
from pathlib import Path
from typing import Any

import click
import duckdb

from flows.settings import Home

# command → module under flows.commands; the order is the order of the road
COMMANDS = {
    "run": "demo",
    "simulate": "demo",
    "template": "senders",
    "check": "ledger",
    "ingest": "ledger",
    "rejects": "senders",
    "expected": "senders",
    "stream": "stream",
    "serve": "doors",
    "key": "doors",
    "audit": "ledger",
    "status": "ledger",
    "build": "figures",
    "explain": "figures",
    "form": "forms",
    "bulletin": "publication",
    "dispatch": "publication",
    "verify": "publication",
    "sample": "reviews",
    "assess": "reviews",
    "reveal": "people",
    "erase": "people",
    "account": "people",
    "dashboard": "service",
    "doctor": "service",
}


class Road(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the road."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: Any = getattr(importlib.import_module(f"flows.commands.{module}"), cmd_name)
        return command  # type: ignore[no-any-return]


# errors whose message is a sentence for users; anything else is a fault of ours and keeps its traceback
TOLD_TO_USERS = (FileNotFoundError, FileExistsError, PermissionError, LookupError, ValueError)
OUR_PACKAGES = ("streams", "identity", "expectations", "bulletins", "dashboards", "flows", "simulator")


@click.group(cls=Road, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home", type=click.Path(path_type=Path), envvar="TAIZHANG_HOME", help="台账目录(默认 ./data,或环境变量 TAIZHANG_HOME)"
)
@click.version_option(package_name="taizhang")
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """台账:人社厅就业台账。一次报送,台账、报表、通报全部得出;每个数字都能打开到事件。

    \b
    例:
      taizhang ingest 来件/ && taizhang build && taizhang bulletin 2026-06
      taizhang explain 2026-06 210100 urban_new_employment
      taizhang verify --all
    """
    ctx.obj = Home.at(home)


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 data or run failed, 2 wrong usage."""
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.Abort:
        click.echo("已中断;已入账的不受影响,再次运行会接着做", err=True)
        code = 130
    except Exception as error:
        if isinstance(error, duckdb.Error):
            click.echo(
                f"错误:数据文件读不出来;先运行 taizhang doctor 与 taizhang build,仍不行请从备份恢复。原文:{error}", err=True
            )
            sys.exit(1)
        if not (isinstance(error, TOLD_TO_USERS) or type(error).__module__.split(".")[0] in OUR_PACKAGES):
            raise
        click.echo(f"错误:{error}", err=True)
        code = 1
    sys.exit(code)

"""reference/commands.md: the help of every command, as the command line prints it."""

import click

from docs.generate.markdown import code, page
from flows.cli import cli

WIDTH = 100


def commands_page() -> str:
    """The help of `taizhang` and of all its commands, in the order of the road."""
    root = _context(cli, "taizhang", None)
    sections = [
        "Exit codes: 0 done, 1 data or run failed, 2 wrong usage. The ledger's folder is `--home`, else `TAIZHANG_HOME`, else ./data.",
        code(cli.get_help(root), "text"),
    ]
    for name in cli.list_commands(root):
        command = cli.get_command(root, name)
        assert command is not None
        sections += _sections(command, f"taizhang {name}", _context(command, name, root))
    return page("Commands", *sections)


def _sections(command: click.Command, title: str, context: click.Context) -> list[str]:
    """The help of a command, then of the commands within it."""
    sections = [f"## {title}", code(command.get_help(context), "text")]
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            sections += _sections(inner, f"{title} {name}", _context(inner, name, context))
    return sections


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)

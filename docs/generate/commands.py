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
        context = _context(command, name, root)
        sections += [f"## taizhang {name}", code(command.get_help(context), "text")]
        for inner, one in (command.commands if isinstance(command, click.Group) else {}).items():
            sections += [f"### taizhang {name} {inner}", code(one.get_help(_context(one, inner, context)), "text")]
    return page("Commands", *sections)


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)

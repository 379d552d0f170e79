"""How far long work has come: a bar on stderr when it is a terminal, silence otherwise."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[tuple[Progress, TaskID]]:
    """A bar with one task, of `total` steps (None: not known yet)."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield bar, bar.add_task(label, total=total)


@contextmanager
def steps(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told (done, total)."""
    with progress(label) as (bar, task):
        yield lambda done, total: bar.update(task, completed=done, total=total)

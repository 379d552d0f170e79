"""Build warehouses anew from the log's first event on, cut-off by cut-off, so that each knows what was known there."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.build import Build, OnModel, build
from flows.bulletin import issues_of
from flows.sample import cutoffs_of_draws
from flows.settings import Home
from streams.log import writer_lock


@dataclass(frozen=True)
class Stop:
    """A cut-off at which something was published, and the versions to build under (rules, code; default: today's)."""

    name: str
    cutoff_seq: int
    labels: tuple[str, str] | None = None


@contextmanager
def scratch_of(home: Home, name: str) -> Iterator[Path]:
    """An empty folder for a replay, gone afterwards. Raises WriterBusy when another `name` does not end within ten minutes."""
    scratch = home.path / name / "work"
    with writer_lock(scratch.parent, wait_seconds=600, busy="另一个进程正在重建各期:等它结束后再试"):
        shutil.rmtree(scratch, ignore_errors=True)  # of one that was killed
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def replay(
    home: Home, stops: Iterable[Stop], scratch: Path, on_step: Callable[[str], None] = lambda _: None, *, is_tested: bool = True,
    on_model: OnModel = lambda *_: None,
) -> Iterator[Path]:  # fmt: skip
    """Of each stop the warehouse as of its cut-off; a file is there until the next is asked for.

    stops: in the order of their cut-offs, none left out that posted evidence. is_tested, on_model: as of `flows.build.build`.
    """
    start = scratch / "none"
    for stop in stops:
        on_step(f"重建 {stop.name}(截止序号 {stop.cutoff_seq:,})")
        built = build(
            home, seq_hi=stop.cutoff_seq, start=start, folder=scratch / "build", labels=stop.labels, is_tested=is_tested,
            on_model=on_model,
        )  # fmt: skip
        start = scratch / "rebuilt" / "warehouse.duckdb"  # views keep the file's stem as their catalog
        start.parent.mkdir(exist_ok=True)
        shutil.move(built.file, start)
        yield start


def rebuild(home: Home, on_step: Callable[[str], None] = lambda _: None, on_model: OnModel = lambda *_: None) -> Build:
    """Build all of the log without the published warehouse; `alone`. What each issue and draw knew is posted at its cut-off again."""
    with scratch_of(home, "rebuild") as scratch:
        start = scratch / "none"
        for start in replay(home, stops_of(home), scratch, on_step, on_model=on_model):  # noqa: B007
            pass
        return build(home, start=start, on_model=on_model)


def stops_of(home: Home) -> list[Stop]:
    """The cut-offs of all issues and of all draws of samples, each once, in their order."""
    names = cutoffs_of_draws(home) | {manifest["cutoff_seq"]: manifest["issue"] for manifest in issues_of(home)}
    return [Stop(names[cutoff], cutoff) for cutoff in sorted(names)]

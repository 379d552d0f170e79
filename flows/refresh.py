"""Evidence and marts refreshed while a stream runs: a builder of its own process builds whatever the log has gained.

The builder stays, so that dbt is imported and its project parsed once. A failed build publishes nothing and is told;
the stream goes on, and the next build takes up what it left.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import duckdb

from flows.build import BuildFailed, alone, build, newest_seq, publish
from flows.settings import Home
from flows.status import built_to

# how often the log is asked for something new while nothing is being built
ASK_SECONDS = 1.0


@dataclass(frozen=True)
class Refreshed:
    """One build: up to which seq, how many entries it added; or why there was none."""

    seq_hi: int
    entries: int
    failed: str | None = None


@contextmanager
def refreshing(home: Home, on_refreshed: Callable[[Refreshed], None]) -> Iterator[None]:
    """Build whenever the log has grown, until the block ends; the build under way is then finished."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    builder = multiprocessing.get_context("spawn").Process(target=_builder, args=(theirs, home.path), daemon=True)
    builder.start()
    stop = threading.Event()
    asker = threading.Thread(target=_ask, args=(ours, stop, on_refreshed))
    asker.start()
    try:
        yield
    finally:
        stop.set()
        asker.join()
        ours.send(False)
        builder.join()


def _ask(builder: Connection, stop: threading.Event, on_refreshed: Callable[[Refreshed], None]) -> None:
    while not stop.wait(ASK_SECONDS):
        builder.send(True)
        refreshed = builder.recv()
        if refreshed:
            on_refreshed(refreshed)


def _builder(asker: Connection, folder: Path) -> None:
    """Answer every request with what was built, or None when there was nothing new."""
    import signal

    # Ctrl+C reaches every process of the terminal; the worker says when to end
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    home, refused_at = Home(folder), -1
    while _is_asked(asker):
        try:
            newest = newest_seq(home)
            if newest in (built_to(home), refused_at):
                asker.send(None)
                continue
            with alone(home):
                built = build(home)
                publish(home, built)
            asker.send(Refreshed(built.seq_hi, built.seq_hi - built.seq_lo))
        except FileNotFoundError:
            asker.send(None)
        except (BuildFailed, duckdb.Error, RuntimeError) as error:
            refused_at = newest  # not again before something new comes
            asker.send(Refreshed(newest, 0, str(error)))


def _is_asked(asker: Connection) -> bool:
    """False when the worker says that it ends, or was killed."""
    try:
        return bool(asker.recv())
    except EOFError:
        return False

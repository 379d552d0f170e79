"""What tests share: a ledger from the events' worked examples, and the models as dbt compiled them."""

import fcntl
import gc
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from flows.build import build, publish
from flows.ingest import ingest
from flows.settings import Home
from streams.events.catalogue import VERSIONS
from tests.road.fast_warehouse import CompiledModels, make_empty

# tests run side by side: a build that shares its Python between threads would only cost more
os.environ.setdefault("TAIZHANG_DBT_THREADS", "1")

CLOCK = datetime(2026, 7, 3, 9, 0)


def pytest_collection_finish() -> None:
    """What stands when the tests are collected stands to the end: the garbage collector need not look at it again and again."""
    gc.collect()
    gc.freeze()


def write_events(path: Path, events: list[dict[str, Any]]) -> Path:
    """An NDJSON file of CloudEvents."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(event, ensure_ascii=False) + "\n" for event in events), encoding="utf-8")
    return path


def make_home(path: Path, clock: datetime = CLOCK) -> Home:
    """An empty synthetic ledger whose clock stands at `clock`."""
    home = Home(path)
    home.path.mkdir(parents=True, exist_ok=True)
    home.clock_file.write_text(clock.isoformat())
    return home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty ledger of its own."""
    return make_home(tmp_path / "home")


@pytest.fixture
def take_in(home: Home, tmp_path: Path) -> Callable[[list[dict[str, Any]], str], Any]:
    """Ingest events as one NDJSON file of the given name; returns what became of it."""

    def take(events: list[dict[str, Any]], name: str = "events.ndjson") -> Any:
        (delivered,) = ingest(home, [write_events(tmp_path / name, events)])
        return delivered

    return take


@contextmanager
def made_once(folder: Path, what: str) -> Iterator[bool]:
    """For all test processes together: whether `what` is still to be made in the folder. Who comes second waits for the first."""
    folder.mkdir(exist_ok=True)
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{what}.made"
        yield not made.exists()
        made.touch()


@pytest.fixture(scope="session")
def examples_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A ledger of the worked examples, built twice by dbt: the second time incrementally. To be read only."""
    base = tmp_path_factory.getbasetemp()
    root = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "examples"
    with made_once(root, "home") as is_to_make:
        if is_to_make:
            make_examples(root)
    return Home(root / "home")


def make_examples(root: Path) -> None:
    """Take in and build all worked examples but three, and then those."""
    home = make_home(root / "home")
    events = [event.example() for event in VERSIONS]
    list(ingest(home, [write_events(root / "first.ndjson", events[:-3])]))
    publish(home, build(home))
    shutil.copytree(home.path / "dbt" / "target", root / "first_target")
    list(ingest(home, [write_events(root / "second.ndjson", events)]))
    publish(home, build(home))


@pytest.fixture(scope="session")
def compiled(examples_home: Home) -> CompiledModels:
    """The models' SQL, as dbt compiled it for a first and for a later build."""
    root = examples_home.path.parent
    empty = root / "empty.duckdb"
    models = CompiledModels.read(root / "first_target", examples_home.path / "dbt" / "target", examples_home.warehouse, empty)
    with made_once(root, "empty") as is_to_make:
        if is_to_make:
            make_empty(models)
    return models

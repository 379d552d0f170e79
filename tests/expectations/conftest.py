"""A small warehouse filled by hand, and a way to spoil a copy of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose April 2026 may be published."""
    path = tmp_path_factory.mktemp("healthy") / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute((HERE / "marts.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def spoiled(healthy: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the healthy warehouse after the given statements."""

    def spoil(*statements: str) -> Path:
        path = tmp_path / "warehouse.duckdb"
        shutil.copy(healthy, path)
        with duckdb.connect(str(path)) as connection:
            for statement in statements:
                connection.execute(statement)
        return path

    return spoil

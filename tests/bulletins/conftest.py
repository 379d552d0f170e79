"""A small real warehouse file whose marts are filled by hand, and the June issue made from it."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from bulletins.monthly.reader import read_monthly
from bulletins.structure import Bulletin, Imprint
from bulletins.words import document_number

HERE = Path(__file__).parent
JUNE = date(2026, 6, 1)
IMPRINT = Imprint(issue="2026-06-1", document_number=document_number("辽就业通报", 2026, 6))


def build_warehouse(path: Path, *changes: str) -> Path:
    """The hand-filled marts in a new DuckDB file, with SQL changes for one test."""
    with duckdb.connect(str(path)) as con:
        for script in ("marts_schema.sql", "marts_rows.sql"):
            con.execute((HERE / script).read_text(encoding="utf-8"))
        for change in changes:
            con.execute(change)
        con.execute("drop table if exists june")
    return path


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """June 2026 with restatements since the May issue."""
    return build_warehouse(tmp_path_factory.mktemp("marts") / "warehouse.duckdb")


@pytest.fixture(scope="session")
def bulletin(warehouse: Path) -> Bulletin:
    """The June issue."""
    return read_monthly(warehouse, JUNE, IMPRINT)

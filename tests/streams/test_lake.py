"""What opens the log: DuckDB's extensions, of which none is loaded that DuckDB did not sign."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.audit import audit_log
from flows.ingest import ingest
from flows.settings import Home
from streams import lake
from streams.log import open_reader
from tests.conftest import write_events
from tests.streams.faults import event


def test_an_extension_altered_by_one_byte_is_not_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signed = lake.extension_file

    def altered(name: str) -> Path:
        binary = bytearray(signed(name).read_bytes())
        binary[len(binary) // 2] ^= 1
        file = tmp_path / f"{name}.duckdb_extension"
        file.write_bytes(binary)
        return file

    monkeypatch.setattr(lake, "extension_file", altered)
    with pytest.raises(duckdb.IOException, match="signature"):
        lake.connect()


def test_no_connection_to_the_log_can_load_an_unsigned_extension() -> None:
    with lake.connect() as con, pytest.raises(duckdb.InvalidInputException, match="allow_unsigned_extensions"):
        con.execute("set allow_unsigned_extensions = true")


def test_a_ledger_that_was_moved_is_read_and_written_where_it_is_now(
    home: Home, take_in: Callable[..., Any], tmp_path: Path
) -> None:
    take_in([event("pension_started", id="before")], "before.ndjson")
    moved = Home(home.path.rename(tmp_path / "restored"))
    list(ingest(moved, [write_events(tmp_path / "after.ndjson", [event("pension_started", id="after")])]))
    with open_reader(moved.log) as con:
        assert con.execute("select id from log.events order by seq").fetchall() == [("before",), ("after",)]
    assert not home.path.exists()
    assert audit_log(moved).broken == ()

"""What opens the log: DuckDB's extensions, of which none is loaded that DuckDB did not sign."""

from pathlib import Path

import duckdb
import pytest

from streams import lake


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

"""What the readers' tests share: a real tokeniser, and a whole file read into two lists of rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from identity.tokens import Tokeniser
from streams.sources.batch import ENVELOPE_SCHEMA, REFUSED_SCHEMA
from streams.sources.reader import open_source

Row = dict[str, Any]
Read = Callable[..., tuple[list[Row], list[Row]]]


@pytest.fixture(scope="session")
def tokeniser() -> Tokeniser:
    """Under a key of the tests' own."""
    return Tokeniser(b"a key for these tests only 123456")


@pytest.fixture
def read(tmp_path: Path, tokeniser: Tokeniser) -> Read:
    """read(content or path, name) → (envelopes, refused rows), every batch held to the schema and to file order."""

    def read_file(content: bytes | Path, name: str = "file.csv", **options: Any) -> tuple[list[Row], list[Row]]:
        path = content if isinstance(content, Path) else tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        envelopes: list[Row] = []
        refused: list[Row] = []
        for batch in open_source(path, tokeniser=tokeniser, **options):
            assert batch.envelopes.schema == ENVELOPE_SCHEMA
            assert batch.refused.schema == REFUSED_SCHEMA
            envelopes += batch.envelopes.to_pylist()
            refused += batch.refused.to_pylist()
        assert [row["position"] for row in envelopes] == sorted({row["position"] for row in envelopes})
        assert not {row["position"] for row in envelopes} & {row["position"] for row in refused}
        return envelopes, refused

    return read_file

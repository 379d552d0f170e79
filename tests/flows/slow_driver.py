"""The same ingest in small batches, so that a kill can fall between any two of them.

python -m tests.flows.slow_driver HOME FILE CHUNK_ROWS
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows import ingest
from flows.settings import Home
from streams.sources.batch import Batch
from streams.sources.reader import open_source


def main(home: str, file: str, chunk_rows: str) -> None:
    """Ingest one file in batches of `chunk_rows` rows."""

    def in_small_batches(path: Path, **options: Any) -> Iterator[Batch]:
        return open_source(path, chunk_rows=int(chunk_rows), **options)

    ingest.open_source = in_small_batches  # type: ignore[assignment]
    list(ingest.ingest(Home(Path(home)), [Path(file)]))


if __name__ == "__main__":
    main(*sys.argv[1:])

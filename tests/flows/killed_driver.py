"""The same ingest in small batches, killing itself (SIGKILL) just before its N-th call of any function.

python -m tests.flows.killed_driver HOME FOLDER CHUNK_ROWS N      prints how many calls it made, if it lives to tell
"""

import itertools
import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flows import ingest
from flows.settings import Home
from streams.sources.batch import Batch
from streams.sources.reader import open_source


def main(home: str, folder: str, chunk_rows: str, last_call: str) -> None:
    """Ingest a folder in batches of `chunk_rows` rows; N of 0 never kills."""

    def in_small_batches(path: Path, **options: Any) -> Iterator[Batch]:
        return open_source(path, chunk_rows=int(chunk_rows), **options)

    calls, last = itertools.count(1), int(last_call)

    def count(_: object, kind: str, __: object) -> None:
        if kind in ("call", "c_call") and next(calls) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    ingest.open_source = in_small_batches  # type: ignore[assignment]
    threading.setprofile(count)
    sys.setprofile(count)
    list(ingest.ingest(Home(Path(home)), ingest.files_of((Path(folder),))))
    sys.setprofile(None)
    print(next(calls))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The same drain in small groups, telling of every step, so that a kill can fall between any two of them.

python -m tests.streams.slow_drain HOME
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.ingest import drain_spool
from flows.settings import Home
from streams import drain
from streams.log import LogWriter
from streams.spool import Spool


def told(step: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The step, with a line before and after it."""

    def telling(*args: Any, **kwargs: Any) -> Any:
        print("before", name, flush=True)
        result = step(*args, **kwargs)
        print("after", name, flush=True)
        return result

    return telling


if __name__ == "__main__":
    drain.GROUP_DELIVERIES = 4
    LogWriter.append = told(LogWriter.append, "append")  # type: ignore[method-assign]
    Spool.remove = told(Spool.remove, "remove")  # type: ignore[method-assign]
    drain_spool(Home(Path(sys.argv[1])))
